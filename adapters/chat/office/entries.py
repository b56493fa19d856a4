"""What was entered in the fields of a form. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from adapters.chat.model import Submitted


def entered(submitted: Submitted, field: str) -> str:
    """Return what was entered in a field, "" where it is empty."""
    value: Any = submitted.values.get(field)
    return value.strip() if isinstance(value, str) else ""


def day(text: str) -> date | None:
    """Return the day that was picked, None where none was."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
