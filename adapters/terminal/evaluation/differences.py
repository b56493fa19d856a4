"""A comparison of two runs as people read it in a terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line
from evals.compare import wording
from evals.compare.model import Comparison, Difference, Pair
from evals.model import Result

_SHORT = {"within noise": "noise", "the same": "same", "not measured": "–"}
_STYLES = {"better": "green", "worse": "bold red"}
_LONGEST = 400  # characters of an answer that are enough to tell it from another one
_CASES = 10  # of each list, unless all are asked for


def comparison_lines(comparison: Comparison, *, whole: bool) -> Group:
    """Return the figures, then the cases side by side; `whole` leaves nothing out."""
    told = [d for d in comparison.differences if whole or wording.headline(d)]
    hidden = len(comparison.differences) - len(told)
    return Group(
        Text(one_line(f"A  {comparison.a}")),
        Text(one_line(f"B  {comparison.b}")),
        *(Inset(one_line(note), "yellow") for note in wording.notes(comparison)),
        *_conditions(comparison),
        Text(),
        Text(wording.summary(comparison), style="bold"),
        Text(),
        _figures(told),
        *([Text(f"{hidden} more with --all.", style="dim")] if hidden else []),
        *_lists(comparison, whole=whole),
    )


def _conditions(comparison: Comparison) -> Iterator[RenderableType]:
    for one in comparison.conditions:
        yield Inset(one_line(f"{one.what}: {one.a or '–'} → {one.b or '–'}"), "yellow")


def _figures(differences: Iterable[Difference]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("metric", no_wrap=True)
    for name in ("A", "B", "change", "95 % interval", "cases"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for one in differences:
        metric, judged = one.metric, wording.judgement(one)
        table.add_row(
            metric.name,
            wording.amount(metric, one.a),
            wording.amount(metric, one.b),
            wording.change(metric, one.value),
            wording.interval(one),
            str(one.n),
            Text(_SHORT.get(judged, judged), style=_STYLES.get(judged, "dim")),
        )
    return table


def _lists(comparison: Comparison, *, whole: bool) -> Iterator[RenderableType]:
    for name, meaning, pairs in wording.lists(comparison):
        if not pairs:
            continue
        yield Text()
        yield Text(f"{name}: {len(pairs)} ({meaning})", style="bold")
        yield from _pairs(pairs if whole else pairs[:_CASES])
        if not whole and len(pairs) > _CASES:
            yield Text(f"{len(pairs) - _CASES} more with --all.", style="dim")


def _pairs(pairs: Sequence[Pair]) -> Iterator[RenderableType]:
    for pair in pairs:
        yield Text()
        yield Inset(one_line(pair.case.question), "bold", label=f"{one_line(pair.case.id)} ·")
        table = Table(
            box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", expand=True
        )
        table.add_column("A", ratio=1, overflow="fold")
        table.add_column("B", ratio=1, overflow="fold")
        table.add_row(_side(pair.a, pair.wrong_a), _side(pair.b, pair.wrong_b))
        yield table


def _side(result: Result, wrong: Sequence[str]) -> Text:
    text = one_line(result.text)
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    told = Text(one_line(wording.decided(result)), style="cyan")
    told.append("".join(f"\n{one_line(cited)}" for cited in wording.cited(result)), "dim")
    told.append(f"\n{short}" if short else "", "default")
    told.append("".join(f"\n{one_line(fault)}" for fault in wrong), "red")
    return told
