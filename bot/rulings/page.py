"""A ruling as a document: the page that is taken in, and what its front matter tells. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.rulings.model import Interpreted
from knowledge.errors import UnreadableDocument
from knowledge.loading.blocks import fold
from knowledge.loading.encoding import decode
from knowledge.loading.front_matter import split_front_matter

TITLE = "Rulings"
_PREFIX = "ruling-"
# What Markdown and site generators may take for mark-up; as entities they are read as themselves.
_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class Page:
    """All that a ruling's page says; `words` are what people read, `said` the officer's own."""

    number: int
    words: str
    question: str
    owner: str
    who: str
    since: date
    expires: date | None
    groups: frozenset[str]
    audience: tuple[str, ...]
    interprets: tuple[Interpreted, ...]
    said: str = ""


class _Interprets(BaseModel):
    model_config = ConfigDict(extra="ignore")

    clause: str
    document: str
    name: str
    title: str
    digest: str


class Noted(BaseModel):
    """What the front matter of a ruling's page tells beside what every document's does."""

    model_config = ConfigDict(extra="ignore")

    ticket: int
    who: str
    interprets: list[_Interprets]
    # Pages of before it was noted have none.
    said: str = ""

    def interpreted(self) -> tuple[Interpreted, ...]:
        """Return the clauses that the ruling interprets."""
        return tuple(Interpreted(**one.model_dump()) for one in self.interprets)


def document_of(number: int) -> str:
    """Return the id of a ruling's document."""
    return f"{_PREFIX}{number}"


def is_ruling(document: str) -> bool:
    """Whether a document's id is one that rulings have."""
    return document.startswith(_PREFIX)


def number_of(document: str) -> int:
    """Return the number of the ruling that has this id as a document, 0 where none has."""
    number = document.removeprefix(_PREFIX)
    numbered = number.isascii() and number.isdecimal() and document != number
    return int(number) if numbered else 0


def heading(number: int) -> str:
    """Return what a ruling is cited by."""
    return f"Ruling {number}"


def folded(text: str) -> str:
    """Return words in one line, without characters that nobody can see or no file can hold."""
    hidden = ("Cc", "Cs", "Cn")
    return fold("".join(c for c in text if c.isspace() or unicodedata.category(c) not in hidden))


def lined(text: str) -> str:
    """Return words line by line, each folded; empty lines are left out."""
    return "\n".join(filter(None, map(folded, text.splitlines())))


def markdown(page: Page) -> str:
    """Return the page's file. Loaded, it is one clause that has the very words, in their lines."""
    name = heading(page.number)
    header: dict[str, Any] = {
        "id": document_of(page.number),
        "title": TITLE,
        "owner": page.owner,
        "effective_from": page.since.isoformat(),
        "undivided": "true",
        "ruling": {
            "ticket": str(page.number),
            "who": page.who,
            "said": lined(page.said),
            "interprets": [asdict(one) for one in page.interprets],
        },
        "questions_answered": {name: [folded(page.question)]},
    }
    if page.expires:
        header["effective_to"] = page.expires.isoformat()
    # A header that names nobody is a fault: who may read it must not depend on a slip.
    readers = {"groups": sorted(page.groups), "audience": list(page.audience)}
    header |= {key: names for key, names in readers.items() if names}
    front = yaml.safe_dump(header, sort_keys=False, width=float("inf"))
    # Each line is a paragraph of its own: a line break alone would be folded away.
    words = "\n\n".join(map(_literal, lined(page.words).splitlines()))
    return f"---\n{front}---\n# {TITLE}\n\n## {name}\n\n{words}\n"


def noted(path: str, original: bytes) -> Noted | None:
    """Return what a page tells of its ruling, None for a page that is none."""
    try:
        properties, _ = split_front_matter(path, decode(path, original)[0])
        return Noted.model_validate(properties.get("ruling"))
    except (UnreadableDocument, ValidationError):
        return None


def _literal(line: str) -> str:
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", line)


def listed(names: Sequence[str]) -> str:
    """Return names as people write them one after the other."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
