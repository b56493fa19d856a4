"""An addition to the policies that the office drafts for a gap, as a document. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from knowledge.loading.blocks import fold

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Addition:
    """A document of one rule.

    `heading` is what its clause is cited by, `text` its words (Markdown), `questions` what people
    ask about it: they are searched and never quoted. `since` is the first day on which it holds;
    `groups` may read it, none is everybody.
    """

    title: str
    heading: str
    text: str
    owner: str = ""
    since: date | None = None
    groups: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def file_name(addition: Addition) -> str:
    """Return a name for the document's file, made of its title."""
    words = re.sub(r"[^a-z0-9]+", "-", addition.title.casefold())[:_LONGEST_NAME].strip("-")
    return f"{words or 'addition'}.md"


def markdown(addition: Addition) -> str:
    """Return the document's file: front matter, title, heading and text."""
    heading = fold(addition.heading)
    header: dict[str, Any] = {"title": fold(addition.title)}
    if addition.owner:
        header["owner"] = fold(addition.owner)
    if addition.since:
        header["effective_from"] = addition.since.isoformat()
    if addition.groups:
        header["groups"] = list(addition.groups)
    if addition.questions:
        header["questions_answered"] = {heading: [fold(one) for one in addition.questions]}
    front = yaml.safe_dump(header, sort_keys=False, width=float("inf"), allow_unicode=True)
    return f"---\n{front}---\n# {header['title']}\n\n## {heading}\n\n{addition.text.strip()}\n"
