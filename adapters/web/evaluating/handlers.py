"""What answers on the pages of evaluations, put together."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.web.evaluating.adding import Adding
from adapters.web.evaluating.calibrating import Calibrating
from adapters.web.evaluating.cases import Cases
from adapters.web.evaluating.comparing import Comparing
from adapters.web.evaluating.gating import Gating
from adapters.web.evaluating.reports import Reports
from adapters.web.evaluating.runs import Runs
from adapters.web.evaluating.sets import Sets
from adapters.web.evaluating.shelf import Shelf
from adapters.web.evaluating.starting import Starting
from adapters.web.parts import Parts


@dataclass(frozen=True, slots=True)
class Handlers:
    """Each group of pages with its job."""

    runs: Runs
    cases: Cases
    reports: Reports
    starting: Starting
    sets: Sets
    adding: Adding
    comparing: Comparing
    gating: Gating
    calibrating: Calibrating


def handlers(parts: Parts) -> Handlers:
    """Return them."""
    shelf = Shelf(parts)
    return Handlers(
        Runs(shelf),
        Cases(shelf),
        Reports(shelf),
        Starting(shelf),
        Sets(shelf),
        Adding(shelf),
        Comparing(shelf),
        Gating(shelf),
        Calibrating(shelf),
    )
