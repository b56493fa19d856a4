"""Puts the console together."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib import import_module
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from adapters.chat.people.groups_file import GroupsFile
from adapters.chat.people.somebody import DirectoryUnreachable, Somebody
from adapters.web import assets, table
from adapters.web.audit import Audit
from adapters.web.door import Door
from adapters.web.errors import NotHere
from adapters.web.gate import Gate
from adapters.web.jobs import Jobs
from adapters.web.jobs.pages import JobPages
from adapters.web.jobs.runner import Runner
from adapters.web.page import LONGEST, Page
from adapters.web.parts import Parts, Standing
from adapters.web.people.account import Account
from adapters.web.sessions import Sessions
from adapters.web.site import Site
from adapters.web.visit import Visit
from bot.assistant import Assistant
from bot.settings import Settings
from bot.web_addresses import is_loopback
from bot.wiring import rulings
from knowledge.publishing import Check
from knowledge.report import Progress

# Evaluations bring scipy along.
_SLOW: Final = "adapters.web.evaluating.handlers"
# What is kept of jobs and sessions that have ended is cleared away by these.
Swept = Sessions | Jobs


@dataclass(frozen=True, slots=True)
class Console:
    """The routes of the pages, how many bytes may be sent to each, and the jobs behind them.

    `address` is where they are, as far as the process itself knows.
    """

    routes: tuple[BaseRoute, ...]
    longer: Mapping[str, int]
    runner: Runner
    swept: tuple[Swept, ...]
    parts: Parts
    address: str = ""

    async def open(self) -> None:
        """Begin to do jobs, and import what takes a second before somebody waits for it."""
        await asyncio.to_thread(self.runner.begin)
        threading.Thread(target=import_module, args=(_SLOW,), name="imports", daemon=True).start()

    async def close(self) -> None:
        """Begin no more of them."""
        await asyncio.to_thread(self.runner.close)


def unserved(settings: Settings) -> str:
    """Return why the pages can't be served, "" where they can: passwords must not be overheard."""
    if not settings.web:
        return "they are switched off by POLICYDESK_WEB"
    if not settings.web_url and not is_loopback(settings.host):
        return (
            "the pages need an encrypted address: set POLICYDESK_WEB_URL to the https:// address"
            " that your reverse proxy has, or POLICYDESK_HOST to 127.0.0.1, or POLICYDESK_WEB to no"
        )
    return ""


def build(
    assistant: Assistant,
    checks: Callable[[Progress], Sequence[Check]],
    standing: Standing,
    now: Callable[[], datetime],
) -> Console:
    """Put the console together. Raises BadSettings for a groups' file with faults."""
    settings, database = assistant.settings, assistant.library.database
    parts = Parts(
        assistant=assistant,
        rulings=replace(rulings(assistant), now=now),
        checks=checks,
        sessions=Sessions(
            database,
            now,
            timedelta(minutes=settings.web_idle),
            timedelta(hours=settings.web_hours),
        ),
        audit=Audit(database, now),
        jobs=Jobs(database, now),
        door=Door(settings.web_url),
        standing=standing,
        now=now,
    )
    kinds = table.kinds(parts)
    pages = (*table.pages(parts), *JobPages(parts.jobs, kinds).pages())
    pages += (Page("/{path:path}", get=_nothing_here, open=True),)
    gate = Gate(parts.sessions, parts.audit, parts.door, Site.of(settings), _groups(settings))
    return Console(
        routes=(assets.route(), *map(gate.route, pages)),
        longer={page.path: page.longest for page in pages if page.longest > LONGEST},
        runner=Runner(parts.jobs, kinds, parts.audit),
        swept=(parts.sessions, parts.jobs),
        parts=parts,
    )


def _nothing_here(_visit: Visit) -> Response:
    raise NotHere("This address leads nowhere. It may be mistyped, or what was here is gone.")


def _groups(settings: Settings) -> Callable[[Account], frozenset[str]]:
    """Return what tells in which groups somebody is: by their account, and by the groups' file."""
    file = GroupsFile(settings.groups_file) if settings.groups_file else None

    def groups(who: Account) -> frozenset[str]:
        if file is None or not who.email:
            return who.groups
        try:
            return who.groups | file.groups(Somebody(user="", email=who.email.lower()))
        except DirectoryUnreachable:
            return who.groups

    return groups
