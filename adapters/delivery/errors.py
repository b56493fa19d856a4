"""What can go wrong with what comes in."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb


class AlreadyHandled(Exception):
    """Another process has handled the event; what this one did for it must not be kept."""


def place(error: BaseException) -> str:
    """Return where in the program it was raised; the log may hold that, but no traceback.

    A traceback shows values, and so what people have said.
    """
    *_, last = extract_tb(error.__traceback__) or [None]
    return f"{Path(last.filename).name}:{last.lineno}" if last else ""
