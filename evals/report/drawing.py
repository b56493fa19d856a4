"""The plots themselves: numbers → SVG. What they mean stands beside them, in `plots`."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from evals.metrics.curves import Bar, Bin, Point
from evals.report.svg import DATA, FAINT, GOAL, INK, axes, finished

_RISK = 0.05  # what may be wrong of what is served, where a goal is drawn
_LARGEST = 220  # square points of the fullest bin's mark


def risk_coverage(points: Sequence[Point]) -> Markup:
    """Draw how much is wrong of what would be served, the most confident first."""
    figure, plot = axes()
    highest = max(point.risk for point in points)
    plot.plot(
        [p.coverage for p in points],
        [p.risk for p in points],
        color=DATA,
        linewidth=2,
        clip_on=False,
    )
    plot.axhline(_RISK, color=GOAL, linewidth=1.2, linestyle=(0, (4, 3)))
    plot.text(1, _RISK, "5 % wrong", ha="right", va="bottom", color=INK)
    plot.set(xlim=(0, 1), ylim=(0, max(0.2, 1.08 * highest)))
    plot.set(xlabel="share of the cases answered", ylabel="share of them wrong")
    _percent(plot)
    return finished(figure, "risk")


def reliability(bins: Sequence[Bin]) -> Markup:
    """Draw the share that is right over the confidence stated; larger marks hold more cases."""
    figure, plot = axes()
    filled = [(b.confidence, b.right, b.n) for b in bins if b.n]
    stated, right, counts = zip(*filled, strict=True)
    fullest = max(counts)
    plot.plot([0, 1], [0, 1], color=GOAL, linewidth=1.2, linestyle=(0, (4, 3)))
    plot.text(0.03, 0.97, "above the line: better than it says", va="top", color=INK)
    plot.plot(stated, right, color=DATA, linewidth=1)
    plot.scatter(stated, right, s=[12 + _LARGEST * n / fullest for n in counts], color=DATA)
    plot.set(xlim=(0, 1), ylim=(-0.05, 1.05))
    plot.set(xlabel="confidence stated", ylabel="share right")
    _percent(plot)
    return finished(figure, "reliability")


def ranks(counts: Sequence[int], not_found: int) -> Markup:
    """Draw how often the first right clause came in which place; the last bar is "none"."""
    figure, plot = axes()
    places = range(1, len(counts) + 1)
    plot.bar(places, counts, color=DATA, width=0.75)
    plot.bar([len(counts) + 2], [not_found], color=FAINT, width=0.75)
    plot.set_xticks([*places, len(counts) + 2], [*map(str, places), "none"])
    plot.set(xlabel="place of the first right clause", ylabel="results")
    _whole_numbers(plot)
    return finished(figure, "ranks")


def times(bars: Sequence[Bar]) -> Markup:
    """Draw how many cases took how long; the last bar holds everything slower, too."""
    figure, plot = axes()
    width = bars[0].high - bars[0].low or 1.0
    plot.bar(
        [bar.low for bar in bars],
        [bar.n for bar in bars],
        color=DATA,
        width=0.9 * width,
        align="edge",
    )
    plot.set(xlabel="milliseconds", ylabel="cases", xlim=(0, bars[-1].low + 1.05 * width))
    _whole_numbers(plot)
    return finished(figure, "times")


def _percent(plot: Axes) -> None:
    for axis in (plot.xaxis, plot.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(PercentFormatter(1, 0, symbol=" %"))
    plot.grid(visible=True)
    plot.set_axisbelow(True)


def _whole_numbers(plot: Axes) -> None:
    plot.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    plot.grid(visible=True, axis="y")
    plot.set_axisbelow(True)
