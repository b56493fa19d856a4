from __future__ import annotations

import pytest

from adapters.chat.outgoing import CARD, Do
from adapters.delivery.model import Later, Outgoing, Sent, Undeliverable
from adapters.teams import wording
from adapters.teams.kit import line
from tests.adapters.teams.sending.there import (
    ANN,
    CHAT,
    GROUP,
    HELLO,
    HR,
    Out,
    card,
    named,
    post,
    update,
)
from tests.bot.conftest import Clock
from tests.fakes.teams import BOT, TENANT, buttons, object_id, shown

LONG = "word " * 9_000


def test_a_post_is_there_under_its_reference(out: Out) -> None:
    out.heard(HR, GROUP, CHAT)
    for channel in (HR, GROUP, CHAT):
        where, name = named(out.post(channel))
        (message,) = out.teams.messages(channel)
        assert (where, name) == (channel, message["ts"])
        assert (message["user"], shown(message)) == (BOT, "Hello")


def test_a_reply_stands_in_its_thread(out: Out) -> None:
    out.heard(HR)
    _, first = named(out.post(HR))
    where, second = named(out.post(HR, first))
    assert where == HR
    assert [m["ts"] for m in out.teams.messages(HR, first)] == [first, second]


def test_what_is_sent_is_all_that_was_rendered(out: Out) -> None:
    out.heard(CHAT)
    claim = {
        "@type": "Claim",
        "position": 1,
        "appearance": {"@type": "DigitalDocument", "name": "Leave", "abstract": "cl. 4"},
    }
    root = {
        "type": "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        "additionalType": ["AIGeneratedContent"],
        "citation": [claim],
    }
    said = {
        "type": "message",
        "textFormat": "markdown",
        "text": "Ask first [1].",
        "summary": "Ask first.",
        "entities": [root],
        "channelData": {"feedbackLoop": {"type": "default"}},
        "attachments": card("cl. 4")["attachments"],
        "suggestedActions": {"actions": [{"type": "imBack", "title": "Why?", "value": "Why?"}]},
    }
    out.post(CHAT, activity=said)
    (message,) = out.teams.messages(CHAT)
    assert said.items() <= message["activity"].items()


def test_a_change_is_the_same_however_often_it_is_made(out: Out) -> None:
    out.heard(HR)
    _, name = named(out.post(HR, activity=card("old"), **{CARD: 4}))
    changed = update(HR, name, card("new"))
    assert out.send(changed) == out.send(changed, 2, unsure=True)
    (message,) = out.teams.messages(HR)
    assert "new" in shown(message)


def test_what_is_gone_needs_no_change_and_has_no_name(out: Out) -> None:
    out.heard(HR)
    assert out.send(update(HR, "17", card("new"))) == Sent("")


def test_a_conversation_that_has_moved_is_reached_where_it_was_heard_from_last(out: Out) -> None:
    out.heard(HR)
    out.post(HR)
    out.teams.moved(HR, "amer")
    assert isinstance(out.post(HR), Undeliverable)
    out.heard(HR, service="amer")
    assert isinstance(out.post(HR), Sent)


def test_what_others_were_heard_from_says_nothing_of_a_conversation_that_is_known(
    out: Out, clock: Clock
) -> None:
    out.heard(HR)
    clock.pass_days(1)
    out.heard(CHAT, service="amer")
    assert named(out.post(HR))[0] == HR


def test_a_channel_that_nobody_has_written_in_is_looked_for_where_the_tenant_is(out: Out) -> None:
    out.heard(CHAT, service="amer")
    out.teams.channel(HR, service="amer")
    assert named(out.post(HR))[0] == HR


def test_where_nothing_was_heard_from_at_all_people_are_told_what_to_do(out: Out) -> None:
    assert out.post(HR) == Undeliverable(
        "no_address: nobody in Teams has written to the app yet, so it doesn't know where to send;"
        " add it to the team and write to it once"
    )
    assert out.teams.calls("activities.post") == []


