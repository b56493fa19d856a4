"""Whether a case passed, and if not, why: in words that an evaluator reads. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from bot.model import Kind
from evals.model import Case, Cited, Gold, Ranked, Result

# As many clauses as an answer shows at most: what stands for the answer that would have been
# given, where none was.
SHOWN = 3


class Status(StrEnum):
    """What a result says of its case; a stale one says nothing."""

    PASSED = "passed"
    FAILED = "failed"
    STALE = "stale"


def status(case: Case, result: Result) -> Status:
    """Return whether the result is right in everything that the case asks for."""
    if result.unmeetable:
        return Status.STALE
    return Status.FAILED if any(faults(case, result)) else Status.PASSED


def faults(case: Case, result: Result) -> tuple[str, ...]:
    """Return everything that is wrong with a result, a sentence each; none for a right one."""
    if result.error:
        return (f"There was no decision: {result.error}",)
    return tuple(_faults(case, result))


def right(case: Case, result: Result) -> bool:
    """Whether what was shown, or would have been, meets all the gold there is.

    It is what a stated confidence is a probability of; a case without gold can't be right.
    """
    seen: Iterable[Cited | Ranked] = result.passages[:SHOWN]
    if result.kind is Kind.ANSWER:
        seen = result.citations
    return bool(case.gold) and not missed(case, seen)


def missed(case: Case, seen: Iterable[Cited | Ranked]) -> tuple[int, ...]:
    """Return the places of the requirements that nothing among the seen clauses meets."""
    met = {place for clause in seen for place in clause.meets}
    return tuple(place for place in range(len(case.gold)) if place not in met)


def phrases_shown(case: Case, result: Result) -> tuple[str, ...]:
    """Return the forbidden phrases in the text, whatever their case and white space."""
    text = plain(result.text)
    return tuple(phrase for phrase in case.forbidden_phrases if plain(phrase) in text)


def facts_missing(case: Case, result: Result) -> tuple[tuple[str, ...], ...]:
    """Return the required facts of which no wording stands in the text."""
    text = plain(result.text)
    return tuple(fact for fact in case.facts if not any(plain(one) in text for one in fact))


def plain(text: str) -> str:
    """Return text as it is compared: in small letters, white space folded, quotes straightened."""
    straight = text.translate(_STRAIGHT)
    return " ".join(straight.casefold().split())


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def _faults(case: Case, result: Result) -> Iterator[str]:
    yield from (f"The asker may not read {leak}." for leak in result.leaks)
    if result.kind not in case.expect:
        right_ones = " or ".join(case.expect)
        yield f"It decided to {result.kind} ({result.reason}); right is {right_ones}."
    elif case.reasons and result.reason not in case.reasons:
        right_ones = " or ".join(case.reasons)
        yield f"Its reason is “{result.reason}”; right is {right_ones}."
    if result.kind is Kind.ANSWER:
        for place in missed(case, result.citations):
            yield f"It doesn't cite {' or '.join(map(named, case.gold[place]))}."
        yield from (f"It lacks “{fact[0]}”." for fact in facts_missing(case, result))
    yield from (f"It says “{phrase}”." for phrase in phrases_shown(case, result))
    for cited in result.citations:
        name = f"{cited.number or ' > '.join(cited.headings)} of {cited.document}"
        if cited.forbidden:
            yield f"It cites {name}, which it must not."
        if not cited.verbatim:
            yield f"The quote of {name} isn't what the clause says."
        if not cited.current:
            yield f"{name} is cited in a version that doesn't apply."


def named(gold: Gold) -> str:
    """Return a gold clause as people name it."""
    where = gold.number or f"“{gold.quote}”"
    version = f", version {gold.version}" if gold.version else ""
    return f"{where} of {gold.document}{version}"
