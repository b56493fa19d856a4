"""What the styles of an OpenDocument text decide: list numbers, hidden and struck-out text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.loading.numerals import ordinal

_DEPTH = 10  # the levels that a list has (OpenDocument 1.3, part 3, 16.31)


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level is numbered; `figures` is "" for bullets and for no mark at all."""

    figures: str
    prefix: str
    suffix: str
    shown: int
    start: int


@dataclass(slots=True)
class Counters:
    """The running numbers of one list."""

    style: str
    values: list[int] = field(default_factory=lambda: [0] * (_DEPTH + 1))


class Styles:
    """The styles of a document, by name. `roots` are its style parts, the later ones win."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._paragraphs: dict[str, Any] = {}
        self._outline: dict[int, _Level] = {}
        self._unseen: dict[str, str] = {}
        for root in roots:
            self._read(root)

    def number(self, counters: Counters, level: int, restart: str = "") -> str:
        """Count one item at a level from 1 and give its number, "" for a bullet."""
        return self._count(self._lists.get(counters.style, {}), counters.values, level, restart)

    def heading_number(self, style: str, counters: Counters, level: int) -> str:
        """Count one heading; "" unless its paragraph style takes part in the outline."""
        for named in self._ancestry(style):
            if named.get_attribute("style:list-style-name") == "":
                return ""
            if named.get_attribute("style:default-outline-level"):
                return self._count(self._outline, counters.values, level, "")
        return ""

    def unseen(self, style: str) -> str:
        """Say why text of this style isn't read: "hidden", "struck" or "" where it is."""
        return next((self._unseen[s] for s in self._names(style) if s in self._unseen), "")

    def is_table_head(self, style: str) -> bool:
        """Whether a paragraph style is that of column heads, or made from it."""
        return "Table_20_Heading" in self._names(style)

    def _names(self, style: str) -> list[str]:
        parents = (str(s.get_attribute("style:parent-style-name")) for s in self._ancestry(style))
        return [style, *parents]

    def _ancestry(self, style: str) -> Iterator[Any]:
        seen: set[str] = set()
        while style in self._paragraphs and style not in seen:
            seen.add(style)
            yield self._paragraphs[style]
            style = str(self._paragraphs[style].get_attribute("style:parent-style-name") or "")

    def _read(self, root: Any) -> None:
        for element in root.get_elements("//style:style"):
            name = str(element.get_attribute("style:name"))
            self._paragraphs[name] = element
            properties = element.get_element("style:text-properties")
            if properties is None:
                continue
            if properties.get_attribute("text:display") == "none":
                self._unseen[name] = "hidden"
            elif properties.get_attribute("style:text-line-through-style") not in {None, "none"}:
                self._unseen[name] = "struck"
        for element in root.get_elements("//text:list-style"):
            self._lists[str(element.get_attribute("style:name"))] = _levels(element)
        for element in root.get_elements("//text:outline-style"):
            self._outline = _levels(element)

    def _count(self, levels: dict[int, _Level], values: list[int], level: int, restart: str) -> str:
        level = min(level, _DEPTH)
        for upper in range(1, level):
            values[upper] = values[upper] or _start(levels, upper)
        if restart.isdigit():
            values[level] = int(restart)
        else:
            values[level] = values[level] + 1 if values[level] else _start(levels, level)
        values[level + 1 :] = [0] * (_DEPTH - level)
        own = levels.get(level)
        if own is None or not own.figures:
            return ""
        first = max(level - own.shown + 1, 1)
        shown = [(values[n], levels[n].figures) for n in range(first, level + 1) if n in levels]
        figures = ".".join(ordinal(value, style) for value, style in shown if style)
        return f"{own.prefix}{figures}{own.suffix}".strip()


def _start(levels: dict[int, _Level], level: int) -> int:
    return levels[level].start if level in levels else 1


def _levels(style: Any) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in style.children:
        level = element.get_attribute("text:level")
        if level is not None:
            levels[int(level)] = _Level(
                figures=str(element.get_attribute("style:num-format") or ""),
                prefix=str(element.get_attribute("style:num-prefix") or ""),
                suffix=str(element.get_attribute("style:num-suffix") or ""),
                shown=int(element.get_attribute("text:display-levels") or 1),
                start=int(element.get_attribute("text:start-value") or 1),
            )
    return levels
