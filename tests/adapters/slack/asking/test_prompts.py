from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adapters.chat.asking.prompts import Prompts
from bot import chat_wording
from knowledge.library import Library
from tests.fakes.embedder import WordEmbedder

TODAY = date(2026, 5, 4)
HEADER = """---
id: {id}
title: {id}
{more}
questions_answered:
  "1.1": {questions}
---
# Policy

1.1 Pens are kept in drawers.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library.open(tmp_path / "data", embedder=WordEmbedder(), today=lambda: TODAY)
    with made:
        yield made


def publish(library: Library, folder: Path, **documents: tuple[str, list[str]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, (more, questions) in documents.items():
        text = HEADER.format(id=name, more=more, questions=questions)
        (folder / f"{name}.md").write_text(text, "utf-8")
    report = library.add([folder], publish=True)
    assert not report.failed


def suggested(library: Library) -> tuple[str, ...]:
    return Prompts(library, lambda: TODAY).newest()


def test_each_document_has_its_turn_before_one_has_a_second(
    library: Library, tmp_path: Path
) -> None:
    publish(library, tmp_path / "a", a=("", ["A1?", "A2?", "A3?", "A4?"]), b=("", ["B1?", "A1?"]))

    assert suggested(library) == ("A1?", "B1?", "A2?", "A3?")


def test_what_not_everybody_may_read_today_is_not_suggested(
    library: Library, tmp_path: Path
) -> None:
    publish(
        library,
        tmp_path / "a",
        restricted=("groups: [hr]", ["Where are the sealed files?"]),
        future=("effective_from: 2999-01-01", ["What will be?"]),
        past=("effective_to: 2020-01-01", ["What was?"]),
        public=("", ["Where are pens kept?"]),
    )

    assert suggested(library) == ("Where are pens kept?",)


def test_without_a_question_in_any_document_there_are_three_of_our_own(
    library: Library, tmp_path: Path
) -> None:
    assert suggested(library) == chat_wording.PROMPTS
    publish(library, tmp_path / "a", a=("", []))

    assert suggested(library) == chat_wording.PROMPTS


def test_what_goes_live_is_suggested_from_then_on(library: Library, tmp_path: Path) -> None:
    prompts = Prompts(library, lambda: TODAY)
    publish(library, tmp_path / "a", a=("", ["A?"]))
    assert prompts.newest() == ("A?",)
    publish(library, tmp_path / "b", b=("", ["B?"]))

    assert prompts.newest() == ("A?", "B?")
