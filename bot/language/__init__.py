"""A language model as a writer: what it is asked, what may leave, and what of its reply stands."""
