from __future__ import annotations

from typing import Any

import pytest

from adapters.chat import actions
from adapters.chat.model import Asker, Place, Pressed, Submitted
from adapters.teams.addresses import Contact
from tests.adapters.teams.entering.way_in import BEN, CHANNEL, HANNA, Entered, form, posted
from tests.fakes.teams import TENANT, fields

OF_HANNA = Asker("teams", HANNA, TENANT)
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


def execute(action: str, value: str = "7") -> dict[str, Any]:
    data = {"policydesk": {"action": action, "value": value}}
    submit = {"type": "Action.Submit", "title": action, "data": data}
    return submit | {"type": "Action.Execute", "verb": action, "fallback": submit}


def opens(action: str, value: str = "7") -> dict[str, Any]:
    data = {"msteams": {"type": "task/fetch"}, "policydesk": {"action": action, "value": value}}
    return {"type": "Action.Submit", "title": action, "data": data}


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


def test_whoever_opens_a_form_can_be_looked_up_though_they_never_did_anything(
    way: Entered,
) -> None:
    heard: list[Contact | None] = []
    message = card(way, opens(actions.REPLY))
    way.forms.opening[actions.REPLY] = form(actions.REPLY_FORM)
    way.forms.look = lambda pressed: heard.append(way.addresses.person(pressed.who.user))
    way.teams.presses(BEN, message, actions.REPLY)

    assert [one and one.seen for one in heard] == [CHANNEL]
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
