"""Where a clause can be read in its document. Pure."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from knowledge.model import Clause, Version

_LONGEST = 2_000
_PAGES, _ANCHORS = {".pdf"}, {".html", ".htm", ".xhtml"}
# What may stand in a web address as it is; all else is written as %XX.
_SAFE = "/?:@!$&'()*+,;=-._~%"


def source(clause: Clause, version: Version) -> str:
    """Return the web address that the document's header gives, at the clause's place if it can be.

    "" where it gives none that can be shown safely: only http and https are.
    """
    try:
        address = _address(clause, version)
    except ValueError:
        return ""
    return address if len(address) <= _LONGEST else ""


def _address(clause: Clause, version: Version) -> str:
    """Return the address; raises ValueError for what is none."""
    parts = urlsplit(version.header.source.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return ""
    return urlunsplit(_encoded(parts, parts.fragment or _place(clause, version)))


def _place(clause: Clause, version: Version) -> str:
    """Return the page of a PDF or the anchor of a web page; other files have no such places."""
    kind = PurePosixPath(version.path).suffix.lower()
    if kind in _PAGES and clause.page is not None:
        return f"page={clause.page}"
    return clause.anchor if kind in _ANCHORS else ""


def _encoded(parts: SplitResult, fragment: str) -> tuple[str, str, str, str, str]:
    host = quote(parts.netloc.encode("idna").decode(), safe=":[]-._~%")
    path, query, place = (quote(part, safe=_SAFE) for part in (parts.path, parts.query, fragment))
    return parts.scheme, host, path, query, place
