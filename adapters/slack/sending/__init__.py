"""The way out: messages for the outbox, and how each is sent."""
