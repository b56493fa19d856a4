"""The catalog: documents, clauses, revisions and records in SQL, the one source of truth."""
