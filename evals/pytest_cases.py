"""The cases of a test set as pytest's items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import BotError
from evals.cases import TestSet, read
from evals.errors import EvalError
from evals.model import Case
from evals.shipped import find
from evals.verdict import Status, faults, status
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from evals.pytest_player import Player

_MENDABLE = (EvalError, KnowledgeError, BotError)
# Words of the expressions that -m and -k understand.
_RESERVED = frozenset({"and", "or", "not"})
_PLAYER: pytest.StashKey[Player] = pytest.StashKey()


def install(config: pytest.Config) -> None:
    """Let pytest collect the set; it alone, where no tests are named on the command line.

    Raises UsageError with all faults of the set, and where there is nothing to ask.
    """
    with ExitStack() as opened:
        try:
            cases = read(find(config.getoption("policydesk_set")).resolve())
            if not config.option.collectonly:
                config.stash[_PLAYER] = opened.enter_context(_player(config))
        except _MENDABLE as fault:
            raise pytest.UsageError(*str(fault).splitlines()) from fault
        config.add_cleanup(opened.pop_all().close)
    config.stash[_COLLECTION] = _Collection(config, cases)
    config.pluginmanager.register(config.stash[_COLLECTION], "policydesk-cases")
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args[:] = [str(cases.path)]
    elif cases.path not in (_file(config, argument) for argument in config.args):
        config.args.append(str(cases.path))


def _player(config: pytest.Config) -> AbstractContextManager[Player]:
    # Whoever only looks at the tests doesn't wait for the assistant.
    from evals.pytest_player import player  # noqa: PLC0415

    return player(config.getoption("policydesk_data"), config.getoption("policydesk_revision"))


class _Collection:
    """The plugin that a set makes: it turns the set's path into its cases."""

    def __init__(self, config: pytest.Config, cases: TestSet) -> None:
        self._config = config
        self.cases = cases
        self._others = frozenset(map(_marker_name, config.getini("markers")))
        self._markers: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(
        self, path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Return the set, if it is this folder."""
        return self._collector(_Folder, path, parent)

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Return the set, if it is this file."""
        return self._collector(_File, file_path, parent)

    def marker(self, tag: str) -> str:
        """Return the name of the marker for a tag, one that means nothing else to pytest."""
        name = re.sub(r"[^\w-]+", "_", tag)
        if name in self._others | _RESERVED or not name[:1].isalnum():
            name = f"tag_{name}"
        if name not in self._markers:
            self._markers.add(name)
            self._config.addinivalue_line("markers", f"{name}: cases of a PolicyDesk test set")
        return name

    def _collector(
        self, kind: type[_File | _Folder], path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        if path != self.cases.path:
            return None
        root = self._config.rootpath
        # pytest has no name for what is outside of its root.
        name = path.relative_to(root) if path.is_relative_to(root) else path
        return kind.from_parent(parent, path=path, nodeid=name.as_posix())


_COLLECTION = pytest.StashKey[_Collection]()


class _Cases(pytest.Collector):
    """A collector of a set's cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for each case."""
        collection = self.config.stash[_COLLECTION]
        for case in collection.cases:
            item: _Item = _Item.from_parent(self, name=_shown(case.id), case=case)
            for tag in case.tags:
                item.add_marker(collection.marker(tag))
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


class _File(_Cases, pytest.File):
    """A set that is a file."""


class _Folder(_Cases, pytest.Directory):
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
        asked = self.config.stash[_PLAYER]
        result = asked.play(self._case)
        judged = status(self._case, result)
        if judged is Status.STALE:
            pytest.skip(_shown(asked.why_stale(self._case, result)))
        if judged is Status.FAILED:
            told = (*faults(self._case, result), f"Asked: {self._case.question}")
            raise _Wrong("\n".join(map(_shown, told)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what is wrong in words; how the code came to it is no news."""
        if isinstance(excinfo.value, (_Wrong, *_MENDABLE)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return the set and the case's id."""
        return self.path, None, self.name


def _file(config: pytest.Config, argument: str) -> Path:
    """Return the file that an argument such as set.yaml::case-1 names."""
    return (config.invocation_params.dir / argument.partition("::")[0]).resolve()


def _marker_name(line: str) -> str:
    return re.split(r"[:(]", line, maxsplit=1)[0].strip()


def _shown(text: str) -> str:
    """Return text in one line without what moves a terminal's cursor."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
