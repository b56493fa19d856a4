"""The words of evaluation as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.model import Band, Kind, Message, Reason
from bot.writing import Outcome
from knowledge.model import Viewer


@dataclass(frozen=True, slots=True)
class Gold:
    """A clause as a test set names it: by its document and number, or a quote, or both.

    `document` is a document's path or id. `version` is its label, for cases that ask for
    a version by name; "" means the one in force on the day asked.
    """

    document: str
    number: str = ""
    quote: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what a good bot makes of it.

    `expect` are the decisions that are right, `reasons` the right reasons for them (empty: any).
    `gold` are requirements, all to be met, each by any one of its clauses: conjunctive normal
    form. `facts` are required likewise, each in any one of its wordings. `on` is the day asked,
    None for the day of the run.
    """

    id: str
    question: str
    expect: tuple[Kind, ...]
    history: tuple[Message, ...] = ()
    viewer: Viewer = Viewer()
    on: date | None = None
    tags: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    gold: tuple[tuple[Gold, ...], ...] = ()
    forbidden_clauses: tuple[Gold, ...] = ()
    forbidden_phrases: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    note: str = ""

    @property
    def answerable(self) -> bool:
        """Whether only an answer, or a question back on the way to it, is right."""
        return Kind.ANSWER in self.expect and not {Kind.ESCALATE, Kind.DECLINE} & set(self.expect)

    @property
    def unanswerable(self) -> bool:
        """Whether no answer is right: it must go to a person, or be declined."""
        return not {Kind.ANSWER, Kind.CLARIFY} & set(self.expect)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A clause that was found; `meets` are the places of the requirements in `Case.gold`."""

    key: str
    document: str
    number: str
    score: float
    meets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause that the asker was shown, and what was found wrong with it.

    `document` is the path. `verbatim` tells whether the quote stands word for word in the
    clause as it is on file, `current` whether its version was in force on the day asked (and
    is the one that the gold names, if it names one), `forbidden` whether the case forbids it.
    """

    key: str
    document: str
    title: str
    version: str
    effective_from: date | None
    effective_to: date | None
    number: str
    headings: tuple[str, ...]
    page: int | None
    lead_in: str
    quote: str
    text: str
    items: tuple[str, ...] = ()
    note: str = ""
    meets: tuple[int, ...] = ()
    verbatim: bool = True
    current: bool = True
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A clause that meets a requirement, with the words it had when the case was played."""

    requirement: int
    document: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case once (`repetition` counts from 1): a decision, or `error` and none.

    `on` is the day asked. `passages` are all that were found, best first, at most ten.
    `features` are what the confidence was computed from. `leaks` names what was shown or found
    that the asker may not read. `stale` is the gold, or what is forbidden, that no clause of the
    revision matches; a case with a requirement that nothing can meet any more counts in no rate.
    `wanted` has one clause for each requirement that can be met. `tokens` is what a language
    model used; `writer` names the one whose words stand in the text, "" where none do, and
    `writing` tells what became of asking one to write, None where none was asked.
    """

    case: str
    on: date
    repetition: int = 1
    kind: Kind | None = None
    reason: Reason | None = None
    band: Band = Band.NONE
    confidence: float = 0.0
    text: str = ""
    citations: tuple[Cited, ...] = ()
    passages: tuple[Ranked, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
    milliseconds: float = 0.0
    tokens: int = 0
    leaks: tuple[str, ...] = ()
    stale: tuple[Gold, ...] = ()
    unmeetable: tuple[int, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    error: str = ""
    writer: str = ""
    writing: Outcome | None = None
