"""The way out: what the outbox holds, and what shows meanwhile."""
