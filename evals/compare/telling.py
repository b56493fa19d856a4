"""A comparison in short, as plain values: what a list or page shows of it without the runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evals.compare import wording
from evals.compare.bars import Row, headlines, rows
from evals.compare.model import Comparison, Condition, Pair
from evals.compare.page import html
from evals.compare.verdict import cautions, verdict
from evals.model import Result
from evals.report.summary import Summary
from evals.report.text import headline, short
from evals.runs.files import replace_file

_MOST = 15  # cases of each list; nobody reads more side by side
_TEXT = 600  # characters of an answer that are enough to tell it from another one
_OWNERS = 0o700


@dataclass(frozen=True, slots=True)
class Figure:
    """A difference as people read it; `tone` is "good", "bad" or "", `n` counts the cases."""

    name: str
    label: str
    meaning: str
    a: str
    b: str
    change: str
    interval: str
    judged: str
    tone: str
    n: int


@dataclass(frozen=True, slots=True)
class Side:
    """What came of a case in one run; `wrong` is empty where it is right."""

    decided: str
    cited: tuple[str, ...]
    text: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that came out otherwise; what is shown may be for the asker's `groups` alone."""

    id: str
    question: str
    groups: frozenset[str]
    a: Side
    b: Side


@dataclass(frozen=True, slots=True)
class Moves:
    """Cases that moved one way: how many, and the first of them."""

    name: str
    meaning: str
    count: int
    cases: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of a comparison; `groups` are those of all cases that moved."""

    made: datetime
    verdict: Summary
    cautions: tuple[str, ...]
    conditions: tuple[Condition, ...]
    headlines: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    lists: tuple[Moves, ...]
    groups: frozenset[str]


def told(comparison: Comparison) -> Told:
    """Return what is to be told."""
    pairs = [pair for *_, found in wording.lists(comparison) for pair in found]
    return Told(
        datetime.now(UTC),
        verdict(comparison),
        tuple(cautions(comparison)),
        comparison.conditions,
        tuple(_figures(headlines(comparison.differences))),
        tuple(_figures(rows(comparison.differences))),
        tuple(
            Moves(name, meaning, len(found), tuple(map(_moved, found[:_MOST])))
            for name, meaning, found in wording.lists(comparison)
        ),
        frozenset(group for pair in pairs for group in pair.case.viewer.groups),
    )


def keep(comparison: Comparison, folder: Path) -> None:
    """Keep a comparison and its page in a folder, in place of an earlier one of the same runs."""
    folder.mkdir(_OWNERS, parents=True, exist_ok=True)
    a, b = comparison.a.name, comparison.b.name
    replace_file(page_file(folder, a, b), html(comparison).encode())
    replace_file(_file(folder, a, b), _TOLD.dump_json(told(comparison)))


def kept(folder: Path, a: str, b: str) -> Told | None:
    """Return the comparison that is kept of two runs, by name; None where none can be read."""
    try:
        return _TOLD.validate_json(_file(folder, a, b).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def page_file(folder: Path, a: str, b: str) -> Path:
    """Return where the page that stands alone is kept."""
    return folder / f"{a}..{b}.html"


def _file(folder: Path, a: str, b: str) -> Path:
    return folder / f"{a}..{b}.json"


def _figures(shown: Sequence[Row]) -> Iterator[Figure]:
    for row in shown:
        metric = row.difference.metric
        yield Figure(
            metric.name,
            row.label,
            metric.meaning,
            row.a,
            row.b,
            row.change,
            row.interval,
            row.judged,
            row.tone,
            row.difference.n,
        )


def _moved(pair: Pair) -> Moved:
    case = pair.case
    return Moved(
        case.id,
        headline(case.question),
        case.viewer.groups,
        _side(pair.a, pair.wrong_a),
        _side(pair.b, pair.wrong_b),
    )


def _side(result: Result, wrong: tuple[str, ...]) -> Side:
    text = short(result.text, _TEXT)
    return Side(wording.decided(result), wording.cited(result), text, wrong)


_TOLD = TypeAdapter(Told)
