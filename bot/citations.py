"""Whether a sentence that a language model wrote says what the clauses say that it cites. Pure.

No model judges here, and no sentence of a document can talk its way past: figures, names, modal
verbs, negations and conditions are compared by the grammar of closed classes of English words.
In doubt a sentence falls; the clause itself stands below it word for word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain

from bot.claims import (
    amounts,
    conditions,
    duties,
    joints,
    lists,
    names,
    polarity,
    quantity,
    strangers,
    support,
    surface,
)
from bot.claims.parts import partings
from bot.claims.statement import Statement, read
from bot.claims.support import Encode
from bot.claims.units import Listed, units
from bot.claims.units import lists as listed

__all__ = ["Encode", "Fault", "faults"]


class Fault(StrEnum):
    """What can be wrong with a sentence, in the order in which it is told."""

    NO_ID = "it cites no clause"
    UNKNOWN_ID = "it cites a clause that wasn't given"
    DISGUISED = "hidden or look-alike characters"
    MARKED_UP = "a link, an address or mark-up that isn't in the clause"
    MISQUOTED = "a quotation that isn't word for word in the clause"
    NAME = "a name that isn't in the clause"
    FIGURE = "a number, date, amount or period that isn't in the clause"
    DUTY = "must, may, should or not don't agree with the clause"
    SUBJECT = "it speaks of somebody or something that the clause doesn't"
    EXCHANGED = "who does something, and to whom, have changed places"
    NEGATION = "it denies what the clause says, or says what the clause denies"
    OPPOSITE = "a word turned into its opposite"
    CONDITION = "a condition or exception of the clause is lost, turned round or added"
    JOINT = "and where the clause has or, or the other way round"
    QUANTITY = "all, some or often that isn't in the clause"
    REPLACED = "a word that isn't in the clause, in the place of one that is"
    UNSUPPORTED = "too little of it is said by the clause"


_Check = Callable[[Statement, Statement], bool]
# Each compares the sentence with the piece of the clauses that it restates.
_CHECKS: tuple[tuple[Fault, _Check], ...] = (
    (Fault.FIGURE, amounts.unfounded),
    (Fault.DUTY, duties.disagree),
    (Fault.SUBJECT, duties.misplaced),
    (Fault.EXCHANGED, duties.exchanged),
    (Fault.NEGATION, polarity.denies),
    (Fault.OPPOSITE, polarity.opposes),
    (Fault.CONDITION, conditions.lost),
    (Fault.JOINT, joints.rejoined),
    (Fault.QUANTITY, quantity.overreaches),
)
_LOOKS: tuple[tuple[Fault, Callable[[str, str], object]], ...] = (
    (Fault.DISGUISED, surface.disguised),
    (Fault.MARKED_UP, surface.marked_up),
    (Fault.MISQUOTED, surface.misquoted),
    (Fault.NAME, names.strange),
)


def faults(
    sentence: str, cited: Sequence[str], clauses: Mapping[str, str], encode: Encode
) -> tuple[Fault, ...]:
    """Return all that is wrong with a sentence; () where it stands.

    `cited` are the ids that it names, `clauses` all the text that was given, by id: lead-in,
    clause, list items and note, one a line. It must agree in everything with one piece of the
    cited clauses (a sentence, an item with its lead-in), or each of its parts with one.
    """
    found = {Fault.NO_ID} if not cited else set[Fault]()
    if any(name not in clauses for name in cited):
        found.add(Fault.UNKNOWN_ID)
    given = [clauses[name] for name in sorted(set(cited)) if name in clauses]
    if given:
        found |= _wrong(sentence, given, encode)
        if lists.torn(read(sentence), _lists(clauses.values())):
            found.add(Fault.CONDITION)
    return tuple(fault for fault in Fault if fault in found)


def _lists(clauses: Iterable[str]) -> Iterator[Listed]:
    """Yield the lists of the clauses; items that were given apart are of one list."""
    items: dict[Statement, dict[Statement, None]] = {}
    for found in chain.from_iterable(map(listed, clauses)):
        items.setdefault(found.lead, {}).update(dict.fromkeys(found.items))
    return (Listed(lead, tuple(of)) for lead, of in items.items())


def _wrong(sentence: str, given: Sequence[str], encode: Encode) -> set[Fault]:
    text = "\n".join(given)
    found = {fault for fault, is_so in _LOOKS if is_so(sentence, text)}
    pieces = [unit for clause in given for unit in units(clause)]
    said = read(sentence.strip())
    if said in pieces:
        return found
    answer, rest = polarity.answer(said)
    if polarity.contradicts(answer, rest):
        found.add(Fault.NEGATION)
    rest = lists.without_pointing(rest)
    return found | _differs(rest, pieces, read(text), encode)


def _differs(
    whole: Statement, pieces: Sequence[Statement], text: Statement, encode: Encode
) -> set[Fault]:
    found = _least(whole, pieces, text, encode)
    ways = partings(whole) if found else ()
    for parts in ways:
        if not any(_least(part, pieces, text, encode) for part in parts):
            return set()
    return found


def _least(
    said: Statement, pieces: Sequence[Statement], text: Statement, encode: Encode
) -> set[Fault]:
    """Return what is wrong with it beside the piece that it agrees with best."""
    best: set[Fault] | None = None
    for piece in support.candidates(said, pieces):
        wrong = {fault for fault, is_so in _CHECKS if is_so(said, piece)}
        share = support.share(said, piece, text)
        # Meaning is asked last: it costs more than all the rest.
        if share < support.TOO_LITTLE or not (wrong or support.means(said, piece, share, encode)):
            wrong.add(Fault.UNSUPPORTED)
        if not wrong and strangers.replaced(said, piece, encode):
            wrong.add(Fault.REPLACED)
        if not wrong:
            return wrong
        best = wrong if best is None or len(wrong) < len(best) else best
    return {Fault.UNSUPPORTED} if best is None else best
