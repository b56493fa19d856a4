"""The console on real HTTP, with a small agency behind it, for clients and browsers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from playwright.sync_api import Page
from sqlalchemy import insert

from adapters.service.pages import Routes, guarded
from adapters.web import table, wiring
from adapters.web.jobs.model import UNFINISHED
from adapters.web.parts import Parts, Standing
from adapters.web.refusing import refusal
from adapters.web.roles import Role
from adapters.web.sessions import csrf_of
from bot.assistant import Assistant
from knowledge.catalog.tables import account
from knowledge.publishing import Check
from knowledge.report import Progress
from tests.adapters.chat.harness import free_port
from tests.bot.agency import agency
from tests.bot.conftest import Clock


@dataclass
class Served:
    """A running console. What it keeps is at hand through `parts`."""

    url: str
    parts: Parts
    clock: Clock
    accounts: dict[str, int] = field(default_factory=dict)

    @property
    def assistant(self) -> Assistant:
        return self.parts.assistant

    def account(self, *roles: Role, name: str = "", groups: tuple[str, ...] = ()) -> int:
        """Return the account of somebody with these roles, made when first asked for."""
        name = name or " ".join(sorted(roles)) or "somebody"
        if name not in self.accounts:
            row = {
                "issuer": "",
                "subject": name,
                "name": name.title(),
                "roles": sorted(roles),
                "groups": list(groups),
                "created": self.clock(),
            }
            with self.parts.database.write() as connection:
                made = connection.execute(insert(account).values(row).returning(account.c.id))
                self.accounts[name] = made.scalar_one()
        return self.accounts[name]

    def client(self, *roles: Role, name: str = "", groups: tuple[str, ...] = ()) -> Client:
        """Return a client that is signed in; without roles and name one that isn't."""
        token = ""
        if roles or name:
            token = self.parts.sessions.begin(self.account(*roles, name=name, groups=groups))
        return Client(self.url, token)

    def sign_in(
        self, page: Page, *roles: Role, name: str = "", groups: tuple[str, ...] = ()
    ) -> None:
        """Give a browser's page the cookie of somebody with these roles."""
        token = self.parts.sessions.begin(self.account(*roles, name=name, groups=groups))
        cookie = {"name": self.parts.door.cookie, "value": token, "url": self.url}
        page.context.add_cookies([cookie])

    def finish(self, seconds: float = 60.0) -> None:
        """Wait until no job waits or is under way."""
        end = time.monotonic() + seconds
        while any(self.parts.jobs.newest(kind, None, *UNFINISHED) for kind in self.kinds):
            assert time.monotonic() < end, "a job doesn't end"
            time.sleep(0.05)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(table.kinds(self.parts))


class Client(httpx.Client):
    """A browser without scripts; `press` posts a form as a page of ours would."""

    def __init__(self, url: str, token: str = "") -> None:
        super().__init__(base_url=url, timeout=60, trust_env=False)
        if token:
            self.cookies.set("policydesk", token, domain="127.0.0.1", path="/")

    @property
    def token(self) -> str:
        return self.cookies.get("policydesk", "")

    def press(
        self, path: str, fields: Mapping[str, Any] | None = None, **more: Any
    ) -> httpx.Response:
        """Post a form with its CSRF token; redirects aren't followed."""
        return self.post(path, data={"csrf": csrf_of(self.token), **(fields or {})}, **more)


@contextmanager
def serving(
    folder: Path,
    clock: Clock,
    url: str = "",
    change: Callable[[Assistant], Assistant] = lambda assistant: assistant,
    checks: Callable[[Progress], Sequence[Check]] = lambda _progress: (),
    **settings: Any,
) -> Iterator[Served]:
    """Serve the agency of a folder with these settings, and the assistant changed if need be.

    A draft must pass the `checks`.
    """
    assistant = agency(folder, url, clock)
    changed = assistant.settings.model_copy(update=settings)
    assistant = change(replace(assistant, settings=changed))
    standing = Standing(dict, tuple)
    console = wiring.build(assistant, checks, standing, clock)
    app = guarded((), Routes((), console.routes, console.longer, refusal))
    port = free_port()
    config = uvicorn.Config(
        app, port=port, lifespan="off", log_config=None, ws="none", proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    console.runner.begin()
    thread.start()
    try:
        _until_listening(server)
        yield Served(f"http://127.0.0.1:{port}", console.parts, clock)
    finally:
        server.should_exit = True
        thread.join(10)
        console.runner.close()
        assistant.library.close()


def _until_listening(server: uvicorn.Server) -> None:
    end = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < end, "the server doesn't start"
        time.sleep(0.01)
