"""What an officer reads who publishes a reply as a ruling."""

from __future__ import annotations

RULE_TEXT = "The ruling, as employees will read it"
RULE_CLAUSES = "Which clauses does it interpret?"
RULE_EXPIRES = "It holds until"
RULE_HINT = "Take out what is about one person. It is tested before it goes live."
RULE_TOO_LONG = (
    "The reply, above, is too long to stand here: copy what is to become the ruling, without "
    "what is about one person. It is tested before it goes live."
)
FAILED_TESTS = "The tests speak against it:"
BEING_TESTED = "The ruling is being tested before it goes live. That can take some minutes."


def published(revision: int) -> str:
    """Return that a ruling is live."""
    return f"The ruling is live (revision {revision}). The bot answers with it from now on."


def refused(why: str, objections: tuple[str, ...] = ()) -> str:
    """Return why a ruling didn't go live."""
    listed = "".join(f"\n• {one}" for one in objections)
    return f"The ruling didn't go live. {why}{listed}"
