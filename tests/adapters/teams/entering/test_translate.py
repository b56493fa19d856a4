from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from adapters.chat import actions, lanes
from adapters.chat.model import Asked, Asker, How, Opened, Place, from_event
from adapters.chat.refused import Refused
from adapters.teams.entering import pressing, translate
from adapters.teams.entering.payload import Activity
from adapters.teams.entering.values import Data, Executed, Feedback, HandedOn, Query, Sent
from tests.adapters.teams.entering.activities import (
    ANN,
    BOT,
    CHANNEL,
    GROUP,
    PERSONAL,
    TENANT,
    activity,
    mention,
    raw,
)

OF_ANN = Asker("teams", ANN, TENANT)
DIRECT = Place("teams", TENANT, PERSONAL, "", "im")
IN_GROUP = Place("teams", TENANT, GROUP, "", "groupChat")
IN_CHANNEL = Place("teams", TENANT, CHANNEL, "", "channel")
IN_THREAD = Place("teams", TENANT, CHANNEL, "16", "channel")
MENTIONED: dict[str, Any] = {"text": "<at>PolicyDesk</at> hi", "entities": [mention()]}


def test_half_a_character_in_a_message_costs_nobody_the_answer() -> None:
    asked = translate.post(activity(text="May I\ud83d post?"))

    assert asked is not None
    assert asked.text == "May I? post?"


@pytest.mark.parametrize(
    ("channel", "root", "fields", "how", "place", "ts"),
    [
        (PERSONAL, "", {}, How.DIRECT, DIRECT, ""),
        (PERSONAL, "", MENTIONED, How.DIRECT, DIRECT, ""),
        (GROUP, "", MENTIONED, How.MENTION, IN_GROUP, ""),
        (GROUP, "", {}, How.THREAD, IN_GROUP, ""),
        (CHANNEL, "17", MENTIONED, How.MENTION, IN_CHANNEL, "17"),
        (CHANNEL, "", MENTIONED, How.MENTION, IN_CHANNEL, "17"),
        (CHANNEL, "16", MENTIONED, How.MENTION, IN_THREAD, "17"),
        (CHANNEL, "16", {}, How.THREAD, IN_THREAD, "17"),
    ],
)
def test_a_message_for_the_bot_is_heard(  # noqa: PLR0913, PLR0917 - a table
    channel: str, root: str, fields: dict[str, Any], how: How, place: Place, ts: str
) -> None:
    asked = translate.post(activity(channel, root, **fields))

    assert asked == Asked(OF_ANN, place, how, "hi", ts)
    event = lanes.event(asked, "1")
    assert from_event(event) == asked
    json.dumps(event.body)


@pytest.mark.parametrize(
    ("channel", "root", "fields"),
    [
        (CHANNEL, "17", {}),
        (CHANNEL, "", {}),
        (PERSONAL, "", {"from": None}),
        (PERSONAL, "", {"from": {"id": "29:x"}}),
        (PERSONAL, "", {"from": {"id": BOT, "aadObjectId": ANN}}),
        (PERSONAL, "", {"from": {"id": "29:x", "aadObjectId": ANN, "role": "bot"}}),
        (CHANNEL, "17", MENTIONED | {"entities": [mention("29:bob", "PolicyDesk")]}),
    ],
)
def test_what_is_not_for_the_bot_is_left_alone(
    channel: str, root: str, fields: dict[str, Any]
) -> None:
    assert translate.post(activity(channel, root, **fields)) is None


def test_two_people_s_chat_is_not_taken_for_one_with_the_bot() -> None:
    theirs = {"id": "19:a_b@unq.gbl.spaces", "conversationType": "personal", "tenantId": TENANT}
    asked = translate.post(activity(conversation=theirs, **MENTIONED))

    assert asked is not None
    assert (asked.how, asked.place.channel_type) == (How.MENTION, "groupChat")


def test_who_writes_from_another_tenant_is_of_their_own() -> None:
    sender = {"id": "29:x", "aadObjectId": ANN.upper(), "tenantId": ANN}
    asked = translate.post(activity(CHANNEL, "17", **MENTIONED | {"from": sender}))

    assert asked is not None
    assert (asked.who, asked.place.team) == (Asker("teams", ANN, ANN), TENANT)


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("text/html", False),
        ("messageReference", False),
        ("application/vnd.microsoft.card.adaptive", False),
        ("image/png", True),
        ("application/vnd.microsoft.teams.file.download.info", True),
        (None, False),
    ],
)
def test_files_are_told_of(kind: str | None, files: bool) -> None:  # noqa: FBT001 - a table
    asked = translate.post(activity(attachments=[{"contentType": kind}]))

    assert asked is not None
    assert asked.files is files


