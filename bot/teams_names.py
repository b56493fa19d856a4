"""What Teams's ids look like, so that a mix-up is told before anything starts. Pure.

The ids of apps, tenants, people and groups are GUIDs; they are kept in lower case, as Microsoft's
services send them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr, ValidationInfo

from bot.setting_kinds import Names
from bot.web_addresses import is_loopback

MANAGED, MULTI = "UserAssignedMSI", "MultiTenant"
_GUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII)
# A standard channel, or one of Skype's time. A group chat (@thread.v2) has no threads, which the
# office works in.
_CHANNEL = re.compile(r"19:[\w=+/.-]+@thread\.(?:tacv2|skype)", re.ASCII)
_TENANT, _PASSWORD, _UNAUTHENTICATED, _GROUPS = (
    f"POLICYDESK_TEAMS_{name}"
    for name in ("TENANT_ID", "APP_PASSWORD", "UNAUTHENTICATED", "GROUPS")
)


def guid(given: str) -> str:
    """Return an id in lower case, or "". Raises ValueError with a remedy."""
    if given and not is_guid(given):
        raise ValueError(_no_guid(given))
    return given.lower()


def is_guid(given: str) -> bool:
    """Whether something is a GUID, in capitals or not."""
    return bool(_GUID.fullmatch(given.lower()))


def people(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids of people. Raises ValueError that names all that are none, with a remedy."""
    wrong = [name for name in given if not is_guid(name)]
    if wrong:
        what = ", ".join(f"“{name}”" for name in wrong)
        few = "is no person's id" if len(wrong) == 1 else "are no ids of people"
        raise ValueError(
            f"{what} {few}; it is the object id that stands in the person's entry in Microsoft"
            " Entra"
        )
    return tuple(name.lower() for name in given)


def groups(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return groups, each "name=id". Raises ValueError that names all that are none."""
    pairs = [_pair(entry) for entry in given]
    wrong = [entry for entry, (name, of) in zip(given, pairs, strict=True) if not (name and of)]
    if wrong:
        what = ", ".join(f"“{entry}”" for entry in wrong)
        raise ValueError(
            f"{what} can't be used; write hr=00000000-0000-0000-0000-000000000000, the group's name"
            " in the policies and its object id in Microsoft Entra"
        )
    return tuple(f"{name}={of}" for name, of in pairs)


def group_ids(given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the name in the policies and the object id of each entry, as `groups` returns them."""
    return tuple(map(_pair, given))


def channel(given: str, read: ValidationInfo) -> str:
    """Return the id of the office's channel, or "". Raises ValueError with a remedy."""
    if given and not _CHANNEL.fullmatch(given):
        raise ValueError(
            f"“{given}” is no channel's id; it is like 19:…@thread.tacv2 and stands, encoded, in"
            " the link that the channel's menu copies"
        )
    if given and read.data.get("slack_office_channel"):
        raise ValueError(
            "the office has one channel; leave this out or POLICYDESK_SLACK_OFFICE_CHANNEL"
        )
    if given and _called_in_slack(read):
        raise ValueError(
            "people are called in the chat that the office's channel is in; name them in"
            " POLICYDESK_TEAMS_ON_CALL instead of POLICYDESK_SLACK_ON_CALL"
        )
    return given


def on_call(given: tuple[str, ...], read: ValidationInfo) -> tuple[str, ...]:
    """Return ids of people who are called. Raises ValueError where others are, in the other chat.

    Both would be called of the same, and each call is told once.
    """
    if given and (read.data.get("slack_office_channel") or _called_in_slack(read)):
        raise ValueError(
            "people are called in the chat that the office's channel is in; leave this out, or"
            " leave out POLICYDESK_SLACK_OFFICE_CHANNEL and POLICYDESK_SLACK_ON_CALL"
        )
    return people(given)


def unauthenticated(given: bool, read: ValidationInfo) -> bool:  # noqa: FBT001 - as pydantic calls
    """Return whether anybody is let in. Raises ValueError where others reach the service."""
    host = read.data.get("host", "")
    if given and host and not is_loopback(host):
        raise ValueError(
            f"it lets anybody in, so it is for this machine alone, and the service listens on"
            f" {host}; give POLICYDESK_HOST=127.0.0.1 or leave it out"
        )
    return given


def app_id(given: str, read: Mapping[str, Any], others: Collection[str]) -> str:
    """Return the app's id, or "" where Teams is off or lets anybody in.

    `read` are the settings read before, `others` the names of those of Teams's that were given.
    Raises ValueError with all that they lack.
    """
    faults = list(_faults_of_app(read) if given else _faults_without_app(read, others))
    if given and not is_guid(given):
        faults.insert(0, _no_guid(given))
    if faults:
        raise ValueError("; ".join(faults))
    return given.lower()


def _faults_of_app(read: Mapping[str, Any]) -> Iterator[str]:
    kind = read.get("teams_app_type", MANAGED)
    if read.get("teams_unauthenticated"):
        yield f"with an app nobody is let in unasked; leave this out or {_UNAUTHENTICATED}"
    if _empty(read, "teams_app_password") and kind != MANAGED:
        yield f"give {_PASSWORD} too, a client secret of the app"
    if _empty(read, "teams_tenant_id"):
        yield f"give {_TENANT} too; people of every other tenant are strangers"


def _faults_without_app(read: Mapping[str, Any], others: Collection[str]) -> Iterator[str]:
    alone = read.get("teams_unauthenticated", True)
    if others and not alone:
        yield (
            "an empty app id would let anybody in; give the Application (client) ID of the bot's"
            f" app, or {_UNAUTHENTICATED}=true to try it out on this machine alone"
        )
    if alone and read.get("teams_groups"):
        yield f"without an app the groups of {_GROUPS} can't be looked up; give its id"


def _no_guid(given: str) -> str:
    return (
        f"“{given}” is no id of Microsoft Entra; it is like 00000000-0000-0000-0000-000000000000"
        " and stands on the overview of the app's registration"
    )


def _empty(read: Mapping[str, Any], name: str) -> bool:
    """Whether a setting was left out; one that has a fault of its own wasn't."""
    value = read.get(name, True)
    return not (value.get_secret_value() if isinstance(value, SecretStr) else value)


def _called_in_slack(read: ValidationInfo) -> bool:
    return bool(read.data.get("slack_on_call") or read.data.get("slack_on_call_second"))


def _pair(entry: str) -> tuple[str, str]:
    name, _, of = (part.strip() for part in entry.rpartition("="))
    return name, of.lower() if is_guid(of) else ""


Guid = Annotated[str, AfterValidator(guid)]
OnCall = Annotated[Names, AfterValidator(on_call)]
Groups = Annotated[Names, AfterValidator(groups)]
Channel = Annotated[str, AfterValidator(channel)]
Unauthenticated = Annotated[bool, AfterValidator(unauthenticated)]
