"""Decision → the JSON of the scripting contract. Pure.

Outside programs rely on these names and on their order; they only ever grow.
"""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import PurePath

from bot.model import Citation, Decision
from bot.writing import Outcome, Reading, Sentence
from knowledge.model import Clause, Passage

PASSAGES = 10


def payload(identity: object, decision: Decision, milliseconds: float) -> dict[str, object]:
    """Return the contract's object for one question.

    `identity` is what the asking program called its question (None outside a
    batch); `milliseconds` is the time from question to decision.
    """
    return {
        "id": identity,
        "decision": decision.kind.value,
        "reason": decision.reason.value,
        "band": decision.band.value,
        "text": decision.text,
        "confidence": decision.confidence,
        "citations": [_citation(citation) for citation in decision.citations],
        "passages": [_passage(passage) for passage in decision.passages[:PASSAGES]],
        "milliseconds": milliseconds,
        "writer": decision.writer,
        **_by_model(decision),
        "tokens": decision.tokens,
        "reading": _phrasings(decision.reading),
    }


def fault(identity: object, error: str) -> dict[str, object]:
    """Return the contract's object for a line of a batch that got no decision."""
    return {"id": identity, "error": error}


def one_line_json(value: object) -> str:
    """Return JSON in one line, in ASCII: safe on any terminal, in any locale."""
    return json.dumps(value, allow_nan=False, default=_plain)


def readable_json(value: object) -> str:
    """Return JSON over several lines; dataclasses, dates, paths and sets become plain values."""
    return json.dumps(value, allow_nan=False, default=_plain, indent=2)


def _by_model(decision: Decision) -> dict[str, object]:
    """Return the sentences that stand in the text, and how many didn't pass."""
    writing = decision.writing
    shown = writing if decision.writer else None
    return {
        "written": [_sentence(one) for one in shown.sentences] if shown else [],
        "caveats": [_sentence(one) for one in shown.caveats] if shown else [],
        "dropped": len(writing.dropped) if writing else 0,
    }


def _sentence(sentence: Sentence) -> dict[str, object]:
    return {"text": sentence.text, "clauses": list(sentence.ranks)}


def _phrasings(reading: Reading | None) -> list[str]:
    """Return the words that were searched with the question's own."""
    if reading is None or reading.outcome is not Outcome.READ:
        return []
    return [*filter(None, (reading.stand_alone,)), *reading.phrasings]


def _citation(citation: Citation) -> dict[str, object]:
    shown = {"items": [_pointed_at(item) for item in citation.items], "note": citation.note}
    refers = {"refers": [_pointed_at(clause) for clause in citation.refers]}
    return _clause(citation.passage, citation.quote) | shown | _origin(citation.passage) | refers


def _passage(passage: Passage) -> dict[str, object]:
    whole = _clause(passage, passage.clause.text)
    return whole | {"score": passage.score} | _origin(passage)


def _clause(passage: Passage, quote: str) -> dict[str, object]:
    clause, version = passage.clause, passage.version
    return {
        "document": version.path,
        "title": version.header.title,
        "version": version.header.version,
        "number": clause.number,
        "headings": list(clause.headings),
        "page": clause.page,
        "lead_in": clause.lead_in,
        "quote": quote,
        "text": clause.text,
    }


def _origin(passage: Passage) -> dict[str, object]:
    header = passage.version.header
    return {
        "effective_from": header.effective_from,
        "anchor": passage.clause.anchor,
        "source": header.source,
    }


def _pointed_at(clause: Clause) -> dict[str, object]:
    return {
        "number": clause.number,
        "headings": list(clause.headings),
        "page": clause.page,
        "text": clause.text,
    }


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.as_posix()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