@pytest.mark.parametrize(
    ("fields", "new"),
    [
        ({"type": "conversationUpdate", "membersAdded": [{"id": BOT}, {"id": "29:x"}]}, True),
        ({"type": "conversationUpdate", "membersAdded": [{"id": "29:x"}]}, False),
        ({"type": "conversationUpdate", "membersRemoved": [{"id": BOT}]}, False),
        ({"type": "installationUpdate", "action": "add"}, True),
        ({"type": "installationUpdate", "action": "add-upgrade"}, False),
        ({"type": "installationUpdate", "action": "remove"}, False),
    ],
)
def test_the_bot_is_new_only_where_it_was_added(fields: dict[str, Any], new: bool) -> None:  # noqa: FBT001 - a table
    said = activity(CHANNEL, "17", **fields)

    assert translate.opened(said) == (Opened(OF_ANN, IN_CHANNEL) if new else None)


def handed_on(command: str, channel: str = CHANNEL, **message: Any) -> Asked:
    payload = {"id": "17", "body": {"content": "<p>may I &amp; you?</p>"}} | message
    given = HandedOn.model_validate({"commandId": command, "messagePayload": payload})
    return translate.handed_on(activity(channel, "f:3", type="invoke", id="f:3"), given)


def test_a_command_asks_what_the_message_says_where_it_stands() -> None:
    asked = handed_on(
        actions.ASK_SHORTCUT, replyToId="16", attachments=[{"contentType": "image/x"}]
    )

    assert asked == Asked(OF_ANN, IN_THREAD, How.SHORTCUT, "may I & you?", "17", files=True)
    assert handed_on(actions.ASK_SHORTCUT, replyToId="17").place == IN_CHANNEL
    assert handed_on(actions.ASK_SHORTCUT).place == IN_CHANNEL


def test_a_message_of_a_chat_has_no_thread() -> None:
    asked = handed_on(actions.ASK_SHORTCUT, GROUP, replyToId="16")

    assert (asked.place, asked.ts) == (IN_GROUP, "")


def test_the_command_to_the_office_opens_a_form_about_the_message() -> None:
    asked = handed_on(actions.OFFICE_SHORTCUT)
    press = translate.for_office(asked)

    assert asked.how is How.FOR_OFFICE
    assert (press.action, press.value) == (actions.OFFICE_SHORTCUT, "may I & you?")
    assert (press.who, press.place, press.message) == (asked.who, asked.place, "17")


def test_a_command_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(Refused, match="unknown command"):
        handed_on("delete_everything")


PARTS = st.sampled_from(
    [
        *("type", "id", "name", "from", "conversation", "recipient", "serviceUrl", "text", "value"),
        *("entities", "attachments", "membersAdded", "channelData", "tenant", "tenantId", "role"),
        *("aadObjectId", "conversationType", "mentioned", "replyToId", "action", "data", "verb"),
        *("policydesk", "form", "about", "commandId", "messagePayload", "body", "content"),
        *("parameters", "actionName", "actionValue", "reaction", "feedback", "mentions", "msteams"),
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(
        [
            *(
                "message",
                "mention",
                "invoke",
                "personal",
                "channel",
                "add",
                "feedback",
                "like",
                "\0",
            ),
            *(ANN, TENANT, BOT, PERSONAL, f"{CHANNEL};messageid=17", "17", "7", "7:2", "\ud800"),
            *("claim", "reply_form", "for_office_form", f"{TENANT}:a::1", "ask_policy", "{}"),
            *("https://smba.example/", "<at>x</at>", '{"feedbackText": "why"}'),
        ]
    )
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=5),
    max_leaves=10,
)
FIELDS = st.dictionaries(PARTS, ANYTHING, max_size=6)


def read(payload: dict[str, Any]) -> None:
    """Make of an activity whatever can be made of it."""
    said = Activity.model_validate(payload)
    for step in (
        lambda: translate.post(said),
        lambda: translate.opened(said),
        lambda: pressing.pressed(said, Executed.model_validate(said.value).action.data.mark),
        lambda: pressing.pressed(said, Data.model_validate(said.value).mark),
        lambda: pressing.submitted(said, Sent.model_validate(said.value).data),
        lambda: pressing.judged(said, Feedback.model_validate(said.value), 7),
        lambda: translate.handed_on(said, HandedOn.model_validate(said.value)),
        lambda: Query.model_validate(said.value),
    ):
        try:
            happened = step()
        except (Refused, ValidationError):
            continue
        json.dumps(repr(happened)).encode()


@given(FIELDS)
def test_no_activity_is_a_fault_of_ours(fields: dict[str, Any]) -> None:
    try:
        read(raw(CHANNEL, "17") | fields)
    except ValidationError:
        return


@given(ANYTHING)
def test_no_value_of_an_invoke_is_a_fault_of_ours(value: object) -> None:
    read(raw(CHANNEL, "17", type="invoke", value=value))
