"""What was found for a question, and what it is worth. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.citing import cited
from bot.clarify import Clarification, asker_of, clarification, fitting
from bot.confidence import Calibration, features
from bot.conflicts import conflicting
from bot.decide import TO_THE_OFFICE, Ending, Evidence
from bot.followup import Asked
from bot.model import Band, Kind, Reason
from bot.surroundings import Whole
from knowledge.model import Passage, SearchResult

# Off-topic questions stay below this: the best similarity, plus half the background, for what is
# about an agency at all is a little like everything an agency writes. Chosen on 60 unanswerable and
# 24 off-topic questions over two libraries; whoever is declined wrongly has lost more.
NEAR = 0.34


@dataclass(frozen=True, slots=True)
class Findings:
    """What the knowledge base has on a question, weighed.

    `features` make the `chance`, the probability that the clauses answer, and that the `band`;
    `fitting` are the asker's, `near` tells whether they have to do with the question at all,
    `clash` which two contradict each other, `back` what must be known of the asker first.
    """

    result: SearchResult
    features: Mapping[str, float]
    chance: float
    band: Band
    fitting: tuple[Passage, ...]
    near: bool
    clash: tuple[Passage, ...]
    back: Clarification | None

    def evidence(self, purpose: Reason | None) -> Evidence:
        """Return all that the decision rests on."""
        return Evidence(
            band=self.band,
            found=bool(self.fitting),
            near=self.near,
            purpose=purpose,
            conflict=bool(self.clash),
            asks_back=self.back.reason if self.back else None,
        )

    def shown(self, ending: Ending, whole: Callable[[Passage], Whole]) -> tuple[Whole, ...]:
        """Return the clauses that go into the text, best first."""
        silent = ending.kind in (Kind.CLARIFY, Kind.DECLINE)
        if ending.kind is Kind.ESCALATE and not self.near:
            silent = True  # clauses on something else are no help
        # Who asks for a person has read what there is.
        if silent or ending.reason is Reason.ASKED_FOR_PERSON:
            return ()
        if ending.reason is Reason.CONFLICTING_CLAUSES:
            return tuple(whole(passage) for passage in self.clash)
        found = cited(self.fitting, ending.band, whole)
        if ending.reason not in TO_THE_OFFICE:
            return found
        helps = ending.reason is Reason.URGENT or ending.band is not Band.NONE
        return found[:2] if helps else ()


def at_most_unsure(findings: Findings) -> Findings:
    """Return what was found by a model's words: nobody calls that sure."""
    if findings.band is not Band.SURE:
        return findings
    return replace(findings, band=Band.UNSURE, back=None)


def weighed(
    result: SearchResult,
    asked: Asked,
    audience: str,
    calibration: Calibration,
    plain: Findings | None = None,
) -> Findings:
    """Return what the passages found are worth to an asker of that audience ("": unknown).

    Where other words were searched too, `plain` is what the question's own found: the chance is
    that of the mean of both searches' features, and only its own words tell what it is near to.
    """
    asker = asker_of(asked.text, audience, result.passages)
    passages = fitting(result.passages, asker)
    measured = features(result, passages, follow_up=asked.leans)
    if plain and plain.features:
        measured = {name: (value + plain.features[name]) / 2 for name, value in measured.items()}
    chance = calibration.probability(measured)
    band = calibration.band(chance)
    # What the clauses don't settle anyway is neither contradicted nor asked back about.
    clash = conflicting(passages, asked.text) if band is not Band.NONE else None
    back = clarification(passages, asked.text, asker) if band is Band.SURE else None
    return Findings(
        result=result,
        features=measured,
        chance=chance,
        band=band,
        fitting=passages,
        near=plain.near if plain else _near(asked, result),
        clash=clash or (),
        # Whoever has replied to a question back isn't asked it again.
        back=back if back and back.reason is not asked.answers else None,
    )


def _near(asked: Asked, result: SearchResult) -> bool:
    """Whether the question has to do with what was found at all."""
    # What is asked within a conversation is on its subject, however few its words.
    if asked.leans:
        return bool(result.passages)
    if not result.passages:
        return False
    background = dict(result.features)["background"]
    return max(passage.similarity for passage in result.passages) + background / 2 >= NEAR
