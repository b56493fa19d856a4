"""Whether Slack is set up as the settings need it: asked of Slack, told with what to mend."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chat.checked import Checked
from adapters.chat.people import groups_file
from adapters.slack.sending import calling
from adapters.slack.sending.calling import CallFailed, answered
from adapters.slack.setup.manifest import scopes
from bot.errors import BadSettings
from bot.settings import Settings

_AWAY = (calling.UNREACHABLE, calling.CUT_OFF, calling.NOT_SLACK)
_SECRET = re.compile("[0-9a-f]{32}")
_EMAIL = "users:read.email"
_INSTALL = "then install the app anew under OAuth & Permissions"


async def check(settings: Settings) -> AsyncIterator[Checked]:
    """Yield one finding after the other; what needs something that fails is left out."""
    client = calling.web_client(settings)
    if not client.token:
        remedy = "Set POLICYDESK_SLACK_BOT_TOKEN; `policydesk slack manifest` makes the app."
        yield Checked("Token", "fail", "there is none", remedy)
        return
    try:
        told = await answered(client.auth_test())
    except CallFailed as fault:
        yield _no_token(fault, settings.slack_api_url)
        return
    yield Checked("Token", "ok", f"of {told.get('user')} in the workspace {told.get('team')}")
    yield _scopes(told, settings)
    if settings.groups_file:
        yield _groups_file(told, settings.groups_file)
    yield await _way_in(client, settings)
    if settings.teams_office_channel:
        yield Checked("Office channel", "ok", "is in Teams, and so is who is on call")
    else:
        yield await _office(client, settings.slack_office_channel)
        async for finding in _on_call(client, settings):
            yield finding
    if settings.slack_user_groups:
        yield await _groups(client)


def _no_token(fault: CallFailed, url: str) -> Checked:
    if fault.error in _AWAY or fault.error.startswith("http_"):
        remedy = "See that this machine may open connections to it, then try again."
        return Checked("Slack", "fail", f"{url} can't be reached ({fault.error})", remedy)
    if fault.error == calling.RATE_LIMITED:
        return Checked("Slack", "fail", "asks us to wait", "Try again in a minute.")
    remedy = "Copy the bot token, xoxb-…, anew from OAuth & Permissions."
    return Checked("Token", "fail", f"Slack refuses it: {fault.error}", remedy)


def _scopes(told: AsyncSlackResponse, settings: Settings) -> Checked:
    spared = set() if settings.slack_user_groups else {"usergroups:read"}
    lacking = ", ".join(sorted(scopes() - spared - _given(told) - {_EMAIL}))
    if lacking:
        remedy = f"Add them under OAuth & Permissions, {_INSTALL}."
        return Checked("Scopes", "fail", f"missing: {lacking}", remedy)
    return Checked("Scopes", "ok", "all that is needed")


def _given(told: AsyncSlackResponse) -> set[str]:
    return {scope.strip() for scope in told.headers.get("x-oauth-scopes", "").split(",")}


def _groups_file(told: AsyncSlackResponse, path: Path) -> Checked:
    """Return whether everybody whom the groups' file names can be recognised."""
    name = "Groups file"
    try:
        named = set().union(*groups_file.read(path).values())
    except BadSettings as wrong:
        return Checked(name, "fail", "; ".join(wrong.faults), "Mend the file.")
    emails = sum("@" in one for one in named)
    if emails and _EMAIL not in _given(told):
        what = f"{emails} of {len(named)} are e-mail addresses, which Slack doesn't tell the app"
        remedy = f"Name people by their ids, or add the scope {_EMAIL}, {_INSTALL}."
        return Checked(name, "warn", what, remedy)
    return Checked(name, "ok", f"names {len(named)}")


async def _way_in(client: AsyncWebClient, settings: Settings) -> Checked:
    token = settings.slack_app_token.get_secret_value()
    if token:
        return await _socket(client, token)
    if not _SECRET.fullmatch(settings.slack_signing_secret.get_secret_value()):
        what = "doesn't look like one: 32 digits and letters from a to f"
        remedy = "Copy it anew from Basic Information, App Credentials."
        return Checked("Signing secret", "warn", what, remedy)
    # Slack tells nobody whether a secret is right; it only signs with it.
    what = (
        "looks right; proven when Slack says “Verified” beside the request URL under Event "
        "Subscriptions. With a wrong one the service logs “bad signature”"
    )
    return Checked("Signing secret", "ok", what)


async def _socket(client: AsyncWebClient, token: str) -> Checked:
    try:
        await answered(client.apps_connections_open(app_token=token))
    except CallFailed as fault:
        remedy = (
            "Make one under Basic Information, App-Level Tokens, with the scope "
            "connections:write, and switch Socket Mode on."
        )
        return Checked("App token", "fail", f"Slack refuses it: {fault.error}", remedy)
    return Checked("App token", "ok", "opens Socket Mode; no signing secret is needed")


async def _office(client: AsyncWebClient, channel: str) -> Checked:
    name = "Office channel"
    if not channel:
        remedy = "POLICYDESK_SLACK_OFFICE_CHANNEL names the channel where tickets become cards."
        return Checked(name, "warn", "none is set", remedy)
    try:
        found = (await answered(client.conversations_info(channel=channel))).get("channel") or {}
    except CallFailed as fault:
        remedy = "Mend its id; where the channel is private, invite the bot: `/invite @PolicyDesk`."
        return Checked(name, "fail", f"{channel} can't be seen: {fault.error}", remedy)
    if found.get("is_archived"):
        return Checked(name, "fail", f"{channel} is archived", "Unarchive it, or name another.")
    if not found.get("is_member"):
        remedy = "Write `/invite @PolicyDesk` in the channel."
        return Checked(name, "fail", f"the bot isn't in {channel}", remedy)
    if found.get("is_ext_shared"):
        what = f"{channel} is shared with another workspace, whose people read every ticket"
        return Checked(name, "warn", what, "Use a channel of your own.")
    return Checked(name, "ok", f"the bot is in {channel}")


async def _on_call(client: AsyncWebClient, settings: Settings) -> AsyncIterator[Checked]:
    first, second = settings.slack_on_call, settings.slack_on_call_second
    if not first:
        remedy = "POLICYDESK_SLACK_ON_CALL names who is rung, by their ids."
        yield Checked("On call", "warn", "nobody; what is urgent rings nobody", remedy)
    faults = [(who, await _absent(client, who)) for who in dict.fromkeys((*first, *second))]
    for who, why in faults:
        if why:
            remedy = "Mend POLICYDESK_SLACK_ON_CALL or POLICYDESK_SLACK_ON_CALL_SECOND."
            yield Checked("On call", "fail", f"{who} {why}", remedy)
    if faults and not any(why for _, why in faults):
        yield Checked("On call", "ok", f"{len(first)} at first, {len(second)} after them")


async def _absent(client: AsyncWebClient, who: str) -> str:
    """Return why somebody can't be rung, "" where they can."""
    try:
        person = (await answered(client.users_info(user=who))).get("user") or {}
    except CallFailed as fault:
        return f"can't be found: {fault.error}"
    if person.get("deleted"):
        return "has no account any more"
    return "is a bot" if person.get("is_bot") else ""


async def _groups(client: AsyncWebClient) -> Checked:
    try:
        found = (await answered(client.usergroups_list())).get("usergroups") or []
    except CallFailed as fault:
        remedy = "Add the scope usergroups:read, or set POLICYDESK_SLACK_USER_GROUPS=false."
        return Checked("User groups", "fail", f"can't be read: {fault.error}", remedy)
    return Checked("User groups", "ok", f"{len(found)} can be read")
