"""Where the console finds sets and runs, and who may read what was shown in them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from adapters.web.errors import NotAllowed, NotHere
from adapters.web.parts import Parts
from adapters.web.roles import Role
from adapters.web.visit import Visit
from evals.errors import UnknownRun, UnknownTestSet
from evals.known_sets import KnownSet, KnownSets, own_sets
from evals.runs import Run
from evals.runs.kept import KeptRuns
from evals.runs.places import evaluations


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sets and runs of the console's data folder."""

    parts: Parts

    @property
    def own(self) -> Path:
        """The folder of the agency's own sets."""
        return own_sets(self.parts.settings.data)

    @property
    def sets(self) -> KnownSets:
        """The sets at hand."""
        return KnownSets(self.own, self.parts.settings.gate)

    @property
    def runs(self) -> KeptRuns:
        """The runs."""
        return KeptRuns(evaluations(self.parts.settings.data))

    @property
    def comparisons(self) -> Path:
        """The folder in which comparisons are kept."""
        return self.runs.folder / "comparisons"

    def run(self, name: str) -> Run:
        """Open a run. Raises NotHere, and BadRun for a damaged one."""
        try:
            return self.runs.open(name)
        except UnknownRun as unknown:
            raise NotHere(str(unknown)) from unknown

    def set(self, key: str) -> KnownSet:
        """Return a set. Raises NotHere."""
        try:
            return self.sets.find(key)
        except UnknownTestSet as unknown:
            raise NotHere(str(unknown)) from unknown

    def set_at(self, path: str) -> KnownSet | None:
        """Return the set at hand that has that path, if any."""
        return next((one for one in self.sets.all() if str(one.path.absolute()) == path), None)


def may_read(visit: Visit, groups: AbstractSet[str]) -> bool:
    """Whether somebody may read what members of these groups were shown."""
    return visit.has(Role.OFFICER, Role.ADMINISTRATOR) or groups <= visit.viewer.groups


def refuse_unless_readable(visit: Visit, groups: AbstractSet[str]) -> None:
    """Raise NotAllowed where somebody may not read all that is shown there."""
    if not may_read(visit, groups):
        raise NotAllowed(
            "Some of the questions were asked by members of groups that you aren't in, and this"
            " page quotes what they were shown. The figures and your own cases are on the run's"
            " page; the communications office can open this one."
        )


def run_link(name: str) -> str:
    """Return a run's address."""
    return f"/evaluations/runs/{quote(name, safe='')}"


def set_link(key: str) -> str:
    """Return a set's address."""
    return f"/evaluations/sets/{quote(key, safe='')}"


def comparison_link(a: str, b: str, page: str = "") -> str:
    """Return the address of a comparison, or of its page that stands alone."""
    return f"/evaluations/compare{page}?{urlencode({'run': (a, b)}, doseq=True)}"
