from __future__ import annotations

import json
from io import StringIO

import pytest
from rich.console import Console

from adapters.terminal.payload import readable_json
from adapters.terminal.reports import exit_code, report_lines
from knowledge.report import AddReport, DocumentReport, Fault, Status

GOOD = DocumentReport(
    "policies/social.md", Status.ADDED, "social", "Social Media Policy", "3.0", 120, added=120
)
SAME = DocumentReport("policies/old.md", Status.UNCHANGED, "old", "Old Policy", clauses=3)
BAD = DocumentReport(
    "forms/scan.pdf",
    Status.FAILED,
    error=Fault("it has no text layer", "Run text recognition on it and add it again.", "page 1"),
)
SKIPPED = DocumentReport("logo.png", Status.SKIPPED, error=Fault("PNG isn't read"))


def _shown(report: AddReport) -> str:
    console = Console(file=StringIO(), width=80)
    with console.capture() as capture:
        console.print(report_lines(report))
    return capture.get()


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        ((GOOD, SAME), 0),
        ((SAME,), 0),
        ((GOOD, SKIPPED), 0),
        ((GOOD, BAD), 3),
        ((SAME, BAD), 3),
        ((BAD,), 1),
        ((SKIPPED,), 1),
        ((), 1),
    ],
)
def test_the_exit_code_tells_all_some_or_nothing(
    documents: tuple[DocumentReport, ...], code: int
) -> None:
    assert exit_code(AddReport(1, published=True, documents=documents)) == code


def test_a_failed_file_is_named_with_place_reason_and_remedy() -> None:
    shown = _shown(AddReport(1, published=True, documents=(GOOD, BAD)))
    assert "failed     forms/scan.pdf" in shown
    assert "page 1: it has no text layer. Run text recognition" in shown
    assert "1 added, 1 failed. Revision 1 is live." in shown


def test_unchanged_files_are_counted_not_listed() -> None:
    shown = _shown(AddReport(None, published=False, documents=(SAME,)))
    assert "old.md" not in shown
    assert "1 unchanged. Nothing to publish" in shown


def test_a_draft_says_how_it_is_published() -> None:
    shown = " ".join(_shown(AddReport(4, published=False, documents=(GOOD,))).split())
    assert "`policydesk knowledge publish 4`" in shown


def test_the_report_is_json_with_its_fields_by_name() -> None:
    made = json.loads(readable_json(AddReport(4, published=False, documents=(BAD,))))
    assert made["revision"] == 4
    assert made["documents"][0]["status"] == "failed"
    assert made["documents"][0]["error"]["place"] == "page 1"
