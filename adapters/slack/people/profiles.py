"""Who somebody in Slack is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from adapters.chat.people.expiring import Expiring
from adapters.chat.people.somebody import DirectoryUnreachable, Somebody
from bot.settings import Settings

# Seconds. A form must open within 3 of a press, and who presses is looked up before that.
_TIMEOUT = 2
# What Slack says of people whom it doesn't show to us: they are of another workspace.
_NOT_SHOWN = ("user_not_found", "user_not_visible", "users_not_found")


def client(settings: Settings) -> WebClient:
    """Return Slack's client for look-ups, to be used in worker threads; it gives up soon."""
    token = settings.slack_bot_token.get_secret_value()
    url = settings.slack_api_url
    return WebClient(token, base_url=url, timeout=_TIMEOUT, retry_handlers=[])


def asked(call: Callable[[], SlackResponse]) -> Mapping[str, Any]:
    """Return what Slack answers. Raises DirectoryUnreachable with Slack's own name of the fault."""
    try:
        data = call().data
    except SlackApiError as error:
        name = str(error.response.get("error"))
        # In place of a name the client puts whatever a proxy may have answered.
        raise DirectoryUnreachable(name if name.isidentifier() else "no JSON") from error
    # The client lets through what the network and the parser of JSON raise.
    except (SlackClientError, HTTPException, OSError, ValueError) as error:
        raise DirectoryUnreachable(type(error).__name__) from error
    if not isinstance(data, dict):
        raise DirectoryUnreachable("no JSON")
    return data


class SlackPeople:
    """Who people are, by `users.info`; an answer is kept for ten minutes. Thread-safe."""

    def __init__(self, slack: WebClient, now: Callable[[], datetime]) -> None:
        self._slack = slack
        self._known: Expiring[str, Somebody] = Expiring(now)
        self._home: Expiring[None, str] = Expiring(now)

    def of(self, user: str) -> Somebody:
        """Return who a user is. Raises DirectoryUnreachable."""
        return self._known.get(user, lambda: self._look_up(user))

    def own(self, user: str) -> bool:
        """Whether a user is a member of the workspace that the bot is installed in, and no guest.

        Raises DirectoryUnreachable.
        """
        somebody = self.of(user)
        stranger = somebody.guest or somebody.bot or somebody.gone
        return not stranger and somebody.team in ("", self._home.get(None, self._look_home_up))

    def _look_home_up(self) -> str:
        return str(asked(self._slack.auth_test).get("team_id") or "")

    def _look_up(self, user: str) -> Somebody:
        try:
            answer = asked(lambda: self._slack.users_info(user=user))
        except DirectoryUnreachable as error:
            if str(error) in _NOT_SHOWN:
                return Somebody(user, guest=True)
            raise
        return _somebody(user, answer.get("user") or {})


def _somebody(user: str, told: Mapping[str, Any]) -> Somebody:
    profile = told.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), told.get("real_name"))
    guest = ("is_restricted", "is_ultra_restricted", "is_stranger")
    return Somebody(
        user=user,
        name=next((name for name in names if name), told.get("name") or ""),
        email=(profile.get("email") or "").lower(),
        team=told.get("team_id") or "",
        guest=any(told.get(flag) for flag in guest),
        bot=bool(told.get("is_bot")),
        gone=bool(told.get("deleted")),
    )
