"""`policydesk eval metrics`: what is measured, each metric in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from adapters.terminal.inset import Inset
from adapters.terminal.options import json_option

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

    from evals.metrics.catalogue import Metric

_UNITS = {"share": "a share, 0 to 1", "points": "0 to 1", "ms": "milliseconds", "tokens": "tokens"}
_BETTER = {"higher": "more is better", "lower": "less is better"}


@click.command("metrics")
@json_option
def command(*, as_json: bool) -> None:
    """List everything that is measured, and what it means."""
    from adapters.terminal.screen import tell
    from evals.metrics.catalogue import METRICS

    tell(METRICS, _listed, as_json=as_json)


def _listed(metrics: Sequence[Metric]) -> Group:
    from rich.console import Group

    return Group(*_lines(metrics))


def _lines(metrics: Sequence[Metric]) -> Iterator[RenderableType]:
    from rich.text import Text

    for group, members in groupby(metrics, key=lambda metric: metric.group):
        yield Text(group, style="bold")
        for metric in members:
            line = Text(f"  {metric.name}", style="cyan")
            yield line.append(f"  {_UNITS[metric.unit]}, {_BETTER[metric.better]}", "dim")
            yield Inset(metric.meaning)
