"""What was said, kept as public records: searched, opened as it was, exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.records.listing import Listing
from adapters.web.records.showing import Showing


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages of records."""
    return (*Listing(parts).pages(), *Showing(parts).pages())


def kinds(parts: Parts) -> Mapping[str, Kind]:  # noqa: ARG001 - every area is asked so
    """Return no jobs: what is on record is only looked at."""
    return {}
