"""How the items of an HTML list are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from lxml.etree import _Element as Element

from knowledge.loading.numerals import ordinal

_LIST_STYLES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")


@dataclass(slots=True)
class Numbering:
    """An open `<ol>` or `<ul>`: the style ("": no numbers) and value of its next number."""

    style: str
    value: int
    step: int

    @classmethod
    def of(cls, element: Element) -> Self:
        """Begin to number a list, as its attributes say."""
        styled = _LIST_STYLE.search(element.get("style", ""))
        style = element.get("type", "1") if element.tag == "ol" else ""
        if styled:
            style = _LIST_STYLES.get(styled[1], style)
        step = -1 if "reversed" in element.attrib else 1
        first = len(list(element.iterchildren("li"))) if step < 0 else 1
        return cls(style, _integer(element.get("start"), first), step)

    def next(self, item: Element) -> str:
        """Give the number of the next item, like "4." or "d."."""
        if not self.style:
            return ""
        self.value = _integer(item.get("value"), self.value)
        number = ordinal(self.value, self.style)
        self.value += self.step
        return f"{number}."


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value.strip()) else default
