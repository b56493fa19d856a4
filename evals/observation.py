"""A decision → what is kept of it, and what was found wrong. Pure, but for looking things up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.model import Citation, Decision
from evals.matching import fits, is_of, meets, met, name_of
from evals.model import Case, Cited, Ranked, Result
from evals.reference import Reference
from knowledge.access import open_to
from knowledge.model import Clause, Passage, Version, Viewer

_KEPT = 10


def observed(case: Case, decision: Decision, on: date, reference: Reference) -> Result:
    """Return what a case came to. Raises ValueError for a confidence that is no probability."""
    if not 0 <= decision.confidence <= 1:
        raise ValueError(f"its confidence is {decision.confidence}, which is no probability")
    passages = decision.passages[:_KEPT]
    return Result(
        case=case.id,
        on=on,
        kind=decision.kind,
        reason=decision.reason,
        band=decision.band,
        confidence=decision.confidence,
        text=decision.text,
        citations=tuple(_cited(case, one, on, reference) for one in decision.citations),
        passages=tuple(_ranked(case, passage, on, reference) for passage in passages),
        features=decision.features,
        tokens=decision.tokens,
        leaks=_leaks(case.viewer, decision, reference),
        writer=decision.writer,
        writing=decision.writing.outcome if decision.writing else None,
    )


def _ranked(case: Case, passage: Passage, on: date, reference: Reference) -> Ranked:
    clause, version = passage.clause, reference.on_file(passage.version)
    # An old version's clause is no find, though it has the number that was looked for.
    found = met(case, [clause], version) if version.in_force(on) else ()
    return Ranked(clause.key, version.path, clause.number, passage.score, found)


def _cited(case: Case, citation: Citation, on: date, reference: Reference) -> Cited:
    clause, version = citation.passage.clause, reference.on_file(citation.passage.version)
    header, shown = version.header, (clause, *citation.items)
    forbidden = (meets(gold, one, version) for gold in case.forbidden_clauses for one in shown)
    return Cited(
        key=clause.key,
        document=version.path,
        title=header.title,
        version=header.version,
        effective_from=header.effective_from,
        effective_to=header.effective_to,
        number=clause.number,
        headings=clause.headings,
        page=clause.page,
        lead_in=clause.lead_in,
        quote=citation.quote,
        text=clause.text,
        items=tuple(item.text for item in citation.items),
        note=citation.note,
        meets=met(case, shown, version),
        verbatim=_verbatim(citation, version, reference),
        current=version.in_force(on) and _asked_for(case, shown, version),
        forbidden=any(forbidden),
    )


def _verbatim(citation: Citation, version: Version, reference: Reference) -> bool:
    items = all(reference.says(item.text, item, version) for item in citation.items)
    return items and reference.says(citation.quote, citation.passage.clause, version)


def _asked_for(case: Case, shown: tuple[Clause, ...], version: Version) -> bool:
    """Whether the version is the one that is asked for, where a clause is asked for by version."""
    golds = [gold for requirement in case.gold for gold in requirement if is_of(gold, version)]
    labels = {gold.version for gold in golds if any(fits(gold, clause) for clause in shown)}
    return not labels or not labels.isdisjoint({"", version.header.version})


def _leaks(viewer: Viewer, decision: Decision, reference: Reference) -> tuple[str, ...]:
    passages = (*decision.passages, *(citation.passage for citation in decision.citations))
    seen = ((one.clause, reference.on_file(one.version)) for one in passages)
    found = [
        name_of(clause, version)
        for clause, version in seen
        if not open_to(version.header.groups, viewer)
    ]
    told = "\n".join(_told(decision))
    return tuple(dict.fromkeys([*found, *reference.leaked(told, viewer)]))


def _told(decision: Decision) -> Iterator[str]:
    """Yield everything that the asker can read."""
    yield decision.text
    for one in decision.citations:
        yield from (one.quote, one.note, *(clause.text for clause in (*one.items, *one.refers)))
