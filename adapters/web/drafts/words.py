"""Changes as people read them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from knowledge.clause_changes import ClauseChange, What
from knowledge.comparison import HeaderChange
from knowledge.model import Clause
from knowledge.report import Status
from knowledge.version_changes import VersionChange
from knowledge.word_diff import Edit, Span, word_diff

_EVERYBODY: Final = "everybody"
_LABELS: Final = {
    "groups": "May be read by",
    "audience": "Written for",
    "effective_from": "In force from",
    "effective_to": "In force until",
    "supersedes": "Takes the place of",
    "next_review": "Next review",
    "title": "Title",
    "version": "Version",
    "owner": "Owner",
    "source": "Source",
}
_NOTHING: Final = {
    "groups": _EVERYBODY,
    "audience": _EVERYBODY,
    "effective_from": "the beginning",
    "effective_to": "no end",
}
_STATUS: Final = {
    Status.ADDED: ("new", "good"),
    Status.CHANGED: ("changed", "info"),
    Status.RETIRED: ("taken out", "bad"),
}
_OTHER_DATES: Final = "other dates"
STATUSES: Final = ("new", "changed", _OTHER_DATES, "taken out")
_KINDS: Final = {
    What.ADDED: "good",
    What.CHANGED: "info",
    What.MOVED: "plain",
    What.REMOVED: "bad",
}

# How an answer changes, by the name of its effect: for people, with the kind of its badge.
EFFECTS: Final = {
    "no answer any more": ("no answer any more", "bad"),
    "another clause": ("another clause answers", "warning"),
    "other words": ("the same clause in other words", "info"),
    "less sure": ("answered less surely", "warning"),
    "ends otherwise": ("ends otherwise, without an answer", "plain"),
    "surer": ("answered more surely", "good"),
    "an answer": ("answered, as it isn't today", "good"),
}


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What is said of a document under one label, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause's change: its name before and after, where it stands, its words span by span.

    `asked_before` and `asked_after` are the questions that it is found by, where they changed.
    """

    what: str
    kind: str
    before: str
    after: str
    headings: str
    spans: tuple[Span, ...]
    asked_before: tuple[str, ...] = ()
    asked_after: tuple[str, ...] = ()

    @property
    def same_words(self) -> bool:
        """Whether not a word of it changed."""
        return all(span.edit is Edit.KEPT for span in self.spans)


def status(change: VersionChange) -> tuple[str, str]:
    """Return what became of a version, and the kind of badge that says so."""
    return (_OTHER_DATES, "plain") if change.same_text else _STATUS[change.status]


def header_lines(changes: Iterable[HeaderChange]) -> tuple[HeaderLine, ...]:
    """Return what changed in what is known of a document, readers and dates first."""
    return tuple(
        HeaderLine(
            _LABELS.get(one.key, one.key),
            one.before or _NOTHING.get(one.key, "–"),
            one.after or _NOTHING.get(one.key, "–"),
        )
        for one in changes
    )


def tally(changes: Iterable[ClauseChange]) -> str:
    """Return how many clauses did what: "1 new, 2 changed"; "" for none."""
    found = Counter(one.what for one in changes)
    return ", ".join(f"{found[what]:,} {what.value}" for what in What if found[what])


def clause_view(change: ClauseChange) -> ClauseView:
    """Return a change with its words."""
    before, after = change.before, change.after
    shown = after or before
    asked = tuple(side.questions if side else () for side in (before, after))
    differ = before is not None and after is not None and asked[0] != asked[1]
    return ClauseView(
        what=change.what.value,
        kind=_KINDS[change.what],
        before=_name(before),
        after=_name(after),
        headings=" > ".join(shown.headings) if shown else "",
        spans=word_diff(_said(before), _said(after)),
        asked_before=asked[0] if differ else (),
        asked_after=asked[1] if differ else (),
    )


def _name(clause: Clause | None) -> str:
    if clause is None:
        return ""
    return clause.number or (clause.headings[-1] if clause.headings else "without a number")


def _said(clause: Clause | None) -> str:
    return f"{clause.lead_in}\n{clause.text}".strip() if clause else ""


def told(objections: Iterable[str]) -> tuple[str, ...]:
    """Return what speaks against a draft, without where on the server's disk a report lies."""
    return tuple(one for one in objections if not one.startswith("The report is "))
