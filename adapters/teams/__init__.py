"""Microsoft Teams: one chat platform behind the inbox and the outbox."""
