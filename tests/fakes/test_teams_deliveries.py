"""What the fake Teams tells a bot, how it signs that, and what it makes of the answers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import jwt
import pytest

from tests.fakes.teams import (
    APP,
    BOT,
    OTHER_TENANT,
    TENANT,
    RefusedByTeams,
    Teams,
    buttons,
    direct,
    fields,
    form,
    object_id,
    shown,
    teams,
)
from tests.fakes.test_teams import Bot, attachment

HANNA, OTTO = object_id(7), object_id(8)
LOBBY, GROUP = "19:lobby@thread.tacv2", "19:group@thread.v2"
Json = dict[str, Any]


class App(ThreadingHTTPServer):
    """Answers what is delivered as `answers` says, 200 afterwards, and keeps what it was told."""

    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Told)
        self.told: list[tuple[str, Json]] = []
        self.answers: list[tuple[int, Any]] = []
        self.pause = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/messages"

    @property
    def activities(self) -> list[Json]:
        return [activity for _, activity in self.told]


class _Told(BaseHTTPRequestHandler):
    server: App

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.append((self.headers.get("Authorization", ""), body))
        time.sleep(self.server.pause)
        status, said = self.server.answers.pop(0) if self.server.answers else (200, None)
        text = "" if said is None else json.dumps(said)
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def app() -> Iterator[App]:
    server = App()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def started() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def fake(started: Teams, app: App) -> Teams:
    started.forget()
    started.app(app.url)
    started.person(HANNA, name="Hanna Example", email="hanna@x.example")
    for place in (LOBBY, GROUP, direct(HANNA)):
        started.channel(place, members=[HANNA])
    return started


@pytest.fixture
def bot(fake: Teams) -> Iterator[Bot]:
    one = Bot(fake)
    yield one
    one.http.close()


def claims(fake: Teams, token: str, metadata: str = "") -> Json:
    """Return what a token says, checked as a bot checks it."""
    document = httpx.get(metadata or fake.openid_url, trust_env=False).json()
    keys = httpx.get(document["jwks_uri"], trust_env=False).json()["keys"]
    name = jwt.get_unverified_header(token)["kid"]
    (key,) = [one for one in keys if one["kid"] == name]
    assert "msteams" in key["endorsements"]
    public = jwt.PyJWK(key).key
    checked = {"audience": APP, "issuer": document["issuer"]}
    return dict(jwt.decode(token, public, ["RS256"], **checked))


def test_a_mention_in_a_channel_is_told_with_its_thread_and_signed(fake: Teams, app: App) -> None:
    ts = fake.says(HANNA, LOBBY, "@bot hello <@" + OTTO + ">")["ts"]
    ((header, told),) = app.told
    assert (told["id"], told["type"], told["channelId"]) == (ts, "message", "msteams")
    assert told["conversation"] == {
        "id": f"{LOBBY};messageid={ts}",
        "conversationType": "channel",
        "tenantId": TENANT,
        "isGroup": True,
    }
    assert told["from"] == {"id": f"29:1{HANNA}", "name": "Hanna Example", "aadObjectId": HANNA}
    assert told["text"] == "<at>PolicyDesk</at> hello <at>Person 8</at>"
    mentioned = [one["mentioned"]["id"] for one in told["entities"] if one["type"] == "mention"]
    assert mentioned == [BOT, f"29:1{OTTO}"]
    said = claims(fake, header.removeprefix("Bearer "))
    assert said["serviceurl"] == told["serviceUrl"] == fake.service_url()


def test_the_bot_hears_what_mentions_it_and_all_else_only_where_it_may(
    fake: Teams, app: App
) -> None:
    fake.says(HANNA, LOBBY, "hello")
    fake.says(HANNA, GROUP, "hello")
    assert app.told == []
    fake.asks(HANNA, "hello")
    fake.app(app.url, hears_all=True)
    fake.says(HANNA, GROUP, "hello")
    types = [activity["conversation"]["conversationType"] for activity in app.activities]
    assert types == ["personal", "groupChat"]
    fake.channel(LOBBY, bot=False)
    assert fake.says(HANNA, LOBBY, "@bot hello")["deliveries"] == []


def test_edits_deletions_and_reactions_are_told_as_such(fake: Teams, app: App, bot: Bot) -> None:
    ts = fake.says(HANNA, LOBBY, "@bot hello")["ts"]
    fake.edits(LOBBY, ts, "@bot goodbye")
    fake.deletes(LOBBY, ts)
    bot.post(LOBBY, "x")
    fake.reacts(HANNA, fake.messages(LOBBY)[-1], "heart")
    edited, deleted, reacted = app.activities[1:]
    assert (edited["type"], edited["text"]) == ("messageUpdate", "<at>PolicyDesk</at> goodbye")
    assert edited["channelData"]["eventType"] == "editMessage"
    assert (deleted["type"], deleted["id"]) == ("messageDelete", ts)
    assert reacted["reactionsAdded"] == [{"type": "heart"}]
    assert fake.messages(LOBBY)[-1]["ts"] == reacted["replyToId"]


def test_adding_the_app_is_told_and_so_is_who_comes(fake: Teams, app: App) -> None:
    fake.person(OTTO, tenant=OTHER_TENANT, app=False)
    fake.opens(OTTO)
    fake.joins(OTTO, LOBBY)
    by_type = {activity["type"]: activity for activity in app.activities[:2]}
    assert by_type["installationUpdate"]["action"] == "add"
    assert by_type["conversationUpdate"]["membersAdded"] == [{"id": BOT, "name": "PolicyDesk"}]
    assert by_type["installationUpdate"]["channelData"]["tenant"] == {"id": OTHER_TENANT}
    assert app.activities[2]["membersAdded"][0]["aadObjectId"] == OTTO
    assert app.activities[2]["conversation"]["id"] == LOBBY
    assert fake.members(LOBBY) == [HANNA, OTTO]


def test_files_come_as_what_can_be_downloaded(fake: Teams, app: App) -> None:
    fake.says(HANNA, direct(HANNA), "see", files=["leave.pdf"])
    html, file = app.activities[0]["attachments"]
    assert (html["contentType"], html["content"]) == ("text/html", "<p>see</p>")
    assert (file["name"], file["content"]["fileType"]) == ("leave.pdf", "pdf")


def test_an_activity_is_told_again_until_it_is_taken(fake: Teams, app: App) -> None:
    app.answers = [(500, None), (502, None)]
    (delivery,) = fake.says(HANNA, direct(HANNA), "hello")["deliveries"]
    assert [tried["status"] for tried in delivery["tries"]] == [500, 502, 200]
    assert len({activity["id"] for activity in app.activities}) == 1
    fake.redelivers(delivery["id"])
    assert len(app.told) == 4
    app.answers = [(401, None)]
    (delivery,) = fake.says(HANNA, direct(HANNA), "hello")["deliveries"]
    assert (len(delivery["tries"]), delivery["acked"]) == (1, False)


def test_who_takes_too_long_is_told_again_but_not_of_an_invoke(
    fake: Teams, app: App, bot: Bot
) -> None:
    bot.post(direct(HANNA), "x", channelData={"feedbackLoop": {"type": "default"}})
    fake.app(app.url, limit=0.05)
    app.pause = 0.3
    (delivery,) = fake.says(HANNA, direct(HANNA), "hello")["deliveries"]
    assert [tried["status"] for tried in delivery["tries"]] == [0, 0, 0, 0]
    rated = fake.rates(HANNA, fake.messages(direct(HANNA))[0], "like")
    assert [tried["status"] for tried in rated["tries"]] == [0]


def test_tokens_are_bad_in_the_one_way_that_is_asked_for(fake: Teams) -> None:
    assert claims(fake, fake.mint())["serviceurl"] == fake.service_url()
    assert claims(fake, fake.mint("service"))["serviceurl"] != fake.service_url()
    ways = {
        "expired": jwt.ExpiredSignatureError,
        "early": jwt.ImmatureSignatureError,
        "forged": jwt.InvalidSignatureError,
        "audience": jwt.InvalidAudienceError,
        "issuer": jwt.InvalidIssuerError,
        "unsigned": jwt.InvalidAlgorithmError,
        "garbage": jwt.DecodeError,
        "unendorsed": AssertionError,
        "unpublished": ValueError,
    }
    for way, error in ways.items():
        with pytest.raises(error):
            claims(fake, fake.mint(way))


def test_after_a_rotation_the_new_key_signs_and_is_published(fake: Teams, app: App) -> None:
    before = fake.mint()
    fake.rotate()
    assert claims(fake, before)
    fake.rotate(keep=False)
    fake.asks(HANNA, "hello")
    assert claims(fake, app.told[0][0].removeprefix("Bearer "))
    with pytest.raises(ValueError, match="not enough"):
        claims(fake, before)


def test_a_government_cloud_signs_as_its_own_issuer(fake: Teams, app: App) -> None:
    fake.cloud("gov")
    fake.asks(HANNA, "hello")
    fake.cloud("public")
    token = app.told[0][0].removeprefix("Bearer ")
    assert claims(fake, token, fake.gov_openid_url)
    with pytest.raises(jwt.InvalidIssuerError):
        claims(fake, token)


def test_any_body_can_be_posted_with_any_token(fake: Teams, app: App) -> None:
    assert fake.raw("{}", fake.mint("forged"))["status"] == 200
    fake.raw("{}")
    assert [header[:6] for header, _ in app.told] == ["Bearer", ""]


OPENS = {"msteams": {"type": "task/fetch"}, "own": {"action": "reply", "value": "7"}}
FIELDS = [
    {"type": "Input.Text", "id": "text", "label": "Reply", "isRequired": True, "maxLength": 9},
    {"type": "Input.Date", "id": "day", "value": "2026-11-22"},
    {
        "type": "Input.ChoiceSet",
        "id": "which",
        "isMultiSelect": True,
        "choices": [{"title": "One", "value": "1"}, {"title": "Two", "value": "2"}],
    },
]


def task(**more: Any) -> Json:
    send = {"type": "Action.Submit", "title": "Send", "data": {"own": {"about": "7"}}}
    card = attachment(body=FIELDS, actions=[send])
    view = {"title": "Reply", "height": "medium", "width": 400, "card": card} | more
    return {"task": {"type": "continue", "value": view}}


@pytest.fixture
def card(fake: Teams, bot: Bot) -> Json:
    execute = {"type": "Action.Execute", "title": "Claim", "verb": "claim"}
    carried = {"own": {"action": "claim", "value": "7"}}
    execute |= {"data": carried, "fallback": {"type": "Action.Submit", "data": carried}}
    submit = {"type": "Action.Submit", "title": "Answer", "data": OPENS}
    ts = fake.says(HANNA, LOBBY, "@bot hello")["ts"]
    bot.post(f"{LOBBY};messageid={ts}", attachments=[attachment(actions=[execute, submit])])
    return fake.messages(LOBBY)[-1]


def test_a_press_is_told_with_what_the_button_carries(fake: Teams, app: App, card: Json) -> None:
    app.answers = [(200, {"statusCode": 200, "type": TOAST, "value": "It is yours"})]
    fake.presses(HANNA, card, buttons(card)["Claim"], forged="8")
    told = app.activities[-1]
    assert (told["name"], told["replyToId"]) == ("adaptiveCard/action", card["ts"])
    assert told["conversation"]["id"] == f"{LOBBY};messageid={card['thread_ts']}"
    assert told["value"]["action"]["verb"] == "claim"
    assert told["value"]["action"]["data"] == {"own": {"action": "claim", "value": "8"}}
    assert fake.toasts(HANNA) == ["It is yours"]
    with pytest.raises(RefusedByTeams, match="there is no button"):
        fake.presses(HANNA, card, "claim", "9")


TOAST = "application/vnd.microsoft.activity.message"


def test_a_teams_without_execute_sends_the_fallback(fake: Teams, app: App, card: Json) -> None:
    fake.presses(HANNA, card, "claim", "7", old=True)
    told = app.activities[-1]
    assert (told["type"], told["value"]) == ("message", {"own": {"action": "claim", "value": "7"}})


def test_what_teams_cannot_make_sense_of_is_no_answer_to_a_press(
    fake: Teams, app: App, card: Json
) -> None:
    for wrong in ({}, {"statusCode": 200, "type": TOAST}, {"type": TOAST, "value": "x"}):
        app.answers = [(200, wrong)]
        with pytest.raises(RefusedByTeams):
            fake.presses(HANNA, card, "claim")
    execute = attachment(actions=[{"type": "Action.Execute", "title": "x", "verb": "x"}])
    for wrong in ({}, task(title=""), task(height="huge"), task(card={}), task(card=execute)):
        app.answers = [(200, wrong)]
        with pytest.raises(RefusedByTeams):
            fake.presses(HANNA, card, "reply")
    assert fake.views(HANNA) == []


def test_a_form_is_opened_filled_in_and_sent(fake: Teams, app: App, card: Json) -> None:
    app.answers = [(200, task())]
    fake.presses(HANNA, card, "reply")
    assert app.activities[-1]["value"]["data"] == OPENS
    (view,) = fake.views(HANNA)
    assert form(view) == "Reply\nReply\n2026-11-22\nOne\nTwo"
    assert fields(view)["Reply"]["id"] == "text"
    assert buttons(view) == {"Send": "Send"}
    with pytest.raises(RefusedByTeams, match="required"):
        fake.submits(HANNA)
    with pytest.raises(RefusedByTeams, match="too long"):
        fake.submits(HANNA, {"text": "x" * 10})
    with pytest.raises(RefusedByTeams, match="no such choice"):
        fake.submits(HANNA, {"text": "x", "which": "3"})
    app.answers = [(200, task(title="Again")), (200, {})]
    fake.submits(HANNA, {"text": "x", "which": ["1", "2"]})
    told = app.activities[-1]
    entered = {"text": "x", "day": "2026-11-22", "which": "1,2"}
    assert (told["name"], told["value"]["data"]) == (
        "task/submit",
        {"own": {"about": "7"}} | entered,
    )
    assert [view["view"]["title"] for view in fake.views(HANNA)] == ["Again"]
    fake.submits(HANNA, {"text": "y"}, about="8")
    assert app.activities[-1]["value"]["data"]["own"] == {"about": "8"}
    assert fake.views(HANNA) == []


def test_a_suggestion_is_said_by_whoever_presses_it(fake: Teams, app: App, bot: Bot) -> None:
    says = {"msteams": {"type": "imBack", "value": "May I?"}}
    prompt = attachment(actions=[{"type": "Action.Submit", "title": "Leave", "data": says}])
    for place in (direct(HANNA), LOBBY):
        bot.post(place, attachments=[prompt])
        assert fake.prompts(place) == ["Leave"]
        fake.presses(HANNA, fake.messages(place)[-1], "Leave")
    assert [one["text"] for one in app.activities] == ["May I?", "<at>PolicyDesk</at> May I?"]
    assert fake.messages(direct(HANNA))[-1]["user"] == HANNA


def test_thumbs_say_what_and_why(fake: Teams, app: App, card: Json, bot: Bot) -> None:
    bot.post(direct(HANNA), "x", channelData={"feedbackLoop": {"type": "default"}})
    answer = fake.messages(direct(HANNA))[-1]
    assert set(buttons(answer)) == {"like", "dislike"}
    fake.rates(HANNA, answer, "dislike", "Wrong")
    told = app.activities[-1]
    feedback = {"reaction": "dislike", "feedback": '{"feedbackText": "Wrong"}'}
    assert told["value"] == {"actionName": "feedback", "actionValue": feedback}
    assert (told["name"], told["replyToId"]) == ("message/submitAction", answer["ts"])
    fake.presses(HANNA, answer, "like")
    assert app.activities[-1]["value"]["actionValue"]["reaction"] == "like"
    with pytest.raises(RefusedByTeams):
        fake.presses(HANNA, card, "like")


def test_a_command_on_a_message_opens_a_form_or_is_taken_at_once(fake: Teams, app: App) -> None:
    fake.says(OTTO, LOBBY, "May I?")
    message = fake.messages(LOBBY)[-1]
    app.answers = [(200, task()), (200, {})]
    fake.shortcut(HANNA, message, "ask_policy")
    told = app.activities[-1]
    payload = told["value"]["messagePayload"]
    assert (told["name"], told["value"]["commandId"]) == (
        "composeExtension/fetchTask",
        "ask_policy",
    )
    assert (payload["id"], payload["body"]["content"]) == (message["ts"], "<p>May I?</p>")
    assert payload["from"]["user"]["id"] == OTTO
    fake.submits(HANNA, {"text": "x"})
    assert app.activities[-1]["name"] == "composeExtension/submitAction"
    assert app.activities[-1]["value"]["data"]["text"] == "x"
    fake.shortcut(HANNA, message, "ask_policy", fetch=False)
    assert app.activities[-1]["value"]["messagePayload"]["id"] == message["ts"]


def test_the_compose_box_is_searched_and_gets_results(fake: Teams, app: App) -> None:
    result = attachment(body=[{"type": "TextBlock", "text": "Clause"}])
    result |= {
        "preview": {
            "contentType": "application/vnd.microsoft.card.hero",
            "content": {"title": "Clause"},
        }
    }
    listed = {"type": "result", "attachmentLayout": "list", "attachments": [result]}
    app.answers = [(200, {"composeExtension": listed})]
    assert fake.searches(HANNA, LOBBY, "leave") == [result]
    assert app.activities[-1]["value"]["parameters"] == [{"name": "query", "value": "leave"}]
    assert app.activities[-1]["conversation"]["id"] == LOBBY


def test_hundreds_of_messages_are_told_and_none_is_lost(fake: Teams, app: App) -> None:
    for number in range(300):
        fake.says(HANNA, direct(HANNA), f"{number}", later=True)
    end = time.monotonic() + 20
    while len(app.told) < 300 and time.monotonic() < end:
        time.sleep(0.05)
    assert len({activity["id"] for activity in app.activities}) == 300
    assert [shown(one) for one in fake.messages(direct(HANNA))] == [str(n) for n in range(300)]