def test_a_person_is_written_to_in_the_chat_that_is_known(out: Out) -> None:
    out.heard(CHAT, user=ANN)
    assert named(out.post(ANN))[0] == CHAT
    assert out.teams.calls("conversations.create") == []


@pytest.mark.parametrize("seen", [True, False], ids=["seen in a channel", "never seen"])
def test_a_person_without_a_chat_gets_one_which_is_kept(out: Out, *, seen: bool) -> None:
    out.teams.person(ANN)
    out.heard(HR, user=ANN if seen else "")
    assert [named(out.post(ANN))[0] for _ in range(2)] == [CHAT, CHAT]
    (made,) = out.teams.calls("conversations.create")
    (member,) = made["body"]["members"]
    assert member["id"] == (f"29:1{ANN}" if seen else ANN)
    assert made["body"]["channelData"] == {"tenant": {"id": TENANT}}
    kept = out.addresses.person(ANN)
    assert kept is not None
    assert kept.personal == CHAT


@pytest.mark.parametrize("do", [Do.EPHEMERAL, Do.RESPOND])
def test_what_one_person_alone_reads_is_written_to_them_directly(out: Out, do: Do) -> None:
    out.heard(HR)
    out.heard(CHAT, user=ANN)
    body = {"do": do, "channel": HR, "thread": "", "url": "", "user": ANN, "activity": HELLO}
    assert named(out.send(Outgoing("teams", "k", HR, "", body)))[0] == CHAT
    assert out.teams.messages(HR) == []
    assert len(out.teams.ephemerals(HR, ANN)) == 1


def test_who_has_blocked_the_app_gets_nothing_and_nobody_else_is_affected(out: Out) -> None:
    out.teams.person(ANN, blocked=True)
    out.heard(CHAT, user=ANN)
    told = out.post(ANN)
    out.teams.person(ANN)
    assert isinstance(told, Undeliverable)
    assert not told.whole_lane
    assert "blocked the app" in told.why


def test_who_is_in_no_tenant_of_ours_is_told_of(out: Out) -> None:
    out.heard(HR)
    told = out.post(object_id(999))
    assert isinstance(told, Undeliverable)
    assert "isn't in the tenant" in told.why


def test_a_channel_that_the_app_was_taken_out_of_says_what_to_do(out: Out) -> None:
    out.heard(HR)
    out.teams.channel(HR, bot=False)
    told = out.post(HR)
    assert isinstance(told, Undeliverable)
    assert told.whole_lane
    assert "add the app to that team or chat again" in told.why


def test_a_reply_below_what_was_deleted_is_told_of(out: Out) -> None:
    out.heard(HR)
    told = out.post(HR, "17")
    assert told == Undeliverable(
        "ActivityNotFoundInConversation: what it replies to has been deleted", whole_lane=False
    )


@pytest.mark.parametrize("status", [412, 502, 503, 504])
def test_what_teams_wants_repeated_is_repeated_once_by_each_attempt(out: Out, status: int) -> None:
    out.heard(HR)
    out.teams.break_down(1, status)
    told = out.post(HR)
    assert isinstance(told, Later)
    assert told.unsure is (status in {502, 504})
    assert len(out.teams.calls("activities.post")) == 1
    assert isinstance(out.send(post(HR), 2, unsure=told.unsure), Sent)
    assert len(out.teams.messages(HR)) == 1


@pytest.mark.parametrize("status", [429, 503, 502, 0])
def test_a_change_is_not_repeated_by_the_kit_either(out: Out, status: int) -> None:
    out.heard(HR)
    _, name = named(out.post(HR))
    out.teams.break_down(1, status, method="activities.update")
    assert isinstance(out.send(update(HR, name, HELLO)), Later)
    assert len(out.teams.calls("activities.update")) == 1


def test_who_writes_too_fast_waits_as_long_as_teams_says_with_the_whole_lane(out: Out) -> None:
    out.heard(HR)
    out.teams.limit(1, after=7)
    assert out.post(HR) == Later("TooManyRequests", 7.0, whole_lane=True)


