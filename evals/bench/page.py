"""The figures of a benchmark as a page that stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from matplotlib.ticker import FuncFormatter

from evals.bench.figures import Figure
from evals.report.page import render
from evals.report.plots import Plot
from evals.report.svg import DATA, axes, finished

Sections = Mapping[str, Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and when it was measured; `load` is that of the last minute, at the end."""

    at: str
    cores: int
    load: float
    python: str


def write(path: Path, sections: Sections, machine: Machine) -> None:
    """Write the page: aims first, then every figure, then the curves."""
    figures = [figure for found in sections.values() for figure in found]
    missed = [figure for figure in figures if figure.reached is False]
    aims = sum(figure.reached is not None for figure in figures)
    page = render(
        "bench.html.j2",
        sections=sections,
        machine=machine,
        missed=missed,
        aims=aims,
        curves=tuple(_curves(figures)),
    )
    path.write_text(page, encoding="utf-8")


def _curves(figures: Sequence[Figure]) -> Iterator[Plot]:
    for number, name in enumerate(dict.fromkeys(f.curve for f in figures if f.curve)):
        points = sorted((f for f in figures if f.curve == name), key=lambda f: f.at)
        first, last = points[0], points[-1]
        yield Plot(
            name=f"curve-{number}",
            title=name[:1].upper() + name[1:],
            meaning="How it grows with the number of clauses; the lower scale is logarithmic.",
            says=(
                f"From {first.at:,} to {last.at:,} clauses it grows from {first.value:.3g} to"
                f" {last.value:.3g} {last.unit}."
            ),
            image=_drawn(f"curve-{number}", points),
            heads=("Clauses", f"Value ({last.unit})"),
            rows=[(f"{f.at:,}", f"{f.value:.3g}") for f in points],
        )


def _drawn(name: str, points: Sequence[Figure]) -> Markup:
    figure, plot = axes()
    plot.plot([p.at for p in points], [p.value for p in points], color=DATA, marker="o")
    plot.set(xlabel="clauses", ylabel=points[0].unit, xscale="log")
    plot.set_ylim(bottom=0)
    plot.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    plot.grid(visible=True, axis="y")
    return finished(figure, name)
