"""What somebody may be called, and the names that they sign in with. Pure."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 100
_SIGN_IN: Final = re.compile(r"[\w.@+-]{2,100}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_GROUP: Final = re.compile(r"[^,\n]{1,100}")


def name_fault(name: str) -> str:
    """Return why nobody can be called that, "" for a name."""
    if not name:
        return "Write the name that others will read, such as Ann Lee."
    if len(name) > LONGEST or not name.isprintable():
        return f"Write a name in one line, of at most {LONGEST} characters."
    return ""


def sign_in_fault(name: str) -> str:
    """Return why nobody can sign in with that name, "" for one that they can."""
    if _SIGN_IN.fullmatch(name):
        return ""
    return "Choose a name of letters, digits and . @ + - _, such as ann.lee; no blanks."


def email_fault(address: str) -> str:
    """Return why that is no address, "" for one, and for none."""
    good = not address or (len(address) <= 2 * LONGEST and _EMAIL.fullmatch(address))
    return "" if good and address.isprintable() else "Write an address such as ann@agency.gov."


def groups_in(given: str) -> frozenset[str]:
    """Return the groups in a text, with commas or line ends between them."""
    parts = (part.strip() for part in re.split(r"[,\n]", given))
    return frozenset(part for part in parts if part)


def groups_fault(groups: frozenset[str]) -> str:
    """Return what is wrong with names of groups, "" where nothing is."""
    wrong = sorted(one for one in groups if not (_GROUP.fullmatch(one) and one.isprintable()))
    return (
        f"“{wrong[0][:40]}…” is no group's name; they have at most 100 characters." if wrong else ""
    )


def audience_fault(audience: str) -> str:
    """Return why documents can't be for such an audience, "" for one, and for none."""
    good = len(audience) <= LONGEST and audience.isprintable()
    return "" if good else f"Write one line of at most {LONGEST} characters."
