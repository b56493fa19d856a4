from tests.bot.conftest import clock, database, server, url

__all__ = ["clock", "database", "server", "url"]  # pytest finds fixtures by their names
