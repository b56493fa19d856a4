"""A case with what its author should know of it, and how both are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import wrap

from evals.cases import write_yaml
from evals.errors import NothingToDraft
from evals.model import Case, Gold
from evals.new_file import EVERYBODYS, OWNERS, write_new
from knowledge.model import Clause, Version

_WIDTH = 88
# Enough to know a clause by, and to notice when its words change.
_QUOTED = 160
_LONGEST_NAME = 60
# Fields of the list's last entry.
_TO_WRITE = "  expect:\n  gold:\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """A case, perhaps without question or expectation yet, and remarks for its author."""

    case: Case
    remarks: tuple[str, ...]


def restricted_to(drafts: Iterable[Draft]) -> frozenset[str]:
    """Return the groups whose members ask in the drafts: what only they may read may be quoted."""
    return frozenset().union(*(draft.case.viewer.groups for draft in drafts))


def write(drafts: Sequence[Draft], file: Path, heading: str) -> None:
    """Write the drafts as YAML, each under its remarks.

    Where they are restricted to groups nobody but the file's owner may read it. Raises FileThere,
    for what people wrote is never overwritten, and NothingToDraft.
    """
    if not drafts:
        raise NothingToDraft("There is nothing to draft cases from, so no file was written.")
    text = "\n".join(_parts(drafts, heading))
    write_new(file, text, OWNERS if restricted_to(drafts) else EVERYBODYS)


def gold_of(clause: Clause, version: Version) -> Gold:
    """Return the clause as gold: by number and by its first words, so that a change is noticed."""
    return Gold(version.path, clause.number, beginning(clause.text))


def beginning(text: str) -> str:
    """Return the text in one line, cut after a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rpartition(" ")[0] or line[:_QUOTED]


def named(*parts: str) -> str:
    """Return an id made of these parts, in one short word."""
    return re.sub(r"[^\w.()]+", "-", "-".join(filter(None, parts))).strip("-")[:_LONGEST_NAME]


def _parts(drafts: Sequence[Draft], heading: str) -> Iterator[str]:
    yield _comment(heading)
    for draft in _apart(drafts):
        missing = "" if draft.case.expect else _TO_WRITE
        yield "".join(map(_comment, draft.remarks)) + write_yaml([draft.case]) + missing


def _apart(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Give each case an id of its own."""
    taken: set[str] = set()
    for draft in drafts:
        own = draft.case.id
        number = 2
        while own in taken:
            own = f"{draft.case.id}-{number}"
            number += 1
        taken.add(own)
        yield replace(draft, case=replace(draft.case, id=own))


def _comment(text: str) -> str:
    # YAML refuses what can't be printed, in comments too.
    line = "".join(c if c.isprintable() else " " for c in text)
    return "".join(f"# {part}\n" for part in wrap(line, _WIDTH))
