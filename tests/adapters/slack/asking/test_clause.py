from __future__ import annotations

from pathlib import Path

from adapters.chat import actions
from adapters.chat.model import Asker, How, Place, Pressed
from adapters.slack.showing.render import view
from bot import chat_wording
from tests.adapters.slack.asking.conftest import DOCUMENTS
from tests.adapters.slack.asking.talk import Starts, Talk
from tests.fakes.slack import Slack
from tests.fakes.slack.seen import form

PICTURES = "May I post pictures of a crime scene?"
CERTIFICATES = "How long are medical certificates kept?"


def seen(talk: Talk, user: str, value: str) -> str:
    """Return what somebody sees who presses "Show the whole clause"."""
    place = Place("slack", "T1", talk.channel, "", "channel")
    opened = talk.parts.views.open_for(
        Pressed(Asker("slack", user, "T1"), place, actions.WHOLE_CLAUSE, value)
    )
    assert opened is not None
    return form({"view": view(opened), "errors": {}})


def test_a_clause_is_shown_whole_with_all_that_is_known_of_it(talk: Talk) -> None:
    given = talk.mention("U1", PICTURES)
    text = seen(talk, "U2", given.button(actions.WHOLE_CLAUSE))

    assert "Clause 4.2" in text
    assert "Employees must not post pictures of crime scenes or of people in custody." in text
    assert "Social Media Policy · version 3.0 · since 1 March 2025" in text


def test_what_somebody_was_shown_alone_opens_to_nobody_else(talk: Talk) -> None:
    for question in (CERTIFICATES, PICTURES):
        talk.asks("U50", question, How.DIRECT)
        value = f"{talk.turns()}:1"

        assert chat_wording.EXPIRED not in seen(talk, "U50", value)
        for user in ("U51", "U1", "U60", "U70", "U71"):
            assert chat_wording.EXPIRED in seen(talk, user, value)


def test_what_was_shared_opens_to_everybody(talk: Talk) -> None:
    given = talk.asks("U1", PICTURES, How.COMMAND)
    talk.presses("U1", actions.SHARE, given.button(actions.SHARE))

    assert "crime scenes" in seen(talk, "U2", given.button(actions.WHOLE_CLAUSE))


def test_who_left_the_group_does_not_open_what_they_were_shown(
    start: Starts, people: Slack
) -> None:
    talk = start()
    talk.asks("U50", CERTIFICATES, How.DIRECT)
    people.person("U50", guest=True)
    talk.clock.pass_(minutes=11)

    assert chat_wording.CLAUSE_NOT_YOURS in seen(talk, "U50", f"{talk.turns()}:1")


def test_a_clause_of_an_expired_answer_is_not_shown(talk: Talk) -> None:
    assert chat_wording.EXPIRED in seen(talk, "U1", "999999:1")


def test_a_clause_that_was_never_cited_is_not_shown(talk: Talk) -> None:
    talk.mention("U1", PICTURES)

    for rank in (0, 9):
        assert chat_wording.NO_SUCH_REPLY in seen(talk, "U1", f"{talk.turns()}:{rank}")


def test_what_changed_since_is_neither_shown_nor_shared(talk: Talk, tmp_path: Path) -> None:
    given = talk.asks("U1", PICTURES, How.COMMAND)
    library = talk.assistant.library
    changed = DOCUMENTS["social-media.md"].replace("people in custody", "people in handcuffs")
    (tmp_path / "social-media.md").write_text(changed.replace("2025-03-01", "2025-09-01"), "utf-8")
    library.add([tmp_path / "social-media.md"], publish=True)
    try:
        shown = seen(talk, "U1", given.button(actions.WHOLE_CLAUSE))
        shared = talk.presses("U1", actions.SHARE, given.button(actions.SHARE))
    finally:
        library.rollback()

    assert chat_wording.CLAUSE_GONE in shown
    assert shared.text == chat_wording.NOT_SHARED


def test_strangers_who_are_not_answered_open_nothing(start: Starts) -> None:
    talk = start(slack_strangers="nothing")
    talk.mention("U1", PICTURES)

    assert "not guests" in seen(talk, "U70", f"{talk.turns()}:1")
