"""What keeps the service well: one process alone, its readiness, its figures, its housekeeping."""
