"""The way in: verified, translated, committed, and only then acknowledged."""
