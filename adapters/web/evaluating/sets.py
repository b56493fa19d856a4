"""Test sets: the list of them, and one with its cases or its faults."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import quote

from starlette.responses import FileResponse, Response

from adapters.web.errors import NotHere
from adapters.web.evaluating.shelf import Shelf, run_link, set_link
from adapters.web.evaluating.starting import ORIGINS
from adapters.web.rendering import render, with_query
from adapters.web.visit import Visit
from evals.cases import TestSet
from evals.errors import BadTestSet
from evals.known_sets import KnownSet, Origin
from evals.model import Case

_CASES: Final = 50  # on a page
_RUNS: Final = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """A set in a list; `cases` is None for one with faults."""

    set: KnownSet
    to: str
    origin: str
    cases: TestSet | None
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sets:
    """Answers on the pages of sets."""

    shelf: Shelf

    def listed(self, visit: Visit) -> Response:
        """Show all sets at hand."""
        sets = tuple(map(listed, self.shelf.sets.all()))
        return render(visit, "evaluations/sets.html", sets=sets)

    def shown(self, visit: Visit) -> Response:
        """Show a set: its cases, a page of them at a time, or everything that is wrong with it."""
        found = listed(self.shelf.set(visit.path("set")))
        start, cases = visit.count("start", 0), found.cases
        runs = self.shelf.runs.of(cases.digest) if cases else iter(())
        return render(
            visit,
            "evaluations/set.html",
            found=found,
            own=found.set.origin is Origin.OWN,
            cases=_page(cases, start),
            runs=[(one.facts, run_link(one.folder.name)) for one in islice(runs, _RUNS)],
            file=not found.set.path.is_dir(),
            newer=with_query(visit, start=max(0, start - _CASES) or None) if start else "",
            older=(
                with_query(visit, start=start + _CASES)
                if cases and cases.count > start + _CASES
                else ""
            ),
        )

    def file(self, visit: Visit) -> Response:
        """Hand out a set's file as it is."""
        path = self.shelf.set(visit.path("set")).path
        if path.is_dir():
            raise NotHere("This set is a folder of files; whoever runs the service can send it.")
        name = f"attachment; filename*=UTF-8''{quote(path.name)}"
        headers = {"Content-Disposition": name}
        return FileResponse(path, media_type="application/octet-stream", headers=headers)


def listed(found: KnownSet) -> Listed:
    """Return a set as lists show it."""
    to, origin = set_link(found.key), ORIGINS[found.origin]
    try:
        return Listed(found, to, origin, found.read(), ())
    except BadTestSet as bad:
        # Where it lies on the server's disk is nobody's business here.
        where = f"{found.path.parent}{os.sep}"
        return Listed(found, to, origin, None, tuple(one.replace(where, "") for one in bad.faults))


def _page(cases: TestSet | None, start: int) -> Sequence[Case]:
    return tuple(islice(cases, start, start + _CASES)) if cases else ()
