from __future__ import annotations

from adapters.chat import actions
from adapters.chat.model import Asker, How, Place, Pressed, Submitted
from bot import chat_wording
from tests.adapters.slack.asking.talk import Answer, Talk, off, stamp
from tests.fakes.slack import Slack

PICTURES = "May I post pictures of a crime scene?"
CERTIFICATES = "How long are medical certificates kept?"
ANN = Asker("slack", "U1", "T1")


def thumb(talk: Talk, user: str, said: str) -> Pressed:
    place = Place("slack", "T1", talk.channel, "", "channel")
    return Pressed(Asker("slack", user, "T1"), place, actions.FEEDBACK, f"{talk.turns()}:{said}")


def test_the_askers_last_word_on_an_answer_counts(talk: Talk) -> None:
    talk.mention("U1", PICTURES)
    talk.happens(thumb(talk, "U1", "up"))
    assert talk.rated(talk.turns()) == (True, "")

    talk.parts.views.open_for(thumb(talk, "U1", "down"))
    assert talk.rated(talk.turns()) == (False, "")


def test_not_helpful_counts_before_the_reason_is_given(talk: Talk) -> None:
    talk.mention("U1", PICTURES)
    form = talk.parts.views.open_for(thumb(talk, "U1", "down"))

    assert form is not None
    assert form.name == actions.WHY_FORM
    talk.happens(
        Submitted(Asker("slack", "U1", "T1"), actions.WHY_FORM, form.about, {"why": "It is old."})
    )
    assert talk.rated(talk.turns()) == (False, "It is old.")


def test_the_reason_is_optional(talk: Talk) -> None:
    talk.mention("U1", PICTURES)
    talk.happens(Submitted(ANN, actions.WHY_FORM, str(talk.turns()), {"why": None}))

    assert talk.rated(talk.turns()) == (False, "")


def test_others_do_not_rate_an_answer_and_are_told_alone(talk: Talk) -> None:
    talk.mention("U1", PICTURES)
    turn = talk.turns()

    assert talk.parts.views.open_for(thumb(talk, "U2", "down")) is None
    answer = talk.happens(thumb(talk, "U2", "down"))
    assert (answer.ways, answer.text) == (["ephemeral"], chat_wording.NOT_YOUR_ANSWER)
    form = Submitted(Asker("slack", "U2", "T1"), actions.WHY_FORM, str(turn), {"why": "No."})
    assert chat_wording.NOT_YOUR_ANSWER in talk.happens(form).text
    assert talk.rated(turn) is None


def test_an_answer_that_expired_is_said_to_have(talk: Talk) -> None:
    answer = talk.presses("U1", actions.SHARE, "999999")

    assert answer.text == chat_wording.EXPIRED


def test_the_office_gets_an_answered_question_once(talk: Talk) -> None:
    thread = stamp()
    given = talk.mention("U1", PICTURES, ts=thread)
    turn = given.button(actions.ASK_OFFICE)
    first = talk.presses("U1", actions.ASK_OFFICE, turn, thread)
    second = talk.presses("U1", actions.ASK_OFFICE, turn, thread)

    (ticket,) = talk.assistant.tickets.of(f"slack:T1:{talk.channel}:{thread}")
    assert (ticket.question, ticket.asker.name) == (PICTURES, "Person U1")
    assert (first.ways, first.one.body["thread"]) == (["post"], thread)
    assert f"as ticket {ticket.id}" in first.text
    assert (second.ways, f"has it already, as ticket {ticket.id}" in second.text) == (
        ["respond"],
        True,
    )


def test_others_do_not_send_it_to_the_office(talk: Talk) -> None:
    given = talk.mention("U1", PICTURES)
    answer = talk.presses("U2", actions.ASK_OFFICE, given.button(actions.ASK_OFFICE))

    assert answer.text == chat_wording.NOT_YOUR_ANSWER
    assert not [t for t in talk.assistant.tickets.list() if talk.channel in t.conversation]


def test_a_public_answer_is_shared_with_the_channel_once(talk: Talk) -> None:
    given = talk.asks("U1", PICTURES, How.COMMAND)
    shared = talk.presses("U1", actions.SHARE, given.button(actions.SHARE))
    again = talk.presses("U1", actions.SHARE, given.button(actions.SHARE))

    assert (shared.ways, shared.one.body["channel"]) == (["post"], talk.channel)
    assert f"Person U1 asked: {PICTURES}" in shared.text
    assert "must not post pictures" in shared.text
    assert (again.ways, again.text) == (["respond"], chat_wording.SHARED_ALREADY)


