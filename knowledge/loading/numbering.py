"""Automatic numbering, counted and written as Word does it (ECMA-376 part 1, 17.9).

Pure: the definitions come from `docx_numbering`, which reads them from the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.loading.word_numerals import numeral

DEPTH = 9  # the levels that a list of Word has
_PLACEHOLDER = re.compile(r"%([1-9])")
_NUMERAL = re.compile(r"\d+|[A-Za-z]+")
_TYPED_LETTERS = "(?:[A-Za-z]|[ivxlcdmIVXLCDM]{2,8})"
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    `text` is the pattern, in which `%1` stands for the first level's number.
    `restart` is the one-based level after which this one starts anew (0: never,
    None: after any higher one). `legal` writes all numbers of the pattern in
    digits. `paragraph_style` names the style that is bound to this level.
    """

    start: int = 0
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A list as paragraphs refer to it.

    Instances with the same `definition` count on from each other, except at a
    level in `starts`, which begins anew where the instance is first used.
    """

    id: str
    definition: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int] = field(default_factory=dict)

    def level_of_style(self, style: str) -> int | None:
        """The zero-based level that a paragraph style is bound to."""
        bound = (i for i, level in enumerate(self.levels) if level.paragraph_style == style)
        return next(bound, None) if style else None


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in front of a list paragraph: a number, or a bullet without one."""

    number: str
    bullet: bool = False


class Counters:
    """The running numbers of all lists of one document; feed it the paragraphs in their order."""

    def __init__(self) -> None:
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark(self, instance: ListInstance, depth: int) -> Mark | None:
        """Count one paragraph at a zero-based level; None where nothing is shown before it."""
        if depth >= len(instance.levels):
            return None
        values = self._values.setdefault(instance.definition, [None] * DEPTH)
        self._advance(instance, depth, values)
        level = instance.levels[depth]
        if level.style == "bullet":
            return Mark("", bullet=True) if level.text.strip() else None
        shown = _write(instance, depth, values)
        if not any(sign.isalnum() for sign in shown):
            return Mark("", bullet=True) if shown else None
        return Mark(shown)

    def _advance(self, instance: ListInstance, depth: int, values: list[int | None]) -> None:
        value = values[depth]
        anew = depth in instance.starts and (instance.id, depth) not in self._begun
        values[depth] = _start(instance, depth) if value is None or anew else value + 1
        self._begun.add((instance.id, depth))
        for deeper in range(depth + 1, len(instance.levels)):
            restart = instance.levels[deeper].restart
            if restart is None or depth < restart:
                values[deeper] = None


def typed_too(text: str, number: str) -> bool:
    """Whether the author also typed the number that stands before the text.

    The typed one counts even where it differs, if it has the same punctuation:
    in "(a) (c) Staff must" the author means (c). A bare number must be the same.
    """
    if not number:
        return False
    if number.isalnum() or not _NUMERAL.search(number):
        return text.startswith(f"{number} ")
    shape = "".join(_shape(piece) for piece in re.split(r"(\d+|[A-Za-z]+)", number))
    compound = shape.removesuffix(r"\.") if "." in number[:-1] else shape
    return re.match(rf"(?:{shape}|{compound})(?![0-9a-z.,)])", text) is not None


def _shape(piece: str) -> str:
    if piece.isdigit():
        return r"\d+"
    if _NUMERAL.fullmatch(piece):
        return _TYPED_LETTERS if len(piece) == 1 or set(piece.lower()) <= set("ivxlcdm") else piece
    return re.escape(piece)


def _start(instance: ListInstance, depth: int) -> int:
    return instance.starts.get(depth, instance.levels[depth].start)


def _write(instance: ListInstance, depth: int, values: list[int | None]) -> str:
    level = instance.levels[depth]

    def written(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        if place >= len(instance.levels):
            return ""
        value = values[place]
        # A level that has not occurred yet is shown with the number it would begin with.
        number = _start(instance, place) if value is None else value
        style = instance.levels[place].style
        return numeral(number, "decimal" if level.legal and style != "none" else style)

    shown = _PLACEHOLDER.sub(written, level.text)
    return " ".join(_PRIVATE_USE.sub("•", shown).split())
