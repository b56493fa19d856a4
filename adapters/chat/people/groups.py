"""In which groups somebody is: what decides which restricted documents they may read."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat.people.somebody import Directory, Somebody


@dataclass(frozen=True, slots=True)
class Directories:
    """Several directories as one: whoever is in a group by any of them is in it.

    When one can't be reached none counts, so that nobody guesses what an asker was shown by.
    """

    all: tuple[Directory, ...]

    def groups(self, somebody: Somebody) -> frozenset[str]:
        """Return the groups that somebody is in. Raises DirectoryUnreachable."""
        return frozenset().union(*(one.groups(somebody) for one in self.all))
