from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.content import Message, Prose
from adapters.chat.outgoing import Messenger, place_of, ref
from adapters.delivery.model import Later, Outcome, Outgoing, Sent, Undeliverable, Waiting
from adapters.slack.sending.calling import web_client
from adapters.slack.sending.sender import Sender
from adapters.slack.showing.render import render
from bot.settings import Settings
from tests.adapters.chat.harness import free_port
from tests.fakes.slack import Slack, shown

HELLO = Message("Hello <!channel>", (Prose("Hello <!channel>"),))
MESSENGER = Messenger("slack", render, in_place=True)
USER = "U7"


@pytest.fixture
def there(fake: Slack) -> Iterator[Slack]:
    fake.channel("C1")
    fake.person(USER)
    yield fake
    fake.token()


def _client(url: str, token: str = "xoxb-1") -> AsyncWebClient:  # noqa: S107 - the fake's
    return web_client(
        Settings(slack_api_url=url, slack_bot_token=token, slack_signing_secret="s")  # noqa: S106
    )


def only(messages: tuple[Outgoing, ...]) -> Outgoing:
    (one,) = messages
    return one


def _send(url: str, one: Outgoing, attempt: int = 1, *, unsure: bool = False) -> Outcome:
    waiting = Waiting(1, one, attempt, unsure, datetime.now(UTC) - timedelta(minutes=1))
    return asyncio.run(Sender(_client(url)).send(waiting))


def _post(key: str = "k", channel: str = "C1", thread: str = "") -> Outgoing:
    return only(MESSENGER.post(key, channel, HELLO, thread))


def _ref(sent: Outcome) -> tuple[str, str]:
    assert isinstance(sent, Sent)
    return place_of(sent.ref)


def test_a_post_is_there_under_its_reference_and_rings_nobody(there: Slack) -> None:
    channel, ts = _ref(_send(there.url, _post()))
    (message,) = there.messages(channel)
    assert (message["ts"], shown(message)) == (ts, "Hello <!channel>")
    (call,) = there.calls("chat.postMessage")
    silent = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none"}
    assert silent.items() <= call["body"].items()


def test_a_reply_stands_in_its_thread(there: Slack) -> None:
    _, first = _ref(_send(there.url, _post("a")))
    _send(there.url, _post("b", thread=first))
    assert len(there.messages("C1", first)) == 2


def test_a_change_is_the_same_however_often_it_is_made(there: Slack) -> None:
    channel, ts = _ref(_send(there.url, _post()))
    changed = only(MESSENGER.update("u", ref(channel, ts), Message("New", (Prose("New"),))))
    assert _send(there.url, changed) == _send(there.url, changed, unsure=True)
    (message,) = there.messages(channel)
    assert shown(message) == "New"


def test_what_is_gone_needs_no_change_and_has_no_name(there: Slack) -> None:
    gone = only(MESSENGER.update("u", ref("C1", "1.2"), HELLO))
    assert _send(there.url, gone) == Sent("")


@pytest.mark.parametrize("channel", ["C1", USER])
@pytest.mark.parametrize("place", ["channel", "thread"])
def test_what_was_cut_off_after_it_was_done_is_found_and_not_sent_twice(
    there: Slack, channel: str, place: str
) -> None:
    home, first = _ref(_send(there.url, _post("first", channel)))
    one = _post("k", home, first) if place == "thread" else _post("k", channel)
    there.swallow(1, method="chat.postMessage")
    cut = _send(there.url, one)
    assert isinstance(cut, Later)
    assert cut.unsure
    found = _ref(_send(there.url, one, 2, unsure=True))
    assert len(there.messages(home)) == 2
    assert found == (home, there.messages(home)[-1]["ts"])


def test_what_was_cut_off_before_it_was_done_is_sent(there: Slack) -> None:
    _send(there.url, _post("other"))
    assert isinstance(_send(there.url, _post(), 2, unsure=True), Sent)
    assert len(there.messages("C1")) == 2


def test_a_message_is_looked_for_on_every_page(there: Slack) -> None:
    _, ts = _ref(_send(there.url, _post("k")))
    asyncio.run(_chatter(there.url, 201))
    assert _send(there.url, _post("k"), 2, unsure=True) == Sent(f"C1:{ts}")


async def _chatter(url: str, count: int) -> None:
    client = _client(url)
    for number in range(count):
        await client.chat_postMessage(channel="C1", text=str(number))


def test_nobody_looks_before_the_message_was_made(there: Slack) -> None:
    _send(there.url, _post("k"))
    later = Waiting(1, _post("k"), 2, unsure=True, since=datetime.now(UTC) + timedelta(days=1))
    asyncio.run(Sender(_client(there.url)).send(later))
    assert len(there.messages("C1")) == 2


def test_where_looking_fails_for_now_nothing_is_sent_until_it_works(there: Slack) -> None:
    there.limit(1, after=9, method="conversations.history")
    told = _send(there.url, _post(), 2, unsure=True)
    assert told == Later("ratelimited", 9.0, unsure=True, whole_lane=True)
    assert there.messages("C1") == []


def test_where_looking_is_not_allowed_it_is_sent(there: Slack) -> None:
    there.token(scopes=["chat:write"])
    assert isinstance(_send(there.url, _post(), 2, unsure=True), Sent)


