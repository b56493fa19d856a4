"""One process, one port."""
