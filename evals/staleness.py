"""Why gold means no clause, in words that help to mend it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from evals.model import Gold
from evals.sheet import Sheet
from knowledge.access import open_to
from knowledge.model import Version, Viewer

Versions = Sequence[tuple[Version, Sheet]]


def because(
    gold: Gold, viewer: Viewer, on: date, versions: Versions, documents: Sequence[str]
) -> str:
    """Return why no clause of the document's versions is what an asker's gold means that day.

    `documents` are the names of all there are.
    """
    if not versions:
        return f"there is no document {gold.document}{_near(gold.document, documents)}"
    named = [one for one in versions if gold.version in {"", one[0].header.version}]
    if not named:
        return f"{gold.document} has no version {gold.version}"
    fitting = [version for version, sheet in named if sheet.find(gold) is not None]
    if not fitting:
        return _absent(gold, named)
    if not any(open_to(version.header.groups, viewer) for version in fitting):
        return f"the asker may not read {gold.document}"
    return f"it isn't in force on {on}; it applies {' and '.join(map(_period, fitting))}"


def _absent(gold: Gold, versions: Versions) -> str:
    numbers = [number for _, sheet in versions for number in sheet.numbers]
    if gold.number and not numbers:
        return f"{gold.document} has no numbers; name the clause by a quote"
    if gold.number and gold.number not in numbers:
        return f"{gold.document} has no {gold.number}{_near(gold.number, numbers)}"
    where = f"{gold.number} of {gold.document}" if gold.number else gold.document
    return f"{where} doesn't say “{gold.quote}”"


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _period(version: Version) -> str:
    begins, ends = version.header.effective_from, version.header.effective_to
    since = f"from {begins}" if begins else ""
    until = f"until {ends}" if ends else ""
    return " ".join(part for part in (since, until) if part)