def test_what_was_cut_off_is_unsure_and_comes_rather_twice_than_never(out: Out) -> None:
    out.heard(HR)
    out.teams.swallow(1, method="activities.post")
    cut = out.post(HR)
    assert cut == Later("cut_off", unsure=True)
    assert isinstance(out.send(post(HR), 2, unsure=True), Sent)
    assert len(out.teams.messages(HR)) == 2


def test_an_outage_is_waited_for_and_nothing_comes_twice(out: Out) -> None:
    out.heard(HR)
    out.post(HR)
    out.teams.shut()
    try:
        told = out.post(HR)
    finally:
        out.teams.reopen()
    assert told == Later("unreachable")
    assert isinstance(out.send(post(HR), 2), Sent)
    assert len(out.teams.messages(HR)) == 2


def test_a_secret_that_entra_refuses_costs_no_message(out: Out) -> None:
    out.heard(HR)
    out.teams.secret("another")
    told = out.post(HR)
    assert isinstance(told, Later)
    assert told.until_mended
    assert told.whole_lane
    assert "AADSTS7000215" in told.why
    assert "policydesk teams check" in told.why


def test_entra_that_can_not_be_reached_is_waited_for(out: Out) -> None:
    out.heard(HR)
    out.teams.shut()
    try:
        told = out.post(HR)
    finally:
        out.teams.reopen()
    assert told == Later("no_login")


def test_a_text_that_is_too_large_comes_in_parts_without_losing_a_word(out: Out) -> None:
    out.heard(CHAT)
    text = LONG * 4
    where, first = named(out.post(CHAT, activity={"type": "message", "text": text}))
    messages = out.teams.messages(where)
    assert messages[0]["ts"] == first
    assert len(messages) > 1
    assert " ".join(m["text"] for m in messages).split() == text.split()


def test_a_card_that_is_too_large_comes_in_parts_below_the_first_with_the_buttons_last(
    out: Out,
) -> None:
    out.heard(HR)
    texts = [f"{number} {LONG}" for number in range(4)]
    _, first = named(out.post(HR, activity=card(*texts)))
    messages = out.teams.messages(HR, first)
    assert messages == out.teams.messages(HR)
    assert len(messages) > 1
    assert " ".join(map(shown, messages)).split() == " ".join(texts).split()
    assert [bool(buttons(m)) for m in messages] == [False] * (len(messages) - 1) + [True]


def test_parts_that_are_there_are_not_sent_again_after_a_later_one_failed(out: Out) -> None:
    out.heard(CHAT)
    text = "".join(f"{number} {LONG}" for number in range(4))
    one = post(CHAT, activity={"type": "message", "text": text})
    out.teams.pace(1)
    assert isinstance(out.send(one), Later)
    out.teams.pace(0)
    assert isinstance(out.send(one, 2), Sent)
    written = out.teams.messages(CHAT)
    assert " ".join(m["text"] for m in written).split() == text.split()


@pytest.mark.parametrize("how", ["posted", "changed"])
def test_a_tickets_card_that_is_too_large_stays_one_and_says_so(out: Out, how: str) -> None:
    out.heard(HR)
    large = card(*[LONG] * 5)
    if how == "posted":
        out.post(HR, activity=large, **{CARD: 4})
    else:
        _, name = named(out.post(HR, activity=card("small"), **{CARD: 4}))
        out.send(update(HR, name, large))
    (message,) = out.teams.messages(HR)
    assert wording.CUT_SHORT in shown(message)
    assert buttons(message)


def test_what_teams_finds_malformed_is_a_fault_of_ours(out: Out) -> None:
    out.heard(HR)
    told = out.post(HR, activity={"type": "message", "text": ""})
    assert isinstance(told, Undeliverable)
    assert not told.whole_lane
    assert "report it" in told.why


def test_who_does_not_answer_in_time_counts_as_cut_off(
    out: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.heard(HR)
    out.post(HR)
    monkeypatch.setattr(line, "TIMEOUT", 0.3)
    out.teams.hold("activities.post")
    assert out.post(HR) == Later("cut_off", unsure=True)
    out.teams.release()
