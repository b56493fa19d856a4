from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.chat.model import Asked, Asker, How, Place, from_event, to_body
from adapters.chat.refused import Refused
from adapters.delivery.model import Event
from adapters.slack.entering import translate
from adapters.slack.entering.payload import Command, Envelope, Post, Shortcut
from adapters.slack.entering.workspace import Workspace

OURS = Workspace("T1", "UBOT", "A1")


def posted(**fields: Any) -> Asked | None:
    event = {"type": "message", "channel": "C1", "channel_type": "channel", "user": "U1"}
    return translate.post(Post.model_validate(event | {"ts": "17.1", "text": "hi"} | fields), OURS)


IN_CHANNEL = Place("slack", "T1", "C1", "", "channel")
IN_THREAD = Place("slack", "T1", "C1", "16.1", "channel")
ALONE = Place("slack", "T1", "D1", "", "im")
DIRECT = {"channel": "D1", "channel_type": "im"}


@pytest.mark.parametrize(
    ("event", "how", "place", "text"),
    [
        (DIRECT, How.DIRECT, ALONE, "hi"),
        (
            DIRECT | {"thread_ts": "16.1"},
            How.DIRECT,
            Place("slack", "T1", "D1", "16.1", "im"),
            "hi",
        ),
        (DIRECT | {"text": "<@UBOT> hi"}, How.DIRECT, ALONE, "hi"),
        ({"channel": "D1", "channel_type": ""}, How.DIRECT, ALONE, "hi"),
        ({"text": "<@UBOT> hi"}, How.MENTION, IN_CHANNEL, "hi"),
        ({"text": "<@UBOT> hi", "thread_ts": "16.1"}, How.MENTION, IN_THREAD, "hi"),
        ({"text": "<@UBOT> hi", "thread_ts": "17.1"}, How.MENTION, IN_CHANNEL, "hi"),
        ({"text": "<@UBOT>"}, How.MENTION, IN_CHANNEL, ""),
        (
            {"type": "app_mention", "text": "<@UBOT> hi", "channel_type": ""},
            How.MENTION,
            Place("slack", "T1", "C1"),
            "hi",
        ),
        ({"thread_ts": "16.1"}, How.THREAD, IN_THREAD, "hi"),
        ({"thread_ts": "16.1", "subtype": "thread_broadcast"}, How.THREAD, IN_THREAD, "hi"),
        (
            {"channel": "G1", "channel_type": "mpim", "text": "<@UBOT> hi"},
            How.MENTION,
            Place("slack", "T1", "G1", "", "mpim"),
            "hi",
        ),
    ],
)
def test_a_message_for_the_bot_is_heard(
    event: dict[str, Any], how: How, place: Place, text: str
) -> None:
    assert posted(**event) == Asked(Asker("slack", "U1", "T1"), place, how, text, "17.1")


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"channel": "G1", "channel_type": "mpim"},
        {"text": "&lt;@UBOT&gt; hi"},
        DIRECT | {"user": "UBOT"},
        DIRECT | {"user": "USLACKBOT"},
        DIRECT | {"user": None},
        DIRECT | {"bot_id": "B1"},
        DIRECT | {"bot_id": "B1", "subtype": "bot_message", "user": None},
        *(
            DIRECT | {"subtype": subtype}
            for subtype in (
                *("message_changed", "message_deleted", "message_replied", "me_message"),
                *("channel_join", "channel_leave", "channel_topic", "pinned_item"),
                *("assistant_app_thread", "reminder_add", "tombstone", "something_new"),
            )
        ),
    ],
)
def test_what_is_not_for_the_bot_is_left_alone(event: dict[str, Any]) -> None:
    assert posted(**event) is None


def test_whom_a_message_mentions_goes_with_it_also_through_the_inbox() -> None:
    asked = posted(text="<@U2> <@UBOT> hi", thread_ts="16.1")

    assert asked is not None
    assert (asked.how, asked.others) == (How.MENTION, ("U2",))
    assert from_event(Event("slack", "1", "", json.loads(json.dumps(to_body(asked))))) == asked


