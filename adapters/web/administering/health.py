"""How the service is: what misses, what couldn't be delivered, and what it is made of."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata

from adapters.delivery.alarms import Alarms
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Failure
from adapters.delivery.outbox import Outbox
from adapters.web.parts import Parts
from bot.settings import Settings
from bot.switch import Switch

_LOOKED_AT = 100
_PARTS = {
    "catalog": "Database",
    "index": "Search index",
    "alone": "The right to serve",
    "switch": "Switch",
    "slack": "Slack",
    "teams": "Microsoft Teams",
}


class State(StrEnum):
    """How something is; the words are those that people read."""

    GOOD = "works"
    LOOK = "needs a look"
    BAD = "doesn't work"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was looked at: how it is, and what to do where that isn't well."""

    name: str
    state: State
    what: str
    remedy: str = ""


def findings(parts: Parts, switch: Switch) -> Iterator[Finding]:
    """Yield one finding after the other, those first that questions wait for."""
    missing = {name: what for name, what in parts.standing.missing().items() if what}
    for name, what in missing.items():
        title = _PARTS.get(name, name.capitalize())
        yield Finding(title, State.BAD, what, "The service's log of now says more.")
    if not missing:
        yield Finding("Answering", State.GOOD, "All that it needs is there.")
    yield _switch(switch)
    yield _chats(parts)
    yield _lost(
        "Questions taken in",
        Inbox(parts.database, parts.now).failures(_LOOKED_AT),
        "Their askers were told. The log of that time says what failed.",
    )
    yield _lost(
        "Messages sent",
        Outbox(parts.database, parts.now).failures(_LOOKED_AT),
        "Nobody read these. Invite the bot to the channel, or mend what is said here.",
    )
    for alarm in Alarms(parts.database, parts.now).standing():
        since = f"Since {alarm.since.astimezone(parts.settings.zone):%Y-%m-%d %H:%M}."
        yield Finding("Alarm", State.LOOK, alarm.text, since)


def versions(parts: Parts) -> tuple[tuple[str, str], ...]:
    """Return what it is made of, by name."""
    live = parts.assistant.library.live()
    settings = parts.settings
    kind = "SQLite, in the data folder" if parts.database.is_sqlite else "PostgreSQL"
    return (
        ("PolicyDesk", metadata.version("policydesk")),
        ("Python", platform.python_version()),
        ("Database", kind),
        ("Live revision", str(live) if live is not None else "none: nothing is published"),
        ("Search model", settings.embedding_model or "the one that comes along"),
        ("Language model", _model(settings)),
        ("Time zone", settings.time_zone),
        ("Questions kept", f"{settings.keep_turns:,} days"),
        ("Closed tickets kept", f"{settings.keep_tickets:,} days"),
    )


def _model(settings: Settings) -> str:
    if not settings.model:
        return "none: answers are the clauses themselves"
    return settings.model if settings.model_writes else f"{settings.model}, switched off"


def _switch(switch: Switch) -> Finding:
    if reason := switch.reason():
        return Finding("Switch", State.LOOK, f"Off: “{reason}”", "Service switches it on again.")
    return Finding("Switch", State.GOOD, "On: whoever asks is answered.")


def _chats(parts: Parts) -> Finding:
    platforms = parts.standing.platforms()
    if not platforms:
        return Finding("Chats", State.GOOD, "None is set up; people ask on these pages.")
    names = ", ".join(one.capitalize() for one in platforms)
    settings = parts.settings
    if settings.slack_office_channel or settings.teams_office_channel:
        return Finding("Chats", State.GOOD, f"{names}; the office has a channel.")
    remedy = "Tickets stand under Tickets here. Channels tells what to set for cards in a chat."
    return Finding("Chats", State.LOOK, f"{names}; the office has no channel.", remedy)


def _lost(name: str, failures: Sequence[Failure], remedy: str) -> Finding:
    if not failures:
        return Finding(name, State.GOOD, "None failed for good.")
    many = f"{len(failures)}{'+' if len(failures) == _LOOKED_AT else ''}"
    latest = failures[0]
    what = f"{many} failed; the latest in {latest.platform.capitalize()}: {latest.why}"
    return Finding(name, State.LOOK, what, remedy)
