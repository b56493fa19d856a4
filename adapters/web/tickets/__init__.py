"""Tickets: the queue, one ticket, what officers do with it, and rulings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.tickets.listing import Listing
from adapters.web.tickets.replying import Replying
from adapters.web.tickets.ruling import RulingWork
from adapters.web.tickets.ruling_pages import RulingPages
from adapters.web.tickets.showing import Showing


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages of tickets and rulings."""
    areas = (Listing(parts), RulingPages(parts), Showing(parts), Replying(parts))
    return tuple(page for area in areas for page in area.pages())


def kinds(parts: Parts) -> Mapping[str, Kind]:
    """Return the jobs that make and end rulings."""
    return RulingWork(parts).kinds()
