"""How the databases are opened: waiting, transactions, and complaints in our own names."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from knowledge.catalog.faults import fault

# Vectors come as rows of 768 bytes: four to a page of 4 KB would waste a fifth of it.
_PAGE = {"catalog": 4096, "content": 16384}


def new_engine(url: str, where: str, branches: Collection[str], wait: int) -> Engine:
    """Return an engine whose writers wait so many seconds for one another.

    `where` is the database in messages. What a person can mend is raised as CatalogBusy or
    CatalogUnusable.
    """
    postgresql = not url.startswith("sqlite")
    settings: dict[str, Any] = {"isolation_level": None, "timeout": wait}
    if postgresql:
        settings = {"options": f"-c lock_timeout={wait * 1000}", "connect_timeout": wait}
    engine = create_engine(
        url,
        connect_args=settings,
        pool_pre_ping=postgresql,
        json_deserializer=orjson.loads,
        # Parameters are what people wrote; an error that quotes them would take them into a log.
        hide_parameters=True,
    )
    if not postgresql:
        # BEGIN is ours (below): the driver's own would come too late and never be IMMEDIATE.
        event.listen(engine, "begin", _begin)
        page = max(_PAGE[branch] for branch in branches)
        event.listen(engine, "connect", lambda raw, _: _prepare(raw, page, where))
    event.listen(engine, "handle_error", lambda context: _name(context, where))
    return engine


def _prepare(raw: Any, page: int, where: str) -> None:
    try:
        for pragma in (
            f"page_size={page}",
            "journal_mode=WAL",
            "synchronous=FULL",  # what was said is a public record, and survives a power cut
            "foreign_keys=ON",
        ):
            raw.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        raise fault(error, where) or error from error


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _name(context: ExceptionContext, where: str) -> None:
    if ours := fault(context.original_exception, where):
        raise ours from context.original_exception
