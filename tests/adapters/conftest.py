"""One small knowledge base for all tests of chat platforms."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.chat.harness import indexed


@pytest.fixture(scope="session")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small policies live; copy it before you change it."""
    return indexed(tmp_path_factory.mktemp("policies") / "data")
