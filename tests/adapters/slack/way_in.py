"""Slack's way in as the service has it, with the real inbox behind it and forms of the test's."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from sqlalchemy import select
from starlette.applications import Starlette

from adapters.chat.content import Form, Typed
from adapters.chat.intake import Intake
from adapters.chat.model import Asker, Happening, Place, Pressed, Submitted, from_event
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Arrival, Event
from adapters.slack.asking.progress import Progress
from adapters.slack.entering.entrance import Entrance, entrance
from adapters.slack.sending.calling import web_client
from bot.settings import Settings
from knowledge.catalog.database import Database
from knowledge.catalog.tables import inbox
from tests.adapters.chat.harness import free_port
from tests.bot.conftest import Clock
from tests.fakes.slack import Slack, until


def form(name: str, about: str = "7") -> Form:
    """Return a form with one field."""
    return Form(name, about, "Form", (Typed("text", "Words"),), "Send")


@dataclass
class Forms:
    """What opens, what is wrong and what follows, as a test says; `ours` are our threads."""

    opening: dict[str, Form] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    following: Form | None = None
    ours: set[str] = field(default_factory=set)
    opened: list[Pressed] = field(default_factory=list)

    def open_for(self, pressed: Pressed) -> Form | None:
        self.opened.append(pressed)
        return self.opening.get(pressed.action)

    def check(self, submitted: Submitted) -> Mapping[str, str]:
        return {} if submitted.values["text"].strip() else self.faults

    def preview(self, submitted: Submitted) -> Form | None:
        return self.following if submitted.form != "preview_form" else None

    def concerns(self, place: Place, who: Asker) -> bool:
        assert who.user
        return place.thread in self.ours

    def prompts(self) -> tuple[str, ...]:
        return ("May I post?", "Who may speak?")


@dataclass
class Entered:
    """The running way in; `refused` is why something was turned away."""

    slack: Slack
    database: Database
    forms: Forms
    entrance: Entrance
    url: str
    progress: Progress
    refused: list[str]
    nudges: list[int]

    def events(self) -> list[Event]:
        """Return what the inbox holds, in the order in which it came."""
        wanted = select(inbox.c["platform", "event", "lane", "body"]).order_by(inbox.c.id)
        with self.database.read() as connection:
            return [Event(*row) for row in connection.execute(wanted)]

    def happenings(self) -> list[Happening]:
        return [from_event(event) for event in self.events()]


@contextmanager
def entered(
    slack: Slack,
    database: Database,
    *,
    over_socket: bool = False,
    put: Callable[[Event], bool] | None = None,
    **settings: Any,
) -> Iterator[Entered]:
    """Let Slack in over HTTP or a socket, on a loop of its own; `put` instead of the inbox's."""
    port, forms, ready, leave = free_port(), Forms(), threading.Event(), threading.Event()
    url = f"http://127.0.0.1:{port}/slack/events"
    begun: list[Entered] = []

    async def run() -> None:
        given = _settings(slack, over_socket=over_socket, **settings)
        refused: list[str] = []
        nudges: list[int] = []
        intake = Intake(_putting(put) or Inbox(database, Clock()).put_all, lambda: nudges.append(1))
        client = web_client(given)
        progress = Progress(client)
        way = entrance(given, client, intake, forms, progress, refused.append)
        app = Starlette(routes=list(way.routes))
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
        for connection in way.connections:
            await connection.open()
        serving = asyncio.create_task(server.serve())
        begun.append(Entered(slack, database, forms, way, url, progress, refused, nudges))
        ready.set()
        await asyncio.to_thread(leave.wait)
        for connection in way.connections:
            await connection.close()
        server.should_exit = True
        await serving

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    try:
        assert ready.wait(30)
        until(lambda: over_socket or _listening(url))
        slack.app("" if over_socket else url)
        if over_socket:
            until(slack.connections)
        yield begun[0]
    finally:
        leave.set()
        thread.join()


def _settings(slack: Slack, *, over_socket: bool, **more: Any) -> Settings:
    way_in = {"slack_app_token": "xapp-1"} if over_socket else {"slack_signing_secret": "s3cret"}
    given: dict[str, Any] = {"slack_bot_token": "xoxb-1", "slack_api_url": slack.url}
    return Settings(**given | way_in | more)


def _listening(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).status_code == 405
    except httpx.TransportError:
        return False


def _putting(
    put: Callable[[Event], bool] | None,
) -> Callable[[Sequence[Arrival]], list[bool]] | None:
    return put and (lambda arrivals: [put(event) for event, _ in arrivals])
