"""What employees ask: how it ended, what they thought of it, and what the policies don't settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.questions.additions import Additions
from adapters.web.questions.gap_pages import GapPages
from adapters.web.questions.listing import Listing
from adapters.web.questions.work import GAPS, GapWork
from adapters.web.roles import OFFICE


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages of questions and gaps."""
    return (*Listing(parts).pages(), *GapPages(parts).pages(), *Additions(parts).pages())


def kinds(parts: Parts) -> Mapping[str, Kind]:
    """Return the search for gaps."""
    return {GAPS: Kind(GapWork(parts).find, "Looking for gaps", OFFICE)}
