"""What a single result says of each metric that is a mean over cases. Pure.

Every function returns the values of the metrics that apply, by name; a metric that doesn't apply
to a case or result is left out. A result without a decision (an error) is wrong wherever
something is asked of it, and left out where only what was shown is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import fmean

from bot.model import Band, Kind, Reason
from evals import verdict
from evals.metrics.verbatim import verbatim_share
from evals.model import Case, Result


def citations(case: Case, result: Result) -> Mapping[str, float]:
    """Return how right what is cited is; an answer that cites nothing cites nothing right."""
    values = dict(_shown(result))
    if not case.gold:
        return values
    missed = len(verdict.missed(case, result.citations))
    if result.kind is Kind.ANSWER:
        values["citation_precision"] = fmean([bool(c.meets) for c in result.citations] or [0])
        values["citation_recall"] = 1 - missed / len(case.gold)
    if case.answerable and not _else_right(case, result):
        values["cited_right"] = float(result.kind is Kind.ANSWER and not missed)
    return values


def decisions(case: Case, result: Result) -> Mapping[str, float]:
    """Return whether the decision is right, as seen from the case and from the decision."""
    return dict(_asked_of(case, result)) | dict(_said_by(case, result))


def confidence(case: Case, result: Result) -> Mapping[str, float]:
    """Return how the stated confidence fits; with `confidence` and `right` themselves."""
    if result.kind is None:
        return {}
    right = float(verdict.right(case, result))
    stated = {
        "confidence": result.confidence,
        "right": right,
        "brier": (result.confidence - right) ** 2,
    }
    sure = result.kind is Kind.ANSWER and result.band is Band.SURE
    return stated | ({"sure_precision": right} if sure else {})


def answers(case: Case, result: Result) -> Mapping[str, float]:
    """Return what is in the text, and whether the case passed."""
    values = {"passed": float(verdict.status(case, result) is verdict.Status.PASSED)}
    if case.facts and not _else_right(case, result):
        values["facts"] = 1 - len(verdict.facts_missing(case, result)) / len(case.facts)
    if case.forbidden_phrases or case.forbidden_clauses:
        shown = any(cited.forbidden for cited in result.citations)
        values["forbidden"] = float(shown or bool(verdict.phrases_shown(case, result)))
    if result.kind is Kind.ANSWER:
        values["verbatim"] = verbatim_share(result)
    return values


def writing(_case: Case, result: Result) -> Mapping[str, float]:
    """Return whether an answer that a model was to word is in its words, or the policy's alone.

    What became no answer is neither: a model had found none.
    """
    if result.writing is None:
        return {}
    written = bool(result.writer)
    replaced = result.kind is Kind.ANSWER and not written
    return {"written": float(written), "replaced": float(replaced)}


def cost(_case: Case, result: Result) -> Mapping[str, float]:
    """Return the time and tokens used; a time of 0 was not taken."""
    time = {"milliseconds": result.milliseconds} if result.milliseconds else {}
    return time | {"tokens": float(result.tokens)}


def _else_right(case: Case, result: Result) -> bool:
    """Whether another decision than an answer was made, and is right."""
    return result.kind is not Kind.ANSWER and result.kind in case.expect


def _shown(result: Result) -> Iterator[tuple[str, float]]:
    if result.citations:
        yield "quote_verbatim", fmean(cited.verbatim for cited in result.citations)
        yield "version_right", fmean(cited.current for cited in result.citations)


def _asked_of(case: Case, result: Result) -> Iterator[tuple[str, float]]:
    """Yield the rates whose cases the test set determines."""
    right = float(result.kind in case.expect)
    yield "decision_accuracy", right
    if case.reasons:
        yield "reason_accuracy", right * (result.reason in case.reasons)
    if case.answerable:
        yield "answered_when_answerable", right
    if case.unanswerable:
        answered = result.kind in (Kind.ANSWER, None)
        yield "not_answered_when_unanswerable", float(not answered)
        caveat = result.kind is Kind.ANSWER and result.band is not Band.SURE
        yield "not_sure_when_unanswerable", float(caveat or not answered)
    # Where something else is right too, not to escalate or ask back is no miss.
    if set(case.expect) == {Kind.ESCALATE}:
        yield "escalation_recall", right
    if set(case.expect) == {Kind.CLARIFY}:
        yield "clarify_recall", right
    if Reason.URGENT in case.reasons:
        yield "urgent_recall", float(_urgent(result))


def _said_by(case: Case, result: Result) -> Iterator[tuple[str, float]]:
    """Yield the rates whose cases the decisions determine."""
    named = {
        Kind.ESCALATE: "escalation_precision",
        Kind.CLARIFY: "clarify_precision",
        Kind.DECLINE: "decline_precision",
    }
    if result.kind in named:
        yield named[result.kind], float(result.kind in case.expect)
    if _urgent(result):
        right = Kind.ESCALATE in case.expect and Reason.URGENT in (case.reasons or [Reason.URGENT])
        yield "urgent_precision", float(right)


def _urgent(result: Result) -> bool:
    return result.kind is Kind.ESCALATE and result.reason is Reason.URGENT
