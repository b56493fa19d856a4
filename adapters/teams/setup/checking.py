"""Whether Teams is set up as the settings need it: asked of Microsoft, told with what to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from adapters.chat.checked import Checked
from adapters.chat.people import groups_file
from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.teams.addresses import Addresses
from adapters.teams.kit.clouds import CLOUDS
from adapters.teams.kit.configuration import connector_token, graph_token
from adapters.teams.people.roster import Roster
from adapters.teams.setup.directory import groups
from adapters.teams.setup.office import Office
from adapters.teams.setup.probing import endpoint, signing_keys
from bot.errors import BadSettings
from bot.settings import Settings
from bot.teams_names import is_guid


def check(
    settings: Settings, service: str, known: Addresses, now: Callable[[], datetime]
) -> Iterator[Checked]:
    """Yield one finding after the other; what needs something that fails is left out.

    `service` is the web address that the service has, "" where it isn't to be tried. Blocks.
    """
    if not settings.teams_on:
        remedy = "Set POLICYDESK_TEAMS_APP_ID and what belongs to it; docs/teams.md says how."
        yield Checked("App", "fail", "there is none", remedy)
        return
    app = _app(settings)
    yield app
    if settings.teams_app_id:
        cloud = CLOUDS[settings.teams_cloud]
        yield signing_keys(settings.teams_openid_metadata_url or cloud.metadata)
    yield _endpoint(service)
    if settings.groups_file:
        yield _groups_file(settings.groups_file)
    if app.state != "fail":
        yield from _asked(settings, known, now)


def _asked(settings: Settings, known: Addresses, now: Callable[[], datetime]) -> Iterator[Checked]:
    """Yield what Microsoft tells to who has logged in."""
    if settings.teams_groups:
        yield groups(settings, graph_token(settings), now)
    yield from _office(settings, known)


def _office(settings: Settings, known: Addresses) -> Iterator[Checked]:
    if settings.slack_office_channel:
        yield Checked("Office channel", "ok", "is in Slack, and so is who is on call")
        return
    roster = Roster(known, connector_token(settings))
    office = Office(settings.teams_office_channel, known, roster)
    yield office.channel()
    yield from office.on_call(settings.teams_on_call, settings.teams_on_call_second)


def _app(settings: Settings) -> Checked:
    """Return whether the app may log in to send."""
    if not settings.teams_app_id:
        what = "none is named, and whoever reaches the service is believed; for a test bench alone"
        remedy = "Unset POLICYDESK_TEAMS_UNAUTHENTICATED, and set POLICYDESK_TEAMS_APP_ID."
        return Checked("App", "warn", what, remedy)
    try:
        connector_token(settings)()
    except DirectoryUnreachable as fault:
        login = settings.teams_login_url or CLOUDS[settings.teams_cloud].login
        remedy = f"Mend the setting, or see that this machine may open connections to {login}."
        return Checked("App", "fail", str(fault), remedy)
    return Checked("App", "ok", f"{settings.teams_app_id} logs in")


def _endpoint(service: str) -> Checked:
    if service:
        return endpoint(service)
    remedy = "`policydesk teams check https://…`, with the service's address, tries it."
    return Checked("Endpoint", "warn", "wasn't tried", remedy)


def _groups_file(path: Path) -> Checked:
    """Return whether people of Teams can be recognised by the groups' file."""
    name = "Groups file"
    try:
        named = frozenset().union(*groups_file.read(path).values())
    except BadSettings as wrong:
        return Checked(name, "fail", "; ".join(wrong.faults), "Mend the file.")
    known = sum(is_guid(one) or "@" in one for one in named)
    if named and not known:
        what = f"names {len(named)}, and none of them as Teams knows people"
        return Checked(name, "warn", what, "Name them by their object ids or e-mail addresses.")
    return Checked(name, "ok", f"names {len(named)}, {known} of them as Teams knows people")
