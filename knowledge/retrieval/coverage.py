"""How much of what was asked a clause speaks of. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Passage
from knowledge.retrieval.keywords import WORDS, Term
from knowledge.words import stems, words


def covered(rarities: Mapping[Term, float], passage: Passage) -> float:
    """Return the share of the question's words that the passage has, weighed by rarity (0-1).

    `rarities` are those of the question's terms. Title, headings, lead-in and attached
    questions count as the passage's own words.
    """
    clause = passage.clause
    read = (passage.version.header.title, *clause.headings, clause.lead_in, clause.text)
    spoken = set(stems(words(" ".join((*read, *clause.questions)))))
    wanted = {text: rarity for (field, text), rarity in rarities.items() if field == WORDS}
    whole = sum(wanted.values())
    return sum(r for text, r in wanted.items() if text in spoken) / whole if whole else 0.0
