"""The documents of the knowledge base: listed, sent, described, replaced, withdrawn, back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.web.documents.details import Details
from adapters.web.documents.document import DocumentPages
from adapters.web.documents.listing import Listing
from adapters.web.documents.replacing import Replacing
from adapters.web.documents.reporting import Reporting
from adapters.web.documents.sending import Sending
from adapters.web.documents.taking import ADD, BRING_BACK, TITLES, WITHDRAW, Taking
from adapters.web.documents.waiting import Waiting
from adapters.web.jobs.model import Kind, Work
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.roles import OFFICE
from knowledge.intake.uploads import Uploads


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages; those of an officer all."""
    library, uploads = parts.assistant.library, _uploads(parts)
    today = parts.assistant.today
    return (
        *Listing(library, parts.jobs, today, parts.now).pages(),
        *DocumentPages(library, parts.jobs, today).pages(),
        *Details(library, uploads, parts.jobs, today).pages(),
        *Replacing(library, uploads, parts.jobs, today).pages(),
        *Sending(library, uploads, parts.jobs).pages(),
        *Waiting(library, uploads).pages(),
        *Reporting(parts.jobs).pages(),
    )


def kinds(parts: Parts) -> Mapping[str, Kind]:
    """Return what changes documents; each makes a draft, or lets one grow."""
    taking = Taking(parts.assistant.library, _uploads(parts))
    return {
        ADD: _kind(ADD, taking.add),
        WITHDRAW: _kind(WITHDRAW, taking.withdraw),
        BRING_BACK: _kind(BRING_BACK, taking.bring_back),
    }


def _kind(name: str, work: Work) -> Kind:
    return Kind(work, TITLES[name], OFFICE, revises=True)


def _uploads(parts: Parts) -> Uploads:
    return Uploads(parts.settings.data / "uploads")
