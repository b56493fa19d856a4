"""What can go wrong with what comes in."""

from __future__ import annotations


class AlreadyHandled(Exception):
    """Another process has handled the event; what this one did for it must not be kept."""
