"""The words of a clause marked in a tree of HTML, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from knowledge.rendering.locating import locate
from knowledge.rendering.model import Sought

# The id of the first mark; once cleaned it begins with `cleaning.PREFIX`.
PLACE = "cited"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of text: what stands in a parent after one of its children, or before the first."""

    parent: Element
    child: Element | None
    text: str
    begin: int

    @property
    def end(self) -> int:
        return self.begin + len(self.text)


def mark(root: Element, sought: Sought) -> bool:
    """Put the words into `<mark>` elements, the first with an id; returns whether they are there.

    They may run through several paragraphs, cells and links.
    """
    stretches = list(_stretches(root))
    found = locate("".join(stretch.text for stretch in stretches), sought)
    if found is None:
        return False
    for element in root.iter():
        if element.get("id") == PLACE:
            del element.attrib["id"]
    begin, end = found
    marks = [
        _wrap(one, max(begin - one.begin, 0), min(end, one.end) - one.begin)
        for one in stretches
        if one.begin < end and begin < one.end and one.text.strip()
    ]
    marks[0].set("id", PLACE)
    return True


def _stretches(root: Element) -> Iterator[_Stretch]:
    at = 0
    for parent, child in _walk(root):
        text = (parent.text if child is None else child.tail) or ""
        if text:
            yield _Stretch(parent, child, text, at)
            at += len(text)


def _walk(root: Element) -> Iterator[tuple[Element, Element | None]]:
    """Yield each place where text may stand, in reading order."""
    yield root, None
    open_ = [(root, iter(root))]
    while open_:
        parent, rest = open_[-1]
        child = next(rest, None)
        if child is not None:
            yield child, None
            open_.append((child, iter(child)))
            continue
        open_.pop()
        if open_:
            yield open_[-1][0], parent


def _wrap(stretch: _Stretch, begin: int, end: int) -> Element:
    parent, child, text = stretch.parent, stretch.child, stretch.text
    made = SubElement(parent, "mark")
    made.text, made.tail = text[begin:end], text[end:]
    if child is None:
        parent.text = text[:begin]
        parent.insert(0, made)
    else:
        child.tail = text[:begin]
        parent.insert(parent.index(child) + 1, made)
    return made
