"""A matplotlib figure → SVG that stands in a page and takes the page's colours and fonts."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any, Final

from markupsafe import Markup
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

# Colours to draw with: each is one of the page's, light or dark, once it is there.
INK: Final = "#010101"
FAINT: Final = "#020202"
DATA: Final = "#030303"
GOAL: Final = "#040404"
_GRID = "#050505"
_PAGE = {
    INK: "currentColor",
    FAINT: "var(--plot-faint)",
    DATA: "var(--plot-data)",
    GOAL: "var(--plot-goal)",
    _GRID: "var(--rule)",
}
# Inches. As wide as a telephone's page is at the size of text that people read.
_SIZE = (4.2, 2.9)
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",  # for measuring only; it comes with matplotlib
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": _GRID,
    "grid.linewidth": 0.6,
}
_BEFORE_SVG = re.compile(r"\A.*?(?=<svg )", re.DOTALL)
_SIZES = re.compile(r'(<svg [^>]*?) width="[^"]*"| height="[\d.]+pt"')
# matplotlib counts its parts in each figure anew; nothing refers to them.
_NAMES = re.compile(r' id="[A-Za-z][\w.]*_\d{1,4}"')


def axes() -> tuple[Figure, Axes]:
    """Return an empty figure to draw on; `finished` makes the SVG of it."""
    with rc_context(_STYLE):
        figure = Figure(figsize=_SIZE, layout="constrained")
        FigureCanvasSVG(figure)
        return figure, figure.add_subplot()


def finished(figure: Figure, name: str) -> Markup:
    """Return the figure as an SVG element, the same for the same figure whenever it is drawn.

    `name` keeps apart the ids of several figures in one page. It is hidden from those who hear
    the page: what stands around it tells them the same.
    """
    written = StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with rc_context(_STYLE | {"svg.hashsalt": name}):
        figure.savefig(written, format="svg", transparent=True, metadata=nothing)
    text = _SIZES.sub(r"\1", _BEFORE_SVG.sub("", written.getvalue()))
    text = _NAMES.sub("", text)
    for drawn, shown in _PAGE.items():
        text = text.replace(drawn, shown)
    return Markup(text.strip())  # noqa: S704 — matplotlib's own, of numbers and our words
