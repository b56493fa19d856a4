"""A gate's verdict as people read it in a terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line
from evals.gate import Judged, Verdict

_INDENT = 7


def verdict_lines(verdict: Verdict) -> Group:
    """Return a line for each rule, with the cases that speak against it, and the verdict."""
    return Group(*(part for one in verdict.judged for part in _rule(one)), _end(verdict))


def _rule(one: Judged) -> Iterator[RenderableType]:
    label, style = ("ok", "green") if one.passed else ("FAILS", "bold red")
    yield Inset(one_line(f"{one.said}."), indent=_INDENT, label=label, label_style=style)
    if one.passed:
        return
    for case in one.cases:
        wrong = f" {case.wrong}" if case.wrong else ""
        yield Inset(one_line(f"{case.id}: “{case.question}”{wrong}"), "dim", _INDENT + 2)
    if one.more:
        yield Inset(f"and {one.more} more", "dim", _INDENT + 2)


def _end(verdict: Verdict) -> Text:
    failing, rules = len(verdict.failing), len(verdict.judged)
    if verdict.passed:
        return Text(f"Passed: all {rules} rules are met.", style="bold green")
    return Text(f"Not passed: {failing} of {rules} rules fail.", style="bold red")
