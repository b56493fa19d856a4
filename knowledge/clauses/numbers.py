"""The numbers that documents give their clauses, as they are written.

Two sorts. An *absolute* number says where it belongs by itself: `§ 2635.702(b)(1)`,
`4.1.2`, `III.A.8`, `Section 4`, `Appendix A`, `POL.ITAUP.028`. A *mark* is one step of
an enumeration, `(a)`, `iv.`, `3)`, and means something only after its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from .counting import Mark


class Sort(StrEnum):
    """What an absolute number looks like."""

    SIGN = "§"
    WORD = "word"
    CONTAINER = "container"
    DOTTED = "dotted"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Absolute:
    """A number that stands by itself. `number` is how it is cited, `rank` orders containers."""

    number: str
    sort: Sort
    rank: int = 0
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """What stands at the start of a block: an absolute number, marks, or both; then the rest."""

    absolute: Absolute | None
    marks: tuple[Mark, ...]
    rest: str


NO_LABEL = Label(None, (), "")

# Outer divisions first: the order in which legal and policy texts nest them.
CONTAINERS = (
    "title", "subtitle", "chapter", "subchapter", "part", "subpart",
    "appendix", "annex", "annexe", "schedule", "attachment", "exhibit",
)  # fmt: skip
_MARKS = r"(?:\([0-9A-Za-z]{1,5}\))*"
_WORD = re.compile(
    rf"""(?P<word>{"|".join(CONTAINERS)}|article|section|sec\.|clause|rule|regulation)
    \s+(?P<value>\d+(?:\.\d+)*(?:-\d+)?[A-Za-z]?|[IVXLC]+|[A-Z]{{1,2}})
    \s*[.:)—–-]*(?=\s|$|(?<=[.:)—–-])\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_SECTION = r"\d[\dA-Za-z]*(?:[.-]\d+[A-Za-z]?)*"
_SIGN = re.compile(
    rf"""(?:§\s*)+(?P<value>{_SECTION}(?:\s?[–—-]\s?{_SECTION})?)
    (?P<tail>{_MARKS})\.?(?=\s|$|[—–:\[])""",
    re.VERBOSE,
)
# `2637.101-2637.104` is a range, `2401.105-2` a number.
_RANGE = re.compile(r"^((\d+\.)\w+)-(?=\2)")
_DOTTED = re.compile(
    rf"""(?P<value>(?:\d{{1,4}}|[A-Z]{{1,2}}\d{{0,2}}|[IVX]{{1,6}})
    (?:\.\d{{3,5}}|(?:\.(?:\d{{1,3}}|[A-Z]|[IVX]{{1,5}}|[a-z]))+)(?:-\d{{1,4}}[A-Za-z]?)*)
    (?P<tail>{_MARKS})[.:)]?(?=\s|$|[—–\[])""",
    re.VERBOSE,
)
# POL.ITAUP.028, AC-2, PGI 201.170-1
_CODE = re.compile(
    r"""(?P<value>[A-Z]{2,}(?:[.-][A-Z0-9]*[A-Z][A-Z0-9]*)+[.-]\d+(?:\.\d+)*
    |[A-Z]{2,6}[.-]\d+(?:\.\d+)*|[A-Z]{2,6}[ ]\d+(?:\.\d+)+(?:-\d+)*)
    [.:)]?(?=\s|$|[—–])""",
    re.VERBOSE,
)
_BRACKETED = re.compile(r"\(\s?(?P<body>\d{1,3}|[a-z]{1,5}|[A-Z]{1,5})\s?\)")
_TRAILING = re.compile(r"(?P<body>\d{1,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})(?P<form>[.)])(?=\s|$)")
_BARE = re.compile(r"(?P<body>\d{1,3})(?=\s+[A-Z“\"])")
_FILLING = re.compile(r"[\s.:—–-]+")


