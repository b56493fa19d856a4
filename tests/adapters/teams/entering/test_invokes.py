from __future__ import annotations

from typing import Any

import pytest

from adapters.chat import actions
from adapters.chat.model import Asked, Asker, How, Place, Submitted
from adapters.chat.outgoing import ref
from tests.adapters.teams.entering.way_in import BEN, CHANNEL, HANNA, Entered, form, posted
from tests.fakes.teams import TENANT

OF_HANNA = Asker("teams", HANNA, TENANT)
IN_CHANNEL = Place("teams", TENANT, CHANNEL, "", "channel")
THUMBS = {"text": "Yes.", "channelData": {"feedbackLoop": {"type": "default"}}}


def rated(way: Entered, reaction: str, comment: str = "") -> Any:
    message = posted(way, THUMBS)
    with way.database.write() as connection:
        way.answers.keep(connection, ref(CHANNEL, message["ts"]), 7)
    told = way.teams.rates(HANNA, message, reaction, comment)
    assert told["acked"]
    assert told["tries"][0]["body"] in ("", "{}")
    return way.happenings()


def test_a_thumb_is_kept_with_the_turn_whose_answer_it_is_on(way: Entered) -> None:
    (pressed,) = rated(way, "like")

    assert (pressed.action, pressed.value) == (actions.FEEDBACK, "7:up")


def test_a_thumb_with_a_comment_is_kept_once(way: Entered) -> None:
    assert rated(way, "dislike", "No date.") == [
        Submitted(OF_HANNA, actions.WHY_FORM, "7", {"why": "No date.", "said": "down"})
    ]


def test_a_thumb_on_an_answer_that_has_expired_is_acknowledged(way: Entered) -> None:
    assert way.teams.rates(HANNA, posted(way, THUMBS), "like")["acked"]
    assert way.events() == []


@pytest.mark.parametrize("fetch", [True, False])
def test_a_message_can_be_asked_about(way: Entered, fetch: bool) -> None:  # noqa: FBT001 - a table
    said = way.teams.says(BEN, CHANNEL, "May I post & share?")
    message = way.teams.messages(CHANNEL)[0]
    told = way.teams.shortcut(HANNA, message, actions.ASK_SHORTCUT, fetch=fetch)

    asked = Asked(OF_HANNA, IN_CHANNEL, How.SHORTCUT, "May I post & share?", said["ts"])
    assert way.happenings() == [asked]
    assert way.events()[0].id == f"invoke {CHANNEL} {told['id']}"
    assert "in your chat with me" in way.teams.toasts(HANNA)[0]
    assert way.typing.asked == []


def test_a_message_is_sent_to_the_office_through_a_form(way: Entered) -> None:
    about = f"{TENANT}:19%3Ahr@thread.tacv2::17"
    way.forms.opening[actions.OFFICE_SHORTCUT] = form(actions.FOR_OFFICE_FORM, about)
    way.teams.says(BEN, CHANNEL, "Reporters are here")
    message = way.teams.messages(CHANNEL)[0]
    way.teams.shortcut(HANNA, message, actions.OFFICE_SHORTCUT)

    assert [(one.value, one.message) for one in way.forms.opened] == [
        ("Reporters are here", message["ts"])
    ]
    assert way.events() == []
    way.teams.submits(HANNA, {"text": "Reporters are here!"})
    assert way.teams.views(HANNA) == []
    assert way.happenings() == [
        Submitted(OF_HANNA, actions.FOR_OFFICE_FORM, about, {"text": "Reporters are here!"})
    ]


def test_a_command_that_is_none_of_ours_is_refused(way: Entered) -> None:
    way.teams.says(BEN, CHANNEL, "Hello")
    told = way.teams.shortcut(HANNA, way.teams.messages(CHANNEL)[0], "delete_everything")

    assert told["tries"][0]["status"] == 400
    assert way.refused == ["unknown command"]


@pytest.mark.parametrize(
    "name",
    ["task/unheard", "signin/verifyState", "fileConsent/invoke", "composeExtension/queryLink"],
)
def test_an_invoke_that_nobody_knows_is_told_so(way: Entered, name: str) -> None:
    told = way.invokes(name, {})

    assert told["tries"][0]["status"] == 501
    assert way.refused == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("adaptiveCard/action", None),
        ("adaptiveCard/action", {"action": {"data": {"policydesk": {"action": "claim"}}}}),
        ("adaptiveCard/action", {"action": {"data": {}}}),
        ("task/fetch", {"data": "x"}),
        ("task/submit", {"data": {"policydesk": "x"}}),
        ("message/submitAction", {"actionName": "feedback"}),
        ("composeExtension/query", {"parameters": "x"}),
        ("composeExtension/fetchTask", {"commandId": actions.ASK_SHORTCUT}),
        ("composeExtension/submitAction", []),
    ],
)
def test_an_invoke_without_its_parts_is_refused(way: Entered, name: str, value: Any) -> None:
    told = way.invokes(name, value)

    assert told["tries"][0]["status"] == 400
    assert len(way.refused) == 1
    assert way.events() == []
