"""The console at the size of a large agency, in one real process with its pages on real HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from evals.bench.console.browser import Browser
from evals.bench.console.crawling import Measured, crawl
from evals.bench.console.history import TURNS, with_history
from evals.bench.console.uploading import (
    DOCUMENTS,
    PER_SECOND,
    QUIET,
    Answers,
    asking,
    finished,
    for_seconds,
    upload,
)
from evals.bench.figures import Figure, at_most, percentile, plain
from evals.bench.places import Places
from evals.bench.service import Service

_PAGE: Final = 0.2  # seconds
_SIZE: Final = 100_000  # bytes
_LONG: Final = 6_000  # characters; three pages


def run(places: Places) -> list[Figure]:
    """Open every sort of page; then upload documents while people ask."""
    data = places.library("console-served")
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(with_history(places), data)
    service = Service(data, {"MODEL": ""})
    try:
        service.start()
        browser = Browser(service)
        return [*_pages(crawl(browser)), *_uploading(browser, _documents(places))]
    finally:
        service.stop()


def _pages(found: Sequence[Measured]) -> Iterator[Figure]:
    slowest = max(found, key=lambda page: page.seconds)
    largest = max(found, key=lambda page: page.size)
    seconds = [page.seconds for page in found]
    yield plain(f"pages opened, at 10,000 clauses and {TURNS:,} turns", len(found))
    yield plain("a page (median of all)", 1000 * percentile(seconds, 50), "ms")
    slow = [f"{page.path} {1000 * page.seconds:.0f}" for page in found if page.seconds > _PAGE]
    note = "; ".join([slowest.path, *slow])
    yield at_most(
        "the slowest page (median of 5)", 1000 * slowest.seconds, 1000 * _PAGE, "ms", note
    )
    yield at_most("the largest page", largest.size / 1000, _SIZE / 1000, "kB", largest.path)


def _uploading(browser: Browser, files: Sequence[Path]) -> Iterator[Figure]:
    quiet = asking(browser, for_seconds(QUIET))
    busy = asking(browser, finished(browser, upload(browser, files)))
    yield from _answers(f"answers, {PER_SECOND} questions a second", quiet)
    yield from _answers(f"the same while {DOCUMENTS} documents come in", busy)
    yield plain("questions asked meanwhile", len(busy.seconds))
    yield at_most("answers while documents come in, to quiet (p50)", busy.middle / quiet.middle, 2)
    yield plain("the same, p95", busy.slowest / quiet.slowest)


def _answers(name: str, measured: Answers) -> Iterator[Figure]:
    yield plain(f"{name} (p50)", 1000 * measured.middle, "ms")
    yield plain(f"{name} (p95)", 1000 * measured.slowest, "ms")


def _documents(places: Places) -> list[Path]:
    """Return so many documents of other agencies, none of which is in the knowledge base.

    Of regulations only the beginning: 200 whole ones would have 19,000 clauses.
    """
    folder = places.work / "documents/console-upload"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    guide = sorted((places.corpora / "govau-content-guide").rglob("*.md"))
    rules = sorted((places.corpora / "ecfr-md").rglob("*.md"))
    made = []
    for number, file in enumerate([*guide, *rules][:DOCUMENTS]):
        copy = folder / f"{number}-{file.name}"
        copy.write_text(file.read_text("utf-8")[:_LONG], "utf-8")
        made.append(copy)
    return made
