"""The operator's own list of who is in which group, in TOML.

Below `[groups]` each line is a group: `hr = ["U0123456789", "ann@agency.gov"]`. A member is named
by their id in Slack, their object id in Microsoft Entra, or their e-mail address.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import structlog

from adapters.chat.people.somebody import DirectoryUnreachable, Somebody
from bot.errors import BadSettings
from bot.teams_names import is_guid

_USER = re.compile(r"[UW][A-Z0-9]+", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_log = structlog.get_logger(__name__)

Members = Mapping[str, frozenset[str]]


def read(path: Path) -> Members:
    """Return each group's members, e-mail addresses and object ids in lower case.

    Raises BadSettings with all faults, each with its place and remedy.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        fault = f"{path} can't be read ({wrong}); mend the file or POLICYDESK_GROUPS_FILE"
        raise BadSettings((fault,)) from wrong
    faults = tuple(f"{path}: {fault}" for fault in _faults(given))
    if faults:
        raise BadSettings(faults)
    groups = given["groups"]
    return {name: frozenset(map(_folded, members)) for name, members in groups.items()}


class GroupsFile:
    """Who is in which group by a file, which is read again when it has changed. Thread-safe."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises BadSettings with all its faults."""
        self._path = path
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = self._state()
        self._members: Members | None = read(path)

    def groups(self, somebody: Somebody) -> frozenset[str]:
        """Return the groups that somebody is in, by their user's id or e-mail address.

        Raises DirectoryUnreachable while the file has faults: nobody is in a group by what it
        said before.
        """
        names = {_folded(somebody.user), _folded(somebody.email)} - {""}
        return frozenset(name for name, members in self._current().items() if names & members)

    def _current(self) -> Members:
        with self._lock:
            state = self._state()
            if state != self._seen:
                self._seen, self._members = state, self._read_again()
            if self._members is None:
                raise DirectoryUnreachable("the groups' file has faults")
            return self._members

    def _read_again(self) -> Members | None:
        try:
            return read(self._path)
        except BadSettings as wrong:
            # The faults themselves may name people; starting the service again tells them.
            _log.error("groups' file unusable", faults=len(wrong.faults))
            return None

    def _state(self) -> tuple[int, ...]:
        try:
            found = self._path.stat()
        except OSError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino


def _folded(member: str) -> str:
    return member if _USER.fullmatch(member) else member.lower()


def _faults(given: Mapping[str, Any]) -> Iterator[str]:
    for name in given:
        if name != "groups":
            yield f"“{name}” means nothing here; write the groups under [groups]"
    groups = given.get("groups")
    if not isinstance(groups, dict):
        yield 'there are no groups; write [groups], and below it name = ["U0123456789"]'
        return
    for name, members in groups.items():
        yield from _faults_of_group(name, members)


def _faults_of_group(name: str, members: object) -> Iterator[str]:
    if not isinstance(members, list):
        yield f'groups.{name} is no list; write {name} = ["U0123456789", "ann@agency.gov"]'
        return
    for place, member in enumerate(members, start=1):
        if not (isinstance(member, str) and _is_member(member)):
            yield (
                f"groups.{name}, entry {place}: {member!r} is no user; write a member's id in"
                " Slack (U0123456789), object id in Microsoft Entra"
                " (00000000-0000-0000-0000-000000000000) or e-mail address"
            )


def _is_member(name: str) -> bool:
    return bool(_USER.fullmatch(name) or _EMAIL.fullmatch(name) or is_guid(name))
