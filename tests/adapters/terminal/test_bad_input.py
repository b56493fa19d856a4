"""Hostile files, names and questions, from the command to what a person reads."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from tests.adapters.terminal.conftest import invoke
from tests.knowledge.loading.pdf_file import file_without_letters, line, pdf_file
from tests.knowledge.loading.reading import zipped

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
ODT = b"application/vnd.oasis.opendocument.text"
HEADER = "---\n{}\n---\n# Rule\n\nEmployees wear a badge.\n"


def _page(canvas: Canvas) -> None:
    line(canvas, 72, 100, "Employees wear a badge at all times.")


def _encrypted() -> bytes:
    writer, saved = PdfWriter(clone_from=io.BytesIO(pdf_file(_page))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(saved)
    return saved.getvalue()


# What is in the file, and a word of what is said of it.
REFUSED: Mapping[str, tuple[bytes, str]] = {
    "empty.md": (b"", "empty"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG picture"),
    "locked.pdf": (_encrypted(), "password"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "scan.pdf": (pdf_file(lambda canvas: canvas.rect(9, 9, 500, 700, fill=1)), "scanned"),
    "riddle.pdf": (file_without_letters(), "unreadable"),
    "cut.pdf": (pdf_file(_page)[:400], "damaged"),
    "bomb.docx": (
        zipped({"word/document.xml": b"<w/>", "x.xml": bytes(20_000_000)}),
        "zip bomb",
    ),
    "entities.docx": (zipped({"word/document.xml": ENTITIES.encode()}), "entities"),
    "entities.pptx": (zipped({"ppt/presentation.xml": ENTITIES.encode()}), "entities"),
    "entities.odt": (zipped({"mimetype": ODT, "content.xml": ENTITIES.encode()}), "entities"),
    "nul.md": (b"# Rule\n\nEmployees\x00 wear a badge.\n", "NUL"),
    "noise.txt": (bytes(range(1, 256)) * 9, "no text"),
    "deep.html": (b"<div>" * 10_000 + b"deep", "nested too deeply"),
    "deep.md": (b">" * 10_000 + b" deep", "nested too deeply"),
    "broken.md": (HEADER.format('title: "unclosed').encode(), "YAML"),
    "aliases.md": (HEADER.format("a: &a [x, x]\nb: [*a, *a]").encode(), "references"),
    "days.md": (HEADER.format("effective_from: 2025-02-30").encode(), "2025-02-30"),
    "order.md": (HEADER.format("effective_from: 2025-02-02\neffective_to: 2024-02-02").encode(),
                 "later than"),
    "script.md": (HEADER.format('source: "javascript:alert(1)"').encode(), "https://"),
    "twin.md": (HEADER.format("id: one").encode(), "same id"),
}  # fmt: skip
READ: Mapping[str, bytes] = {
    "one.md": HEADER.format("id: one\neffective_to: 9999-12-31").encode(),
    "rtl.md": "# سياسة\n\n1.1 يجب على الموظفين عدم قبول الهدايا.\n".encode(),
    "entities.html": ENTITIES.replace("<x>", "<p>Text of a page: ").encode(),
    "screens.md": b"# \x1b[2JScreens\x1b]0;owned\x07\n\nEmployees \x1b[31mlock their "
    + "screens\u202e when they leave.\n".encode(),
    "two\nlines \x1b[31m.md": b"# Newline\n\nPrinters are switched off at night.\n",
    "$(touch owned);`id`.md": b"# Shell\n\nWindows are closed at night.\n",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    for name, (content, _) in REFUSED.items():
        (folder / name).write_bytes(content)
    for name, content in READ.items():
        (folder / name).write_bytes(content)
    (folder / "out.md").symlink_to("/etc/passwd")
    (folder / "loop.md").symlink_to("loop.md")
    os.mkfifo(folder / "pipe.md")
    return folder


@pytest.fixture(scope="module")
def hostile(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a knowledge base of the shelf, and the report of adding it."""
    data = tmp_path_factory.mktemp("hostile")
    made = invoke(data, "knowledge", "add", str(shelf), "--publish", "--json")
    assert made.exit_code == 3, made.output
    assert made.stderr == ""
    return data, made.stdout


def test_each_bad_file_is_named_with_its_reason_and_the_others_are_published(
    hostile: tuple[Path, str],
) -> None:
    report = json.loads(hostile[1])
    told = {document["path"]: document for document in report["documents"]}
    assert report["published"]
    for name, (_, word) in REFUSED.items():
        assert told[name]["status"] == "failed"
        assert word in told[name]["error"]["reason"], told[name]
        assert told[name]["error"]["remedy"]
    assert {told[name]["status"] for name in ("out.md", "loop.md", "pipe.md")} == {"failed"}
    assert {name for name in told if told[name]["status"] == "added"} == set(READ)


