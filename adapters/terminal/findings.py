"""What an examination found, and how people read it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.console import Group, RenderableType

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line

_INDENT = 7


class State(StrEnum):
    """How something is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `what` or `remedy` says what to do where it isn't ok."""

    name: str
    state: State
    what: str
    remedy: str = ""


_STYLES = {State.OK: "green", State.WARN: "yellow", State.FAIL: "bold red"}


def lines(findings: Sequence[Finding]) -> Group:
    """Return one paragraph for each finding, and the remedy below."""
    return Group(*(part for finding in findings for part in _lines(finding)))


def _lines(finding: Finding) -> Iterator[RenderableType]:
    said = one_line(f"{finding.name}: {finding.what}")
    label, style = finding.state.value, _STYLES[finding.state]
    yield Inset(said, indent=_INDENT, label=label, label_style=style)
    if finding.remedy:
        yield Inset(one_line(finding.remedy), "dim", _INDENT)
