"""Which revision is meant: by number, as the newest draft, or as what is live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.errors import UnknownRevision
from knowledge.model import RevisionState

if TYPE_CHECKING:
    from knowledge.serving import Serving  # with the catalog behind it: --help needn't wait

DRAFT = "draft"


def number_of(library: Serving, wanted: int | str | None) -> int:
    """Return the number of a revision: of that one, of the newest `DRAFT`, of the live one (None).

    Raises UnknownRevision where there is none such.
    """
    revisions = library.revisions()
    if wanted == DRAFT:
        found = [one.id for one in revisions if one.state is RevisionState.DRAFT]
        missing = "There is no draft. `policydesk knowledge add PATH` makes one."
    elif wanted is None:
        found = [one.id for one in revisions if one.state is RevisionState.LIVE]
        missing = (
            "Nothing is published here yet; the newest draft is meant by the word draft."
            " `policydesk knowledge publish` publishes it."
        )
    else:
        found = [one.id for one in revisions if one.id == wanted]
        missing = f"There is no revision {wanted}. `policydesk knowledge revisions` lists them."
    if not found:
        raise UnknownRevision(missing)
    return found[0]
