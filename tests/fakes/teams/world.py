"""What this Teams holds: people, conversations, what was written, what the bot called."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any

APP = "00000000-0000-4000-8000-0000000000aa"
SECRET = "s3cret"  # noqa: S105 - the fake's
TENANT = "00000000-0000-4000-8000-000000000001"
OTHER_TENANT = "00000000-0000-4000-8000-000000000002"
BOT, BOT_NAME = f"28:{APP}", "PolicyDesk"
# The regions that this Teams answers under, each with a service URL of its own.
SERVICES = ("emea", "amer")

Json = dict[str, Any]


class Refused(Exception):
    """The connector's answer `{"error": {"code": …, "message": …}}` with its status."""

    def __init__(self, status: int, code: str, message: str = "") -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.answer: Json = {"error": {"code": code, "message": message or code}}


class CannotBeDone(Exception):
    """What a test asked of people can't be done there; says what is there instead."""


def object_id(number: int) -> str:
    """Return the Entra object id that the so-manieth person or group of a test has."""
    return f"00000000-0000-4000-9000-{number:012d}"


@dataclass
class Person:
    """Somebody by their Entra object id; `app` whether they have the app, `account` is 29:…."""

    id: str
    name: str = ""
    email: str = ""
    tenant: str = TENANT
    guest: bool = False
    bot: bool = False
    enabled: bool = True
    app: bool = True
    blocked: bool = False

    @property
    def account(self) -> str:
        return f"29:1{self.id}"


@dataclass
class Place:
    """A conversation: personal, groupChat or channel; `members` are object ids."""

    id: str
    kind: str
    name: str = ""
    team: str = ""
    members: list[str] = field(default_factory=list)
    bot: bool = True
    service: str = SERVICES[0]


@dataclass
class Post:
    """A message as it is now; `activity` is what the bot sent last, whole."""

    channel: str
    ts: str
    user: str
    text: str = ""
    thread_ts: str = ""
    activity: Json = field(default_factory=dict)
    edits: int = 0
    deleted: bool = False
    streamed: bool = False
    at: float = 0.0
    files: tuple[str, ...] = ()
    # Cards that only some see instead of the message's, by person.
    instead: dict[str, Json] = field(default_factory=dict)


@dataclass
class Dialog:
    """A form that is open for somebody; `command` is the message extension's, "" for none."""

    user: str
    view: Json
    channel: str
    message: str = ""
    command: str = ""


@dataclass
class World:
    people: dict[str, Person] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, Json] = field(default_factory=dict)
    calls: list[Json] = field(default_factory=list)
    posts: dict[str, dict[str, Post]] = field(default_factory=lambda: defaultdict(dict))
    dialogs: dict[str, list[Dialog]] = field(default_factory=lambda: defaultdict(list))
    toasts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    typing: dict[str, float] = field(default_factory=dict)
    ahead: float = 0.0
    address: str = ""
    _last: int = 0

    def now(self) -> float:
        """Seconds since 1970 on this Teams's clock, which a test may put forward."""
        return time.time() + self.ahead

    def stamp(self) -> str:
        """Return an activity's id, later than every other; milliseconds since 1970."""
        self._last = max(self._last + 1, int(self.now() * 1000))
        return str(self._last)

    def service_url(self, service: str) -> str:
        return f"{self.address}/{service}/"

    def person(self, user: str) -> Person:
        """Return who that is; who isn't known is taken for an ordinary employee."""
        short = user[-4:].lstrip("0") or user
        return self.people.setdefault(user, Person(user, f"Person {short}", f"p{short}@x.example"))

    def known(self, name: str) -> Person | None:
        """Return somebody by their object id or the connector's account id."""
        return self.people.get(name.removeprefix("29:1"))

    def place(self, channel: str) -> Place:
        """Return a conversation; one that people write in and nobody made has the bot in it."""
        if channel not in self.places:
            kind = kind_of(channel)
            members = [self.person(channel.removeprefix("a:")).id] if kind == "personal" else []
            team = "19:team@thread.tacv2" if kind == "channel" else ""
            self.places[channel] = Place(channel, kind, team=team, members=members)
        return self.places[channel]

    def add(self, post: Post) -> Post:
        self.posts[post.channel][post.ts] = post
        return post

    def post(self, channel: str, ts: str) -> Post | None:
        """Return the message with this id, unless it was deleted."""
        found = self.posts[channel].get(ts) if channel in self.posts else None
        return found if found and not found.deleted else None

    def forget(self) -> None:
        """Forget what was said and called; people, conversations and groups stay."""
        for kept in (self.calls, self.posts, self.dialogs, self.toasts, self.typing):
            kept.clear()
        self.ahead = 0.0


def kind_of(channel: str) -> str:
    """Return what a conversation is by its id."""
    if channel.startswith("a:"):
        return "personal"
    return "groupChat" if channel.endswith("@thread.v2") else "channel"


def direct(user: str) -> str:
    """Return somebody's personal chat with the bot."""
    return f"a:{user}"


def as_json(thing: Post | Dialog | Place) -> Json:
    return asdict(thing)
