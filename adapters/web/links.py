"""Addresses that pages of one area have in common with another's. Pure."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def clause_link(version: str, clause: str) -> str:
    """Return where a clause is read in the version (by its id) that was cited."""
    return f"/read/{quote(version, safe='')}?{urlencode({'clause': clause})}#clause"


def document_link(document: str) -> str:
    """Return where a document's own page is; its id may hold slashes."""
    return f"/documents/of/{quote(document, safe='/')}"


def local(given: str, otherwise: str = "/") -> str:
    """Return an address on these pages, `otherwise` for anything that leads elsewhere."""
    # Browsers read "//host" and "/\host" as another host, and drop tabs and line ends first.
    sane = given.startswith("/") and not given.startswith(("//", "/\\"))
    return given if sane and given.isprintable() and "\\" not in given else otherwise
