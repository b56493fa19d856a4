"""Only what can do no harm is left of a document's HTML."""

from __future__ import annotations

import re
from functools import cache

import nh3

# What ids and links within a document begin with, so that they are never those of our own page.
PREFIX = "doc-"
# What browsers draw and nothing else; SVG isn't among them, for it is a document of its own.
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")

_LINK = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_BLOCKS = "blockquote br caption dd div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre"
_TABLES = "table tbody td tfoot th thead tr ul"
_INLINE = "a abbr b cite code del dfn em i img ins kbd mark q s samp small strong sub sup u var"
_SILENT = {"script", "style", "title", "template", "iframe", "object", "svg", "math", "noscript"}
_SPANS = {"colspan", "rowspan"}
_COUNTS = {*_SPANS, "start", "value"}


def clean(html: str) -> str:
    """Return HTML without scripts, styles, forms, frames and pictures from elsewhere.

    Links lead to web pages, mail and telephone numbers in a window of their own, or to a place of
    the same document. Nothing that is loaded or followed learns where it was.
    """
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(f"{_BLOCKS} {_TABLES} {_INLINE}".split()),
        clean_content_tags=_SILENT,
        attributes={
            "*": {"id"},
            "a": {"href", "target"},
            "img": {"src", "alt"},
            "td": _SPANS,
            "th": _SPANS,
            "li": {"value"},
            "ol": {"start", "reversed"},
        },
        tag_attribute_values={"th": {"scope": {"col", "row"}}, "ol": {"type": set("1aAiI")}},
        allowed_classes={"p": {"plain"}, "ol": {"bare"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel", "data"},
        link_rel="noopener noreferrer",
        id_prefix=PREFIX,
    )


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        if value.startswith("#") and value != "#":
            return f"#{PREFIX}{value[1:]}"
        return value if _LINK.match(value) else None
    if name == "src":
        return value if PICTURE.fullmatch(value) else None
    if name == "target":
        return value if value == "_blank" else None
    if name in _COUNTS:
        return value if value.isdecimal() else None
    return value
