"""The composition root of the service."""
