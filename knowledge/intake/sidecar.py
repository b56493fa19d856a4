"""Header data as a person writes it in a form, to a sidecar file and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from knowledge.errors import BadHeader
from knowledge.header import KEYS, read_header
from knowledge.model import Header

# What a header says under each of `knowledge.header.KEYS`: one text, several, or questions.
HeaderData = Mapping[str, object]


def header_data(header: Header) -> dict[str, object]:
    """Return all that a header says, by key; "" or nothing in a list where it says nothing."""
    asked = [{"clause": place, "questions": list(found)} for place, found in header.questions]
    return {
        "id": header.document,
        "title": header.title,
        "owner": header.owner,
        "version": header.version,
        "effective_from": str(header.effective_from or ""),
        "effective_to": str(header.effective_to or ""),
        "next_review": str(header.next_review or ""),
        "audience": list(header.audience),
        "groups": sorted(header.groups),
        "source": header.source,
        "supersedes": list(header.supersedes),
        "questions_answered": asked,
    }


def sidecar(data: HeaderData) -> bytes:
    """Return the sidecar file that says this; an empty value says that there is nothing.

    Keys that aren't ours are kept: one may be `groups`, misspelt, which whoever reads it refuses.
    """
    # An empty list would be a fault in a file, where somebody has left it half written.
    said = {
        key: data[key] or "" for key in (*KEYS, *sorted(data.keys() - set(KEYS))) if key in data
    }
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode()


def header_faults(path: str, data: HeaderData) -> dict[str, str]:
    """Return what is wrong with header data: by key, a sentence each."""
    try:
        read_header(path, {}, {key: value or "" for key, value in data.items()}, ())
    except BadHeader as error:
        found: dict[str, str] = {}
        for fault in error.faults:
            key, _, told = fault.partition(" ")
            found.setdefault(key, told)
        return found
    return {}
