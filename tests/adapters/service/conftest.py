from tests.bot.conftest import clock, database, server

__all__ = ["clock", "database", "server"]  # pytest finds fixtures by their names in this module
