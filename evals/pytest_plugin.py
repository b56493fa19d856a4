"""`pytest --policydesk-set FILE`: each case of a test set as a test of its own.

pytest loads this wherever PolicyDesk is installed, so it imports nothing until it is asked to.
"""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("policydesk", "PolicyDesk")
    group.addoption(
        "--policydesk-set",
        metavar="FILE",
        help="Run each case of a test set as a test: a file, a folder, or a set that is shipped.",
    )
    group.addoption(
        "--policydesk-data", metavar="DIR", help="PolicyDesk's data folder; default: its settings'."
    )
    group.addoption(
        "--policydesk-revision",
        metavar="N|draft",
        help="Ask this revision, or the newest draft; default: what is live.",
    )


# What other plugins call their markers is known by then.
@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Take the set's cases among the tests, if there is a set."""
    if config.getoption("policydesk_set"):
        from evals.pytest_cases import install  # noqa: PLC0415 - see above

        install(config)
