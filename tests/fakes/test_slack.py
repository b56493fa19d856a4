"""The fake Slack answers as Slack does, or the tests that lean on it would prove nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient

from tests.fakes.slack import RefusedBySlack, Slack, buttons, rung, shown, slack
from tests.fakes.slack.blocks import check_message, check_view
from tests.fakes.slack.world import Refused

KEY = {"event_type": "policydesk", "event_payload": {"key": "one"}}


@pytest.fixture(scope="module")
def started() -> Iterator[Slack]:
    with slack() as one:
        yield one


@pytest.fixture
def fake(started: Slack) -> Slack:
    started.forget()
    started.app("", limit=0.1)
    started.channel("C1", name="lobby")
    started.person("U1", name="Ann")
    return started


@pytest.fixture
def bot(fake: Slack) -> WebClient:
    return WebClient(token="xoxb-1", base_url=fake.url)  # noqa: S106 - the fake's


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def refusal(**body: Any) -> dict[str, Any]:
    with pytest.raises(Refused) as refused:
        check_message(body)
    return refused.value.answer


def error(call: Any, **given: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(**given)
    return str(refused.value.response["error"])


def test_a_message_of_fifty_blocks_is_taken_and_one_more_is_not() -> None:
    check_message({"blocks": [section("x")] * 50})
    assert refusal(blocks=[section("x")] * 51)["error"] == "invalid_blocks"


def test_all_blocks_together_hold_so_many_characters() -> None:
    check_message({"blocks": [section("x" * 2640)] * 5})
    assert refusal(blocks=[section("x" * 2641)] * 5)["error"] == "msg_blocks_too_long"


@pytest.mark.parametrize(
    "block",
    [
        section(""),
        section("x" * 3001),
        section("x") | {"colour": "red"},
        {"type": "section"},
        {"type": "marquee", "text": "x"},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11},
        {"type": "context", "elements": []},
        {"type": "actions", "elements": []},
        {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": []}]},
        "text",
        None,
    ],
)
def test_a_block_that_slack_does_not_know_or_that_breaks_a_limit_is_refused(block: Any) -> None:
    assert refusal(blocks=[block])["error"] == "invalid_blocks"


def button(**fields: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": fields.pop("label", "Yes")}
    return {"type": "button", "text": text, "action_id": "yes", "value": "1"} | fields


@pytest.mark.parametrize(
    "elements",
    [
        [button(label="x" * 76)],
        [button(value="x" * 2001)],
        [button(value=1)],
        [button(), button()],
        [button(action_id=str(n)) for n in range(26)],
        [button(style="red")],
    ],
)
def test_buttons_have_their_limits(elements: list[Any]) -> None:
    check_message({"blocks": [{"type": "actions", "elements": [button()]}]})
    block = {"type": "actions", "elements": elements}
    assert refusal(blocks=[block])["error"] == "invalid_blocks"


@given(st.integers(1, 24), st.integers(25, 200))
def test_the_title_of_a_form_is_short(short: int, long: int) -> None:
    view = {"type": "modal", "blocks": [section("x")]}
    check_view(view | {"title": {"type": "plain_text", "text": "x" * short}})
    with pytest.raises(Refused):
        check_view(view | {"title": {"type": "plain_text", "text": "x" * long}})


def test_a_form_that_asks_for_something_must_have_a_button_that_sends_it() -> None:
    field = {"type": "plain_text_input", "action_id": "why"}
    label = {"type": "plain_text", "text": "Why?"}
    view = {
        "type": "modal",
        "title": label,
        "blocks": [{"type": "input", "label": label, "element": field}],
    }
    with pytest.raises(Refused):
        check_view(view)
    check_view(view | {"submit": label})


def test_a_message_without_words_is_no_message(bot: WebClient) -> None:
    assert error(bot.chat_postMessage, channel="C1") == "no_text"


def test_what_is_posted_and_changed_is_seen_and_found_by_its_metadata(
    fake: Slack, bot: WebClient
) -> None:
    top = bot.chat_postMessage(channel="C1", text="Top")["ts"]
    ts = bot.chat_postMessage(channel="C1", text="One", thread_ts=top, metadata=KEY)["ts"]
    bot.chat_update(channel="C1", ts=ts, blocks=[section("*Two* &lt;3")])
    assert [shown(m) for m in fake.messages("C1", thread=top)] == ["Top", "*Two* <3"]
    found = bot.conversations_replies(channel="C1", ts=top, include_all_metadata=True)["messages"]
    assert [message.get("metadata") for message in found] == [None, KEY]
    assert "metadata" not in bot.conversations_replies(channel="C1", ts=top)["messages"][1]
    assert len(bot.conversations_history(channel="C1")["messages"]) == 1


def test_a_message_to_a_person_goes_to_their_direct_messages(fake: Slack, bot: WebClient) -> None:
    assert bot.chat_postMessage(channel="U1", text="Hello")["channel"] == "D1"
    assert [shown(m) for m in fake.messages("D1")] == ["Hello"]
    assert error(bot.chat_postMessage, channel="U404", text="Hello") == "channel_not_found"


def test_what_only_one_person_sees_is_no_message_of_the_channel(
    fake: Slack, bot: WebClient
) -> None:
    bot.chat_postEphemeral(channel="C1", user="U1", text="For you")
    assert fake.messages("C1") == []
    assert [shown(m) for m in fake.ephemerals("C1", "U1")] == ["For you"]
    assert fake.ephemerals("C1", "U2") == []


def test_where_the_bot_is_not_and_what_is_archived_takes_no_message(
    fake: Slack, bot: WebClient
) -> None:
    fake.channel("C2", bot=False)
    fake.channel("C3", archived=True)
    assert error(bot.chat_postMessage, channel="C2", text="x") == "not_in_channel"
    assert error(bot.chat_postMessage, channel="C3", text="x") == "is_archived"
    assert error(bot.chat_postMessage, channel="C404", text="x") == "channel_not_found"
    fake.refuse("C1", "restricted_action")
    assert error(bot.chat_postMessage, channel="C1", text="x") == "restricted_action"


def test_nobody_changes_what_another_wrote(fake: Slack, bot: WebClient) -> None:
    ts = fake.says("U1", "C1", "Mine")["ts"]
    assert error(bot.chat_update, channel="C1", ts=ts, text="x") == "cant_update_message"
    assert error(bot.chat_delete, channel="C1", ts="1.1") == "message_not_found"


def test_a_token_must_be_the_right_one_and_have_the_scope(fake: Slack, bot: WebClient) -> None:
    wrong = WebClient(token="xoxb-2", base_url=fake.url)  # noqa: S106 - the fake's
    assert error(wrong.auth_test) == "invalid_auth"
    assert error(bot.apps_connections_open, app_token="xoxb-1") == "not_allowed_token_type"  # noqa: S106
    assert "chat:write" in bot.auth_test().headers["x-oauth-scopes"]
    fake.token(scopes=["users:read"])
    assert error(bot.chat_postMessage, channel="C1", text="x") == "missing_scope"
    fake.token(revoked=True)
    assert error(bot.auth_test) == "token_revoked"


def test_more_than_a_few_messages_a_second_are_too_many_for_a_channel(
    fake: Slack, bot: WebClient
) -> None:
    fake.pace(2)
    for _ in range(2):
        bot.chat_postMessage(channel="C1", text="x")
    assert error(bot.chat_postMessage, channel="C1", text="x") == "ratelimited"
    bot.chat_postMessage(channel="U1", text="elsewhere")
    fake.forward(1.1)
    bot.chat_postMessage(channel="C1", text="x")


def test_more_than_fifty_changes_a_minute_are_too_many_for_a_workspace(
    fake: Slack, bot: WebClient
) -> None:
    ts = bot.chat_postMessage(channel="C1", text="one")["ts"]
    fake.pace(4)
    for number in range(50):
        bot.chat_update(channel="C1", ts=ts, text=str(number))
    with pytest.raises(SlackApiError) as limited:
        bot.chat_update(channel="C1", ts=ts, text="too many")
    assert limited.value.response.status_code == 429
    fake.forward(61)
    bot.chat_update(channel="C1", ts=ts, text="another")


@pytest.mark.usefixtures("fake")
def test_a_message_to_a_person_is_changed_by_the_channel_it_is_in(bot: WebClient) -> None:
    posted = bot.chat_postMessage(channel="U1", text="one")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        bot.chat_update(channel="U1", ts=posted["ts"], text="two")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        bot.chat_delete(channel="U1", ts=posted["ts"])
    bot.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")


def test_the_next_calls_meet_what_was_ordered(fake: Slack, bot: WebClient) -> None:
    fake.limit(1, after=7)
    with pytest.raises(SlackApiError) as refused:
        bot.auth_test()
    assert refused.value.response.headers["Retry-After"] == "7"
    fake.break_down(1, method="chat.postMessage")
    bot.auth_test()
    assert error(bot.chat_postMessage, channel="C1", text="x") == "internal_error"
    bot.auth_test()


def test_a_swallowed_message_is_there_although_its_sender_never_hears_of_it(fake: Slack) -> None:
    impatient = WebClient(token="xoxb-1", base_url=fake.url, retry_handlers=[])  # noqa: S106
    fake.swallow(1)
    with pytest.raises(OSError):  # noqa: PT011 - however the connection ends
        impatient.chat_postMessage(channel="C1", text="Once")
    assert [shown(m) for m in fake.messages("C1")] == ["Once"]


def test_a_form_opens_once_and_within_three_seconds_of_the_press(
    fake: Slack, bot: WebClient
) -> None:
    bot.chat_postMessage(
        channel="C1", text="x", blocks=[{"type": "actions", "elements": [button()]}]
    )
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Why?"},
        "blocks": [section("x")],
    }

    def trigger() -> str:
        fake.presses("U1", fake.messages("C1")[0], "yes")
        return str(fake.deliveries()[-1]["id"])

    pressed = trigger()
    bot.views_open(trigger_id=pressed, view=view)
    assert [one["view"]["title"]["text"] for one in fake.views("U1")] == ["Why?"]
    assert error(bot.views_open, trigger_id=pressed, view=view) == "exchanged_trigger_id"
    pressed = trigger()
    fake.forward(3.1)
    assert error(bot.views_open, trigger_id=pressed, view=view) == "expired_trigger_id"
    assert error(bot.views_open, trigger_id="1.1", view=view) == "invalid_trigger_id"


def test_what_is_not_there_cannot_be_pressed(fake: Slack, bot: WebClient) -> None:
    bot.chat_postMessage(channel="C1", text="x")
    with pytest.raises(RefusedBySlack):
        fake.presses("U1", fake.messages("C1")[0], "yes")


def test_a_status_stands_until_something_is_said_in_its_thread(fake: Slack, bot: WebClient) -> None:
    ts = fake.says("U1", "D1", "Hello")["ts"]
    bot.assistant_threads_setStatus(channel_id="D1", thread_ts=ts, status="is looking")
    assert fake.status("D1", ts) == "is looking"
    bot.chat_postMessage(channel="D1", thread_ts=ts, text="Found")
    assert fake.status("D1", ts) == ""


def test_the_prompts_of_an_agent_belong_to_no_thread(fake: Slack, bot: WebClient) -> None:
    fake.opens("U1")
    given = {"channel_id": "D1", "prompts": [{"title": "A", "message": "B"}]}
    asked = bot.assistant_threads_setSuggestedPrompts
    assert error(asked, thread_ts="1.1", **given) == "invalid_arguments"
    bot.api_call("assistant.threads.setSuggestedPrompts", json=given)
    assert fake.prompts("D1") == given["prompts"]


def test_mark_up_rings_and_text_in_rich_text_does_not(fake: Slack, bot: WebClient) -> None:
    loud = "<!channel> <@U1> &lt;!here&gt;"
    quiet = {"type": "rich_text_quote", "elements": [{"type": "text", "text": loud}]}
    bot.chat_postMessage(channel="C1", text=loud, blocks=[section(loud), {"type": "divider"}])
    bot.chat_postMessage(
        channel="C1", text=loud, blocks=[{"type": "rich_text", "elements": [quiet]}]
    )
    ringing, silent = fake.messages("C1")
    assert rung(ringing) == {"channel", "U1"}
    assert rung(silent) == set()
    assert shown(silent) == loud
    assert buttons(silent) == {}


def test_several_may_call_at_once(fake: Slack) -> None:
    async def many() -> None:
        from slack_sdk.web.async_client import AsyncWebClient  # noqa: PLC0415 - here alone

        bot = AsyncWebClient(token="xoxb-1", base_url=fake.url)  # noqa: S106 - the fake's
        await asyncio.gather(*(bot.chat_postMessage(channel="C1", text=f"{n}") for n in range(50)))

    asyncio.run(many())
    posts = fake.messages("C1")
    assert len({post["ts"] for post in posts}) == len(posts) == 50
