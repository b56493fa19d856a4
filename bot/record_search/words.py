"""Words that somebody looks for, as a condition on a column. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement

# More than anybody types; each costs a look at every row.
_MOST = 12
_WORD = re.compile(r'"([^"]+)"|([^\s"]+)')


def parts(said: str) -> tuple[str, ...]:
    """Return what is looked for in small letters: single words, and what stands in quotes."""
    found = ((quoted or word).strip().lower() for quoted, word in _WORD.findall(said))
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST]


def each_in(said: str, column: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    """Yield a condition for each part: it stands in the column, whose letters are small."""
    for part in parts(said):
        yield column.contains(part, autoescape=True)
