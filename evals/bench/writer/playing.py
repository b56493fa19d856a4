"""A test set played with a writer and without, and what differs."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.assistant import Assistant
from bot.citations import Encode, faults
from bot.language import forms
from bot.language.forms import DraftForm
from bot.language.model import Says, Writer, unsaid
from bot.model import Citation, Decision, Question
from bot.writing import Call, Outcome, Writing
from evals.cases import TestSet
from evals.compare import compare
from evals.compare.model import Comparison
from evals.compare.wording import judgement
from evals.corpus import Corpus
from evals.runs import Run, recording
from evals.runs.gathering import gathered

# What a writer may not make worse, nor better: it decides nothing.
_NOT_ITS_OWN = ("retrieval", "access", "citations", "decisions", "confidence")


@dataclass(frozen=True, slots=True)
class Played:
    """A run, its decisions in the order of its cases, and the milliseconds of each writing."""

    run: Run
    decisions: tuple[Decision, ...]
    writing: tuple[float, ...]

    def against(self, plain: Played) -> Effect:
        """Return what this differs in from the same questions without a writer."""
        return Effect(compare(plain.run, self.run), plain, self)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a writer changed."""

    comparison: Comparison
    before: Played
    after: Played

    @property
    def redecided(self) -> int:
        """How many cases were decided otherwise: kind, reason, band, citations or passages."""
        pairs = zip(self.before.decisions, self.after.decisions, strict=True)
        return sum(_decided(one) != _decided(other) for one, other in pairs)

    def beyond_chance(self, verdict: str, *, words: bool) -> tuple[str, ...]:
        """Return the metrics that got "better" or "worse", of decisions or of `words` and cost."""
        return tuple(
            one.metric.name
            for one in self.comparison.differences
            if judgement(one) == verdict and (one.metric.group not in _NOT_ITS_OWN) is words
        )

    @property
    def outcomes(self) -> Counter[Outcome]:
        """What became of asking the model, as often as it was asked."""
        return Counter(one.writing.outcome for one in self.after.decisions if one.writing)

    @property
    def tokens(self) -> list[int]:
        """What each answer that the model was asked for took."""
        return [one.tokens for one in self.after.decisions if one.writing and one.writing.call]


class _Timed:
    """A writer with a watch."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.milliseconds: list[float] = []

    def write(self, question: str, citations: Sequence[Citation], says: Says = unsaid) -> Writing:
        begun = time.perf_counter()
        try:
            return self._writer.write(question, citations, says)
        finally:
            self.milliseconds.append(1000 * (time.perf_counter() - begun))


def played(assistant: Assistant, cases: TestSet, folder: Path) -> Played:
    """Play the set in a folder of its own, as `policydesk eval run` would.

    What is compared must be played with one open library: its approximate search differs a little
    each time that it is opened.
    """
    revision = assistant.library.live()
    if revision is None:
        raise RuntimeError("nothing is published")
    decisions: list[Decision] = []
    timed = _Timed(assistant.writer) if assistant.writer else None
    assistant = replace(assistant, writer=timed)

    def reply(question: Question) -> Decision:
        decisions.append(assistant.reply(question))
        return decisions[-1]

    corpus = Corpus(assistant.library, revision)
    assistant.warm_up()
    with recording(folder, gathered(assistant, cases, corpus, 1), cases) as made:
        for _ in made.play(reply, corpus):
            pass
        took = tuple(timed.milliseconds) if timed else ()
        return Played(made.finish(), tuple(decisions), took)


def checking(decisions: Sequence[Decision], encode: Encode, runs: int) -> list[float]:
    """Return the milliseconds that checking each draft took alone, in each of the runs."""
    calls = [one.writing.call for one in decisions if one.writing and one.writing.call]
    drafts = [(forms.read(DraftForm, call.returned), _clauses(call)) for call in calls]
    taken = []
    for _ in range(runs):
        for draft, clauses in drafts:
            begun = time.perf_counter()
            for one in draft.sentences if draft else ():
                faults(one.text, one.clauses, clauses, encode)
            taken.append(1000 * (time.perf_counter() - begun))
    return taken


def _clauses(call: Call) -> dict[str, str]:
    data = json.loads(call.sent.rpartition("\n\n")[2])
    return {one["id"]: one["text"] for one in data["clauses"]}


def _decided(decision: Decision) -> tuple[object, ...]:
    ending = (decision.kind, decision.reason, decision.band, decision.confidence)
    return (*ending, decision.citations, decision.passages, decision.options)
