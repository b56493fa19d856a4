"""A comparison as a page that a director can read, in one file."""

from __future__ import annotations

from pathlib import Path

from evals.compare import wording
from evals.compare.bars import headlines, rows, scales
from evals.compare.model import Comparison
from evals.compare.verdict import cautions, verdict
from evals.report import page
from evals.report.provenance import asked
from evals.report.wording import counted, share
from evals.runs.files import replace_file
from evals.verdict import named

_MOST = 15  # cases of each list; nobody reads more side by side


def write_html(comparison: Comparison, path: Path) -> None:
    """Write the page as a whole, or leave the one that is there.

    Raises OSError where it can't be written.
    """
    replace_file(path, html(comparison).encode())


def html(comparison: Comparison) -> str:
    """Return the page; no script, and nothing is loaded from anywhere."""
    shown = headlines(comparison.differences)
    return page.render(
        "compare.html.j2",
        it=comparison,
        verdict=verdict(comparison),
        cautions=tuple(cautions(comparison)),
        runs=tuple(zip("AB", (comparison.a, comparison.b), comparison.facts, strict=True)),
        headlines=shown,
        scales=scales(shown),
        figures=rows(comparison.differences),
        lists=wording.lists(comparison),
        most=_MOST,
        asked=asked,
        counted=counted,
        named=named,
        share=share,
    )
