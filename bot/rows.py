"""Turns and decisions as the record keeps them. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from bot.kept import Turn
from bot.model import Citation, Decision
from knowledge.model import Clause, Passage


def decision_row(decision: Decision) -> dict[str, Any]:
    """Return a decision as a record keeps it: clauses by id, with the digest of their text."""
    return {
        "kind": decision.kind,
        "reason": decision.reason,
        "band": decision.band,
        "text": decision.text,
        "confidence": decision.confidence,
        "options": list(decision.options),
        "ticket": decision.ticket,
        "citations": [_citation_row(citation) for citation in decision.citations],
        "passages": [_passage_row(passage) for passage in decision.passages],
        "writer": decision.writer,
        "dropped": len(decision.writing.dropped) if decision.writing else 0,
    }


def language_row(decision: Decision) -> dict[str, Any] | None:
    """Return what a language model was asked for a decision, and what became of it, if one was."""
    asked = {"reading": decision.reading, "writing": decision.writing}
    rows = {name: asdict(one) for name, one in asked.items() if one}
    return rows or None


def turn_row(kept: Turn) -> dict[str, Any]:
    """Return the columns of a turn, but for its number and moment."""
    decision = kept.decision
    return {
        "conversation": kept.conversation,
        "asker": kept.origin.asker.id,
        "asked_on": kept.on,
        "question": kept.question,
        "stand_alone": kept.stand_alone,
        "audience": kept.viewer.audience,
        "groups": sorted(kept.viewer.groups),
        "history": [asdict(one) for one in kept.history],
        "kind": decision.kind,
        "reason": decision.reason,
        "band": decision.band,
        "confidence": decision.confidence,
        "revision": kept.revision,
        "decision": decision_row(decision),
        "settings": dict(kept.settings),
        "writer": decision.writer,
        "writing": language_row(decision),
    }


def words_row(kept: Turn) -> dict[str, Any]:
    """Return what a turn is looked for by, but for its number and moment."""
    decision = kept.decision
    return {
        "platform": kept.origin.platform,
        "asker": kept.origin.asker.id,
        "kind": decision.kind,
        "reason": decision.reason,
        "band": decision.band,
        "words": f"{kept.question} {kept.stand_alone}".lower(),
    }


def _citation_row(citation: Citation) -> dict[str, Any]:
    return _passage_row(citation.passage) | {
        "lead_in": citation.passage.clause.lead_in,
        "quote": citation.quote,
        "note": citation.note,
        "items": [_clause_row(item) for item in citation.items],
    }


def _passage_row(passage: Passage) -> dict[str, Any]:
    version = passage.version
    return _clause_row(passage.clause) | {
        "document": passage.clause.document,
        "title": version.header.title,
        "groups": sorted(version.header.groups),
        "version": version.id,
        "score": passage.score,
    }


def _clause_row(clause: Clause) -> dict[str, Any]:
    return {
        "clause": clause.id,
        "key": clause.key,
        "text_digest": hashlib.sha256(clause.text.encode()).hexdigest(),
        "number": clause.number,
    }
