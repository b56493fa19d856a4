from __future__ import annotations

from adapters.chat import actions
from adapters.chat.model import Asked, Asker, How, Place
from bot import chat_wording
from bot.model import Person
from tests.adapters.slack.asking.talk import HOOK, Clock, Starts, Talk, stamp
from tests.fakes.slack import Slack

PICTURES = "May I post pictures of a crime scene?"
CERTIFICATES = "How long are medical certificates kept?"
PARKING = "Who decides about the budget of the harbor festival this year, can you approve it?"
OFFICER = Person("slack:T1:U90", "Olive Officer")


def leant_on(talk: Talk) -> list[str]:
    """Return the questions that the last one leans on."""
    question, _ = talk.assistant.records.asked(talk.turns())
    return [said.content for said in question.history if said.role == "user"]


def test_a_mention_is_answered_in_its_thread(talk: Talk) -> None:
    answer = talk.mention("U1", PICTURES, ts="1700000000.000100")

    assert (answer.one.body["channel"], answer.one.body["thread"]) == (
        talk.channel,
        "1700000000.000100",
    )
    assert "must not post pictures of crime scenes" in answer.text


def test_a_direct_message_is_answered_in_its_own_thread(talk: Talk) -> None:
    answer = talk.asks("U1", PICTURES, How.DIRECT, ts="1700000001.000100")

    assert (answer.one.body["channel"], answer.one.body["thread"]) == ("DU1", "1700000001.000100")
    assert "must not post" in answer.text


def test_a_command_is_answered_where_only_its_asker_sees_it(talk: Talk) -> None:
    answer = talk.asks("U1", PICTURES, How.COMMAND)

    assert (answer.ways, answer.one.body["url"]) == (["respond"], HOOK)
    assert answer.button(actions.SHARE)


def test_a_shortcut_on_a_message_is_answered_privately(talk: Talk) -> None:
    answer = talk.asks("U2", PICTURES, How.SHORTCUT)

    assert answer.ways == ["respond"]
    assert "must not post" in answer.text


def test_a_restricted_answer_is_given_directly_to_who_may_read_it(talk: Talk) -> None:
    theirs = talk.asks("U50", CERTIFICATES, How.DIRECT)
    others = talk.asks("U1", CERTIFICATES, How.DIRECT)

    assert "sealed part" in theirs.text
    assert "sealed" not in others.text


def test_in_a_channel_a_restricted_answer_is_seen_by_its_asker_alone(talk: Talk) -> None:
    answer = talk.mention("U50", CERTIFICATES)

    assert (answer.ways, answer.one.body["user"]) == (["ephemeral"], "U50")
    assert "sealed part" in answer.text
    assert chat_wording.FOR_YOU_ALONE in answer.text
    assert actions.SHARE not in [name for name, _ in answer.buttons()]


def test_what_was_answered_privately_is_replied_to_privately(talk: Talk) -> None:
    talk.mention("U50", CERTIFICATES, ts="1700000002.000100")

    kept = talk.assistant.records.turn(talk.turns())
    assert kept.conversation == f"slack:T1:{talk.channel}:1700000002.000100:U50"


def test_somebody_of_hr_gets_public_clauses_with_everybody(talk: Talk) -> None:
    answer = talk.mention("U50", PICTURES)

    assert answer.ways == ["post"]
    kept = talk.assistant.records.turn(talk.turns())
    assert kept.viewer.groups == frozenset()


def test_a_delicate_matter_is_answered_to_its_asker_alone(talk: Talk) -> None:
    answer = talk.mention("U1", "My supervisor keeps touching me and I don't know what to do.")

    assert answer.ways == ["ephemeral"]
    assert "a person" in answer.text


def test_a_follow_up_in_the_thread_leans_on_what_was_asked_there(talk: Talk) -> None:
    thread = stamp()
    talk.mention("U1", "May moderators hide comments that contain threats?", ts=thread)
    answer = talk.asks("U1", "And for how long are they kept?", How.THREAD, thread)

    assert answer.one.body["thread"] == thread
    assert leant_on(talk) == ["May moderators hide comments that contain threats?"]


def test_a_follow_up_leans_on_what_was_answered_to_its_asker_alone(talk: Talk) -> None:
    thread = stamp()
    talk.mention("U50", "Where are medical certificates kept?", ts=thread)
    answer = talk.asks("U50", "And for how long?", How.THREAD, thread)

    assert (answer.ways, answer.one.body["thread"]) == (["ephemeral"], thread)
    assert leant_on(talk) == ["Where are medical certificates kept?"]


