"""What sentences demand, allow and forbid, and whether one demands what the other does. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from bot.claims.markers import Limit, Marker, markers
from bot.claims.statement import RECENT, Statement, sentence_at, stretches


class Duty(Enum):
    """The force of a verb."""

    IS = auto()
    MUST = auto()
    MUST_NOT = auto()
    SHOULD = auto()
    SHOULD_NOT = auto()
    MAY = auto()
    NEED_NOT = auto()
    WILL = auto()
    WILL_NOT = auto()


_ADVERB = (
    r"(?:\s+(?:also|only|always|still|then|therefore|generally|expressly|strictly|however|"
    r"otherwise|specifically|currently|normally|fully|either|both))*"
)
_BE = rf"(?:is|are|be|been|being|was|were|am){_ADVERB}"
_NEVER = r"(?:not|never|(?:under|in|at)\s+no\s+\w+)"
_PATTERN = re.compile(
    rf"""
    (?:(?:^|(?<=[,;:.])|(?<=[,;:.—]\s)|\b(?:and|but|or|please)\s+)(?P<stop>(?:do\s+not|never)(?=\s+[a-z])
        (?!\s+(?:have|need)\b)))
    |\b(?P<free>(?:do|does|did|would|will)\s+{_NEVER}\s+(?:have|need|require)(?:\s+to)?
        |{_BE}\s+{_NEVER}(?:\s+\w+)?\s+(?:required|obliged|obligated|necessary|needed|mandatory|bound)
        |needs?\s+(?:not|no)|no\s+need\s+to|(?:{_BE}\s+)?exempt(?:ed)?\s+from
        |{_BE}\s+(?:exempt|optional|voluntary|excused))\b
    |\b(?P<bar>(?:do|does)\s+{_NEVER}\s+(?:permit|allow|authorize)
        |{_BE}\s+{_NEVER}{_ADVERB}\s+(?:permitted|allowed|allowable|authorized|acceptable|permissible|
            entitled|eligible|free(?!\s+of)|able)
        |{_BE}\s+(?:prohibited|forbidden|banned|barred|disallowed|impermissible|unacceptable)
        |prohibits?|(?<!\bthe\s)prohibitions?\s+(?:on|of|against)|forbids?|bans?|disallows?)\b
    |\b(?P<freed>{_BE}\s+{_NEVER}{_ADVERB}\s+(?:prohibited|forbidden|banned|barred))\b
    |\b(?P<must>must|shall|(?:will{_ADVERB}\s+)?(?:have|has|had|need|needs)\s+to
        |(?:will{_ADVERB}\s+)?(?:{_BE}\s+)(?:required|obliged|obligated|mandatory|compulsory|necessary|needed)
        |{_BE}\s+{_NEVER}\s+exempt(?:ed)?|{_BE}\s+responsible\s+for|(?:duty|responsibility|obligation)\s+to
        |requires?|(?<!\ba\s)(?<!\bthe\s)(?<!\bno\s)needs?)\b
    |\b(?P<should>should|ought\s+to|{_BE}\s+(?:(?:encouraged|advised|urged|expected)\s+(?:not\s+)?to|recommended)
        |recommends?|encourages?)\b
    |\b(?P<may>may(?!\s+\d)|can|could|might|allows?|entitles?|lets|(?<!\ba\s)(?<!\bthe\s)(?<!\bor\s)(?<!\bof\s)permits?(?!\s+(?:and|or|of)\b)
        |{_BE}\s+(?:permitted|allowed|allowable|authorized|free(?!\s+of)|welcome|entitled|eligible|able|
            acceptable|permissible|fine|ok|okay))\b
    |\b(?P<will>will|would)\b
    """,
    re.VERBOSE,
)
_AFTER = re.compile(rf"{_ADVERB}\s+(?:be\s+)?(?:{_NEVER}|avoid|refrain\s+from)\b(?!\s+only)")
# "Should not refrain from" denies it twice.
_TWICE = re.compile(rf"{_ADVERB}\s+{_NEVER}\s+(?:avoid|refrain\s+from)\b")
_BEFORE = re.compile(
    r"\b(?:no(?!\s+(?:more|less|later|fewer|longer)\s+than)|none|nobody|neither|nothing|never|not\s+(?:any|a|every|all)|(?:under|in|at)\s+no)\b"
)
# "…, no employee, or spouse or minor child of an employee, shall": one long subject.
_NOBODY = re.compile(
    r"(?:^|[,;.:]\s)(?:no|none of|neither)\s(?!(?:more|less|later|fewer|longer|earlier)\b)"
    r"[^;:.!?]*,\s(?:or|nor)\s[^;:.!?,]*,?\s?$"
)
_DUTIES = {
    "stop": Duty.MUST_NOT, "free": Duty.NEED_NOT, "bar": Duty.MUST_NOT, "freed": Duty.MAY,
    "must": Duty.MUST, "should": Duty.SHOULD, "may": Duty.MAY, "will": Duty.WILL,
}  # fmt: skip
_NEGATED = {
    Duty.MUST: Duty.MUST_NOT, Duty.SHOULD: Duty.SHOULD_NOT, Duty.MAY: Duty.MUST_NOT,
    Duty.WILL: Duty.WILL_NOT,
}  # fmt: skip
_BREAK = re.compile(
    r"[,;:!?()\n—–]|\.(?!\w)|\b(?:and|but|or|so|because|who|which|that|whose|whom)\b"
)
_RELATIVE = re.compile(r"\b(?:who|(?<=\s)what|which|that|whose|whom)\s+(?:\S+\s+)?$")
# Between these a subject may be a list: "No employee, intern or volunteer may".
_PARTS = re.compile(
    r"[;:!?()\n—–]|\.(?!\w)|\b(?:and|but|if|when|unless|who|which|that|whose|whom)\b"
)
_CHUNKS = re.compile(r"[,;:!?()\n—–]|\.(?!\w)|\b(?:if|when|unless|who|which|that|whose|whom|but)\b")
NEGATIVE = frozenset({Duty.MUST_NOT, Duty.SHOULD_NOT, Duty.NEED_NOT, Duty.WILL_NOT})


@dataclass(frozen=True, slots=True)
class Rule:
    """A duty and the part of the sentence that it governs.

    `begin` to `end` is that part, `start` to `stop` the modal words; `verb` is the stem after
    them. `imperative` says that the duty is a bare command; `aside` that it stands in a clause
    which only says who or what is meant.
    """

    duty: Duty
    begin: int
    start: int
    stop: int
    end: int
    verb: str
    imperative: bool = False
    aside: bool = False


@lru_cache(maxsize=RECENT)
def rules(statement: Statement) -> tuple[Rule, ...]:
    """Return the rules of a statement in order; one that only describes has the duty IS."""
    text = statement.text
    found = [(m, _duty(text, m, before)) for m, before in _modals(text)]
    begins = [0, *(_boundary(text, a[1][1], b[0].start()) for a, b in pairwise(found))]
    ends = [*begins[1:], len(text)]
    marked = markers(statement)
    ruling = _passed_on(tuple(
        Rule(duty, max(begin, first), m.start(), stop, min(end, last), _verb(statement, stop),
             m.lastgroup == "stop", _aside(text, m.start(), marked))
        for (m, (duty, stop)), begin, end in zip(found, begins, ends, strict=False)
        for first, last in (sentence_at(text, m.start()),)
    ))  # fmt: skip
    if all(rule.aside for rule in ruling):
        return (_plain(statement, 0, len(text)), *ruling)
    plain = [
        _plain(statement, begin, end)
        for begin, end in stretches(text)
        if text[begin:end].count(" ") > 1 and not any(begin <= r.start < end for r in ruling)
    ]
    return tuple(sorted((*ruling, *plain), key=lambda rule: rule.begin))


def _plain(statement: Statement, begin: int, end: int) -> Rule:
    """Return what a part without a modal verb says: it describes, or commands."""
    return Rule(Duty.IS, begin, begin, begin, end, _verb(statement, begin))


def _passed_on(found: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the rules, "can be expected" read as one: the second is as much aside as the first."""
    passed: list[Rule] = []
    for rule in found:
        aside = bool(passed) and passed[-1].aside and passed[-1].stop + 1 >= rule.start
        passed.append(replace(rule, aside=rule.aside or aside))
    return tuple(passed)