def test_no_file_and_no_name_reaches_the_terminal_raw(
    hostile: tuple[Path, str], shelf: Path
) -> None:
    data, report = hostile
    paths = [document["path"] for document in json.loads(report)["documents"]]
    commands = [
        ["add", str(shelf)], ["list"], ["diff", "1"], ["revisions"], ["show", "screens.md"],
        *(["show", path] for path in paths if path in READ),
    ]  # fmt: skip
    for command in commands:
        shown = invoke(data, "knowledge", *command)
        assert shown.stdout
        assert not CONTROL.search(shown.output), command


@pytest.mark.parametrize(
    "question",
    ["Do employees lock their screens?", "Do employees \x1b[31mlock\x1b]0;owned\x07 screens\x00?"],
)
def test_an_answer_never_controls_the_terminal(hostile: tuple[Path, str], question: str) -> None:
    shown = invoke(hostile[0], "ask", question)
    assert "when they leave" in shown.stdout
    assert not CONTROL.search(shown.output)


def test_every_line_of_a_hostile_batch_gets_its_answer_or_its_fault(
    hostile: tuple[Path, str],
) -> None:
    questions = [
        "x" * 100_000, "lock " * 20_000, "1 2 " * 25_000, "a@b.c " * 15_000, "\n" * 100_000,
        "({[" * 30_000, "\x00\x00", "\ud800", "", " \t", "🙂" * 5_000, 'AND OR NOT "a~ b:c [d TO',
        "'; DROP TABLE turn; --", "هل يجب على الموظفين عدم قبول الهدايا؟", "$(reboot)",
    ]  # fmt: skip
    lines = [json.dumps({"id": n, "question": text}) for n, text in enumerate(questions)]
    last = {"id": "last", "question": "Do employees wear a badge?", "on": "9999-12-31"}
    raw = [*(text.encode() for text in lines), b"\xff", b"{", b"\x00", json.dumps(last).encode()]
    result = invoke(hostile[0], "ask", "--json", "--batch", "-", text=b"\n".join(raw))
    assert result.exit_code == 0
    answers = [json.loads(text) for text in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [
        *range(len(questions)),
        None,
        None,
        None,
        "last",
    ]
    assert all("fault" not in answer.get("error", "") for answer in answers)
    assert all("decision" in answer for answer in answers[: len(questions)])
    assert answers[-1]["decision"] == "answer"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["knowledge", "add", "/nowhere/\x1b[31m"], 1),
        (["knowledge", "add", "x" * 5_000], 1),
        (["knowledge", "publish", "9" * 30], 2),
        (["knowledge", "diff", "--against", "9" * 30], 2),
        (["knowledge", "show", "\x1b[31mnothing"], 1),
        (["tickets", "show", "9" * 30], 2),
        (["ask", "--on", "yesterday", "May I?"], 2),
        (["ask", "--on", "2025-02-30", "May I?"], 2),
        (["ask", "--batch", "/nowhere"], 2),
        (["ask", "--batch", "no\0where"], 2),
        (["knowledge", "add", "no\0where"], 2),
        (["backup", "no\0where"], 2),
        (["--data", "no\0where", "knowledge", "list"], 2),
    ],
)
def test_nonsense_is_told_and_never_a_fault_of_ours(
    hostile: tuple[Path, str], arguments: list[str], code: int
) -> None:
    result = invoke(hostile[0], *arguments)
    assert result.exit_code == code
    assert result.output.strip()
    assert "fault" not in result.output
    assert not CONTROL.search(result.output)


def test_a_file_is_no_data_folder(shelf: Path) -> None:
    assert invoke(shelf / "one.md", "knowledge", "list").exit_code == 2
    below = invoke(shelf / "one.md" / "data", "knowledge", "add", str(shelf))
    assert below.exit_code == 1
    assert "data folder" in below.stderr


def test_a_disk_without_any_room_is_called_full(hostile: tuple[Path, str]) -> None:
    """Files that can't grow stand for a full disk: that needs no right to mount one."""

    def no_growth() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    code = "from adapters.terminal.main import main; main()"
    command = [sys.executable, "-c", code, "--data", str(hostile[0]), "knowledge", "list"]
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=no_growth,
    )
    assert result.returncode == 1
    assert "full" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert invoke(hostile[0], "knowledge", "list").exit_code == 0
