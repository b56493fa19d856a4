"""A question as understood → what the knowledge base has on it, and how it therefore ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.calibrations import InUse
from bot.decide import Ending, decide, unsettled
from bot.findings import Findings, at_most_unsure, weighed
from bot.language.model import Reader
from bot.understanding import Inquiry
from bot.writing import Outcome, Reading
from knowledge.library import Library
from knowledge.model import Passage

# How many clauses are looked at, and go with every decision.
FOUND = 10
# How much other words for a question count beside its own, which count 1: a follow-up told as a
# question of its own, and each phrasing. Chosen on 132 questions with rewordings by hand, good and
# bad ones; 111 others, which were in sight by then, agree (evals/bench/reading). Phrasings at 0.3
# to 1 find the clause about as often; the more they count, the less is left of a question that was
# misread. Searched one by one, with each clause's best score, they had 41 instead of 32 of 64
# questions answered that nothing answers. Too few follow-ups were there to tell 1 from 0.5 or 2.
_STAND_ALONE = 1.0
_PHRASING = 0.5
# What other words find stands where both searches together make an answer so likely, as a share of
# the chance by the question's own words: good rewordings rank better more often than they score
# higher, and what makes an answer less likely than this was mostly misread. Chosen on the same:
# of 101 questions that nothing answers, 52 are answered unsurely, 47 without rewordings, 57 where
# the model's words were believed alone whenever they scored higher.
_AS_LIKELY = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, how the question ends by it, and what a model read into it, if one did."""

    findings: Findings
    ending: Ending
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Searching:
    """Finds clauses. Where the question's own words don't settle it, a reader may add others.

    A reader is told headings of restricted documents only with `restricted`. Thread-safe.
    """

    library: Library
    confidence: Callable[[], InUse]
    reader: Reader | None = None
    restricted: bool = False

    def found(self, inquiry: Inquiry, revision: int | None, *, verbatim: bool = False) -> Found:
        """Return what was found; with `verbatim`, no model is asked.

        What is found by a model's words is weighed together with what the question's own found,
        for something is near every rewording; and it is never sure. Raises KnowledgeError when the
        catalog or index can't be used.
        """
        plain = self.plain(inquiry, revision)
        ending = decide(plain.evidence(inquiry.purpose))
        if verbatim or self.reader is None or not unsettled(ending):
            return Found(plain, ending)
        reading = self.reader.read(inquiry.asked.text, _earlier(inquiry), self._headings(plain))
        reworded = _reworded(reading)
        if not reworded:
            return Found(plain, ending, reading)
        asked = replace(inquiry.asked, reworded=reworded)
        bridged = self._weighed(replace(inquiry, asked=asked), revision, plain)
        if bridged.chance < _AS_LIKELY * plain.chance:
            return Found(plain, ending, reading)
        bridged = at_most_unsure(bridged)
        return Found(bridged, decide(bridged.evidence(inquiry.purpose)), reading)

    def plain(self, inquiry: Inquiry, revision: int | None) -> Findings:
        """Return what the words that the inquiry has find."""
        return self._weighed(inquiry, revision)

    def _weighed(
        self, inquiry: Inquiry, revision: int | None, plain: Findings | None = None
    ) -> Findings:
        asked, viewer = inquiry.asked, inquiry.viewer
        texts = (*asked.texts, *asked.reworded)
        result = self.library.search(texts, viewer, inquiry.on, FOUND, revision)
        calibration = self.confidence().calibration
        return weighed(result, asked, viewer.audience, calibration, plain)

    def _headings(self, findings: Findings) -> tuple[str, ...]:
        passages = findings.result.passages
        open_ones = (p for p in passages if self.restricted or not p.version.header.groups)
        return tuple(dict.fromkeys(text for one in open_ones for text in _named(one)))


def _named(passage: Passage) -> Iterator[str]:
    yield passage.version.header.title
    yield from passage.clause.headings[-1:]


def _earlier(inquiry: Inquiry) -> tuple[str, ...]:
    return tuple(one.content for one in inquiry.leant_on if one.role == "user")


def _reworded(reading: Reading) -> tuple[tuple[str, float], ...]:
    if reading.outcome is not Outcome.READ:
        return ()
    alone = [(reading.stand_alone, _STAND_ALONE)] if reading.stand_alone else []
    return (*alone, *((phrasing, _PHRASING) for phrasing in reading.phrasings))
