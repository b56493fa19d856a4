from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from adapters.chat import actions
from adapters.chat.content import Form
from adapters.chat.model import Asked, Asker, How, Place, Pressed, Submitted
from knowledge.catalog.database import Database, open_catalog
from tests.adapters.slack.way_in import Entered, entered, form
from tests.fakes.slack import Slack, until

ANN = Asker("slack", "U1", "T1")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Database]:
    opened = open_catalog(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=["http", "socket"])
def way(request: pytest.FixtureRequest, fake: Slack, catalog: Database) -> Iterator[Entered]:
    with entered(fake, catalog, over_socket=request.param == "socket") as one:
        yield one


@pytest.fixture
def http(fake: Slack, catalog: Database) -> Iterator[Entered]:
    """What is turned away is turned away alike; over a socket Slack would wait for an answer."""
    with entered(fake, catalog) as one:
        yield one


def card(slack: Slack, *buttons: tuple[str, str]) -> dict[str, object]:
    """Return a message of the bot's with these buttons."""
    named = [
        {
            "type": "button",
            "action_id": action,
            "value": value,
            "text": {"type": "plain_text", "text": action},
        }
        for action, value in buttons
    ]
    bot = WebClient("xoxb-1", base_url=slack.url)
    bot.chat_postMessage(
        channel="C1", text="A card", blocks=[{"type": "actions", "elements": named}]
    )
    return slack.messages("C1")[-1]


def test_a_direct_message_is_kept_and_shown_to_be_looked_up(way: Entered) -> None:
    ts = way.slack.asks("U1", "May I post?")

    assert way.happenings() == [
        Asked(ANN, Place("slack", "T1", "D1", "", "im"), How.DIRECT, "May I post?", ts)
    ]
    assert way.events()[0].id == f"post D1 {ts}"
    # Slack has its answer before the workers are told.
    until(lambda: bool(way.nudges), 30)
    assert until(lambda: way.slack.status("D1", ts)) == "is looking it up …"


def test_what_is_answered_elsewhere_is_shown_to_be_looked_up_no_more(http: Entered) -> None:
    ts = http.slack.asks("U1", "May I post?")
    (asked,) = http.happenings()
    assert isinstance(asked, Asked)
    until(lambda: http.slack.status("D1", ts))
    http.progress.end(asked, answered=False)

    until(lambda: not http.slack.status("D1", ts))


def test_where_the_answer_is_posted_slack_itself_takes_it_away(http: Entered) -> None:
    ts = http.slack.asks("U1", "May I post?")
    (asked,) = http.happenings()
    assert isinstance(asked, Asked)
    until(lambda: http.slack.status("D1", ts))
    http.progress.end(asked, answered=True)
    http.progress.end(asked, answered=False)
    http.slack.opens("U1")
    until(lambda: http.slack.prompts("D1"))

    assert len(http.slack.calls("assistant.threads.setStatus")) == 1


def test_what_ended_before_it_could_be_shown_is_not_shown(http: Entered) -> None:
    asked = Asked(ANN, Place("slack", "T1", "D1", "", "im"), How.DIRECT, "hi", "1.1")
    http.progress.end(asked, answered=False)
    http.progress.show(asked)

    assert http.slack.calls("assistant.threads.setStatus") == []


def test_a_mention_and_its_message_are_one_event(way: Entered) -> None:
    said = way.slack.says("U1", "C1", "@bot May I post?")

    assert [delivery["acked"] for delivery in said["deliveries"]] == [True, True]
    assert [event.id for event in way.events()] == [f"post C1 {said['ts']}"]
    assert [one.how for one in way.happenings() if isinstance(one, Asked)] == [How.MENTION]
    until(lambda: way.slack.status("C1", said["ts"]))


def test_what_is_delivered_again_is_acknowledged_and_kept_once(way: Entered) -> None:
    way.slack.asks("U1", "May I post?")
    again = way.slack.redelivers(way.slack.deliveries()[0]["id"])

    assert again["acked"]
    assert len(way.events()) == 1


def test_of_what_people_say_to_each_other_nothing_is_kept(way: Entered) -> None:
    first = way.slack.says("U1", "C1", "Lunch?")
    way.slack.says("U2", "C1", "Yes!", first["ts"])
    way.slack.joins("U3", "C1")
    way.slack.edits("C1", first["ts"], "Lunch at noon?")
    way.slack.deletes("C1", first["ts"])
    way.slack.person("U9", bot=True)
    way.slack.says("U9", "C1", "@bot beep")

    assert all(delivery["acked"] for delivery in way.slack.deliveries())
    assert way.events() == []
    assert way.slack.calls("assistant.threads.setStatus") == []


