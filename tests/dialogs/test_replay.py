"""A turn on record is decided as it was when it is asked again at its revision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.assistant import Assistant
from bot.model import Decision, Message, Question
from bot.settings import Settings
from bot.wiring import build
from bot.wording import WHICH_ACCOUNT
from knowledge.catalog.tables import turn
from knowledge.errors import UnknownRevision
from knowledge.model import Viewer
from tests.dialogs.conftest import DOCUMENTS

MAY = date(2026, 5, 4)
HR = Viewer(frozenset({"hr"}), "law enforcement")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("documents")
    for name, text in DOCUMENTS.items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture(scope="module")
def desk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    opened = build(Settings(data=tmp_path_factory.mktemp("data")))
    opened.library.add([folder], publish=True)
    yield opened
    opened.library.close()


def kept(desk: Assistant, question: Question) -> tuple[int, Decision]:
    """Return the number of the question's turn, and the decision on it."""
    decision = desk.reply(question, record=True)
    with desk.library.database.read() as connection:
        numbers = connection.execute(select(turn.c.id).order_by(turn.c.id)).scalars().all()
    return numbers[-1], decision


def test_a_turn_is_replayed_on_the_revision_that_it_was_decided_on(
    desk: Assistant, folder: Path
) -> None:
    talk = (
        Message("user", "do posts need approval"),
        Message("assistant", WHICH_ACCOUNT),
        Message("user", "my own"),
        Message("assistant", "They need none."),
    )
    questions = (
        Question("what is the penalty for a first breach of the policy", HR, on=MAY),
        Question("and about working conditions?", history=talk, on=MAY),
        Question("how long must passwords be", on=MAY, conversation="replayed"),
        Question("and how often are they changed?", on=MAY, conversation="replayed"),
    )
    turns = [kept(desk, question) for question in questions]

    text = DOCUMENTS["it.md"].replace("fourteen", "twenty")
    (folder / "it.md").write_text(text, "utf-8")
    report = desk.library.add([folder], publish=True)
    assert report.published
    asked, before = desk.records.asked(turns[2][0])
    assert "twenty" in desk.reply(asked).text
    assert "fourteen" in desk.reply(asked, revision=before).text

    for number, decision in turns:
        again, revision = desk.records.asked(number)
        replayed = desk.reply(again, revision=revision)
        # What was passed on is not passed on again.
        assert replayed.text == decision.text or decision.ticket
        assert replayed.citations == decision.citations
        assert replayed.confidence == decision.confidence
        assert (replayed.kind, replayed.reason) == (decision.kind, decision.reason)


def test_a_draft_can_be_asked_before_anybody_sees_it(desk: Assistant, folder: Path) -> None:
    asked = Question("when are the parking lots closed", on=MAY)
    (folder / "parking.md").write_text("# Parking\n\n1.1 Parking lots are closed at night.\n")
    draft = desk.library.add([folder]).revision
    assert draft is not None
    assert "closed at night" in desk.reply(asked, revision=draft).text
    assert "closed at night" not in desk.reply(asked).text


def test_a_revision_that_is_not_there_is_named(desk: Assistant) -> None:
    with pytest.raises(UnknownRevision, match="999"):
        desk.reply(Question("may I", on=MAY), revision=999)
