"""Who somebody on a chat platform is, and who knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class DirectoryUnreachable(Exception):
    """Who somebody is, or in which groups, can't be found out at the moment."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the platform knows them; `team` is their own, "" where nobody says.

    A team is a workspace of Slack's, a tenant of Microsoft's. `guest` is true of guests and of
    people whom the platform doesn't show to us, `gone` of accounts that were switched off. `email`
    is lower-case, "" where the platform doesn't tell it.
    """

    user: str
    name: str = ""
    email: str = ""
    team: str = ""
    guest: bool = False
    bot: bool = False
    gone: bool = False


class People(Protocol):
    """Knows the people of a platform. Called in worker threads; thread-safe."""

    def of(self, user: str) -> Somebody:
        """Return who a user is. Raises DirectoryUnreachable."""
        ...

    def own(self, user: str) -> bool:
        """Whether a user is of the agency itself: a member of its own team, and no guest.

        Raises DirectoryUnreachable.
        """
        ...


class Directory(Protocol):
    """Knows who is in which group."""

    def groups(self, somebody: Somebody) -> frozenset[str]:
        """Return the groups that somebody is in now. Raises DirectoryUnreachable."""
        ...
