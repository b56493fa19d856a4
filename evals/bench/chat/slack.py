"""The fake Slack, as a platform of the scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from evals.bench.chat.fake import Fake, started
from evals.bench.chat.outcome import Outcome, Said
from evals.bench.chat.platform import Call, Line

_BOT, _SECRET = "UBOT", "s3cret"
_POST = "chat.postMessage"


class Slack(Fake):
    """A Slack that delivers over HTTP; its messages carry the outbox's keys."""

    name, patient = "Slack", True
    environment: Mapping[str, str] = {}

    def __init__(self, address: str) -> None:
        """Speak to the fake Slack at this address."""
        super().__init__(f"{address}/control")
        self.settings: Mapping[str, str] = {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_SIGNING_SECRET": _SECRET,
            "SLACK_API_URL": f"{address}/api/",
        }

    def deliver(self, url: str) -> None:
        """Deliver events; what isn't taken comes again at once, after 6 s and after 30 s."""
        self.do("app", url=f"{url}/slack/events", secret=_SECRET, patience=0.1, limit=3.0)

    def says(self, line: Line) -> None:
        """Have a question asked in the asker's direct messages."""
        self.do("says", **_said(line), later=True)

    def begins(self, line: Line) -> str:
        """Have a question asked, and return its thread's name."""
        return str(self.do("says", **_said(line))["ts"])

    def away(self, seconds: float) -> None:
        """Take no call for so long."""
        self.do("away", seconds=seconds)

    def limit(self, posts: int, after: float) -> None:
        """Answer so many posts with 429."""
        self.do("fault", kind="limit", left=posts, method=_POST, after=after)

    def pace(self, posts: int) -> None:
        """Take no more posts in a channel in any second."""
        self.do("pace", burst=posts)

    def calls(self) -> Sequence[Call]:
        """Return every attempt to post, in order."""
        called = self.do("calls", method=_POST)
        return [Call(one["body"]["channel"], one["at"], one.get("status", 200)) for one in called]

    def seen(self, data: Path) -> Outcome:  # noqa: ARG002 - messages carry their keys
        """Return what people asked and read so far."""
        asked, messages = self.read(_BOT)
        said = [Said(_key(one), one["at"], one["thread_ts"]) for one in messages]
        return Outcome(asked, said)


@contextmanager
def slack() -> Iterator[Slack]:
    """Start a fake Slack."""
    with started("tests.fakes.slack") as address, closing(Slack(address)) as one:
        yield one


def _said(line: Line) -> dict[str, str]:
    user, channel = f"U{line.person}", f"D{line.person}"
    return {"user": user, "channel": channel, "text": line.text, "thread": line.thread}


def _key(message: Mapping[str, Any]) -> str:
    return str(message["metadata"].get("event_payload", {}).get("key", ""))
