"""What can go wrong on a page, by name; messages are shown as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class WebError(Exception):
    """The root of all faults of a page that a person can mend; `status` is HTTP's."""

    status = 400
    title = "That didn't work"


class NotHere(WebError):
    """There is no such page, or nothing of that name or number on it."""

    status = 404
    title = "There is nothing here"


class NotAllowed(WebError):
    """Whoever asks may not."""

    status = 403
    title = "You can't open this"


class SignedOut(WebError):
    """Whoever pressed something is signed out by now; what was typed is shown to them."""

    status = 403
    title = "You are signed out"


class TooLarge(WebError):
    """More was sent than can be taken."""

    status = 413
    title = "That is too large"


class BadForm(WebError):
    """A form has faults; `faults` names the field and says what to do about it."""

    status = 422
    title = "Something is missing or wrong"

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(" ".join(self.faults.values()))


class Overtaken(WebError):
    """Somebody else changed it meanwhile; `changes` says what, a sentence each.

    Nothing was written; what was typed is shown to whoever typed it.
    """

    status = 409
    title = "Somebody changed this while you were at it"

    def __init__(self, message: str, changes: Sequence[str] = (), to: str = "") -> None:
        self.changes = tuple(changes)
        self.to = to
        super().__init__(message)
