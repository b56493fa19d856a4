"""References inside a document: "see 4.3", "paragraph (b) of this section", "note 3"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge.model import Clause

from .leads import leading
from .numbers import CONTAINERS, read

_MARKS = r"(?:\([0-9A-Za-z]{1,5}\))+"
_STEM = r"(?:\d+[A-Za-z]?(?:[.-]\d+[A-Za-z]?)*|[IVXLC]+(?:\.[A-Z0-9]+)*|[A-Z](?:\.?\d+)*)"
_NUMBER = rf"{_STEM}(?:{_MARKS})?"
_AND = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|through|to)\s+|\s?[–—]\s?)"
_REFERENCE = re.compile(
    r"(?P<sign>§+)\s*(?P<signed>{list})"
    r"|\b[Pp]aragraphs?\s+(?P<relative>{marks}(?:{and_}{marks})*)(?:\s+of\s+{named}(?P<stem>{number}))?"
    r"|\b(?P<word>{words}|[Ss]ee(?: also)?|[Uu]nder|[Ii]n)\s+(?P<named>{list})(?![\w%])"
    r"|\[(?P<note>\d{{1,3}}|[ivxlc]+|[a-z*†‡])\]"
    r"|\b(?P<code>[A-Z]{{2,}}(?:[.-][A-Z0-9]+)*[.-]\d+)\b".format(
        list=rf"{_NUMBER}(?:{_AND}(?:§+\s*)?{_NUMBER})*",
        marks=_MARKS,
        number=_NUMBER,
        named=r"(?:§\s*|[Ss]ection\s+|[Cc]lause\s+|[Aa]rticle\s+)?",
        and_=_AND,
        words=(
            r"(?:[Ss]ections?|[Cc]lauses?|[Aa]rticles?|[Rr]ules?|[Pp]aragraphs?|[Cc]hapters?"
            r"|[Pp]arts?|[Ss]ubparts?|[Aa]ppendix|[Aa]nnexe?|[Ss]chedules?|(?:[Ff]oot)?[Nn]otes?)"
        ),
    )
)
# "section 7 of the Act" and "41 CFR § 101" are in another document.
_ELSEWHERE_AFTER = re.compile(r"\s+(?:of|to|in)\s+(?!this\b|these\b|sections?\b|parts?\b)[\w§]")
_ELSEWHERE_BEFORE = re.compile(r"(?:CFR|C\.F\.R\.|U\.S\.C\.|USC|FAR|Act,?)\s*$")
_ONE = re.compile(_NUMBER)
_ONE_MARKED = re.compile(_MARKS)
_MARK = re.compile(r"\([0-9A-Za-z]{1,5}\)")
_LAST = re.compile(r"(?:[.-][0-9A-Za-z]+|\([0-9A-Za-z]{1,5}\))$")


def refer(clauses: Sequence[Clause]) -> list[Clause]:
    """Set the references of clauses to others of the same document, first mentioned first.

    A number without a text of its own stands for the first clause beneath it. A clause
    that leads into a numbered list refers to its items. What isn't found here is taken for
    a reference to another document.
    """
    register = _Register(clauses)
    return [replace(clause, references=register.references(clause)) for clause in clauses]


class _Register:
    """The clauses of a document by number, and by the number they are children of."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.exact: dict[str, list[Clause]] = defaultdict(list)
        self.beneath: dict[str, list[Clause]] = defaultdict(list)
        self.children: dict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            for heading in clause.headings:
                self.beneath[_heading_number(heading)].append(clause)
            number = _canonical(clause.number)
            if not number:
                continue
            self.exact[number].append(clause)
            parent = _parent(number)
            if parent:
                self.children[parent].append(clause)
            while parent:
                self.beneath[parent].append(clause)
                parent = _parent(parent)

    def references(self, clause: Clause) -> tuple[str, ...]:
        ids: dict[str, None] = {}
        own = _canonical(clause.number)
        for number in _mentioned(clause.text, own):
            target = self._nearest(number, clause)
            if target is not None:
                ids[target.id] = None
        if own in self.children and leading(clause.text.rsplit("\n", 1)[-1]):
            ids.update((child.id, None) for child in self.children[own] if _beside(child, clause))
        ids.pop(clause.id, None)
        return tuple(ids)

    def _nearest(self, number: str, clause: Clause) -> Clause | None:
        found = self.exact.get(number) or self.beneath.get(number)
        if not found:
            return None
        return max(found, key=lambda target: (_shared(target, clause), -target.ordinal))


def _shared(one: Clause, other: Clause) -> int:
    """How many headings from the top two clauses share."""
    pairs = zip(one.headings, other.headings, strict=False)
    return next((depth for depth, (a, b) in enumerate(pairs) if a != b), len(other.headings))


def _beside(child: Clause, parent: Clause) -> bool:
    return child.headings[: len(parent.headings)] == parent.headings


def _canonical(number: str) -> str:
    """Reduce `§ 4.1`, `Section 4.1` and `4.1` to the same; a container keeps its word."""
    word, _, value = number.partition(" ")
    if not value:
        return number
    return f"{word.lower()} {value}" if word.lower() in (*CONTAINERS, "note") else value


@lru_cache(maxsize=4096)
def _heading_number(heading: str) -> str:
    number = read(heading).absolute
    return _canonical(number.number) if number else ""


def _parent(number: str) -> str:
    cut = _LAST.search(number)
    return number[: cut.start()] if cut else ""


def _mentioned(text: str, own: str) -> Iterator[str]:
    for match in _REFERENCE.finditer(text):
        if _ELSEWHERE_AFTER.match(text, match.end()):
            continue
        if _ELSEWHERE_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue
        if match["signed"]:
            yield from _ONE.findall(match["signed"])
        elif match["relative"]:
            yield from _relative(match["relative"], match["stem"] or own.partition("(")[0])
        elif match["named"]:
            yield from _named(match["word"].lower(), _ONE.findall(match["named"]))
        else:
            yield f"note {match['note']}" if match["note"] else match["code"]


def _named(word: str, numbers: Sequence[str]) -> Iterator[str]:
    kind = "appendix" if word == "appendices" else word.rstrip("s").replace("footnote", "note")
    for number in numbers:
        if kind in (*CONTAINERS, "note"):
            yield f"{kind} {number}"
        elif kind not in ("see", "see also", "under", "in") or re.search(r"\d[.(]|[.(]\d", number):
            # "under 18", "see 3 people": a plain figure after these words is no number.
            yield number


def _relative(marks: str, stem: str) -> Iterator[str]:
    """Complete `(d)(1) through (4)` behind a stem: (4) replaces the last mark of (d)(1)."""
    before: list[str] = []
    for one in _ONE_MARKED.findall(marks):
        steps = _MARK.findall(one)
        before = [*before[: max(0, len(before) - len(steps))], *steps]
        yield stem + "".join(before)
