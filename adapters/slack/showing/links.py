"""Links to messages in Slack."""

from __future__ import annotations

import threading

import structlog
from slack_sdk import WebClient

from adapters.chat.outgoing import place_of
from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.slack.people.profiles import asked

_log = structlog.get_logger(__name__)


class Links:
    """Addresses of messages, in the workspace that Slack names once. Thread-safe."""

    def __init__(self, slack: WebClient) -> None:
        self._slack = slack
        self._lock = threading.Lock()
        self._workspace = ""

    def of(self, ref: str) -> str:
        """Return the address of a posted message, "" while the workspace's isn't known."""
        workspace = self._found() if ref else ""
        if not workspace:
            return ""
        channel, ts = place_of(ref)
        return f"{workspace}archives/{channel}/p{ts.replace('.', '')}"

    def _found(self) -> str:
        with self._lock:
            if not self._workspace:
                self._workspace = self._look_up()
            return self._workspace

    def _look_up(self) -> str:
        try:
            return str(asked(self._slack.auth_test).get("url") or "")
        except DirectoryUnreachable as error:
            _log.warning("the workspace's address can't be looked up", why=str(error))
            return ""
