"""What this Slack holds: people, channels, what was written, what apps called."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any

TEAM, OTHER_TEAM = "T1", "T2"
APP, BOT_USER, BOT = "A1", "UBOT", "BBOT"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1", "xapp-1", "s3cret"
SCOPES = (
    "app_mentions:read assistant:write channels:history channels:read chat:write commands "
    "groups:history groups:read im:history im:read im:write mpim:history mpim:read "
    "usergroups:read users:read users:read.email"
).split()
# A view opens within 3 s of a press; a response_url is good for half an hour and five answers.
TRIGGER_LIFE, HOOK_LIFE, HOOK_USES = 3.0, 1800.0, 5

Json = dict[str, Any]


class Refused(Exception):
    """Slack's answer `{"ok": false, "error": …}`."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.answer: Json = {"ok": False, "error": error} | more


@dataclass
class Person:
    id: str
    name: str = ""
    email: str = ""
    team: str = TEAM
    guest: bool = False
    bot: bool = False
    deleted: bool = False


@dataclass
class Channel:
    id: str
    name: str = ""
    kind: str = "channel"  # channel, group, im, mpim
    members: list[str] = field(default_factory=list)
    archived: bool = False
    shared: bool = False


@dataclass
class Post:
    """A message; `to` is who alone sees an ephemeral one, `at` seconds on this Slack's clock."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    metadata: Json = field(default_factory=dict)
    to: str = ""
    edits: int = 0
    deleted: bool = False
    at: float = 0.0

    @property
    def top(self) -> str:
        """The timestamp of the thread that a reply to it goes to."""
        return self.thread_ts or self.ts


@dataclass
class View:
    id: str
    user: str
    view: Json
    hash: str
    errors: Json = field(default_factory=dict)


@dataclass
class Trigger:
    user: str
    made: float
    used: bool = False


@dataclass
class Hook:
    """Where an interaction may be answered: `ts` is the message it was on, "" for a command."""

    channel: str
    user: str
    ts: str
    made: float
    uses: int = 0


@dataclass
class World:
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, Json] = field(default_factory=dict)
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    revoked: bool = False
    calls: list[Json] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    views: dict[str, list[View]] = field(default_factory=lambda: defaultdict(list))
    triggers: dict[str, Trigger] = field(default_factory=dict)
    hooks: dict[str, Hook] = field(default_factory=dict)
    statuses: dict[str, Json] = field(default_factory=dict)
    prompts: dict[str, Json] = field(default_factory=dict)
    ahead: float = 0.0
    address: str = ""
    # A number for each id; none comes again when another Slack is started on the same data.
    _made: int = field(default_factory=lambda: time.time_ns() // 1000)
    _last: int = 0

    def now(self) -> float:
        """Seconds since 1970 on this Slack's clock, which a test may put forward."""
        return time.time() + self.ahead

    def stamp(self) -> str:
        """Return a timestamp as messages have it, later than every other."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def name(self, prefix: str) -> str:
        """Return a new id."""
        self._made += 1
        return f"{prefix}{self._made}"

    def person(self, user: str) -> Person:
        """Return who that is; who isn't known is taken for an ordinary employee."""
        return self.people.setdefault(user, Person(user, f"Person {user}", f"{user}@x.example"))

    def place(self, channel: str) -> Channel:
        """Return a channel; one that people write in and nobody made is public, the bot in it."""
        if channel not in self.channels:
            direct = channel.startswith("D")
            members = [BOT_USER, f"U{channel[1:]}"] if direct else [BOT_USER]
            kind = "im" if direct else "channel"
            self.channels[channel] = Channel(channel, channel.lower(), kind, members)
        return self.channels[channel]

    def post(self, channel: str, ts: str) -> Post | None:
        """Return the message with this timestamp, unless it was deleted."""
        found = (p for p in self.posts if (p.channel, p.ts) == (channel, ts) and not p.deleted)
        return next(found, None)

    def trigger(self, user: str) -> str:
        """Return a new trigger id for what somebody just pressed."""
        name = self.name("trigger.")
        self.triggers[name] = Trigger(user, self.now())
        return name

    def hook(self, channel: str, user: str, ts: str = "") -> str:
        """Return the address where an interaction may be answered."""
        name = self.name("hook")
        self.hooks[name] = Hook(channel, user, ts, self.now())
        return f"{self.address}/hook/{name}"

    def forget(self) -> None:
        """Forget what was said and called; people, channels and groups stay."""
        for kept in (self.calls, self.posts, self.views, self.triggers, self.hooks):
            kept.clear()
        self.statuses.clear()
        self.prompts.clear()
        self.scopes, self.revoked, self.ahead = list(SCOPES), False, 0.0


def as_json(thing: Post | View | Channel) -> Json:
    return asdict(thing)
