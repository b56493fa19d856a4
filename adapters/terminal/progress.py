"""What takes longer than a moment says so, on stderr and on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str, int, int], None]


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show that something of unknown length goes on."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield


@contextmanager
def progress() -> Iterator[Report]:
    """Yield a function (stage, done, total) that draws a bar for each stage.

    Between the end of one stage and the first word of the next a moving bar shows that work
    goes on.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bars:
        pause = bars.add_task("working", total=None, count="")
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, count="")
            bars.update(tasks[stage], completed=done, total=total, count=f"{done}/{total}")
            bars.update(pause, visible=done == total)

        yield report
