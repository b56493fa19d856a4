"""How sure the assistant says it is: what is in use, what a set makes of it, and the choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from adapters.web.errors import BadForm, NotHere, Overtaken
from adapters.web.evaluating.shelf import Shelf
from adapters.web.evaluating.starting import ORIGINS
from adapters.web.jobs.model import Job, JobState
from adapters.web.rendering import back, render
from adapters.web.visit import Visit
from bot.calibrations import PACKAGED, Calibrations, Entry
from bot.wiring import calibrations
from evals.calibration import telling
from evals.calibration.material import Material
from evals.calibration.quality import COVERAGES
from evals.calibration.source import of_folder, of_set, proposed
from evals.runs.kept import Kept
from knowledge.report import Progress

_HERE: Final = "/evaluations/confidence"
_KIND: Final = "calibration"
_TARGETS: Final = (50, 99)  # per cent: fewer is no target, and all can't be shown by any set
_RUNS: Final = 20
_OTHERWISE: Final = "Nothing was changed. Look at what is in use now, and choose again."


@dataclass(frozen=True, slots=True)
class Calibrating:
    """Answers on the pages of the confidence, and fits it."""

    shelf: Shelf

    def shown(self, visit: Visit) -> Response:
        """Show what is in use, the last proposals, and the form for another one."""
        return self._page(visit, {})

    def begin(self, visit: Visit) -> Response:
        """Have the confidence fitted on a set or a run."""
        try:
            about = {"source": self._source(visit.said_in("source")), "target": _target(visit)}
        except BadForm as bad:
            return self._page(visit, bad.faults)
        visit.note(source=str(about["source"]))
        return back(visit, f"/jobs/{self.shelf.parts.jobs.begin(_KIND, about, visit.person)}")

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Fit it; nothing changes by that. Raises BadCalibration, BadTestSet, BadRun."""
        assistant = self.shelf.parts.assistant
        material = self._material(str(job.about["source"]), progress)
        progress("fitting", 0, 1)
        told = proposed(material, assistant, int(job.about["target"]) / 100)
        said = "The fit is made. Nothing has changed yet."
        return {"to": f"{_HERE}/{job.id}", "said": said, "told": telling.kept(told)}

    def proposal(self, visit: Visit) -> Response:
        """Show what a fit came to, beside what is in use."""
        job = self._job(visit)
        told = _told(job)
        return render(
            visit,
            "evaluations/proposal.html",
            job=job,
            told=told,
            made=told.proposal,
            words=telling,
            coverages=COVERAGES,
            seen=_mark(self._choices.newest()),
            in_use=told.in_use == self.shelf.parts.assistant.calibration.digest,
        )

    def use(self, visit: Visit) -> Response:
        """Let a proposal count. Raises Overtaken where another choice was made meanwhile."""
        job = self._job(visit)
        made = _told(job).proposal.calibration
        if made is None:
            raise BadForm({"form": "The target wasn’t reached, so there is nothing to use."})
        self._check_seen(visit)
        visit.note(calibration=made.digest[:12])
        self._choices.use(made, visit.who.name)
        return back(visit, _HERE, "It counts from the next start of the service on.")

    def go_back(self, visit: Visit) -> Response:
        """Let what is packaged count again. Raises Overtaken as `use` does."""
        self._check_seen(visit)
        self._choices.use_packaged(visit.who.name)
        said = "What comes with PolicyDesk counts again from the next start of the service on."
        return back(visit, _HERE, said)

    @property
    def _choices(self) -> Calibrations:
        return calibrations(self.shelf.parts.assistant.library)

    def _page(self, visit: Visit, faults: Mapping[str, str]) -> Response:
        now, newest = self.shelf.parts.assistant.confidence(), self._choices.newest()
        return render(
            visit,
            "evaluations/confidence.html",
            422 if faults else 200,
            now=now,
            newest=newest,
            waiting=_mark(newest) != _mark(now.entry),
            packaged=newest is None or newest.content == PACKAGED,
            seen=_mark(newest),
            proposals=tuple(self._proposals()),
            sources=tuple(self._sources()),
            source=visit.said_in("source") or visit.query("source"),
            target=visit.said_in("target") or "95",
            faults=faults,
        )

    def _proposals(self) -> Iterator[tuple[Job, telling.Told]]:
        for job in self.shelf.parts.jobs.latest((_KIND,)):
            # What an earlier release proposed can't be used any more.
            with suppress(NotHere):
                yield job, _told(job)

    def _sources(self) -> Iterator[tuple[str, str]]:
        for one in self.shelf.sets.all():
            yield f"set {one.key}", f"Set {one.name} ({ORIGINS[one.origin]}), played now"
        for run in filter(_finished, self.shelf.runs.newest(_RUNS)):
            yield f"run {run.name}", f"Run {run.name}, as it was played"

    def _source(self, said: str) -> str:
        kind, _, name = said.partition(" ")
        try:
            if kind == "run" and self.shelf.run(name).complete:
                return said
            if kind == "set" and self.shelf.set(name):
                return said
        except NotHere as gone:
            raise BadForm({"source": str(gone)}) from gone
        raise BadForm({"source": "Choose a test set, or a run that is finished."})

    def _material(self, source: str, progress: Progress) -> Material:
        kind, _, name = source.partition(" ")
        assistant = self.shelf.parts.assistant
        if kind == "run":
            return of_folder(self.shelf.run(name).folder, assistant.library.model)
        return of_set(self.shelf.set(name).read(), assistant, progress)

    def _job(self, visit: Visit) -> Job:
        job = self.shelf.parts.jobs.show(visit.number("job"))
        if job.kind != _KIND or job.state is not JobState.DONE:
            raise NotHere("There is no fit of that number.")
        return job

    def _check_seen(self, visit: Visit) -> None:
        newest = self._choices.newest()
        if newest is not None and visit.said_in("seen") != _mark(newest):
            what = "what is packaged" if newest.content == PACKAGED else "another calibration"
            changes = (f"{newest.who} chose {what} on {newest.at:%Y-%m-%d %H:%M} UTC.",)
            raise Overtaken(_OTHERWISE, changes, _HERE)


def _target(visit: Visit) -> int:
    said, (least, most) = visit.said_in("target"), _TARGETS
    if not (said.isascii() and said.isdecimal() and least <= int(said) <= most):
        raise BadForm({"target": f"Write a whole number from {least} to {most}."})
    return int(said)


def _told(job: Job) -> telling.Told:
    try:
        return telling.again((job.result or {})["told"])
    except (KeyError, ValueError):
        raise NotHere("This fit is of another release of PolicyDesk. Fit it again.") from None


def _mark(entry: Entry | None) -> str:
    """Return what tells one choice from any other."""
    return "" if entry is None else f"{entry.at.isoformat()} {entry.who}"


def _finished(one: Kept) -> bool:
    return one.facts is not None and one.facts.finished is not None
