"""The cases of a test set as pytest's items."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evals.cases import TestSet, read
from evals.pytest_items import MENDABLE, PLAYER, CaseFile, CaseFolder
from evals.pytest_stale import Stale
from evals.shipped import find

if TYPE_CHECKING:
    from evals.pytest_player import Player

# Words of the expressions that -m and -k understand.
_RESERVED = frozenset({"and", "or", "not"})


def install(config: pytest.Config) -> None:
    """Let pytest collect the set; it alone, where no tests are named on the command line.

    Raises UsageError with all faults of the set, and where there is nothing to ask.
    """
    with ExitStack() as opened:
        try:
            cases = read(find(config.getoption("policydesk_set")).resolve())
            if not config.option.collectonly:
                config.stash[PLAYER] = opened.enter_context(_player(config))
        except MENDABLE as fault:
            raise pytest.UsageError(*str(fault).splitlines()) from fault
        config.add_cleanup(opened.pop_all().close)
    config.pluginmanager.register(_Collection(config, cases), "policydesk-cases")
    config.pluginmanager.register(Stale(), "policydesk-stale")
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
        self._cases = cases
        self._others = frozenset(map(_marker_name, config.getini("markers")))
        self._markers: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(
        self, path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Return the set, if it is this folder."""
        return self._collector(CaseFolder, path, parent)

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Return the set, if it is this file."""
        return self._collector(CaseFile, file_path, parent)

    def _marker(self, tag: str) -> str:
        """Return the name of the marker for a tag, one that means nothing else to pytest."""
        name = re.sub(r"[^\w-]+", "_", tag)
        if name in self._others | _RESERVED or not name[:1].isalnum():
            name = f"tag_{name}"
        if name not in self._markers:
            self._markers.add(name)
            self._config.addinivalue_line("markers", f"{name}: cases of a PolicyDesk test set")
        return name

    def _collector(
        self, kind: type[CaseFile | CaseFolder], path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        if path != self._cases.path:
            return None
        root = self._config.rootpath
        # pytest has no name for what is outside of its root.
        name = path.relative_to(root) if path.is_relative_to(root) else path
        return kind.from_parent(
            parent, path=path, nodeid=name.as_posix(), cases=self._cases, marker=self._marker
        )


def _file(config: pytest.Config, argument: str) -> Path:
    """Return the file that an argument such as set.yaml::case-1 names."""
    return (config.invocation_params.dir / argument.partition("::")[0]).resolve()


def _marker_name(line: str) -> str:
    return re.split(r"[:(]", line, maxsplit=1)[0].strip()