def test_a_private_message_is_seen_by_one_person(there: Slack) -> None:
    assert _send(there.url, only(MESSENGER.ephemeral("k", "C1", USER, HELLO))) == Sent()
    assert there.messages("C1") == []
    (message,) = there.ephemerals("C1", USER)
    assert shown(message) == "Hello <!channel>"


@pytest.mark.parametrize("error", ["user_not_in_channel", "not_in_channel", "channel_not_found"])
def test_who_can_not_be_shown_it_there_gets_it_directly(there: Slack, error: str) -> None:
    there.refuse("C1", error)
    channel, _ = _ref(_send(there.url, only(MESSENGER.ephemeral("k", "C1", USER, HELLO))))
    assert channel == "D7"
    assert len(there.messages("D7")) == 1


class _Heard(BaseHTTPRequestHandler):
    """An app that keeps where it may answer."""

    urls: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.urls.append(parse_qs(body)["response_url"][0])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def _url(there: Slack) -> str:
    """Return where a command of U7 may be answered."""
    with HTTPServer(("127.0.0.1", 0), _Heard) as app:
        Thread(target=app.handle_request, daemon=True).start()
        there.app(f"http://127.0.0.1:{app.server_port}/")
        there.commands(USER, "C1", "question")
    return _Heard.urls.pop()


def test_a_command_is_answered_where_it_was_given(there: Slack) -> None:
    assert _send(there.url, only(MESSENGER.respond("k", _url(there), HELLO, USER))) == Sent()
    (message,) = there.ephemerals("C1", USER)
    assert shown(message) == "Hello <!channel>"


@pytest.mark.parametrize("replaces", [True, False])
def test_an_answer_takes_the_place_of_what_was_pressed_only_where_it_says_so(
    there: Slack, *, replaces: bool
) -> None:
    answer = only(MESSENGER.respond("k", _url(there), HELLO, USER, replaces=replaces))
    assert _send(there.url, answer) == Sent()
    assert there.calls("response_url")[-1]["body"]["replace_original"] is replaces


def test_a_command_of_long_ago_is_answered_directly(there: Slack) -> None:
    url = _url(there)
    there.forward(3_600)
    channel, _ = _ref(_send(there.url, only(MESSENGER.respond("k", url, HELLO, USER))))
    assert (channel, there.ephemerals("C1", USER)) == ("D7", [])


@pytest.mark.parametrize("url", ["https://a.example/hook", "http://hooks.slack.com/x", "", "x"])
def test_no_word_goes_to_an_address_that_is_not_slacks(there: Slack, url: str) -> None:
    channel, _ = _ref(_send(there.url, only(MESSENGER.respond("k", url, HELLO, USER))))
    assert channel == "D7"


def test_who_writes_too_fast_waits_and_the_kit_repeats_nothing(there: Slack) -> None:
    there.limit(1, after=7)
    assert _send(there.url, _post()) == Later("ratelimited", 7.0, whole_lane=True)
    assert len(there.calls("chat.postMessage")) == 1


def test_a_broken_slack_is_tried_again_after_a_look(there: Slack) -> None:
    there.break_down(1)
    told = _send(there.url, _post())
    assert isinstance(told, Later)
    assert told.unsure


def test_a_revoked_token_loses_nothing(there: Slack) -> None:
    there.token(revoked=True)
    told = _send(there.url, _post(), 99)
    assert isinstance(told, Later)
    assert told.whole_lane


def test_a_channel_that_is_not_there_is_named_with_the_remedy(there: Slack) -> None:
    told = _send(there.url, _post(channel="C404"))
    assert isinstance(told, Undeliverable)
    assert "/invite" in told.why


def test_nobody_at_the_other_end_is_certain_not_to_have_it() -> None:
    told = _send(f"http://127.0.0.1:{free_port()}/api/", _post())
    assert told == Later("unreachable")


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", "<html>proxy</html>"),
        (200, "text/plain", "ok"),
        (200, "application/json", "[1]"),
        (200, "application/json", "{"),
        (502, "text/html", "<html>bad gateway</html>"),
        (503, "text/plain", "away"),
        (403, "text/html", "<html>forbidden by the proxy</html>"),
        (407, "text/plain", "who are you"),
    ],
)
def test_an_answer_that_is_not_slacks_is_no_yes(status: int, kind: str, body: str) -> None:
    told = asyncio.run(_sent_to_something(status, kind, body))
    assert isinstance(told, Later)
    assert told.unsure


async def _sent_to_something(status: int, kind: str, body: str) -> Outcome:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, content_type=kind, text=body)

    app, port = web.Application(), free_port()
    app.router.add_post("/api/{method}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        client = _client(f"http://127.0.0.1:{port}/api/")
        return await Sender(client).send(Waiting(1, _post(), 1))
    finally:
        await runner.cleanup()


def test_a_slow_answer_is_cut_off_and_may_have_been_a_yes(there: Slack) -> None:
    there.slow(3, method="chat.postMessage")
    client = _client(there.url)
    client.timeout = 1
    told = asyncio.run(Sender(client).send(Waiting(1, _post(), 1)))
    assert told == Later("cut_off", unsure=True)