def read(text: str, rendered: str = "") -> Label:
    """Read the label at the start of a block's text.

    `rendered` is a number that the format itself shows (Word, HTML); where the text
    carries the same number too, it is taken off once, so that none is doubled.
    """
    if not rendered:
        return _typed(text) or NO_LABEL
    given = _typed(rendered.strip() + " ", rendered=True) or NO_LABEL
    typed = _typed(text)
    same = typed is not None and (typed.absolute, typed.marks) == (given.absolute, given.marks)
    rest = typed.rest if typed is not None and same else text
    return Label(given.absolute, given.marks, rest)


def compose(parent: str, marks: tuple[Mark, ...]) -> str:
    """Write marks behind a number: `4.1.2` and `(a)` make `4.1.2(a)`, `III` and `A.` `III.A`.

    A bare figure after a figure is bracketed (`4.2` and `1.` make `4.2(1)`): `4.2.1` might
    be the number of another clause.
    """
    for mark in marks:
        if not parent:
            parent = f"({mark.body})" if mark.form == "()" else mark.body
        elif mark.form == "()" or parent.endswith(")") or _figures(parent, mark):
            parent += f"({mark.body})"
        else:
            parent += f".{mark.body}"
    return parent


def _figures(parent: str, mark: Mark) -> bool:
    return mark.body.isdigit() and parent[-1].isdigit()


def _typed(text: str, *, rendered: bool = False) -> Label | None:
    first = text[:1]
    if not (first in "§(" or first.isalnum()):
        return None
    absolute, end = _absolute(text, rendered=rendered)
    marks, end = _marks(text, end, inside=absolute is not None)
    if absolute is None and not marks:
        return None
    rest = text[end:]
    cut = _FILLING.match(rest)
    # A dash before the next mark belongs to the label; a sentence's own sign doesn't.
    rest = rest[cut.end() :] if cut else rest
    return Label(absolute, marks, rest)


def _absolute(text: str, *, rendered: bool) -> tuple[Absolute | None, int]:
    if match := _SIGN.match(text):
        value = _RANGE.sub(r"\1–", re.sub(r"\s?[–—]\s?|\s-\s?", "–", match["value"]))
        sign = "§§" if "–" in value else "§"
        return Absolute(f"{sign} {value}{match['tail']}", Sort.SIGN), match.end()
    if match := _WORD.match(text):
        return _word(text, match)
    if match := _DOTTED.match(text):
        value = match["value"]
        # "I.D" typed in a sentence is rather an abbreviation; rendered by Word it is a number.
        figures = any(part.isdigit() for part in re.split(r"[.-]", value))
        if figures or rendered or value.count(".") > 1:
            firm = not figures or value.count(".") > 1 or "-" in value
            return Absolute(value + match["tail"], Sort.DOTTED, firm=firm), match.end()
    if match := _CODE.match(text):
        firm = len(re.findall(r"[.-]", match["value"])) > 1
        return Absolute(match["value"], Sort.CODE, firm=firm), match.end()
    return None, 0


def _word(text: str, match: re.Match[str]) -> tuple[Absolute | None, int]:
    word, value = match["word"].lower(), match["value"]
    following = text[match.end() :].lstrip(" .:—–-(")[:1]
    # "Section 4 applies to …" speaks of a number, "Section 4. Scope" bears one.
    if following.islower() or (value.isalpha() and not value.isupper()):
        return None, 0
    number = f"{match['word'].capitalize()} {value}"
    if word in CONTAINERS:
        return Absolute(number, Sort.CONTAINER, CONTAINERS.index(word)), match.end()
    return Absolute(number, Sort.WORD, len(CONTAINERS)), match.end()


def _marks(text: str, start: int, *, inside: bool) -> tuple[tuple[Mark, ...], int]:
    marks: list[Mark] = []
    position = start
    while True:
        probe = position
        while probe < len(text) and text[probe] in " —–" and (marks or inside):
            probe += 1
        match = _BRACKETED.match(text, probe)
        if match is None and not marks and not inside:
            match = _TRAILING.match(text) or _BARE.match(text)
        if match is None:
            return tuple(marks), position
        marks.append(Mark(match["body"], match.groupdict().get("form") or _form(match)))
        position = match.end()


def _form(match: re.Match[str]) -> str:
    return "()" if match.re is _BRACKETED else ""