def test_another_person_in_the_thread_is_heard_only_when_they_mention_the_bot(talk: Talk) -> None:
    thread = stamp()
    talk.mention("U1", PICTURES, ts=thread)

    assert not talk.asks("U2", "And of people in custody?", How.THREAD, thread).outgoing
    assert talk.mention("U2", "And of people in custody?", thread).ways == ["post"]


def test_thanks_among_people_in_a_thread_are_left_alone(talk: Talk) -> None:
    thread = stamp()
    talk.mention("U1", PICTURES, ts=thread)

    assert not talk.asks("U1", "Thank you so much!", How.THREAD, thread).outgoing


def test_a_direct_message_that_leans_on_the_one_before_goes_on_with_it(talk: Talk) -> None:
    user = "U1"
    talk.asks(user, "May moderators hide comments that contain threats?", How.DIRECT)
    talk.asks(user, "And for how long are they kept?", How.DIRECT)

    assert leant_on(talk) == ["May moderators hide comments that contain threats?"]


def test_after_a_long_silence_a_direct_message_begins_anew(talk: Talk, clock: Clock) -> None:
    talk.asks("U2", "May moderators hide comments that contain threats?", How.DIRECT)
    clock.pass_(hours=9)
    talk.asks("U2", "And for how long?", How.DIRECT)

    assert leant_on(talk) == []


def test_a_bot_gets_no_answer(talk: Talk) -> None:
    assert not talk.mention("U80", PICTURES).outgoing


def test_guests_read_public_clauses_only_whatever_the_directory_says(
    start: Starts, people: Slack
) -> None:
    people.person("U50", name="Once of hr, a guest now", guest=True)
    talk = start()

    assert "must not post" in talk.asks("U50", PICTURES, How.DIRECT).text
    assert "sealed" not in talk.asks("U50", CERTIFICATES, How.DIRECT).text


def test_strangers_can_be_left_out_and_nothing_is_kept_of_them(start: Starts) -> None:
    talk = start(slack_strangers="nothing")
    turns = talk.turns()

    for user in ("U70", "U71"):
        answer = talk.mention(user, PICTURES)
        assert (answer.ways, answer.one.body["user"]) == (["ephemeral"], user)
        assert "not guests" in answer.text
    assert talk.turns() == turns


def test_who_is_of_another_workspace_is_a_stranger_though_slack_shows_nothing(
    start: Starts,
) -> None:
    talk = start(slack_strangers="nothing")

    assert "not guests" in talk.asks("U1", PICTURES, How.DIRECT, team="T9").text


def test_when_the_directory_is_away_nobody_has_groups_and_is_told(
    start: Starts, people: Slack
) -> None:
    talk = start(groups_file=None, slack_user_groups=True)
    people.group("S1", "hr", "U50")
    people.break_down(3, method="usergroups.list")
    answer = talk.asks("U50", CERTIFICATES, How.DIRECT)

    assert chat_wording.NO_DIRECTORY in answer.text
    assert "sealed" not in answer.text


def test_who_cannot_be_looked_up_is_no_stranger_but_is_not_answered_either(
    start: Starts, people: Slack
) -> None:
    talk = start(slack_strangers="nothing")
    people.break_down(3, method="users.info")

    assert chat_wording.UNKNOWN_PERSON in talk.asks("U1", PICTURES, How.DIRECT).text


def test_a_mention_without_words_tells_how_to_ask(talk: Talk) -> None:
    assert "/policy" in talk.mention("U1", "  ").text


def test_a_file_alone_is_not_read_and_that_is_said(talk: Talk) -> None:
    answer = talk.asks("U1", "", How.DIRECT, files=True)

    assert answer.text == chat_wording.NO_FILES


def test_who_attaches_a_file_to_a_question_reads_that_only_the_text_was_read(talk: Talk) -> None:
    answer = talk.asks("U1", PICTURES, How.DIRECT, files=True)

    assert chat_wording.TEXT_ONLY in answer.text
    assert "must not post" in answer.text


def test_a_message_for_the_office_becomes_a_ticket_whatever_the_clauses_say(talk: Talk) -> None:
    place = Place("slack", "T1", talk.channel, "", "channel")
    said = Asked(Asker("slack", "U1", "T1"), place, How.FOR_OFFICE, PICTURES, stamp())
    answer = talk.happens(said)

    assert answer.ways == ["ephemeral"]
    (ticket,) = talk.assistant.tickets.of(f"slack:T1:{talk.channel}:{said.ts}:U1")
    assert ticket.asker == Person("slack:T1:U1", "Person U1")
