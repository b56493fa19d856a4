"""Labels of what can be pressed in a chat; the sentences stand in `bot.wording`."""

from __future__ import annotations

ONLY_YOU = "Only you can see this."
HELPFUL = "This helped"
NOT_HELPFUL = "This didn't help"
WHOLE_CLAUSE = "Show the whole clause"
SHARE = "Share with the channel"
OPEN_SOURCE = "Open the document"
SETTLES = "That settles it"
WRITE_BACK = "Write back"


def all_of(clause: str) -> str:
    """Return the label of the button that shows a whole clause, where there are several."""
    return f"Show all of {clause}"
