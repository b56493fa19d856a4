"""Where the bot may write."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from slack_sdk import WebClient

from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.slack.people.profiles import asked

# What Slack says of a private channel to who isn't in it.
_CLOSED = ("channel_not_found", "not_in_channel")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Channels:
    """Channels as Slack knows them now; nothing is kept. Thread-safe."""

    slack: WebClient

    def open_to_us(self, channel: str) -> bool:
        """Whether the bot is in a channel; where Slack can't say, trying tells."""
        try:
            told = asked(lambda: self.slack.conversations_info(channel=channel))
        except DirectoryUnreachable as error:
            _log.info("a channel can't be looked up", why=str(error))
            return str(error) not in _CLOSED
        found = told.get("channel") or {}
        return bool(found.get("is_member") or found.get("is_im") or found.get("is_mpim"))