def _modals(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each modal with the place where the one before it ends."""
    before = 0
    for match in _PATTERN.finditer(text):
        yield match, before
        before = match.end()


def _duty(text: str, match: re.Match[str], before: int) -> tuple[Duty, int]:
    duty = _DUTIES[str(match.lastgroup)]
    stop = match.end()
    if twice := _TWICE.match(text, stop):
        return duty, twice.end()
    if (after := _AFTER.match(text, stop)) and duty in _NEGATED:
        return _NEGATED[duty], after.end()
    near = text[_boundary(text, before, match.start()) : match.start()]
    whole = text[_boundary(text, before, match.start(), _PARTS) : match.start()]
    chunk = text[_boundary(text, before, match.start(), _CHUNKS) : match.start()]
    denied = (
        _BEFORE.search(near),
        _BEFORE.match(whole.lstrip()),
        _BEFORE.match(chunk.lstrip()),
        _NOBODY.search(text[before : match.start()]),
    )
    if duty in _NEGATED and any(denied):
        adjective = bool(re.search(r"required|necessary|needed|mandatory", match[0]))
        return (Duty.NEED_NOT if adjective else _NEGATED[duty]), stop
    return duty, stop


def _boundary(text: str, begin: int, end: int, at: re.Pattern[str] = _BREAK) -> int:
    """Return where the part that leads to `end` begins: after the last break before it."""
    breaks = [m.end() for m in at.finditer(text, begin, end)]
    return breaks[-1] if breaks else begin


def _verb(statement: Statement, place: int) -> str:
    return next((t.stem for t in statement.content if t.start >= place), "")


# Between the word that opens an aside ("if the supervisor may") and its modal.
_SUBJECT = re.compile(r"\W*(?:\S+\s+){0,4}")
_OPENS_ASIDE = frozenset((Limit.IF, Limit.UNLESS, Limit.UNTIL))


def _aside(text: str, start: int, marked: tuple[Marker, ...]) -> bool:
    return bool(_RELATIVE.search(text[:start])) or any(
        m.limit in _OPENS_ASIDE
        and m.start <= start <= m.end
        and text[: m.start].strip()
        and _SUBJECT.fullmatch(text, m.start, start)
        for m in marked
    )
