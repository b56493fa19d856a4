from __future__ import annotations

from io import StringIO

from rich.console import Console

from adapters.terminal.header_lines import header_lines
from knowledge.comparison import HeaderChange
from knowledge.report import Status


def _shown(status: Status, *changes: HeaderChange) -> list[str]:
    console = Console(file=StringIO(), width=80)
    with console.capture() as capture:
        console.print(*header_lines(status, changes), sep="", end="")
    return [line.strip() for line in capture.get().splitlines()]


def test_each_change_is_a_line_and_nothing_said_has_a_meaning() -> None:
    assert _shown(
        Status.CHANGED,
        HeaderChange("groups", "hr", ""),
        HeaderChange("effective_from", "", "2026-01-01"),
        HeaderChange("owner", "HR", ""),
    ) == [
        "read by: hr → everybody",
        "in force from: the beginning → 2026-01-01",
        "owner: HR → nothing",
    ]
    assert _shown(Status.CHANGED) == []


def test_an_added_document_says_who_reads_it_in_any_case() -> None:
    assert _shown(Status.ADDED, HeaderChange("title", "", "Leave")) == ["read by everybody"]
    dated = HeaderChange("effective_from", "", "2026-01-01")
    assert _shown(Status.ADDED, HeaderChange("groups", "", "hr"), dated) == [
        "read by hr · in force from 2026-01-01"
    ]


def test_control_signs_of_a_document_never_reach_the_terminal() -> None:
    assert "\x1b" not in "".join(_shown(Status.CHANGED, HeaderChange("title", "a", "\x1b[2Jb")))
