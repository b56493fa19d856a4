"""All pages and jobs of the console, in one place; each area brings its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from adapters.web import (
    administering,
    asking,
    documents,
    drafts,
    evaluating,
    questions,
    reading,
    records,
    signing_in,
    tickets,
)
from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts


class Area(Protocol):
    """A module that makes an area of the console: `adapters/web/<area>/__init__.py`."""

    def pages(self, parts: Parts, /) -> Sequence[Page]:
        """Return its pages."""
        ...

    def kinds(self, parts: Parts, /) -> Mapping[str, Kind]:
        """Return its kinds of jobs by name; {} for none."""
        ...


_AREAS: Final[tuple[Area, ...]] = (
    administering,
    asking,
    documents,
    drafts,
    evaluating,
    questions,
    reading,
    records,
    signing_in,
    tickets,
)


def pages(parts: Parts) -> tuple[Page, ...]:
    """Return every page."""
    made: list[Page] = []
    for area in _AREAS:
        made += area.pages(parts)
    return tuple(made)


def kinds(parts: Parts) -> dict[str, Kind]:
    """Return every kind of job by its name."""
    made: dict[str, Kind] = {}
    for area in _AREAS:
        made |= area.kinds(parts)
    return made
