"""Evaluations: test sets, runs of them, comparisons, the gate, and how confidence is fitted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final

from adapters.web.jobs.model import Job, Kind, Work
from adapters.web.page import Handler, Page
from adapters.web.parts import Parts
from adapters.web.roles import EVALUATION, OFFICE
from adapters.web.visit import Visit
from knowledge.report import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from starlette.responses import Response

    from adapters.web.evaluating.handlers import Handlers

_A_SET: Final = 5_000_000  # bytes of a test set that is sent: some ten thousand cases
# Who publishes is shown by the gate which runs speak against a draft.
_READERS: Final = EVALUATION | OFFICE
_RUN: Final = "/evaluations/runs/{run}"
_SET: Final = "/evaluations/sets/{set}"


def pages(parts: Parts) -> tuple[Page, ...]:
    """Return the pages of this area."""
    of = _loaded(parts)
    return (
        Page("/evaluations", _get(of, lambda h: h.runs.listed), roles=EVALUATION),
        Page(
            "/evaluations/start",
            _get(of, lambda h: h.starting.form),
            _get(of, lambda h: h.starting.begin),
            roles=EVALUATION,
            does="began an evaluation",
        ),
        Page(_RUN, _get(of, lambda h: h.runs.shown), roles=_READERS),
        Page(f"{_RUN}/cases/{{place:int}}", _get(of, lambda h: h.cases.shown), roles=_READERS),
        Page(
            f"{_RUN}/report",
            _get(of, lambda h: h.reports.shown),
            _get(of, lambda h: h.reports.begin),
            roles=_READERS,
            does="had a report made",
        ),
        *_sets(of),
        *_judging(of),
        *_confidence(of),
    )


def kinds(parts: Parts) -> dict[str, Kind]:
    """Return the jobs of this area by name; none of them makes a revision."""
    of = _loaded(parts)
    return {
        "run": _kind(of, lambda h: h.starting.work, "Playing a test set"),
        "report": Kind(_work(of, lambda h: h.reports.work), "Making a report", _READERS),
        "test set": _kind(of, lambda h: h.adding.work, "Reading a test set"),
        "comparison": _kind(of, lambda h: h.comparing.work, "Comparing two runs"),
        "gate": _kind(of, lambda h: h.gating.work, "Checking against the gate"),
        "calibration": _kind(of, lambda h: h.calibrating.work, "Fitting the confidence"),
    }


_Of = Callable[[], "Handlers"]


def _sets(of: _Of) -> tuple[Page, ...]:
    return (
        Page("/evaluations/sets", _get(of, lambda h: h.sets.listed), roles=EVALUATION),
        Page(
            "/evaluations/sets/add",
            _get(of, lambda h: h.adding.form),
            _get(of, lambda h: h.adding.begin),
            roles=EVALUATION,
            does="added a test set",
            longest=_A_SET,
        ),
        Page(_SET, _get(of, lambda h: h.sets.shown), roles=EVALUATION),
        Page(f"{_SET}/file", _get(of, lambda h: h.sets.file), roles=EVALUATION),
        Page(
            f"{_SET}/remove",
            post=_get(of, lambda h: h.adding.remove),
            roles=EVALUATION,
            does="removed a test set",
        ),
    )


def _judging(of: _Of) -> tuple[Page, ...]:
    return (
        Page(
            "/evaluations/compare",
            _get(of, lambda h: h.comparing.shown),
            _get(of, lambda h: h.comparing.begin),
            roles=EVALUATION,
            does="compared two runs",
        ),
        Page("/evaluations/compare/page", _get(of, lambda h: h.comparing.page), roles=EVALUATION),
        Page(
            "/evaluations/gate",
            _get(of, lambda h: h.gating.shown),
            _get(of, lambda h: h.gating.begin),
            roles=_READERS,
            does="checked against the gate",
        ),
    )


def _confidence(of: _Of) -> tuple[Page, ...]:
    confidence = "/evaluations/confidence"
    return (
        Page(
            confidence,
            _get(of, lambda h: h.calibrating.shown),
            _get(of, lambda h: h.calibrating.begin),
            roles=EVALUATION,
            does="had the confidence fitted",
        ),
        Page(
            f"{confidence}/{{job:int}}",
            _get(of, lambda h: h.calibrating.proposal),
            _get(of, lambda h: h.calibrating.use),
            roles=EVALUATION,
            does="chose a calibration",
        ),
        Page(
            f"{confidence}/packaged",
            post=_get(of, lambda h: h.calibrating.go_back),
            roles=EVALUATION,
            does="went back to the packaged calibration",
        ),
    )


def _loaded(parts: Parts) -> _Of:
    @cache
    def handlers() -> Handlers:
        from adapters.web.evaluating.handlers import handlers  # noqa: PLC0415 - a second, for scipy

        return handlers(parts)

    return handlers


def _get(of: _Of, which: Callable[[Handlers], Handler]) -> Handler:
    def handler(visit: Visit) -> Response:
        return which(of())(visit)

    return handler


def _work(of: _Of, which: Callable[[Handlers], Work]) -> Work:
    def work(job: Job, progress: Progress) -> Mapping[str, Any]:
        return which(of())(job, progress)

    return work


def _kind(of: _Of, which: Callable[[Handlers], Work], title: str) -> Kind:
    return Kind(_work(of, which), title, EVALUATION)
