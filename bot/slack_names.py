"""What Slack's tokens and ids look like, so that a mix-up is told before anything starts. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr, ValidationInfo

from bot.setting_kinds import Names

_PERSON = re.compile(r"[UW][A-Z0-9]+", re.ASCII)
_CHANNEL = re.compile(r"[CG][A-Z0-9]+", re.ASCII)
_BOT, _APP, _SECRET = (
    f"POLICYDESK_SLACK_{name}" for name in ("BOT_TOKEN", "APP_TOKEN", "SIGNING_SECRET")
)


def bot_token(given: SecretStr) -> SecretStr:
    """Return a bot token, or none. Raises ValueError with a remedy; never shows the token."""
    if _set(given) and not given.get_secret_value().startswith("xoxb-"):
        raise ValueError(
            "this is no bot token; it begins with xoxb- and stands under OAuth & Permissions"
        )
    return given


def app_token(given: SecretStr, info: ValidationInfo) -> SecretStr:
    """Return an app-level token, or none; `info` holds the settings read so far.

    Raises ValueError with all that is wrong, and remedies.
    """
    wrong = []
    if _set(given) and not given.get_secret_value().startswith("xapp-"):
        wrong.append(
            "this is no app-level token; it begins with xapp- and stands under Basic Information"
        )
    if _set(given) and _missing(info.data, "slack_bot_token"):
        wrong.append(f"it is of no use alone; set {_BOT} too")
    if wrong:
        raise ValueError("; ".join(wrong))
    return given


def signing_secret(given: SecretStr, info: ValidationInfo) -> SecretStr:
    """Return the signing secret, or none where it isn't needed. Raises ValueError as above."""
    before = info.data
    token_missing = _missing(before, "slack_bot_token")
    if _set(given) and token_missing:
        raise ValueError(f"it is of no use alone; set {_BOT} too")
    has_token = "slack_bot_token" in before and not token_missing
    if has_token and not _set(given) and _missing(before, "slack_app_token"):
        raise ValueError(
            f"with a bot token either this is needed, for events over HTTP, or {_APP}, for"
            " Socket Mode"
        )
    return given


def channel(given: str) -> str:
    """Return the id of a channel, or "". Raises ValueError with a remedy."""
    if given and not _CHANNEL.fullmatch(given):
        raise ValueError(
            f"“{given}” is no channel's id; it is like C0123456789 and stands at the bottom of the"
            " channel's details"
        )
    return given


def people(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids of people. Raises ValueError that names all that are none, with a remedy."""
    wrong = [name for name in given if not _PERSON.fullmatch(name)]
    if wrong:
        what = ", ".join(f"“{name}”" for name in wrong)
        few = "is no person's id" if len(wrong) == 1 else "are no ids of people"
        raise ValueError(
            f"{what} {few}; it is like U0123456789 and stands in a profile under Copy member ID"
        )
    return given


def _set(secret: SecretStr) -> bool:
    return bool(secret.get_secret_value())


def _missing(before: Mapping[str, Any], name: str) -> bool:
    """Whether a setting was left out; one that has a fault of its own wasn't."""
    return name in before and not _set(before[name])


BotToken = Annotated[SecretStr, AfterValidator(bot_token)]
AppToken = Annotated[SecretStr, AfterValidator(app_token)]
SigningSecret = Annotated[SecretStr, AfterValidator(signing_secret)]
Channel = Annotated[str, AfterValidator(channel)]
People = Annotated[Names, AfterValidator(people)]
