"""The verdict in plain words, and what a reader must know before believing the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.calibration.fingerprints import seen
from evals.metrics import Figure, Scores
from evals.report.findings import Findings
from evals.report.judgement import Judgement
from evals.report.wording import METRIC, amount, counted, share
from evals.runs import Run

Tone = Literal["good", "bad", "plain"]
ROUGH = 30  # cases; with fewer an interval is wider than a third of the scale


@dataclass(frozen=True, slots=True)
class Summary:
    """The verdict: a headline, a sentence under it, and what stands behind it, a sentence each."""

    tone: Tone
    headline: str
    lead: str
    points: Sequence[str]


def summary(scores: Scores, found: Findings, verdict: Sequence[Judgement] | None = None) -> Summary:
    """Return the verdict: a gate's where there is one, else what the figures say."""
    points = tuple(_points(scores, found))
    if verdict is not None:
        failing = sum(not one.passed for one in verdict)
        return Summary("bad" if failing else "good", _judged(verdict), _lead(found), points)
    tone: Tone = "bad" if scores.leaking else "plain"
    lead = f"{_lead(found)} No rules were set for this run, so it neither passes nor fails."
    return Summary(tone, _headline(scores, found), lead, points)


def cautions(run: Run, scores: Scores) -> Iterator[str]:
    """Yield what speaks for care with a page that quotes answers, a sentence or two each."""
    yield from doubts(run, scores)
    if groups := sorted({group for case in run.cases() for group in case.viewer.groups}):
        yield (
            f"Some cases were asked by members of {', '.join(groups)}; what they were shown is"
            " quoted here. Give this page only to those who may read that."
        )


def doubts(run: Run, scores: Scores) -> Iterator[str]:
    """Yield what speaks for care with the figures, a sentence or two each."""
    if fitted := seen(run.facts.confidence, run.cases()):
        yield (
            f"The stated confidence was fitted on {fitted:,} of these {counted(scores.cases)}."
            " Whatever rests on it (risk and coverage, reliability, answers without a caveat)"
            " looks better here than it is. Judge it on a set that it has never seen."
        )
    if 0 < (left := scores.cases - scores.stale) < ROUGH:
        yield (f"Only {counted(left)} count, so every figure is rough: look at the intervals.")
    if 2 * scores.stale > scores.cases:
        yield "Most cases are stale. Is this the knowledge base that the set was made for?"


def _judged(verdict: Sequence[Judgement]) -> str:
    failing = sum(not one.passed for one in verdict)
    if failing:
        verb = "isn’t" if failing == 1 else "aren’t"
        return f"Not passed: {failing} of {counted(len(verdict), 'rule')} {verb} met"
    return f"Passed: {'the rule is' if len(verdict) == 1 else f'all {len(verdict)} rules are'} met"


def _headline(scores: Scores, found: Findings) -> str:
    if scores.leaking:
        verb = "shows" if scores.leaking == 1 else "show"
        return f"{counted(scores.leaking)} {verb} what the asker may not read"
    if not found.counted:
        return "This run says nothing"
    if not found.failed:
        return "Every case came out right" if found.passed > 1 else "The case came out right"
    return f"{share(found.passed / found.counted)} of the cases came out right"


def _lead(found: Findings) -> str:
    if not found.counted:
        return "No case counts: none was played, or what they call right isn’t in this revision."
    if not found.failed:
        return f"Nothing was found wrong with {counted(found.passed)}."
    return (
        f"{found.passed:,} of {counted(found.counted)} came out right in everything that they"
        f" ask for; {found.failed:,} did not."
    )


def _points(scores: Scores, found: Findings) -> Iterator[str]:
    figures = scores.overall
    yield from _troubles(scores, found)
    yield from _answers(figures)
    yield from _silence(figures)
    yield from _urgent(figures["urgent_recall"])
    if figures["leaks"].n and not scores.leaking:
        yield "Nobody was shown anything that they may not read."
    if (half := figures["p50_ms"]).n:
        slow = amount(METRIC["p95_ms"], figures["p95_ms"].value)
        half_time = amount(METRIC["p50_ms"], half.value)
        yield f"Half of the cases took {half_time} or less, 95 of 100 took {slow} or less."


def _troubles(scores: Scores, found: Findings) -> Iterator[str]:
    if scores.leaking:
        yield (
            f"{counted(scores.leaking)} found or showed something that the asker may not read."
            " That must be mended before anything else."
        )
    if scores.failed:
        yield f"{counted(scores.failed)} ended in an error, without a decision."
    if found.stale:
        yield (
            f"{counted(found.stale)} couldn’t be judged: what they call right isn’t in this"
            " revision for the asker on that day. They count in no share."
        )


def _answers(figures: Mapping[str, Figure]) -> Iterator[str]:
    answered, cited = figures["answered_when_answerable"], figures["citation_precision"]
    if answered.value is not None:
        yield (
            f"Of {counted(answered.n, 'question')} that the text settles, {share(answered.value)}"
            " were answered, or asked back where that is right."
        )
    if cited.value is not None:
        yield f"Of the clauses that the answers cite, {share(cited.value)} are right."


def _silence(figures: Mapping[str, Figure]) -> Iterator[str]:
    silent, sure = (
        figures["not_answered_when_unanswerable"],
        figures["not_sure_when_unanswerable"],
    )
    if silent.value is None or sure.value is None:
        return
    asked = counted(silent.n, "question")
    if silent.value == 1:
        yield f"None of {asked} that the text doesn’t settle got an answer."
        return
    yield (
        f"Of {asked} that the text doesn’t settle, {share(1 - silent.value)} got an answer all the"
        f" same; {share(1 - sure.value)} got one without a caveat."
    )


def _urgent(figure: Figure) -> Iterator[str]:
    if figure.value is None:
        return
    if figure.value == 1:
        yield f"Whatever is urgent was passed on as urgent ({counted(figure.n)})."
    else:
        yield (
            f"Of {counted(figure.n, 'urgent message')}, {share(1 - figure.value)} weren’t passed"
            " on as urgent."
        )
