"""Passwords as they were typed into a form."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from adapters.web.errors import BadForm
from adapters.web.people import passwords
from adapters.web.visit import Visit


def typed(visit: Visit, field: str) -> str:
    """Return a password; blanks at its ends belong to it."""
    given = visit.form.get(field, "")
    return given if isinstance(given, str) else ""


def new_password(
    visit: Visit, about: Collection[str], faults: Mapping[str, str] | None = None
) -> str:
    """Return the password that was chosen, typed twice alike. Raises BadForm.

    `about` is what others know of its owner; `faults` are those of the form's other fields, to be
    told with its own.
    """
    chosen, again = typed(visit, "password"), typed(visit, "again")
    found = {**(faults or {}), "password": passwords.fault(chosen, about)}
    if not found["password"] and chosen != again:
        found["again"] = "This isn't the same as above. Type it again."
    wrong = {field: fault for field, fault in found.items() if fault}
    if wrong:
        raise BadForm(wrong)
    return chosen
