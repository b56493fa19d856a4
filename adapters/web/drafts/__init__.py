"""Drafts: what a coming revision changes and whom it touches; published, and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.web.drafts.desk import Desk
from adapters.web.drafts.fate import PUBLISH
from adapters.web.drafts.history import Histories
from adapters.web.drafts.impact import IMPACT, ImpactPages
from adapters.web.drafts.publishing import Publishing
from adapters.web.drafts.revisions import Revisions
from adapters.web.drafts.showing import Showing
from adapters.web.drafts.titles import ROLL_BACK, TITLES
from adapters.web.drafts.trying import Trying
from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.roles import OFFICE
from knowledge.reviewing import Reviewing


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages: of drafts, of revisions, and of a document's versions."""
    desk = Desk(parts, Reviewing(parts.database))
    return (
        *Showing(desk).pages(),
        *ImpactPages(desk).pages(),
        *Trying(desk).pages(),
        *Publishing(desk).pages(),
        *Revisions(desk).pages(),
        *Histories(desk).pages(),
    )


def kinds(parts: Parts) -> Mapping[str, Kind]:
    """Return the jobs: one looks at a draft, the others decide what is live."""
    desk = Desk(parts, Reviewing(parts.database))
    return {
        IMPACT: Kind(ImpactPages(desk).work, "Looking at what a draft would change", OFFICE),
        PUBLISH: Kind(Publishing(desk).work, TITLES[PUBLISH], OFFICE, revises=True),
        ROLL_BACK: Kind(Revisions(desk).work, TITLES[ROLL_BACK], OFFICE, revises=True),
    }