def test_what_an_earlier_release_left_in_the_inbox_mentions_nobody() -> None:
    asked = Asked(Asker("slack", "U1", "T1"), IN_CHANNEL, How.MENTION, "hi", "17.1")
    body = to_body(asked)
    del body["others"]

    assert from_event(Event("slack", "1", "", body)) == asked


@pytest.mark.parametrize("text", ["look at this", "", None])
def test_files_are_told_of_and_their_text_counts(text: str | None) -> None:
    asked = posted(**DIRECT, subtype="file_share", files=[{"id": "F1"}], text=text)

    assert asked is not None
    assert (asked.text, asked.files) == (text or "", True)


@pytest.mark.parametrize(
    ("teams", "own"),
    [
        ({}, "T1"),
        ({"team": "T1"}, "T1"),
        ({"team": "T1", "user_team": "T2", "source_team": "T2"}, "T2"),
        ({"team": "T1", "source_team": "T2"}, "T2"),
        ({"team": "T2"}, "T2"),
    ],
)
def test_who_writes_in_a_shared_channel_is_of_their_own_workspace(
    teams: dict[str, str], own: str
) -> None:
    asked = posted(**teams, text="<@UBOT> hi")

    assert asked is not None
    assert (asked.who, asked.place.team) == (Asker("slack", "U1", own), "T1")


def test_a_command_asks_where_it_was_typed() -> None:
    given = {"team_id": "T1", "channel_id": "C1", "user_id": "U1", "trigger_id": "9.9.a"}
    words = {"text": "may <@U2|ann> post?", "response_url": "https://hooks.slack.com/x"}

    assert translate.command(Command.model_validate(given | words)) == Asked(
        Asker("slack", "U1", "T1"),
        Place("slack", "T1", "C1"),
        How.COMMAND,
        "may @ann post?",
        "",
        "https://hooks.slack.com/x",
    )


def used(callback: str, **message: Any) -> Shortcut:
    about = {"callback_id": callback, "trigger_id": "9.9", "channel": {"id": "C1"}}
    who = {"user": {"id": "U1", "team_id": "T2"}, "response_url": "https://hooks.slack.com/x"}
    return Shortcut.model_validate(about | who | {"message": {"ts": "17.1"} | message})


def test_the_shortcut_asks_what_the_message_says() -> None:
    quoted = used("ask_policy", text="may I &amp; you?", thread_ts="16.1", files=[{}])

    assert translate.shortcut(quoted, OURS) == Asked(
        Asker("slack", "U1", "T2"),
        Place("slack", "T1", "C1", "16.1"),
        How.SHORTCUT,
        "may I & you?",
        "17.1",
        "https://hooks.slack.com/x",
        files=True,
    )


def test_the_shortcut_to_the_office_opens_a_form_about_the_message() -> None:
    asked = translate.shortcut(used("send_to_office", text="urgent!"), OURS)
    press = translate.for_office(asked)

    assert asked.how is How.FOR_OFFICE
    assert (press.action, press.value, press.message) == ("send_to_office", "urgent!", "17.1")
    assert (press.who, press.place) == (asked.who, asked.place)


def test_a_shortcut_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(Refused, match="unknown shortcut"):
        translate.shortcut(used("delete_everything", text="hi"), OURS)


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ({"team_id": "T1"}, ""),
        ({"team_id": "T2"}, "another workspace"),
        ({}, "another workspace"),
        ({"team_id": "T2", "authorizations": [{"team_id": "T1"}]}, ""),
        ({"team_id": "T1", "authorizations": [{"team_id": "T2"}]}, "another workspace"),
        ({"team_id": "T2", "authorizations": []}, "another workspace"),
        ({"team": {"id": "T1"}}, ""),
        ({"team": {"id": "T2"}}, "another workspace"),
        ({"team": {"id": "T2"}, "view": {"app_installed_team_id": "T1"}}, ""),
        ({"team": {"id": "T2"}, "message": {"team": "T1"}}, ""),
        ({"team_id": "T1", "api_app_id": "A1"}, ""),
        ({"team_id": "T1", "api_app_id": "A2"}, "another app"),
    ],
)
def test_only_payloads_of_our_workspace_and_app_are_ours(payload: dict[str, Any], why: str) -> None:
    said = OURS.refuses(Envelope.model_validate(payload))

    assert said.startswith(why)
    assert bool(said) == bool(why)
