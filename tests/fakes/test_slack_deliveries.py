"""What the fake Slack tells an app, and how often, is what Slack does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web import WebClient

from tests.fakes.slack import RefusedBySlack, Slack, shown, slack, until


class App(ThreadingHTTPServer):
    """Answers what is delivered as `answers` says, 200 afterwards, and keeps what it was told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Told)
        self.told: list[tuple[dict[str, str], str]] = []
        self.answers: list[tuple[int, str]] = []
        self.pause = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/slack/events"

    def payloads(self) -> list[dict[str, Any]]:
        return [_payload(body) for _, body in self.told]


class _Told(BaseHTTPRequestHandler):
    server: App

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.told.append((dict(self.headers), body))
        time.sleep(self.server.pause)
        status, text = self.server.answers.pop(0) if self.server.answers else (200, "")
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def _payload(body: str) -> dict[str, Any]:
    if body.startswith("{"):
        return dict(json.loads(body))
    fields = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields


@pytest.fixture
def app() -> Iterator[App]:
    server = App()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def started() -> Iterator[Slack]:
    with slack() as one:
        yield one


@pytest.fixture
def fake(started: Slack, app: App) -> Slack:
    started.forget()
    started.app(app.url)
    started.channel("C1", name="lobby")
    return started


@pytest.fixture
def bot(fake: Slack) -> WebClient:
    return WebClient(token="xoxb-1", base_url=fake.url)  # noqa: S106 - the fake's


def test_a_mention_is_told_as_a_message_too_and_both_are_signed(fake: Slack, app: App) -> None:
    ts = fake.says("U1", "C1", "@bot hello")["ts"]
    events = [payload["event"] for payload in app.payloads()]
    assert sorted(event["type"] for event in events) == ["app_mention", "message"]
    assert {(event["ts"], event["text"]) for event in events} == {(ts, "<@UBOT> hello")}
    assert len({payload["event_id"] for payload in app.payloads()}) == 2
    verifier = SignatureVerifier("s3cret")
    assert all(verifier.is_valid_request(body, headers) for headers, body in app.told)


def test_what_another_signed_and_what_is_old_can_be_sent(fake: Slack, app: App) -> None:
    fake.raw("{}", secret="another")  # noqa: S106 - no secret of anybody
    fake.raw("{}", at=time.time() - 360)
    verifier = SignatureVerifier("s3cret")
    assert not any(verifier.is_valid_request(body, headers) for headers, body in app.told)


def test_an_event_is_told_again_until_it_is_acked(fake: Slack, app: App) -> None:
    app.answers = [(500, ""), (404, "")]
    delivery = fake.says("U1", "D1", "hello")["deliveries"][0]
    assert [tried["status"] for tried in delivery["tries"]] == [500, 404, 200]
    numbers = [headers.get("X-Slack-Retry-Num") for headers, _ in app.told]
    assert numbers == [None, "1", "2"]
    assert app.told[1][0]["X-Slack-Retry-Reason"] == "http_error"
    assert delivery["acked"]
    fake.redelivers(delivery["id"])
    assert {payload["event_id"] for payload in app.payloads()} == {delivery["id"]}


def test_an_app_that_takes_too_long_is_told_four_times_and_no_more(fake: Slack, app: App) -> None:
    fake.app(app.url, limit=0.05)
    app.pause = 0.3
    delivery = fake.says("U1", "D1", "hello")["deliveries"][0]
    assert [tried["status"] for tried in delivery["tries"]] == [0, 0, 0, 0]
    assert not delivery["acked"]
    assert app.told[-1][0]["X-Slack-Retry-Reason"] == "http_timeout"


def test_where_the_bot_is_not_it_hears_nothing(fake: Slack, app: App) -> None:
    fake.channel("C2", bot=False)
    assert fake.says("U1", "C2", "@bot hello")["deliveries"] == []
    assert app.told == []


def test_people_of_another_workspace_are_told_as_such(fake: Slack, app: App) -> None:
    fake.person("U2", team="T2")
    fake.says("U2", "C1", "hello")
    payload = app.payloads()[0]
    assert (payload["team_id"], payload["event"]["team"]) == ("T1", "T2")


def test_a_command_is_acked_with_what_only_its_author_sees(fake: Slack, app: App) -> None:
    app.answers = [(200, json.dumps({"text": "Looking …"}))]
    fake.commands("U1", "C1", "May I?")
    told = app.payloads()[0]
    assert (told["command"], told["text"], told["user_id"]) == ("/policy", "May I?", "U1")
    assert [shown(m) for m in fake.ephemerals("C1", "U1")] == ["Looking …"]


