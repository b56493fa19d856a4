"""`make bench DATA=FOLDER`: every benchmark in one run, each figure beside what it should reach."""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import structlog
from rich.console import Console
from rich.table import Table

from evals.bench import page
from evals.bench.figures import Figure
from evals.bench.places import Places

# In this order; each module has `run(places) -> list[Figure]`.
BENCHMARKS = (
    "obliqa",
    "questions",
    "reading",
    "answerability",
    "corpora",
    "quotes",
    "written",
    "writer",
    "indexing",
    "speed",
    "growth",
    "chat",
    "console",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 0 when every aim was reached, 1 when not, 2 for missing data."""
    options = _parser().parse_args(arguments)
    console = Console()
    if options.data is None:
        console.print("Say where the data is: make bench DATA=FOLDER. There is no default.")
        return 2
    # The peers load models too; each would draw a bar over the tables.
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    places = Places(Path(options.data).resolve(), Path(options.work).resolve())
    if missing := places.missing():
        console.print("Not found:", *missing, sep="\n  ", markup=False)
        return 2
    places.work.mkdir(parents=True, exist_ok=True)
    figures: dict[str, list[Figure]] = {}
    for name in options.only or BENCHMARKS:
        console.print(f"== {name}", markup=False)
        figures[name] = importlib.import_module(f"evals.bench.{name}").run(places)
        console.print(_table(figures[name]))
        _keep(places, figures)
    return int(any(f.reached is False for measured in figures.values() for f in measured))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("data", nargs="?", help="folder with corpora/ and data/")
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, help="run only these")
    parser.add_argument("--work", default="bench-results", help="where libraries and results go")
    return parser


def _table(figures: Sequence[Figure]) -> Table:
    table = Table("figure", "value", "should be", "", show_edge=False)
    for figure in figures:
        aim = f"{figure.aim} {figure.bound:g} {figure.unit}" if figure.aim else ""
        mark = {True: "✓", False: "✗", None: ""}[figure.reached]
        name = f"{figure.name} [dim]{figure.note}[/dim]" if figure.note else figure.name
        table.add_row(name, f"{figure.value:,.3f} {figure.unit}", aim, mark)
    return table


def _keep(places: Places, figures: dict[str, list[Figure]]) -> None:
    """Write what is known so far, with the machine and its load: as JSON, and as a page."""
    now = datetime.now(UTC)
    result = {
        "at": now.isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "load": os.getloadavg(),
            "python": platform.python_version(),
        },
        "figures": {name: [asdict(f) for f in measured] for name, measured in figures.items()},
    }
    file = places.work / f"bench-{now:%Y-%m-%d}.json"
    file.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    cores, load = os.cpu_count() or 0, os.getloadavg()[0]
    machine = page.Machine(f"{now:%Y-%m-%d %H:%M} UTC", cores, load, platform.python_version())
    page.write(file.with_suffix(".html"), figures, machine)


if __name__ == "__main__":
    sys.exit(main())
