"""Where people reach the bot and the office, as the settings say it. Pure; tells no secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.settings import Settings

_STRANGERS = {"public": "read what everybody may read", "nothing": "get no answer"}


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach the bot: whether it is set up, and its facts by their names."""

    name: str
    on: bool
    facts: tuple[tuple[str, str], ...]
    prefix: str


def channels(settings: Settings) -> tuple[Channel, ...]:
    """Return Slack, Teams and these pages."""
    return _slack(settings), _teams(settings), _web(settings)


def _slack(settings: Settings) -> Channel:
    socket = settings.slack_app_token.get_secret_value()
    facts = (
        ("Events come by", "Socket Mode" if socket else "HTTP, to /slack/events"),
        ("The office's channel", settings.slack_office_channel or "none"),
        ("Rung for what is urgent", _people(settings.slack_on_call)),
        ("Rung when nobody takes it", _people(settings.slack_on_call_second)),
        ("Guests and people of other workspaces", _STRANGERS[settings.slack_strangers]),
        ("User groups are groups of the policies", "yes" if settings.slack_user_groups else "no"),
    )
    on = bool(settings.slack_bot_token.get_secret_value())
    return Channel("Slack", on, facts if on else (), "POLICYDESK_SLACK_…")


def _teams(settings: Settings) -> Channel:
    facts = (
        ("App", settings.teams_app_id or "none: whoever calls on this machine is believed"),
        ("Tenant", settings.teams_tenant_id or "any"),
        ("The office's channel", settings.teams_office_channel or "none"),
        ("Called for what is urgent", _people(settings.teams_on_call)),
        ("Called when nobody takes it", _people(settings.teams_on_call_second)),
        ("Guests and people of other tenants", _STRANGERS[settings.teams_strangers]),
        ("Groups of Microsoft Entra", ", ".join(settings.teams_groups) or "none"),
    )
    on = settings.teams_on
    return Channel("Microsoft Teams", on, facts if on else (), "POLICYDESK_TEAMS_…")


def _web(settings: Settings) -> Channel:
    facts = (
        ("Address", settings.web_url or "this machine alone"),
        ("People who haven't signed in", _STRANGERS[settings.web_strangers]),
        ("Work accounts", settings.oidc_issuer or "not set up"),
        ("Roles by work accounts", ", ".join(settings.oidc_roles) or "none"),
        ("Groups by work accounts", ", ".join(settings.oidc_groups) or "none"),
        ("Passwords kept here", "yes" if settings.web_passwords else "no"),
        (
            "Signed out",
            f"after {settings.web_idle:g} minutes without a press, or {settings.web_hours:g} hours",
        ),
    )
    return Channel(
        "These pages", on=True, facts=facts, prefix="POLICYDESK_WEB_… and POLICYDESK_OIDC_…"
    )


def _people(ids: Sequence[str]) -> str:
    return ", ".join(ids) or "nobody"
