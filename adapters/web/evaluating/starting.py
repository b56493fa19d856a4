"""A run begun in the console: which set is played, on which state of the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from adapters.web.errors import BadForm
from adapters.web.evaluating.reports import make
from adapters.web.evaluating.shelf import Shelf, run_link
from adapters.web.jobs.model import Job
from adapters.web.rendering import back, render
from adapters.web.visit import Visit
from evals.known_sets import KnownSet, Origin
from evals.runs.playing import Playing
from knowledge.model import RevisionState
from knowledge.report import Progress

_MOST: Final = 10  # times that each question is asked
_REVISIONS: Final = 20  # that are offered, the newest first
_STATES: Final = {
    RevisionState.LIVE: "what is live",
    RevisionState.DRAFT: "draft",
    RevisionState.RETIRED: "was live before",
}
ORIGINS: Final = {
    Origin.OWN: "your own",
    Origin.GATE: "the gate’s",
    Origin.SHIPPED: "comes with PolicyDesk",
}


@dataclass(frozen=True, slots=True)
class Starting:
    """Answers on the page that begins a run, and plays it."""

    shelf: Shelf

    def form(self, visit: Visit) -> Response:
        """Show what can be chosen."""
        return self._form(visit, {})

    def begin(self, visit: Visit) -> Response:
        """Begin a run. Raises NotHere for a set that is gone."""
        times = visit.said_in("repeat") or "1"
        if not (times.isascii() and times.isdecimal() and 1 <= int(times) <= _MOST):
            return self._form(visit, {"repeat": f"Write a whole number from 1 to {_MOST}."})
        try:
            revision = self._revision(visit.said_in("revision"))
        except BadForm as bad:
            return self._form(visit, bad.faults)
        asked = self.shelf.set(visit.said_in("set")).key
        model = bool(visit.said_in("model"))
        about = {"set": asked, "revision": revision, "repeat": int(times), "model": model}
        visit.note(set=asked, revision=revision)
        number = self.shelf.parts.jobs.begin("run", about, visit.person)
        return back(visit, f"/jobs/{number}")

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Play a set, and make its report; what was cancelled goes on when it is begun again.

        Raises BadTestSet, BadRun, UnknownRevision.
        """
        about, assistant = job.about, self.shelf.parts.assistant
        progress("reading the test set", 0, 1)
        cases = self.shelf.set(str(about["set"])).read()
        asked = assistant if about["model"] else assistant.without_model()
        playing = Playing.of(asked, cases, int(about["revision"]), int(about["repeat"]))
        run = playing.run(progress)
        make(run, progress)
        return {"to": run_link(run.folder.name), "said": f"{cases.name} has been played."}

    def _form(self, visit: Visit, faults: Mapping[str, str]) -> Response:
        settings = self.shelf.parts.settings
        return render(
            visit,
            "evaluations/start.html",
            422 if faults else 200,
            sets=tuple(map(_offered, self.shelf.sets.all())),
            set=visit.said_in("set") or visit.query("set"),
            revisions=tuple(self._offered()),
            revision=visit.said_in("revision") or visit.query("revision"),
            repeat=visit.said_in("repeat") or "1",
            model=settings.model,
            faults=faults,
        )

    def _offered(self) -> Iterator[tuple[str, str]]:
        revisions = self.shelf.parts.assistant.library.revisions()
        # What is live is what most want to know of.
        ranked = sorted(revisions[:_REVISIONS], key=lambda one: one.state is not RevisionState.LIVE)
        for one in ranked:
            yield str(one.id), f"Revision {one.id}: {_STATES[one.state]}"

    def _revision(self, said: str) -> int:
        known = {str(one.id): one.id for one in self.shelf.parts.assistant.library.revisions()}
        if not known:
            nothing = "Nothing has been added to the documents yet, so there is nothing to ask."
            raise BadForm({"revision": nothing})
        if said not in known:
            raise BadForm({"revision": "That revision isn’t there any more. Choose another one."})
        return known[said]


def _offered(one: KnownSet) -> tuple[str, str]:
    return one.key, f"{one.name} ({ORIGINS[one.origin]})"
