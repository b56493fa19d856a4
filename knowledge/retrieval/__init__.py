"""Clauses to an index folder, and questions to the clauses that fit best."""
