"""What pytest says of stale cases: where every one is stale, nothing was tested."""

from __future__ import annotations

import pytest

from evals.pytest_items import STATUS
from evals.verdict import Status


class Stale:
    """The plugin that counts what became of the cases, where all reports arrive."""

    def __init__(self) -> None:
        self._stale = 0
        self._judged = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a case. One that broke down has no status, and fails as any test does."""
        if report.when == "call" and (found := dict(report.user_properties).get(STATUS)):
            stale = found == Status.STALE
            self._stale += stale
            self._judged += not stale

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail where cases were asked and each was stale: a skipped test looks like success."""
        if self._nothing_judged and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how many cases were stale, if any."""
        if not self._stale:
            return
        what = (
            "Every case with a decision is stale, so nothing was tested, and pytest fails."
            if self._nothing_judged
            else f"{self._stale} of {self._stale + self._judged} cases are stale: not tested."
        )
        terminalreporter.section("PolicyDesk", yellow=True)
        terminalreporter.line(f"{what} Name clauses that there are; -rs shows what is gone.")

    @property
    def _nothing_judged(self) -> bool:
        return self._stale > 0 and not self._judged