def test_a_follow_up_needs_no_mention_in_a_thread_of_ours(way: Entered) -> None:
    first = way.slack.says("U1", "C1", "@bot May I post?")["ts"]
    way.forms.ours.add(first)
    ts = way.slack.says("U1", "C1", "And in uniform?", first)["ts"]

    place = Place("slack", "T1", "C1", first, "channel")
    assert way.happenings()[1:] == [Asked(ANN, place, How.THREAD, "And in uniform?", ts)]
    assert way.events()[0].lane == way.events()[1].lane
    # Whether people still talk to each other there isn't known yet.
    until(lambda: way.slack.status("C1", first))
    assert len(way.slack.calls("assistant.threads.setStatus")) == 1


def test_a_command_is_kept_and_acknowledged_with_what_was_asked(way: Entered) -> None:
    delivery = way.slack.commands("U1", "C1", "May I post &amp; <!channel>?")

    (asked,) = way.happenings()
    assert isinstance(asked, Asked)
    assert (asked.who, asked.how, asked.text) == (ANN, How.COMMAND, "May I post & @channel?")
    assert asked.response_url.startswith(way.slack.url.removesuffix("api/"))
    assert way.events()[0].id == f"command {delivery['id']}"
    assert delivery["acked"]
    assert delivery["reply"]["text"].startswith("You asked: May I post &amp; @channel?")


@pytest.mark.parametrize("text", ["", "  ", "help", "Help", "?"])
def test_a_command_without_a_question_is_told_how_to_ask(way: Entered, text: str) -> None:
    delivery = way.slack.commands("U1", "C1", text)

    assert "/policy" in delivery["reply"]["text"]
    assert way.events() == []


def test_a_message_can_be_asked_about(way: Entered) -> None:
    ts = way.slack.says("U2", "C1", "May I post &amp; share?")["ts"]
    delivery = way.slack.shortcut("U1", {"channel": "C1", "ts": ts}, "ask_policy")

    (asked,) = way.happenings()
    assert isinstance(asked, Asked)
    assert (asked.who, asked.how) == (ANN, How.SHORTCUT)
    assert (asked.text, asked.ts) == ("May I post & share?", ts)
    assert way.events()[0].id == delivery["id"]


def test_a_message_is_sent_to_the_office_through_a_form(way: Entered) -> None:
    way.forms.opening["send_to_office"] = form("for_office_form", "T1:C1::17.1")
    ts = way.slack.says("U2", "C1", "Reporters are here")["ts"]
    way.slack.shortcut("U1", {"channel": "C1", "ts": ts}, "send_to_office")

    assert [(one.value, one.message) for one in way.forms.opened] == [("Reporters are here", ts)]
    assert way.events() == []
    way.slack.submits("U1", {"text": "Reporters are here!"})
    assert way.happenings() == [
        Submitted(ANN, "for_office_form", "T1:C1::17.1", {"text": "Reporters are here!"})
    ]


def test_who_opens_the_bot_sees_what_to_ask(way: Entered) -> None:
    way.slack.opens("U1")

    prompts = until(lambda: way.slack.prompts("D1"))
    assert [prompt["message"] for prompt in prompts] == ["May I post?", "Who may speak?"]
    (call,) = way.slack.calls("assistant.threads.setSuggestedPrompts")
    assert "thread_ts" not in call["body"]
    assert way.events() == []


def test_another_tab_of_the_bot_suggests_nothing(way: Entered) -> None:
    home = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}

    assert way.slack.event(home)["acked"]
    assert way.slack.calls("assistant.threads.setSuggestedPrompts") == []


def test_a_press_is_kept_under_its_own_name(way: Entered) -> None:
    message = card(way.slack, (actions.CLAIM, "7"))
    delivery = way.slack.presses("U1", message, actions.CLAIM)

    (pressed,) = way.happenings()
    assert isinstance(pressed, Pressed)
    assert (pressed.who, pressed.action, pressed.value) == (ANN, actions.CLAIM, "7")
    assert (pressed.place, pressed.message) == (Place("slack", "T1", "C1"), message["ts"])
    assert [(event.id, event.lane) for event in way.events()] == [(delivery["id"], "ticket 7")]


def test_a_press_that_opens_a_form_opens_it_at_once_and_is_not_kept(way: Entered) -> None:
    way.forms.opening[actions.REPLY] = form(actions.REPLY_FORM)
    message = card(way.slack, (actions.REPLY, "7"))

    assert way.slack.presses("U1", message, actions.REPLY)["acked"]
    assert [one["view"]["callback_id"] for one in way.slack.views("U1")] == [actions.REPLY_FORM]
    assert way.events() == []


