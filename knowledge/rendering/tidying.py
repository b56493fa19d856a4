"""A document's HTML made fit to stand below a heading of ours, whatever its author wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from knowledge.loading.blocks import fold
from knowledge.loading.html_lists import Numbering
from knowledge.loading.visible import HEADINGS, controlled, is_shown
from knowledge.rendering.cleaning import PICTURE

_DEEPEST = 6
_LISTS = frozenset({"ul", "ol", "menu"})
_TERMS = frozenset({"dt", "dd"})


def tidy(root: Element) -> None:
    """Change the tree in place: what a screen reader stumbles over is mended.

    What the reader of documents doesn't see is left out here too. Headings begin below ours and
    go down step by step; pictures and links have words; lists hold items.
    """
    _drop_unseen(root)
    _lower_headings(root)
    _mend_lists(root)
    for element in list(root.iter()):
        mend = _MENDED.get(str(element.tag))
        if mend is not None:
            mend(element)


def _drop_unseen(root: Element) -> None:
    opened = controlled(root)
    for element in list(root.iter()):
        if element is not root and element.tag != "head" and not is_shown(element, opened):
            _remove(element)


def _remove(element: Element) -> None:
    """Take an element out and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def _lower_headings(root: Element) -> None:
    above: list[int] = []
    for element in root.iter(*HEADINGS):
        if not fold(str(element.xpath("string()"))):
            element.tag = "div"  # nothing to jump to
            continue
        level = HEADINGS[str(element.tag)]
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        element.tag = f"h{min(len(above) + 1, _DEEPEST)}"


def _mend_lists(root: Element) -> None:
    for element in list(root.iter(*_LISTS)):
        for child in _others(element, {"li"}):
            _enclose(child, "li")
    for element in list(root.iter("dl")):
        if _others(element, _TERMS):
            element.tag = "div"
    for element in list(root.iter("li", *_TERMS)):
        parent = element.getparent()
        homes = _LISTS if element.tag == "li" else {"dl"}
        if parent is None or parent.tag not in homes:
            element.tag = "div"


def _others(element: Element, expected: Iterable[str]) -> list[Element]:
    return [child for child in element if child.tag not in set(expected)]


def _enclose(element: Element, tag: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    place = parent.index(element)
    around = SubElement(parent, tag)
    around.append(element)
    around.tail = tail
    parent.insert(place, around)


def _mend_link(link: Element) -> None:
    address = link.get("href", "")
    if link.get("name") and not link.get("id"):
        link.set("id", link.get("name", ""))
    if not fold(str(link.xpath("string()"))) and link.find(".//img") is None:
        link.attrib.pop("href", "")
    elif not address.startswith("#"):
        link.set("target", "_blank")


def _mend_picture(picture: Element) -> None:
    words = fold(picture.get("alt", "")) or "without a description"
    if PICTURE.fullmatch(picture.get("src", "")):
        picture.set("alt", f"Picture: {words}")
    else:
        picture.tag, picture.text = "em", f"[Picture: {words}]"


def _mend_numbers(numbered: Element) -> None:
    """Say in the list's own words what its style sheet would have said."""
    style = Numbering.of(numbered).style
    numbered.set("type", style or "1")
    if not style:
        numbered.set("class", "bare")


def _mend_head(cell: Element) -> None:
    if not fold(str(cell.xpath("string()"))):
        cell.tag = "td"


def _mend_summary(summary: Element) -> None:
    summary.tag = "p"


_MENDED: dict[str, Callable[[Element], None]] = {
    "a": _mend_link,
    "img": _mend_picture,
    "ol": _mend_numbers,
    "th": _mend_head,
    "summary": _mend_summary,
}
