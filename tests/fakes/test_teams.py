"""The fake Teams refuses what Teams refuses, and shows what a person would see."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.fakes.teams import (
    APP,
    BOT,
    SECRET,
    TENANT,
    Teams,
    buttons,
    cited,
    direct,
    object_id,
    rung,
    shown,
    teams,
    until,
)

HANNA, OTTO = object_id(7), object_id(8)
LOBBY, GROUP = "19:lobby@thread.tacv2", "19:group@thread.v2"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def started() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def fake(started: Teams) -> Teams:
    started.forget()
    started.app()
    started.person(HANNA, name="Hanna Example", email="hanna@x.example")
    started.channel(LOBBY, members=[HANNA])
    started.channel(GROUP, members=[HANNA])
    started.channel(direct(HANNA), members=[HANNA])
    return started


def token(fake: Teams, scope: str = "https://api.botframework.com/.default", **other: str) -> Json:
    asked = {"client_id": APP, "client_secret": SECRET, "scope": scope}
    form = {"grant_type": "client_credentials"} | asked | other
    url = f"{fake.login_url}/{TENANT}/oauth2/v2.0/token"
    return dict(httpx.post(url, data=form, trust_env=False).json())


class Bot:
    """Calls the connector as a bot does."""

    def __init__(self, fake: Teams, service: str = "emea") -> None:
        headers = {"Authorization": f"Bearer {token(fake)['access_token']}"}
        url = f"{fake.service_url(service)}v3/"
        self.http = httpx.Client(base_url=url, headers=headers, trust_env=False)

    def post(self, channel: str, text: str = "", **more: Any) -> httpx.Response:
        said = {"type": "message", "text": text} | more
        return self.http.post(f"conversations/{channel}/activities", json=said)

    def update(self, channel: str, ts: str, text: str) -> httpx.Response:
        said = {"type": "message", "text": text}
        return self.http.put(f"conversations/{channel}/activities/{ts}", json=said)

    def card(self, channel: str, **card: Any) -> httpx.Response:
        return self.post(channel, attachments=[attachment(**card)])

    def chunk(self, text: str, sequence: int, stream: str = "", **more: Any) -> httpx.Response:
        info = {"type": "streaminfo", "streamType": "streaming", "streamSequence": sequence} | more
        said = info | ({"streamId": stream} if stream else {})
        return self.post(direct(HANNA), text, type="typing", entities=[said])


@pytest.fixture
def bot(fake: Teams) -> Iterator[Bot]:
    one = Bot(fake)
    yield one
    one.http.close()


def attachment(**card: Any) -> Json:
    content = {"type": "AdaptiveCard", "version": "1.5"} | card
    return {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}


def claim(position: int, **more: Any) -> Json:
    document = {"@type": "DigitalDocument", "name": "Leave", "abstract": "25 days"} | more
    return {"@type": "Claim", "position": position, "appearance": document}


def ai(*claims: Json, **more: Any) -> Json:
    root = {"type": "https://schema.org/Message", "@type": "Message"}
    return root | {"@context": "https://schema.org", "citation": list(claims)} | more


def why(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_a_reply_stands_in_the_thread_that_it_is_posted_to(fake: Teams, bot: Bot) -> None:
    ts = fake.says(HANNA, LOBBY, "@bot hello")["ts"]
    below = bot.post(f"{LOBBY};messageid={ts}", "one").json()["id"]
    bot.http.post(f"conversations/{LOBBY}/activities/{ts}", json={"type": "message", "text": "two"})
    bot.post(LOBBY, "apart")
    thread = fake.messages(LOBBY, ts)
    assert [shown(one) for one in thread] == ["@bot hello", "one", "two"]
    assert [one["user"] for one in thread] == [HANNA, BOT, BOT]
    assert why(bot.post(f"{LOBBY};messageid=1", "x")) == (404, "ActivityNotFoundInConversation")
    bot.update(f"{LOBBY};messageid={ts}", below, "changed")
    assert shown(fake.messages(LOBBY, ts)[1]) == "changed"


def test_only_the_bots_own_messages_can_be_changed_or_taken_away(fake: Teams, bot: Bot) -> None:
    theirs = fake.asks(HANNA, "hello")
    assert why(bot.update(direct(HANNA), theirs, "x"))[0] == 403
    mine = bot.post(direct(HANNA), "x").json()["id"]
    bot.http.delete(f"conversations/{direct(HANNA)}/activities/{mine}")
    assert why(bot.update(direct(HANNA), mine, "y"))[0] == 404
    assert [one["ts"] for one in fake.messages(direct(HANNA))] == [theirs]


def test_without_a_token_of_its_own_nobody_calls(fake: Teams) -> None:
    url = f"{fake.service_url()}v3/conversations/{LOBBY}/activities"
    graph = token(fake, "https://graph.microsoft.com/.default")["access_token"]
    for header in ("", "Bearer x", f"Bearer {graph}"):
        answer = httpx.post(url, json={}, headers={"Authorization": header}, trust_env=False)
        assert answer.status_code == 401
    fake.app(signed=False)
    assert httpx.post(url, json={"type": "typing"}, trust_env=False).status_code == 202


def test_tokens_expire_and_end_with_the_secret(fake: Teams, bot: Bot) -> None:
    fake.forward(3600)
    assert bot.post(LOBBY, "x").status_code == 401
    fresh = Bot(fake)
    fake.secret("another")
    assert fresh.post(LOBBY, "x").status_code == 401
    assert token(fake)["error"] == "invalid_client"
    fake.secret()


def test_a_conversation_that_moved_is_found_at_its_new_service_alone(fake: Teams, bot: Bot) -> None:
    fake.moved(LOBBY)
    assert why(bot.post(LOBBY, "x")) == (404, "ConversationNotFound")
    assert Bot(fake, "amer").post(LOBBY, "x").status_code == 201


def test_a_personal_chat_is_made_with_who_has_the_app(fake: Teams, bot: Bot) -> None:
    fake.person(OTTO, name="Otto", app=False)
    fake.person(object_id(9), blocked=True)

    def made(user: str, **more: Any) -> httpx.Response:
        body = {"bot": {"id": BOT}, "members": [{"id": user}], "tenantId": TENANT} | more
        return bot.http.post("conversations", json=body)

    assert made(HANNA).json()["id"] == made(f"29:1{HANNA}").json()["id"] == direct(HANNA)
    assert why(made(OTTO)) == (403, "BotNotInConversationRoster")
    assert why(made(object_id(9))) == (403, "ConversationBlockedByUser")
    assert why(made(HANNA, tenantId=""))[0] == 400
    assert made(HANNA, activity={"type": "message", "text": "hi"}).json()["activityId"]
    assert [shown(one) for one in fake.messages(direct(HANNA))] == ["hi"]


def test_members_are_told_one_by_one_in_pages_and_all_at_once(fake: Teams, bot: Bot) -> None:
    fake.person(OTTO, name="Otto Guest", email="otto@far.example", guest=True)
    fake.channel(LOBBY, members=[HANNA, OTTO])
    everybody = bot.http.get(f"conversations/{LOBBY}/members").json()
    assert [one["aadObjectId"] for one in everybody] == [HANNA, OTTO]
    assert [one["userRole"] for one in everybody] == ["user", "guest"]
    page = f"conversations/{LOBBY}/pagedmembers"
    first = bot.http.get(page, params={"pageSize": 1}).json()
    then = {"pageSize": 1, "continuationToken": first["continuationToken"]}
    second = bot.http.get(page, params=then).json()
    assert [one["name"] for one in (*first["members"], *second["members"])] == [
        "Hanna Example",
        "Otto Guest",
    ]
    assert "continuationToken" not in second
    one = bot.http.get(f"conversations/{LOBBY}/members/29:1{OTTO}").json()
    assert (one["email"], one["tenantId"]) == ("otto@far.example", TENANT)
    missing = bot.http.get(f"conversations/{LOBBY}/members/{object_id(9)}")
    assert why(missing) == (404, "MemberNotFoundInConversation")


def test_where_the_bot_is_not_it_can_say_nothing(fake: Teams, bot: Bot) -> None:
    fake.channel(LOBBY, bot=False)
    assert why(bot.post(LOBBY, "x")) == (403, "BotNotInConversationRoster")
    fake.channel(LOBBY)
    fake.refuse(LOBBY, "ConversationBlockedByUser")
    assert why(bot.post(LOBBY, "x")) == (403, "ConversationBlockedByUser")
    fake.refuse(LOBBY, "")
    assert bot.post(LOBBY, "x").status_code == 201


def test_what_is_too_large_in_utf_16_is_refused(bot: Bot) -> None:
    assert bot.post(LOBBY, "x" * 51_000).status_code == 201
    assert why(bot.post(LOBBY, "x" * 51_300)) == (413, "MessageSizeTooBig")
    assert bot.post(LOBBY, "ü" * 51_000).status_code == 201


@pytest.mark.parametrize(
    "entities",
    [
        [ai(claim(1)), ai()],
        [ai(claim(2))],
        [ai(claim(1), claim(1))],
        [ai(claim(1, name="n" * 81))],
        [ai(claim(1, abstract="a" * 161))],
        [ai(claim(1, abstract=""))],
        [ai(claim(1, keywords=["a", "b", "c", "d"]))],
        [ai(claim(1, keywords=["k" * 29]))],
        [ai(claim(1, url="javascript:x"))],
        [ai(claim(1)) | {"@context": "x"}],
        [ai(claim(1), usageInfo={"name": "Restricted"})],
        [{"type": "mention", "text": "<at>Otto</at>", "mentioned": {"id": OTTO, "name": "Otto"}}],
    ],
)
def test_entities_beyond_what_teams_takes_are_refused(bot: Bot, entities: list[Json]) -> None:
    assert bot.post(LOBBY, "Leave is 25 days [1]", entities=entities).status_code == 400


def test_twenty_citations_are_shown_and_no_more(fake: Teams, bot: Bot) -> None:
    text = " ".join(f"[{n}]" for n in range(1, 22))
    most = [claim(n, name=f"Clause {n}") for n in range(1, 21)]
    label = {"@type": "CreativeWork", "name": "Restricted"}
    good = ai(*most, additionalType=["AIGeneratedContent"], usageInfo=label)
    assert bot.post(LOBBY, text, entities=[good]).status_code == 201
    assert bot.post(LOBBY, text, entities=[ai(*most, claim(21))]).status_code == 400
    (seen,) = fake.messages(LOBBY)
    assert cited(seen)[20] == "Clause 20"
    assert shown(seen).splitlines()[1:] == ["AI generated", "Restricted"]


@pytest.mark.parametrize(
    "card",
    [
        {"version": "1.6"},
        {"type": "Card"},
        {"body": [{"type": "Carousel"}]},
        {"body": [{"type": "TextBlock"}]},
        {"body": [{"type": "Container", "items": [{"type": "Badge"}]}]},
        {"body": [{"type": "ColumnSet", "columns": [{"items": [{"type": "Badge"}]}]}]},
        {"body": [{"type": "Input.Text"}]},
        {"body": [{"type": "Input.Text", "id": "a"}, {"type": "Input.Date", "id": "a"}]},
        {"body": [{"type": "Input.ChoiceSet", "id": "a", "choices": [{"title": "x"}]}]},
        {"actions": [{"type": "Action.Http"}]},
        {"actions": [{"type": "Action.OpenUrl", "url": "javascript:x"}]},
        {"actions": [{"type": "Action.Execute", "fallback": {"type": "Action.Old"}}]},
        {"msteams": {"entities": [{"type": "mention", "text": "<at>O</at>", "mentioned": {}}]}},
    ],
)
def test_cards_that_teams_does_not_know_are_refused(bot: Bot, card: Json) -> None:
    assert bot.card(LOBBY, **card).status_code == 400


def test_a_card_is_read_line_by_line_and_its_buttons_by_their_words(fake: Teams, bot: Bot) -> None:
    at = {"type": "mention", "text": "<at>Otto</at>", "mentioned": {"id": f"29:1{OTTO}"}}
    execute = {"type": "Action.Execute", "title": "Claim", "verb": "claim"}
    submit = {"type": "Action.Submit", "title": "Reply", "data": {"own": {"action": "reply"}}}
    extra = [submit | {"title": f"More {n}"} for n in range(6)]
    body = [
        {"type": "TextBlock", "text": r"**Ticket 7** for <at>Otto</at> \*now\*, 2_500_000"},
        {"type": "FactSet", "facts": [{"title": "Due", "value": "today"}]},
        {"type": "ActionSet", "actions": [execute, submit]},
    ]
    sent = bot.card(LOBBY, body=body, actions=extra + extra, msteams={"entities": [at]})
    assert sent.status_code == 201
    (seen,) = fake.messages(LOBBY)
    assert shown(seen) == "Ticket 7 for Otto *now*, 2_500_000\nDue today"
    assert buttons(seen) == {"Claim": "claim", "Reply": "reply"} | {
        f"More {n}": "reply" for n in range(6)
    }
    assert rung(seen) == {OTTO}


def test_streamed_text_grows_and_ends_in_a_message(fake: Teams, bot: Bot) -> None:
    begun = bot.chunk("Looking", 1, streamType="informative")
    stream = begun.json()["id"]
    assert begun.status_code == 201
    assert bot.chunk("Leave is", 2, stream).status_code == 202
    assert bot.chunk("Leave is 25", 4, stream).json() == {}
    assert "error" in bot.chunk("Leave is 25 days", 3, stream).json()
    assert bot.chunk("No leave", 5, stream).status_code == 400
    assert why(bot.chunk("Again", 1)) == (403, "ContentStreamNotAllowed")
    (going,) = fake.streams(direct(HANNA))
    assert (going["informative"], going["text"]) == ("Looking", "Leave is 25")
    ended = {"type": "streaminfo", "streamType": "final", "streamId": stream}
    assert bot.post(direct(HANNA), "Leave is 25 days.", entities=[ended]).status_code == 202
    assert [(m["ts"], shown(m)) for m in fake.messages(direct(HANNA))] == [
        (stream, "Leave is 25 days.")
    ]
    assert why(bot.chunk("Leave is 25 days. And", 6, stream))[0] == 403
    assert bot.update(direct(HANNA), stream, "Leave is 26 days.").status_code == 200


def test_a_stream_ends_after_two_minutes_or_when_it_is_stopped(fake: Teams, bot: Bot) -> None:
    stream = bot.chunk("One", 1).json()["id"]
    fake.forward(121)
    assert why(bot.chunk("One two", 2, stream)) == (403, "ContentStreamNotAllowed")
    stream = bot.chunk("Three", 1).json()["id"]
    fake.stops(HANNA)
    assert why(bot.chunk("Three four", 2, stream)) == (403, "ContentStreamNotAllowed")
    said = {"type": "streaminfo", "streamType": "streaming", "streamSequence": 1}
    assert bot.post(LOBBY, "x", type="typing", entities=[said]).status_code == 403


def test_a_conversation_takes_seven_messages_a_second_when_its_pace_is_kept(
    fake: Teams, bot: Bot
) -> None:
    fake.pace()
    answers = [bot.post(LOBBY, "x") for _ in range(8)]
    assert [answer.status_code for answer in answers] == [201] * 7 + [429]
    assert answers[-1].headers["Retry-After"] in ("1", "2")
    assert bot.post(GROUP, "x").status_code == 201
    fake.forward(2.1)
    assert bot.post(LOBBY, "x").status_code == 201


def test_the_next_calls_meet_what_was_ordered(fake: Teams, bot: Bot) -> None:
    fake.limit(1, after=7, method="activities.post")
    assert bot.post(LOBBY, type="typing").status_code == 202
    assert bot.post(LOBBY, "x").headers["Retry-After"] == "7"
    for status, code in ((412, "PreconditionFailed"), (502, "BadGateway"), (504, "GatewayTimeout")):
        fake.break_down(1, status)
        assert why(bot.post(LOBBY, "x")) == (status, code)
    fake.swallow(1)
    with pytest.raises(httpx.TransportError):
        bot.post(LOBBY, "done")
    fake.swallow(1, 504)
    assert bot.post(LOBBY, "done too").status_code == 504
    assert [shown(one) for one in fake.messages(LOBBY)] == ["done", "done too"]
    assert [call["status"] for call in fake.calls("activities.post")][:4] == [429, 412, 502, 504]


def test_an_outage_ends_when_it_is_told_to(fake: Teams, bot: Bot) -> None:
    fake.away(600)
    with pytest.raises(httpx.TransportError):
        bot.post(LOBBY, "x")
    fake.away(600, 503)
    assert bot.post(LOBBY, "x").status_code == 503
    fake.away(0)
    fake.away(600, 503, method="graph")
    assert bot.post(LOBBY, "x").status_code == 201
    fake.shut()
    with pytest.raises(httpx.TransportError):
        bot.post(LOBBY, "x")
    with pytest.raises(httpx.ConnectError):
        httpx.get(fake.openid_url, trust_env=False)
    fake.reopen()
    assert bot.post(LOBBY, "x").status_code == 201


def test_calls_are_held_until_they_are_let_go(fake: Teams, bot: Bot) -> None:
    fake.hold("activities.post")
    with ThreadPoolExecutor(1) as elsewhere:
        held = elsewhere.submit(bot.post, LOBBY, "x")
        assert bot.post(LOBBY, type="typing").status_code == 202
        until(lambda: fake.calls("activities.post"))
        assert not held.done()
        fake.release()
        assert held.result().status_code == 201


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("**a** and *b* and _c_", "a and b and c"),
        (r"5 * 3, 2_500_000, \*not\* \[1\]", "5 * 3, 2_500_000, *not* [1]"),
        ("[Leave](https://x.example/a) [1]", "Leave [1]"),
        ("&lt;b&gt; **one <b>two</b>", "<b> **one two"),
        ("> # quoted", "# quoted"),
    ],
)
def test_mark_up_of_a_message_is_undone(fake: Teams, bot: Bot, text: str, read: str) -> None:
    bot.post(LOBBY, text)
    bot.post(LOBBY, text, textFormat="plain")
    assert [shown(one) for one in fake.messages(LOBBY)] == [read, text]


def test_a_card_knows_no_html(fake: Teams, bot: Bot) -> None:
    bot.card(LOBBY, body=[{"type": "TextBlock", "text": "<b>a</b> > # `b`"}])
    assert shown(fake.messages(LOBBY)[0]) == "<b>a</b> > # `b`"


def test_typing_is_seen_until_something_is_said(fake: Teams, bot: Bot) -> None:
    ts = fake.says(HANNA, LOBBY, "@bot hello")["ts"]
    bot.post(f"{LOBBY};messageid={ts}", type="typing")
    assert fake.types(LOBBY, ts)
    bot.post(f"{LOBBY};messageid={ts}", "there")
    assert not fake.types(LOBBY, ts)
