"""Teams's way in as the service has it, with the real inbox behind it and forms of the test's."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
import uvicorn
from sqlalchemy import select
from starlette.applications import Starlette

from adapters.chat.content import Form, Typed
from adapters.chat.intake import Intake
from adapters.chat.model import Asked, Asker, Happening, Place, Pressed, Submitted, from_event
from adapters.chat.people.groups import Directories
from adapters.chat.people.readers import Readers
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Arrival, Event
from adapters.teams.addresses import Addresses
from adapters.teams.answers import Answers
from adapters.teams.entering.clauses import Clauses
from adapters.teams.entering.entrance import entrance
from adapters.teams.kit.authentication import gate
from adapters.teams.names import PATH
from adapters.teams.people.people import TeamsPeople
from adapters.teams.people.roster import Roster
from bot.assistant import Assistant
from bot.settings import Settings, load
from knowledge.catalog.database import Database
from knowledge.catalog.tables import inbox
from tests.bot.conftest import Clock
from tests.fakes.teams import APP, BOT, SECRET, TENANT, Teams, object_id, until

HANNA, BEN = object_id(7), object_id(8)
_NUMBERS = count()
CHANNEL, GROUP = "19:hr@thread.tacv2", "19:gang@thread.v2"


def form(name: str, about: str = "7") -> Form:
    """Return a form with one field."""
    words = Typed("text", "Words", begin="Dear all", optional=True)
    return Form(name, about, "Form", (words,), "Send")


@dataclass
class Forms:
    """What opens, what is wrong and what follows, as a test says; `ours` are our threads.

    `look` is called with each press before its form opens.
    """

    opening: dict[str, Form] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    following: Form | None = None
    too_late: str = ""
    ours: set[str] = field(default_factory=set)
    opened: list[Pressed] = field(default_factory=list)
    look: Callable[[Pressed], None] = lambda _: None

    def open_for(self, pressed: Pressed) -> Form | None:
        self.look(pressed)
        self.opened.append(pressed)
        return self.opening.get(pressed.action)

    def check(self, submitted: Submitted) -> Mapping[str, str]:
        if self.too_late:
            return {"text": self.too_late}
        return {} if submitted.values.get("text") else self.faults

    def preview(self, submitted: Submitted) -> Form | None:
        return self.following if submitted.form != "preview_form" else None

    def concerns(self, place: Place, who: Asker) -> bool:
        assert who.user
        return place.thread in self.ours

    def prompts(self) -> tuple[str, ...]:
        return ()


@dataclass
class Shown:
    """What was shown to be looked up."""

    asked: list[Asked] = field(default_factory=list)

    def show(self, asked: Asked) -> None:
        self.asked.append(asked)


@dataclass
class Entered:
    """The running way in; `refused` is why something was turned away."""

    teams: Teams
    database: Database
    url: str
    addresses: Addresses
    answers: Answers
    forms: Forms = field(default_factory=Forms)
    typing: Shown = field(default_factory=Shown)
    refused: list[str] = field(default_factory=list)
    nudges: list[int] = field(default_factory=list)

    def events(self) -> list[Event]:
        """Return what the inbox holds, in the order in which it came."""
        wanted = select(inbox.c["platform", "event", "lane", "body"]).order_by(inbox.c.id)
        with self.database.read() as connection:
            return [Event(*row) for row in connection.execute(wanted)]

    def invokes(self, name: str, value: Any, **fields: Any) -> dict[str, Any]:
        """Have Hanna's Teams invoke something in the channel; return what came of it."""
        invoke = {
            "type": "invoke",
            "id": f"f:{next(_NUMBERS)}",
            "name": name,
            "channelId": "msteams",
            "serviceUrl": self.teams.service_url(),
            "from": {"id": f"29:1{HANNA}", "aadObjectId": HANNA},
            "recipient": {"id": BOT},
            "conversation": {"id": CHANNEL, "conversationType": "channel", "tenantId": TENANT},
            "value": value,
        }
        return self.teams.activity(invoke | fields)

    def happenings(self) -> list[Happening]:
        return [from_event(event) for event in self.events()]


def token(teams: Teams) -> str:
    """Return a token for calls of the connector."""
    asked = {"client_id": APP, "client_secret": SECRET, "grant_type": "client_credentials"}
    scope = {"scope": "https://api.botframework.com/.default"}
    login = f"{teams.login_url}/{TENANT}/oauth2/v2.0/token"
    said = httpx.post(login, data=asked | scope, trust_env=False).json()
    return str(said["access_token"])


def posted(way: Entered, message: dict[str, Any], channel: str = CHANNEL) -> dict[str, Any]:
    """Have the bot post a message as the connector takes it, and return it."""
    url = f"{way.teams.service_url()}v3/conversations/{channel}/activities"
    headers = {"Authorization": f"Bearer {token(way.teams)}"}
    said = {"type": "message", **message}
    httpx.post(url, json=said, headers=headers, trust_env=False).raise_for_status()
    return [one for one in way.teams.messages(channel) if one["user"] == BOT][-1]


@contextmanager
def entered(
    teams: Teams,
    assistant: Assistant,
    *,
    put: Callable[[Event], bool] | None = None,
    clock: Callable[[], float] | None = None,
    **settings: Any,
) -> Iterator[Entered]:
    """Let Teams in, on a loop of its own; `put` instead of the inbox's."""
    port, ready, leave = _free_port(), threading.Event(), threading.Event()
    database = assistant.library.database
    url = f"http://127.0.0.1:{port}{PATH}"
    way = Entered(teams, database, url, Addresses(database, Clock()), Answers(database))

    async def run() -> None:
        app = {"teams_app_id": APP, "teams_app_password": SECRET, "teams_tenant_id": TENANT}
        given = load(**app | {"teams_openid_metadata_url": teams.openid_url} | settings)
        intake = Intake(
            _putting(put) or Inbox(database, Clock()).put_all, lambda: way.nudges.append(1)
        )
        served = entrance(
            gate(given) if clock is None else gate(given, clock),
            intake,
            way.forms,
            way.typing,
            way.addresses,
            way.answers,
            Clauses(assistant, _readers(way, given)),
            way.refused.append,
        )
        config = uvicorn.Config(Starlette(routes=list(served.routes)), port=port, log_level="error")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        ready.set()
        await asyncio.to_thread(leave.wait)
        server.should_exit = True
        await serving

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    try:
        assert ready.wait(30)
        until(lambda: _listening(url))
        teams.app(url)
        yield way
    finally:
        teams.app("")
        leave.set()
        thread.join()


def _readers(way: Entered, given: Settings) -> Readers:
    people = TeamsPeople(Roster(way.addresses, lambda: token(way.teams)).member, TENANT, Clock())
    open_to_strangers = given.teams_strangers == "public"
    return Readers(people, Directories(()), given.agency, open_to_strangers, TENANT)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _listening(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).status_code == 405
    except httpx.TransportError:
        return False


def _putting(
    put: Callable[[Event], bool] | None,
) -> Callable[[Sequence[Arrival]], list[bool]] | None:
    return put and (lambda arrivals: [put(event) for event, _ in arrivals])