def test_where_the_bot_is_not_nothing_is_shared_until_it_is_invited(
    talk: Talk, people: Slack
) -> None:
    people.channel(talk.channel, kind="group", bot=False)
    given = talk.asks("U1", PICTURES, How.COMMAND)
    value = given.button(actions.SHARE)

    refused = talk.presses("U1", actions.SHARE, value)
    assert (refused.ways, refused.text) == (["respond"], chat_wording.NOT_IN_THE_CHANNEL)
    people.channel(talk.channel, kind="group", bot=True)
    assert talk.presses("U1", actions.SHARE, value).ways == ["post"]


def test_what_a_channel_did_not_take_is_told_and_can_be_shared_again(talk: Talk) -> None:
    given = talk.asks("U1", PICTURES, How.COMMAND)
    value = given.button(actions.SHARE)
    shared = talk.presses("U1", actions.SHARE, value).one

    (told,) = talk.parts.platform.undeliverable(shared, "restricted_action") or ()
    assert (told.lane, told.body["text"]) == ("U1", chat_wording.NOT_SHARED_THERE)
    while taken := talk.outbox.take(["slack"]):
        (waiting,) = taken
        with talk.database.write() as connection:
            talk.outbox.undeliverable(connection, waiting.number, "restricted_action")
    again = talk.presses("U1", actions.SHARE, value)
    assert again.ways == ["post"]
    assert again.one.key != shared.key


def test_switched_off_nothing_is_shared_and_the_reason_is_told(talk: Talk) -> None:
    given = talk.asks("U1", PICTURES, How.COMMAND)
    with off(talk, "Back at noon."):
        answer = talk.presses("U1", actions.SHARE, given.button(actions.SHARE))

    assert "I'm switched off at the moment: Back at noon." in answer.text
    assert chat_wording.NOT_SHARED not in answer.text


def test_switched_off_the_way_to_the_office_is_open(talk: Talk) -> None:
    given = talk.mention("U1", PICTURES)
    with off(talk, "Back at noon."):
        passed = talk.presses("U1", actions.ASK_OFFICE, given.button(actions.ASK_OFFICE))
        form = Submitted(
            ANN,
            actions.FOR_OFFICE_FORM,
            f"T1:{talk.channel}::17.5",
            {"text": "Reporters stand at the east door of the harbor.", "note": None},
        )
        handed = talk.happens(form)
        asked = talk.mention("U1", PICTURES)

    (ticket,) = talk.assistant.tickets.of(f"slack:T1:{talk.channel}:17.5:U1")
    assert ticket.question == "Reporters stand at the east door of the harbor."
    assert f"as ticket {ticket.id}" in handed.text
    assert "as ticket" in passed.text
    assert "switched off" in asked.text


def test_a_restricted_answer_is_not_shared_however_it_is_pressed(talk: Talk) -> None:
    talk.asks("U50", CERTIFICATES, How.COMMAND)
    answer = talk.presses("U50", actions.SHARE, str(talk.turns()))

    assert (answer.ways, answer.text) == (["respond"], chat_wording.NOT_SHARED)


def test_a_direct_message_has_no_channel_to_be_shared_with(talk: Talk) -> None:
    given = talk.asks("U1", PICTURES, How.DIRECT)

    assert actions.SHARE not in [name for name, _ in given.buttons()]
    assert talk.presses("U1", actions.SHARE, str(talk.turns())).text == chat_wording.NOT_SHARED


def test_only_who_has_the_answer_shares_it(talk: Talk) -> None:
    given = talk.asks("U1", PICTURES, How.COMMAND)
    answer = talk.presses("U2", actions.SHARE, given.button(actions.SHARE))

    assert answer.text == chat_wording.NOT_YOUR_ANSWER


def test_a_ready_reply_is_the_next_question_and_is_asked_once(talk: Talk) -> None:
    thread, given = asked_back(talk)
    name, value = next(one for one in given.buttons() if one[0].startswith(actions.OPTION))
    turns = talk.turns()
    answer = talk.presses("U1", actions.OPTION, value, thread)
    again = talk.presses("U1", actions.OPTION, value, thread)

    assert name == f"{actions.OPTION}:0"
    assert "You chose: My own account" in answer.text
    assert "need no approval" in answer.text
    assert answer.one.body["thread"] == thread
    assert talk.turns() == turns + 1
    assert (again.ways, again.text) == (["respond"], chat_wording.CHOSEN_ALREADY)


def test_a_ready_reply_that_never_was_is_left_alone(talk: Talk) -> None:
    thread, _ = asked_back(talk)
    answer = talk.presses("U1", actions.OPTION, f"{talk.turns()}:7", thread)

    assert answer.text == chat_wording.NO_SUCH_REPLY


def asked_back(talk: Talk) -> tuple[str, Answer]:
    """Return the thread and the answer of a question that depends on whose account it is."""
    thread = stamp()
    given = talk.mention("U1", "Do posts need approval?", ts=thread)
    return thread, given
