"""Drafts from clauses: the answer is known, the question is a person's to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from bot.modality import modalities
from bot.model import Kind
from evals.drafting.draft import Draft, gold_of, named
from evals.model import Case
from knowledge.model import Clause, ClauseKind, Version, Viewer
from knowledge.serving import Serving

# Shorter ones are labels and steps that nobody asks about by themselves.
_WORDS = 6
_ASIDE = (ClauseKind.DEFINITION, ClauseKind.NOTE)
_WRITE = "Write what an employee would ask that this answers: in their words, not the clause's."
_ATTACHED = (
    "This question is attached to the clause, which is found by these very words."
    " Ask the same in other words, too."
)


def from_clauses(
    library: Serving, revision: int, on: date, documents: Sequence[str] = (), count: int = 20
) -> tuple[Draft, ...]:
    """Draft cases from up to `count` clauses of what is in force that day, spread evenly.

    What forbids, allows or requires something is preferred to what only describes. The same
    revision always gives the same clauses. `documents` are paths or ids (none: all); one that
    isn't in force is asked about as of a day on which it is.

    Raises UnknownDocument, UnknownRevision.
    """
    named_ones = documents or _in_force(library, revision, on)
    shown = {one.version.id: one for one in (library.show(n, revision, on) for n in named_ones)}
    offered = [(one.version, _askable(one.clauses)) for one in shown.values()]
    # Where not every document gets a case, the longer ones do.
    offered.sort(key=lambda one: (-len(one[1]), one[0].path))
    shares = _shares([len(clauses) for _, clauses in offered], count)
    chosen = [
        (version.path, [_draft(clause, version, on) for clause in _spread(clauses, share)])
        for (version, clauses), share in zip(offered, shares, strict=True)
    ]
    return tuple(draft for _, drafts in sorted(chosen) for draft in drafts)


def asker_of(version: Version) -> Viewer:
    """Return somebody who may read the version."""
    groups = version.header.groups
    return Viewer(frozenset({min(groups)}) if groups else frozenset())


def _first_day(version: Version) -> date | None:
    return version.header.effective_from or version.header.effective_to


def _in_force(library: Serving, revision: int, on: date) -> list[str]:
    listed = library.documents(revision, on)
    return sorted({listing.document for listing in listed if listing.in_force})


def _askable(clauses: Sequence[Clause]) -> list[Clause]:
    told = [one for one in clauses if len(one.text.split()) >= _WORDS and one.kind not in _ASIDE]
    return [one for one in told if modalities(f"{one.lead_in} {one.text}")] or told


def _shares(sizes: Sequence[int], count: int) -> list[int]:
    """Deal `count` out one by one, to none more than its size."""
    shares = [0] * len(sizes)
    left = min(count, sum(sizes))
    while left:
        for place, size in enumerate(sizes):
            if left and shares[place] < size:
                shares[place] += 1
                left -= 1
    return shares


def _spread(clauses: Sequence[Clause], share: int) -> Iterator[Clause]:
    """Yield so many of the clauses, from beginning to end at equal distances."""
    yield from (clauses[(2 * n + 1) * len(clauses) // (2 * share)] for n in range(share))


def _draft(clause: Clause, version: Version, on: date) -> Draft:
    attached = clause.questions[:1]
    case = Case(
        id=named(PurePosixPath(version.path).stem, clause.number or str(clause.ordinal)),
        question="".join(attached),
        expect=(Kind.ANSWER,),
        viewer=asker_of(version),
        on=None if version.in_force(on) else _first_day(version),
        tags=("attached",) if attached else (),
        gold=((gold_of(clause, version),),),
    )
    where = " > ".join(clause.headings) or version.header.title
    told = f"{clause.number or 'A clause'} of {version.path} ({where}) says:"
    words = f"{clause.lead_in} {clause.text}".strip()
    return Draft(case, (told, words, _ATTACHED if attached else _WRITE))
