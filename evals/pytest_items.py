"""The items that pytest makes of a test set: the set, and a test for each of its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import BotError
from evals.errors import EvalError
from evals.model import Case
from evals.verdict import Status, faults, status
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from evals.pytest_player import Player

MENDABLE = (EvalError, KnowledgeError, BotError)
PLAYER: pytest.StashKey[Player] = pytest.StashKey()
# What a report of ours says in its user_properties, which reach the process that sums up.
STATUS = "policydesk_status"


class Cases(pytest.Collector):
    """A collector of a set's cases; `marker` returns the name of the marker for a tag."""

    def __init__(
        self, *, cases: Iterable[Case], marker: Callable[[str], str], **given: Any
    ) -> None:
        super().__init__(**given)
        self._cases = cases
        self._marker = marker

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for each case."""
        for case in self._cases:
            item: _Item = _Item.from_parent(self, name=_shown(case.id), case=case)
            for tag in case.tags:
                item.add_marker(self._marker(tag))
            yield item

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,  # noqa: ARG002 - pytest's signature
    ) -> Any:
        """Return our own faults as they stand."""
        if isinstance(excinfo.value, EvalError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class CaseFile(Cases, pytest.File):
    """A set that is a file."""


class CaseFolder(Cases, pytest.Directory):
    """A set that is a folder."""


class _Wrong(Exception):
    """A case failed; the message says all that is wrong."""


class _Item(pytest.Item):
    """A case."""

    def __init__(self, *, case: Case, **given: Any) -> None:
        super().__init__(**given)
        self._case = case

    def runtest(self) -> None:
        """Play the case and judge what came of it."""
        asked = self.config.stash[PLAYER]
        result = asked.play(self._case)
        judged = status(self._case, result)
        self.user_properties.append((STATUS, judged.value))
        if judged is Status.STALE:
            pytest.skip(_shown(asked.why_stale(self._case, result)))
        if judged is Status.FAILED:
            told = (*faults(self._case, result), f"Asked: {self._case.question}")
            raise _Wrong("\n".join(map(_shown, told)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what is wrong in words; how the code came to it is no news."""
        if isinstance(excinfo.value, (_Wrong, *MENDABLE)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return the set and the case's id."""
        return self.path, None, self.name


def _shown(text: str) -> str:
    """Return text in one line without what moves a terminal's cursor."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
