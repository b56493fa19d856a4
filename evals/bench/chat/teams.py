"""The fake Teams, as a platform of the scenarios."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import unquote

from evals.bench.chat.fake import Fake, started
from evals.bench.chat.outcome import Outcome, Said
from evals.bench.chat.platform import Call, Line

_APP, _SECRET = "00000000-0000-4000-8000-0000000000aa", "s3cret"
_TENANT = "00000000-0000-4000-8000-000000000001"
_BOT = f"28:{_APP}"
_POST = "activities.post"
_SENT = "SELECT ref, key FROM outbox WHERE platform = 'teams' AND ref <> ''"


class Teams(Fake):
    """A Teams whose messages name no keys: the service's outbox tells which message is which."""

    name, patient = "Teams", False

    def __init__(self, address: str, tls: str, control: str, ca: str) -> None:
        """Speak to the fake Teams at these addresses."""
        super().__init__(control)
        self.settings: Mapping[str, str] = {
            "TEAMS_APP_ID": _APP,
            "TEAMS_APP_PASSWORD": _SECRET,
            "TEAMS_TENANT_ID": _TENANT,
            "TEAMS_OPENID_METADATA_URL": f"{address}/v1/.well-known/openidconfiguration",
            "TEAMS_LOGIN_URL": tls,
        }
        self.environment: Mapping[str, str] = {"REQUESTS_CA_BUNDLE": ca}

    def deliver(self, url: str) -> None:
        """Deliver activities; what isn't taken comes again after 1, 2 and 4 s, then no more."""
        given = {"patience": 1.0, "limit": 15.0, "signed": True, "hears_all": False}
        self.do("app", url=f"{url}/api/messages", **given)

    def says(self, line: Line) -> None:
        """Have a question asked in the asker's personal chat."""
        self.do("says", **_said(line), later=True)

    def begins(self, line: Line) -> str:
        """Have a question asked; personal chats have no threads."""
        self.do("says", **_said(line))
        return ""

    def away(self, seconds: float) -> None:
        """Take no call for so long, nor give out tokens for one."""
        for method in ("connector", "login", "token"):
            self.do("away", seconds=seconds, status=0, method=method)

    def limit(self, posts: int, after: float) -> None:
        """Answer so many posts with 429."""
        self.do("fault", status=429, left=posts, method=_POST, after=after)

    def pace(self, posts: int) -> None:
        """Take no more posts in a conversation in a second, in longer times what Teams does."""
        self.do("pace", burst=posts)

    def fail(self, posts: int, status: int, *, done: bool = False) -> None:
        """Answer so many posts with a status; `done` does all the same what they ask for."""
        self.do("fault", status=status, left=posts, method=_POST, done=done)

    def rotate(self) -> None:
        """Sign with a new key from now on; the old one stays published."""
        self.do("rotate", keep=True)

    def move(self, people: Iterable[int]) -> None:
        """Have personal chats reached under another service URL alone from now on."""
        for person in people:
            self.do("moved", channel=_chat(person), service="amer")

    def calls(self) -> Sequence[Call]:
        """Return every attempt to post, in order."""
        called = self.do("calls", method=_POST, since=0)
        return [Call(_channel(one["path"]), one["at"], one["status"] or 0) for one in called]

    def seen(self, data: Path) -> Outcome:
        """Return what people asked and read so far."""
        asked, messages = self.read(_BOT)
        keys, said = _keys(data), []
        for one in messages:
            key = keys.get((one["channel"], one["ts"]), "")
            said.append(Said(key, one["at"], one["channel"]))
        return Outcome(asked, said)


@contextmanager
def teams() -> Iterator[Teams]:
    """Start a fake Teams."""
    with started("tests.fakes.teams") as where, closing(Teams(**json.loads(where))) as one:
        yield one


def _said(line: Line) -> dict[str, str]:
    channel = _chat(line.person)
    return {"user": channel.removeprefix("a:"), "channel": channel, "text": line.text}


def _chat(person: int) -> str:
    return f"a:00000000-0000-4000-9000-{person:012d}"


def _channel(path: str) -> str:
    return path.partition("/conversations/")[2].partition("/")[0].partition(";")[0]


def _keys(data: Path) -> dict[tuple[str, str], str]:
    """Return the outbox's keys of what was sent, by channel and message."""
    path = f"file:{data / 'catalog.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(path, uri=True, timeout=30)) as catalog:
        rows = catalog.execute(_SENT).fetchall()
    parted = ((ref.rpartition(":"), key) for ref, key in rows)
    return {(unquote(channel), ts): key for (channel, _, ts), key in parted}
