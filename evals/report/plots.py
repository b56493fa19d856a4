"""What the plots show, in words and tables, for those who read and those who listen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evals.metrics import Scores
from evals.metrics.curves import Curves, Point
from evals.report import drawing
from evals.report.wording import METRIC, amount, counted, duration, share

_ROWS = 10  # of a curve's points that a table shows


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with its title, what it means, what it says here, and the numbers behind it.

    `image` is None where there is nothing to draw; `says` tells why.
    """

    name: str
    title: str
    meaning: str
    says: str
    image: Markup | None = None
    heads: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()


def plots(scores: Scores) -> Iterator[Plot]:
    """Yield all plots of a run."""
    curves = scores.curves
    yield _risk_coverage(curves, scores)
    yield _reliability(curves)
    yield _ranks(curves)
    yield _times(curves, scores)


def _risk_coverage(curves: Curves, scores: Scores) -> Plot:
    title = "How much it could answer, and how much of that would be wrong"
    meaning = (
        "Suppose that it answers everything with the clauses it found, from left to right the most"
        " confident first: the line is the share that is wrong (risk–coverage curve). Questions"
        " that the text doesn’t settle are in it. A good line stays low for long."
    )
    points = curves.risk_coverage
    if not points:
        return Plot("risk", title, meaning, "No case states a confidence, so nothing can be drawn.")

    served = scores.overall["coverage@95"].value
    says = (
        f"If it answered everything, {share(points[-1].risk)} would be wrong. If at most 5 % may"
        f" be wrong, it can answer {amount(METRIC['coverage@95'], served)}."
    )
    rows = [(share(p.coverage), share(p.risk)) for p in _thinned(points)]
    return Plot(
        "risk", title, meaning, says, drawing.risk_coverage(points), ("Answered", "Wrong"), rows
    )


def _reliability(curves: Curves) -> Plot:
    title = "Whether the stated confidence can be believed"
    meaning = (
        "Of the cases with a confidence of 70 %, 70 % should be right: then the marks lie on the"
        " dashed line (reliability diagram). Larger marks stand for more cases."
    )
    filled = [one for one in curves.reliability if one.n]
    if not filled:
        return Plot("reliability", title, meaning, "No case states a confidence.")

    boasting = sum(one.n for one in filled if (one.confidence or 0) > (one.right or 0))
    says = (
        f"{counted(boasting)} of {sum(one.n for one in filled):,} have a confidence that is"
        " higher than the share that is right in their range."
    )
    heads = ("Confidence", "Cases", "Confidence on average", "Right")
    rows = [
        (
            f"{share(b.low)} to {share(b.high)}",
            f"{b.n:,}",
            share(b.confidence or 0),
            share(b.right or 0),
        )
        for b in filled
    ]
    return Plot(
        "reliability", title, meaning, says, drawing.reliability(curves.reliability), heads, rows
    )


def _ranks(curves: Curves) -> Plot:
    title = "Where the first right clause was found"
    meaning = (
        "The bot reads what the search puts first; the further left the bars, the better the"
        " search. “None” means that no right clause was among the first ten."
    )
    total = sum(curves.ranks) + curves.not_found
    if not total:
        return Plot("ranks", title, meaning, "No case names a right clause.")

    first = share(curves.ranks[0] / total)
    says = f"In {first} it came first, in {share(curves.not_found / total)} it wasn’t found."
    counts = [*enumerate(curves.ranks, start=1), ("none", curves.not_found)]
    rows = [(str(place), f"{n:,}", share(n / total)) for place, n in counts]
    image = drawing.ranks(curves.ranks, curves.not_found)
    return Plot("ranks", title, meaning, says, image, ("Place", "Results", "Share"), rows)


def _times(curves: Curves, scores: Scores) -> Plot:
    title = "How long a case takes"
    meaning = (
        "Each bar counts the cases that took so long; the last one holds the slowest of all, too."
    )
    if not curves.times:
        return Plot("times", title, meaning, "No time was taken.")

    half, most = (amount(METRIC[name], scores.overall[name].value) for name in ("p50_ms", "p95_ms"))
    slowest = duration(curves.times[-1].high)
    says = (
        f"Half of the cases took {half} or less, 95 of 100 took {most} or less;"
        f" the slowest took {slowest}."
    )
    rows = [(f"{duration(b.low)} to {duration(b.high)}", f"{b.n:,}") for b in curves.times]
    return Plot("times", title, meaning, says, drawing.times(curves.times), ("Time", "Cases"), rows)


def _thinned(points: Sequence[Point]) -> Sequence[Point]:
    step = max(1, len(points) // _ROWS)
    return [*points[step - 1 : -1 : step], points[-1]]
