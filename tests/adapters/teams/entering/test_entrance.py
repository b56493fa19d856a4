from __future__ import annotations

from typing import Any

import httpx
import pytest

from adapters.chat import actions
from adapters.chat.model import Asked, Asker, How, Opened, Place, Pressed, Submitted
from adapters.chat.outgoing import ref
from tests.adapters.teams.entering.way_in import BEN, CHANNEL, GROUP, HANNA, Entered, form
from tests.fakes.teams import APP, BOT, SECRET, TENANT, direct, fields, object_id

OF_HANNA = Asker("teams", HANNA, TENANT)
ALONE = Place("teams", TENANT, direct(HANNA), "", "im")
IN_CHANNEL = Place("teams", TENANT, CHANNEL, "", "channel")


def card(way: Entered, *buttons: dict[str, Any], channel: str = CHANNEL) -> dict[str, Any]:
    """Have the bot post a card with these buttons, and return the message."""
    content = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "TextBlock", "text": "A card"}],
        "actions": list(buttons),
    }
    kind = "application/vnd.microsoft.card.adaptive"
    attachment = {"contentType": kind, "content": content}
    return posted(way, {"attachments": [attachment]}, channel)


def posted(way: Entered, message: dict[str, Any], channel: str = CHANNEL) -> dict[str, Any]:
    """Have the bot post a message as the connector takes it, and return it."""
    asked = {"client_id": APP, "client_secret": SECRET, "grant_type": "client_credentials"}
    scope = {"scope": "https://api.botframework.com/.default"}
    login = f"{way.teams.login_url}/{TENANT}/oauth2/v2.0/token"
    token = httpx.post(login, data=asked | scope, trust_env=False).json()["access_token"]
    url = f"{way.teams.service_url()}v3/conversations/{channel}/activities"
    headers = {"Authorization": f"Bearer {token}"}
    said = {"type": "message", **message}
    httpx.post(url, json=said, headers=headers, trust_env=False).raise_for_status()
    return [one for one in way.teams.messages(channel) if one["user"] == BOT][-1]


def execute(action: str, value: str = "7") -> dict[str, Any]:
    data = {"policydesk": {"action": action, "value": value}}
    submit = {"type": "Action.Submit", "title": action, "data": data}
    return submit | {"type": "Action.Execute", "verb": action, "fallback": submit}


def opens(action: str, value: str = "7") -> dict[str, Any]:
    data = {"msteams": {"type": "task/fetch"}, "policydesk": {"action": action, "value": value}}
    return {"type": "Action.Submit", "title": action, "data": data}


def test_a_direct_message_is_kept_and_shown_to_be_looked_up(way: Entered) -> None:
    ts = way.teams.asks(HANNA, "May I post?")

    asked = Asked(OF_HANNA, ALONE, How.DIRECT, "May I post?")
    assert way.happenings() == [asked]
    assert way.events()[0].id == f"post {direct(HANNA)} {ts}"
    assert way.typing.asked == [asked]
    assert way.nudges


def test_where_it_came_from_is_kept_as_it_was_heard_last(way: Entered) -> None:
    way.teams.asks(HANNA, "May I post?")
    way.teams.moved(direct(HANNA), "amer")
    way.teams.asks(HANNA, "And in uniform?")

    contact, address = way.addresses.person(HANNA), way.addresses.of(direct(HANNA))
    assert contact is not None
    assert address is not None
    assert (contact.personal, contact.service_url) == (
        direct(HANNA),
        way.teams.service_url("amer"),
    )
    assert contact.account.startswith("29:")
    assert (address.service_url, address.kind) == (way.teams.service_url("amer"), "personal")


@pytest.mark.parametrize("channel", [CHANNEL, GROUP])
def test_a_mention_is_kept_without_the_bot_s_name(way: Entered, channel: str) -> None:
    ts = way.teams.says(HANNA, channel, f"@bot May <@{BEN}> post?")["ts"]

    (asked,) = way.happenings()
    assert isinstance(asked, Asked)
    assert asked.how is How.MENTION
    assert asked.text == "May @Person 8 post?"
    assert asked.place.channel == channel
    assert (asked.place.thread, asked.ts) == ("", ts if channel == CHANNEL else "")
    assert len(asked.others) == 1


def test_what_is_delivered_again_is_answered_and_kept_once(way: Entered) -> None:
    way.teams.asks(HANNA, "May I post?")
    again = way.teams.redelivers(way.teams.deliveries()[0]["id"])

    assert again["acked"]
    assert len(way.events()) == 1
    assert len(way.typing.asked) == 1


def test_of_what_people_say_to_each_other_nothing_is_kept(way: Entered) -> None:
    way.teams.app(way.url, hears_all=True)
    first = way.teams.says(HANNA, CHANNEL, "Lunch?")
    way.teams.says(BEN, CHANNEL, "Yes!", first["ts"])
    way.teams.says(BEN, GROUP, "Who is hungry?")
    way.teams.joins(BEN, CHANNEL)
    way.teams.edits(CHANNEL, first["ts"], "Lunch at noon, @bot?")
    way.teams.reacts(BEN, posted(way, {"text": "Hello."}))
    way.teams.deletes(CHANNEL, first["ts"])
    way.teams.person(object_id(9), bot=True)
    way.teams.says(object_id(9), CHANNEL, "@bot beep")

    assert all(one["acked"] for one in way.teams.deliveries())
    assert len(way.teams.deliveries()) == 8
    assert way.events() == []
    assert way.typing.asked == []


