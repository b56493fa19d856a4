"""How the service is: whether it runs, answers, and what it couldn't deliver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from adapters.chat.people.groups_file import read
from adapters.delivery.alarms import Alarms
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Failure
from adapters.delivery.outbox import Outbox
from adapters.service.alone import running
from adapters.terminal.findings import Finding, State
from bot.errors import BadSettings
from bot.settings import Settings
from bot.switch import Switch
from knowledge.catalog.database import Database

_SHOWN = 3
# As many failures are looked at to sum up those of one kind.
_LOOKED_AT = 1_000
_NO_GROUPS = "The service doesn't start with it; one that runs takes everybody to be in no group."
_SLACK = "POLICYDESK_SLACK_BOT_TOKEN, and a signing secret or an app token, set it up."
_TEAMS = "POLICYDESK_TEAMS_APP_ID, a secret and a tenant id set it up."
_NO_OFFICE = (
    "POLICYDESK_SLACK_OFFICE_CHANNEL or POLICYDESK_TEAMS_OFFICE_CHANNEL names the channel where"
    " tickets become cards."
)
_ON = "`policydesk on` switches it on again."
_ASKERS = "Their askers were told. Look what failed, in the service's log of that time."
_UNREAD = "Nobody read these. Invite the bot to the channel, or mend what is said here."


def service(settings: Settings, database: Database) -> Iterator[Finding]:
    """Yield one finding after the other. Raises CatalogUnusable."""
    served = running(settings.data, database)
    how = "is running" if served else "isn't running; `policydesk serve` starts it"
    yield Finding("Service", State.OK, how)
    yield _switch(Switch(database, _now))
    yield _slack(settings)
    yield _teams(settings)
    if settings.groups_file:
        yield _groups(settings.groups_file)
    yield _lost("Events", Inbox(database, _now).failures(_LOOKED_AT), "failed for good", _ASKERS)
    unsent = Outbox(database, _now).failures(_LOOKED_AT)
    yield _lost("Messages", unsent, "couldn't be delivered", _UNREAD)
    for alarm in Alarms(database, _now).standing():
        since = f"since {alarm.since:%Y-%m-%d %H:%M} UTC"
        yield Finding("Alarm", State.WARN, f"{alarm.text} ({since})")


def _switch(switch: Switch) -> Finding:
    newest = switch.newest()
    if newest is None or not newest.off:
        return Finding("Switch", State.OK, "on: askers are answered")
    since = f"{newest.who}, {newest.at:%Y-%m-%d %H:%M} UTC"
    return Finding("Switch", State.WARN, f"off: “{newest.reason}” ({since})", _ON)


def _slack(settings: Settings) -> Finding:
    if not settings.slack_bot_token.get_secret_value():
        return Finding("Slack", State.OK, f"isn't set up; {_SLACK}")
    way = "Socket Mode" if settings.slack_app_token.get_secret_value() else "/slack/events"
    what = f"is set up, events come by {way}; `policydesk slack check` tries it"
    return _with_office("Slack", what, settings)


def _teams(settings: Settings) -> Finding:
    if not settings.teams_on:
        return Finding("Teams", State.OK, f"isn't set up; {_TEAMS}")
    if settings.teams_unauthenticated:
        what = "believes whoever calls; that is for a test bench on this machine alone"
        remedy = "Unset POLICYDESK_TEAMS_UNAUTHENTICATED, and set POLICYDESK_TEAMS_APP_ID."
        return Finding("Teams", State.WARN, what, remedy)
    what = "is set up, events come by /api/messages; `policydesk teams check` tries it"
    return _with_office("Teams", what, settings)


def _with_office(name: str, what: str, settings: Settings) -> Finding:
    """Return that a platform is set up; the office has one channel, on either of them."""
    if settings.slack_office_channel or settings.teams_office_channel:
        return Finding(name, State.OK, what)
    return Finding(name, State.WARN, f"{what}; the office has no channel", _NO_OFFICE)


def _lost(name: str, failures: Sequence[Failure], what: str, remedy: str) -> Finding:
    if not failures:
        return Finding(name, State.OK, f"none {what}")
    kinds: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        kinds.setdefault((failure.platform, failure.why), []).append(failure)
    listed = "; ".join(_kind(alike) for alike in list(kinds.values())[:_SHOWN])
    return Finding(name, State.WARN, f"the latest that {what}: {listed}", remedy)


def _kind(alike: Sequence[Failure]) -> str:
    """Return the latest of several failures, and how many more are like it."""
    latest, more = alike[0], len(alike) - 1
    others = f" (and {more} more like it)" if more else ""
    when = f"{latest.at:%Y-%m-%d %H:%M} UTC"
    return f"{latest.platform}, {latest.name}, {when}: {latest.why}{others}"


def _groups(path: Path) -> Finding:
    """Say whether the file of who is in which group can be used."""
    try:
        groups = read(path)
    except BadSettings as wrong:
        faults = "; ".join(wrong.faults)
        return Finding("Groups", State.FAIL, faults, _NO_GROUPS)
    return Finding("Groups", State.OK, f"{path} is read; groups: {len(groups)}")


def _now() -> datetime:
    return datetime.now(UTC)
