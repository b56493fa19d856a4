"""HTML → blocks: what a reader sees, in reading order. Markdown comes through here too."""

from __future__ import annotations

import re

import lxml.html
from bs4.dammit import EncodingDetector
from lxml.etree import _Element as Element

from knowledge.loading.blocks import fold
from knowledge.loading.encoding import decode
from knowledge.loading.walk import Walk
from knowledge.model import Block, BlockKind, Loaded


def load(path: str, data: bytes) -> Loaded:
    """Read a web page; its title and meta tags become properties. Raises UnreadableDocument."""
    text, warnings = decode_page(path, data)
    root = parse(text)
    blocks, notes = blocks_of(root)
    return Loaded(blocks, _properties(root, blocks), warnings + notes)


def decode_page(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a web page's source, read as its head says, and warnings.

    Raises UnreadableDocument.
    """
    declared = EncodingDetector.find_declared_encoding(data, is_html=True) or ""
    return decode(path, data, declared)


def parse(text: str) -> Element:
    """Build the tree of a page or fragment, however broken; nothing is fetched."""
    # lxml refuses a decoded string with an XML declaration.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = lxml.html.HTMLParser(huge_tree=True, no_network=True, remove_pis=True)
    # A root of our own makes a page of comments alone valid.
    return lxml.html.document_fromstring(f"<html>{text}</html>", parser=parser)


def blocks_of(root: Element) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """All blocks below an element, and warnings."""
    walk = Walk(root)
    walk.children(root)
    walk.flush()
    struck = any(fold(str(e.xpath("string()"))) for e in root.iter("s", "del", "strike"))
    return tuple(walk.blocks), ("struck-out text was left out",) if struck else ()


def _properties(root: Element, blocks: tuple[Block, ...]) -> dict[str, object]:
    properties: dict[str, object] = {}
    for meta in root.iter("meta"):
        name = meta.get("name", "").strip().lower()
        if name:
            properties.setdefault(name, meta.get("content", ""))
    if "author" in properties:
        properties.setdefault("owner", properties["author"])
    # Page titles carry the site's name; the first-level heading is the better title.
    has_heading = any(b.kind is BlockKind.HEADING and b.level == 1 for b in blocks)
    title = root.find(".//title")
    if title is not None and title.text and not has_heading:
        properties.setdefault("title", fold(title.text))
    return properties
