"""Originals as they are shown beside their clauses: pages of a PDF, and all else as safe HTML."""
