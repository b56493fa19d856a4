"""Finds clauses of restricted documents in a text, by their words alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from evals.matching import name_of
from evals.sheet import Sheet
from evals.verdict import plain
from knowledge.access import open_to
from knowledge.model import Clause, Version, Viewer

# What is shorter ("Officers only.") may well be in a text by chance.
_SHORTEST = 40
_Found = tuple[str, Clause, Version]


class Restricted:
    """Knows the words of all clauses that not everybody may read."""

    def __init__(self, versions: Callable[[], Iterable[tuple[Version, Sheet]]]) -> None:
        self._versions = versions

    def leaked(self, text: str, viewer: Viewer) -> tuple[str, ...]:
        """Return the names of restricted clauses in the text that the viewer may not read.

        What also stands in a document that the viewer may read is no secret.
        """
        return tuple(
            name_of(clause, version)
            for words, clause, version in self._within(plain(text))
            if not open_to(version.header.groups, viewer) and not self._told(words, viewer)
        )

    def _within(self, text: str) -> Iterator[_Found]:
        # By how each begins, so that a long answer costs the same however much is restricted.
        for at in range(len(text) - _SHORTEST + 1):
            for found in self._by_beginning.get(text[at : at + _SHORTEST], ()):
                if text.startswith(found[0], at):
                    yield found

    def _told(self, words: str, viewer: Viewer) -> bool:
        return any(
            sheet.has(words)
            for version, sheet in self._versions()
            if open_to(version.header.groups, viewer)
        )

    @cached_property
    def _by_beginning(self) -> dict[str, list[_Found]]:
        found: defaultdict[str, list[_Found]] = defaultdict(list)
        for version, sheet in self._versions():
            if version.header.groups:
                for clause, words in sheet.texts():
                    if len(words) >= _SHORTEST:
                        found[words[:_SHORTEST]].append((words, clause, version))
        return dict(found)