def test_a_response_url_takes_five_answers_within_half_an_hour(fake: Slack, app: App) -> None:
    fake.commands("U1", "C1", "one")
    url = app.payloads()[0]["response_url"]
    answers = [httpx.post(url, json={"text": f"{n}"}, trust_env=False) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert answers[-1].json()["error"] == "used_url"
    fake.commands("U1", "C1", "two")
    fake.forward(1801)
    late = httpx.post(app.payloads()[1]["response_url"], json={"text": "x"}, trust_env=False)
    assert late.json()["error"] == "expired_url"


def form(**element: Any) -> dict[str, Any]:
    def plain(text: str) -> dict[str, str]:
        return {"type": "plain_text", "text": text}

    field = {"type": "plain_text_input", "action_id": "why"} | element
    block = {"type": "input", "block_id": "b", "label": plain("Why?"), "element": field}
    return {"type": "modal", "title": plain("T"), "submit": plain("S"), "blocks": [block]}


@pytest.fixture
def opened(fake: Slack, bot: WebClient, app: App) -> Callable[..., None]:
    def do(**element: Any) -> None:
        fake.commands("U1", "C1", "form")
        bot.views_open(trigger_id=app.payloads()[-1]["trigger_id"], view=form(**element))

    return do


def test_a_form_is_sent_with_what_was_entered_and_closed(
    fake: Slack, app: App, opened: Callable[..., None]
) -> None:
    opened()
    with pytest.raises(RefusedBySlack, match="required"):
        fake.submits("U1")
    fake.submits("U1", {"why": "Because"})
    state = app.payloads()[-1]["view"]["state"]["values"]
    assert state == {"b": {"why": {"type": "plain_text_input", "value": "Because"}}}
    assert fake.views("U1") == []


def test_a_form_that_is_answered_with_errors_or_another_form_stays(
    fake: Slack, app: App, opened: Callable[..., None]
) -> None:
    opened(initial_value="x", max_length=5)
    with pytest.raises(RefusedBySlack, match="too_long"):
        fake.submits("U1", {"why": "y" * 6})
    app.answers = [(200, json.dumps({"response_action": "errors", "errors": {"b": "No."}}))]
    fake.submits("U1")
    assert fake.views("U1")[0]["errors"] == {"b": "No."}
    app.answers = [(200, json.dumps({"response_action": "push", "view": form()}))]
    fake.submits("U1")
    assert len(fake.views("U1")) == 2
    app.answers = [(200, json.dumps({"response_action": "clear"}))]
    fake.submits("U1", {"why": "z"})
    assert fake.views("U1") == []


class Client:
    """An app in Socket Mode; it leaves the first `ignored` envelopes without an ack."""

    def __init__(self, bot: WebClient) -> None:
        self.heard: list[SocketModeRequest] = []
        self.ignored = 0
        self.socket = SocketModeClient(app_token="xapp-1", web_client=bot, ping_interval=0.3)  # noqa: S106
        self.socket.socket_mode_request_listeners.append(self._listen)
        self.socket.connect()

    def _listen(self, socket: Any, request: SocketModeRequest) -> None:
        self.heard.append(request)
        if len(self.heard) > self.ignored:
            answer = SocketModeResponse(request.envelope_id, {"text": "Acked"})
            socket.send_socket_mode_response(answer)


@pytest.fixture
def connected(fake: Slack, bot: WebClient) -> Iterator[Client]:
    fake.app("", limit=0.5)
    client = Client(bot)
    until(fake.connections)
    yield client
    client.socket.close()


def test_an_envelope_comes_again_over_the_socket_until_it_is_acked(
    fake: Slack, connected: Client
) -> None:
    connected.ignored = 1
    delivery = fake.says("U1", "D1", "hello")["deliveries"][0]
    assert delivery["acked"]
    assert [request.retry_attempt for request in connected.heard] == [0, 1]
    assert len({request.envelope_id for request in connected.heard}) == 1


def test_what_went_down_with_a_dropped_socket_comes_over_the_next(
    fake: Slack, connected: Client
) -> None:
    fake.drop(1)
    fake.says("U1", "D1", "hello", later=True)
    until(lambda: fake.deliveries() and fake.deliveries()[0]["acked"])
    assert connected.heard[0].retry_attempt == 1


@pytest.mark.usefixtures("connected")
def test_the_ack_of_a_command_may_carry_its_answer(fake: Slack) -> None:
    fake.commands("U1", "C1", "May I?")
    assert [shown(m) for m in fake.ephemerals("C1", "U1")] == ["Acked"]


def test_while_slack_is_away_nothing_answers_and_no_socket_stays(
    fake: Slack, connected: Client, bot: WebClient
) -> None:
    assert connected.heard == []
    fake.away(600)
    assert fake.connections() == 0
    bot.retry_handlers = []
    with pytest.raises(OSError):  # noqa: PT011 - however the connection ends
        bot.auth_test()
    fake.away(0)
    bot.auth_test()