def test_a_follow_up_needs_no_mention_in_a_thread_of_ours(way: Entered) -> None:
    way.teams.app(way.url, hears_all=True)
    first = way.teams.says(HANNA, CHANNEL, "@bot May I post?")["ts"]
    way.forms.ours.add(first)
    ts = way.teams.says(HANNA, CHANNEL, "And in uniform?", first)["ts"]

    place = Place("teams", TENANT, CHANNEL, first, "channel")
    assert way.happenings()[1:] == [Asked(OF_HANNA, place, How.THREAD, "And in uniform?", ts)]
    assert way.events()[0].lane == way.events()[1].lane
    # Whether people still talk to each other there isn't known yet.
    assert len(way.typing.asked) == 1


def test_where_the_app_is_added_it_says_what_it_is_for_once(way: Entered) -> None:
    way.teams.opens(HANNA)
    way.teams.installs(HANNA, CHANNEL)
    way.teams.uninstalls(HANNA, CHANNEL)

    assert way.happenings() == [Opened(OF_HANNA, ALONE), Opened(OF_HANNA, IN_CHANNEL)]
    contact = way.addresses.person(HANNA)
    assert contact is not None
    assert contact.personal == direct(HANNA)


@pytest.mark.parametrize("old", [False, True])
def test_a_press_is_kept_whatever_teams_knows_of_cards(way: Entered, old: bool) -> None:  # noqa: FBT001 - a table
    message = card(way, execute(actions.CLAIM))
    told = way.teams.presses(HANNA, message, actions.CLAIM, old=old)

    assert told["acked"]
    pressed = Pressed(OF_HANNA, IN_CHANNEL, actions.CLAIM, "7", message["ts"])
    assert way.happenings() == [pressed]
    assert way.events()[0].lane == "ticket 7"
    assert way.teams.toasts(HANNA) == ([] if old else ["I've got that."])


@pytest.mark.parametrize("forged", ["8 OR 1=1", "", "x" * 1500, "8:1"])
def test_a_forged_button_does_nothing(way: Entered, forged: str) -> None:
    message = card(way, execute(actions.CLAIM), opens(actions.REPLY))
    told = [
        way.teams.presses(HANNA, message, action, forged=forged, old=old)
        for action, old in ((actions.CLAIM, False), (actions.CLAIM, True), (actions.REPLY, False))
    ]

    assert [one["tries"][0]["status"] for one in told] == [400] * 3
    assert way.events() == []
    assert set(way.refused) == {"forged value of claim", "forged value of reply"}


def test_a_press_that_opens_a_form_opens_it_at_once_and_is_not_kept(way: Entered) -> None:
    way.forms.opening[actions.REPLY] = form(actions.REPLY_FORM)
    way.teams.presses(HANNA, card(way, opens(actions.REPLY)), actions.REPLY)

    assert len(way.teams.views(HANNA)) == 1
    assert way.events() == []


def test_a_press_that_opens_no_form_after_all_is_kept(way: Entered) -> None:
    way.teams.presses(HANNA, card(way, opens(actions.REPLY)), actions.REPLY)

    assert way.teams.views(HANNA) == []
    assert way.teams.toasts(HANNA) == ["I've got that."]
    assert [one.action for one in way.happenings() if isinstance(one, Pressed)] == [actions.REPLY]


def test_a_form_shows_what_is_wrong_then_a_preview_then_is_sent(way: Entered) -> None:
    way.forms.opening[actions.REPLY] = form(actions.REPLY_FORM)
    way.forms.faults["text"] = "Please write something else."
    way.teams.presses(HANNA, card(way, opens(actions.REPLY)), actions.REPLY)

    way.teams.submits(HANNA, {"text": ""})
    (again,) = way.teams.views(HANNA)
    assert "Please write something else." in str(again)
    assert [one.action for one in way.forms.opened] == [actions.REPLY] * 2
    way.forms.following = form(actions.PREVIEW_FORM, "7:31")
    way.teams.submits(HANNA, {"text": "Yes."})
    assert len(way.teams.views(HANNA)) == 1
    assert way.events() == []
    told = way.teams.submits(HANNA, {"text": "Yes."})
    assert way.teams.views(HANNA) == []
    assert way.happenings() == [Submitted(OF_HANNA, actions.PREVIEW_FORM, "7:31", {"text": "Yes."})]
    assert way.events()[0].lane == "ticket 7"
    assert way.teams.redelivers(told["id"])["acked"]
    assert len(way.events()) == 1


def test_what_was_entered_stands_in_the_form_that_is_shown_again(way: Entered) -> None:
    way.forms.opening[actions.PICK] = form(actions.PICK_FORM)
    way.forms.too_late = "The ticket is closed."
    way.teams.presses(HANNA, card(way, opens(actions.PICK)), actions.PICK)

    way.teams.submits(HANNA, {"text": "Is that it?"})
    (again,) = way.teams.views(HANNA)
    assert [one["value"] for one in fields(again).values()] == ["Is that it?"]
    assert "The ticket is closed." in str(again)


def test_a_forged_form_does_nothing(way: Entered) -> None:
    way.forms.opening[actions.REPLY] = form(actions.REPLY_FORM)
    way.teams.presses(HANNA, card(way, opens(actions.REPLY)), actions.REPLY)

    assert not way.teams.submits(HANNA, {"text": "Yes."}, about="8 OR 1=1")["acked"]
    assert way.events() == []
    assert way.refused == ["forged reply_form"]


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
