"""Who somebody is, and in which groups."""