def test_a_form_that_slack_does_not_open_leaves_the_press_unanswered(http: Entered) -> None:
    http.forms.opening[actions.REPLY] = Form(actions.REPLY_FORM, "7", "", ())
    message = card(http.slack, (actions.REPLY, "7"))

    assert not http.slack.presses("U1", message, actions.REPLY)["acked"]
    assert http.refused == ["Slack refused a call: invalid_arguments"]


def test_a_form_shows_what_is_wrong_then_a_preview_then_is_sent_once(way: Entered) -> None:
    way.forms.opening[actions.REPLY] = form(actions.REPLY_FORM)
    way.forms.faults["text"] = "Please write something."
    way.forms.following = form(actions.PREVIEW_FORM, "7:31")
    way.slack.presses("U1", card(way.slack, (actions.REPLY, "7")), actions.REPLY)

    way.slack.submits("U1", {"text": " "})
    assert way.slack.views("U1")[-1]["errors"] == {"text": "Please write something."}
    way.slack.submits("U1", {"text": "Yes."})
    assert len(way.slack.views("U1")) == 2
    assert way.events() == []
    delivery = way.slack.submits("U1", {"text": "Yes."})
    assert way.slack.views("U1") == []
    assert way.happenings() == [Submitted(ANN, actions.PREVIEW_FORM, "7:31", {"text": "Yes."})]
    assert way.events()[0].lane == "ticket 7"

    payload = {"user": {"id": "U1", "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": "9.9"}
    name = way.events()[0].id.removeprefix("form ")
    state = {"values": {"text": {"text": {"value": "Yes."}}}}
    again = {"type": "modal", "id": name, "callback_id": actions.PREVIEW_FORM, "state": state}
    assert delivery["acked"]
    assert way.slack.sends(payload | {"type": "view_submission", "view": again})["acked"]
    assert len(way.events()) == 1


@pytest.mark.parametrize("forged", ["8 OR 1=1", "", "x" * 1500, "8:1"])
def test_a_forged_button_does_nothing(http: Entered, forged: str) -> None:
    message = card(http.slack, (actions.CLAIM, "7"))
    delivery = http.slack.presses("U1", message, actions.CLAIM, forged=forged)

    assert not delivery["acked"]
    assert http.events() == []
    assert http.refused == ["forged value of claim"]


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "team": {"id": "T2"}, "actions": [{"action_id": "claim"}]},
        {"type": "view_submission", "team": {"id": "T2"}, "view": {"type": "modal"}},
        {"type": "message_action", "team": {"id": "T2"}, "callback_id": "ask_policy"},
    ],
)
def test_another_workspace_s_interaction_is_refused(
    http: Entered, payload: dict[str, object]
) -> None:
    assert not http.slack.sends(payload | {"user": {"id": "U1"}, "trigger_id": "9.9"})["acked"]
    assert set(http.refused) == {"another workspace's payload"}
    assert http.events() == []


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "team": {"id": "T1"}},
        {"type": "block_actions", "team": {"id": "T1"}, "actions": []},
        {"type": "block_actions", "team": {"id": "T1"}, "actions": [{}]},
        {"type": "block_actions", "team": {"id": "T1"}, "actions": [{"action_id": "claim"}]},
        {"type": "view_submission", "team": {"id": "T1"}, "view": "V1"},
        {"type": "view_submission", "team": {"id": "T1"}, "view": {}},
        {"type": "message_action", "team": {"id": "T1"}},
        {"type": "message_action", "team": {"id": "T1"}, "callback_id": "ask_policy"},
        {"type": "something_new", "team": {"id": "T1"}},
        {"type": 7, "team": {"id": "T1"}},
        {"team": "T1"},
    ],
)
def test_an_interaction_without_its_parts_is_refused(
    http: Entered, payload: dict[str, object]
) -> None:
    assert not http.slack.sends(payload)["acked"]
    assert len(http.refused) == 1
    assert http.events() == []


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message", "channel_type": "im", "user": "U1", "text": "hi"},
        {"type": "message", "channel": "D1", "user": "U1", "text": "hi", "ts": "now"},
        {"type": "message", "channel": "D1", "user": ["U1"], "text": "hi", "ts": "17.1"},
        {"type": "message", "channel": "../D1", "user": "U1", "text": "hi", "ts": "17.1"},
        {"type": "message", "channel": "D1", "user": "U1", "text": {"a": 1}, "ts": "17.1"},
        {"type": 7},
        {},
    ],
)
def test_an_event_without_its_parts_is_refused(http: Entered, event: dict[str, object]) -> None:
    assert not http.slack.event(event)["acked"]
    assert set(http.refused) <= {"malformed payload", "unknown kind of payload"}
    assert http.refused
    assert http.events() == []
