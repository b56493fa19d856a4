from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.assistant import Assistant
from bot.errors import UnknownTurn
from bot.handover import Handover
from bot.model import Kind, Origin, Person, Question
from bot.record_search import as_it_was
from knowledge.catalog.tables import clause
from tests.bot.agency import DOCUMENTS
from tests.bot.conftest import Clock

CLEO = Origin("slack", Person("slack:T1:U9", "Cleo"))


def ask(assistant: Assistant, text: str = "may I post pictures of crime scenes?") -> int:
    decision = assistant.reply(Question(text, conversation="c", origin=CLEO), record=True)
    assert decision.turn is not None
    return decision.turn


def test_a_turn_shows_its_clauses_in_the_words_that_they_had(
    assistant: Assistant, clock: Clock
) -> None:
    number = ask(assistant)
    folder = assistant.settings.data.parent / "documents"
    folder.mkdir(exist_ok=True)
    changed = DOCUMENTS["social.md"].replace("must not post", "may post")
    (folder / "social.md").write_text(changed, "utf-8")
    assistant.library.add([folder / "social.md"], publish=True)
    then = as_it_was(assistant.library.database, number)
    assert (then.at, then.platform, then.asker) == (clock.now, "slack", "slack:T1:U9")
    assert then.decision["kind"] == Kind.ANSWER
    assert then.cited[0].text == "Employees must not post pictures of crime scenes."
    assert (then.cited[0].number, then.cited[0].title) == ("4.2", "Social Media Policy")
    assert then.cited[0].header is not None
    shown = {one.clause for one in then.cited}
    assert then.near
    assert not shown & {one.clause for one in then.near}
    assert all(one.text and not one.quote for one in then.near)


def test_words_that_are_gone_are_not_made_up(assistant: Assistant) -> None:
    number = ask(assistant)
    with assistant.library.database.write() as connection:
        connection.execute(update(clause).values(text="Something else."))
    then = as_it_was(assistant.library.database, number)
    assert {one.text for one in (*then.cited, *then.near)} == {""}


def test_a_turn_names_the_tickets_that_it_became(assistant: Assistant) -> None:
    database, number = assistant.library.database, ask(assistant)
    handover = Handover(database, assistant.records, assistant.tickets, assistant.settings)
    wanted = handover.pass_on(number, CLEO).ticket
    assert as_it_was(database, number).tickets == (wanted,)
    urgent = ask(assistant, "our account was hacked")
    then = as_it_was(database, urgent)
    assert then.tickets == (then.decision["ticket"],)


def test_what_was_thought_of_it_is_told_once_it_was_said(assistant: Assistant) -> None:
    database, number = assistant.library.database, ask(assistant)
    assert as_it_was(database, number).helpful is None
    assistant.records.rate(number, helpful=False, comment="No.")
    then = as_it_was(database, number)
    assert (then.helpful, then.comment) == (False, "No.")
    with pytest.raises(UnknownTurn, match="no turn 99"):
        as_it_was(database, 99)
