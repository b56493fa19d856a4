from __future__ import annotations

from tests.bot.conftest import database, server, url

__all__ = ["database", "server", "url"]  # pytest finds fixtures by their names in this module
