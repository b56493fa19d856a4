"""Which draft a change goes into."""

from __future__ import annotations

from typing import Final

from adapters.web.visit import Visit
from knowledge.catalog.history import History
from knowledge.library import Library
from knowledge.reviewing import Made, Reviewing

# What a form says for a draft of its own.
NEW: Final = "new"
_DIGITS: Final = 9  # that a revision's number has at most


def options(library: Library) -> list[tuple[str, str]]:
    """Return the drafts that a change may go into, newest first, as a form's choices.

    There are none where no draft is open: then it goes into a new one.
    """
    told = [(str(one.id), _told(one)) for one in Reviewing(library.database).drafts()]
    return [*told, (NEW, "a new draft")] if told else []


def newest(library: Library) -> int | None:
    """Return the newest draft."""
    return max(all_open(library), default=None)


def number(visit: Visit, field: str) -> int:
    """Return the number in a form's field, 0 where it isn't one: a draft's, 0 for a new one."""
    said = visit.said_in(field)
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else 0


def onto(library: Library, draft: int) -> int | None:
    """Return the draft that a change goes into by now, None for a new one.

    A draft that something was added to has another, higher number.
    """
    if not draft:
        return None
    return min((number for number in all_open(library) if number >= draft), default=None)


def is_open(library: Library, revision: int) -> bool:
    """Whether a revision is a draft that isn't published yet."""
    return revision in all_open(library)


def all_open(library: Library) -> tuple[int, ...]:
    """Return the drafts, the newest last."""
    return tuple(sorted(History(library.database).drafts()))


def _told(draft: Made) -> str:
    about = draft.note or (f"by {draft.who}" if draft.who else "")
    return f"draft {draft.id}" + (f" ({about[:60]})" if about else "")
