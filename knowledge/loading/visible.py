"""Which parts of a web page a reader sees, and the text of one of them."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
        "main menu ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
# Never shown, or furniture of the site and not text of the document.
_DROPPED = frozenset(
    re.findall(
        r"\w+",
        "applet audio base canvas datalist del embed frameset head iframe link map meta nav "
        "noframes noscript object s script select strike style svg template textarea title video",
    )
)
_FURNITURE_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "doc-backlink"})
_CONTENT = frozenset({"article", "main", "section", "blockquote"})
_SCREEN_READER_ONLY = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader-text)\b")
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def controlled(root: Element) -> frozenset[str]:
    """Ids of parts that a control opens (accordions, tabs): hidden at first, never lost."""
    targets = (e.get("aria-controls", "") + " " + e.get("data-target", "") for e in root.iter("*"))
    return frozenset(name.lstrip("#") for target in targets for name in target.split())


def is_shown(element: Element, opened: frozenset[str]) -> bool:
    """Whether a reader can see the element; `opened` is what `controlled` found."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED:
        return False
    if tag == "footer" and not any(e.tag in _CONTENT for e in element.iterancestors()):
        return False
    attributes = element.attrib
    return not attributes or not _is_hidden(element, opened)


def _is_hidden(element: Element, opened: frozenset[str]) -> bool:
    if element.get("role") in _FURNITURE_ROLES:
        return True
    names = element.get("class", "")
    if element.tag in {"a", "span"} and (
        "footnote-backref" in names or _SCREEN_READER_ONLY.search(names)
    ):
        return True
    closed = element.get("hidden", "until-found") != "until-found" or _INVISIBLE_STYLE.search(
        element.get("style", "")
    )
    return bool(closed) and element.get("id", "") not in opened


def inline_text(element: Element, opened: frozenset[str]) -> str:
    """All visible text of the element in one run, block elements set apart by spaces."""
    pieces: list[str] = []
    _collect(element, opened, pieces)
    return "".join(pieces)


def _collect(element: Element, opened: frozenset[str], pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        if child.tag == "sup":
            pieces.append(superscript(child, opened))
        elif child.tag == "br" or child.tag in BLOCKS:
            pieces.append(" ")
            if is_shown(child, opened):
                _collect(child, opened, pieces)
            pieces.append(" ")
        elif is_shown(child, opened):
            _collect(child, opened, pieces)
        pieces.append(child.tail or "")


def superscript(element: Element, opened: frozenset[str]) -> str:
    """The text of a `<sup>`: a link to a note as "[1]", digits raised so that 10² isn't 102."""
    text = inline_text(element, opened)
    mark = text.strip().strip("[]()")
    links = [*element.iter("a"), *element.iterancestors("a")]
    if mark and any(link.get("href", "").startswith("#") for link in links):
        return f"[{mark}]"
    return text.translate(_SUPERSCRIPTS) if mark.isdigit() else text
