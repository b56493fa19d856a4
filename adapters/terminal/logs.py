"""Structured logs on stderr: a command's for who sits there, a service's for who collects them."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from enum import Enum
from typing import Any

from bot.errors import BotError
from knowledge.errors import KnowledgeError

_OURS = ("adapters", "bot", "evals", "knowledge")
# These put bodies, and with them what people wrote, into what they log.
_TALKATIVE = ("slack_bolt", "slack_sdk", "aiohttp", "asyncio")
_FRAMES = 8


def configure(*, verbose: bool) -> None:
    """Send the logs of every module, structlog's and the standard library's, to stderr.

    Warnings always, what is being done with `verbose`.
    """
    _configure(_plain_lines(), logging.INFO if verbose else logging.WARNING)


def configure_service(*, verbose: bool) -> None:
    """Do the same for a service: JSON lines where no terminal is, and never what people wrote.

    What is being done is told always; with `verbose` also what other packages do.
    """
    import structlog

    lines = _plain_lines() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    logging.getLogger().handlers.clear()
    _configure(
        lines,
        logging.INFO if verbose else logging.WARNING,
        structlog.stdlib.add_logger_name,
        _located,
    )
    logging.getLogger().handlers[0].addFilter(_without_words)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.DEBUG if verbose else logging.INFO)


def _configure(render: Any, level: int, *more: Any) -> None:
    import structlog

    stamp = structlog.processors.TimeStamper("iso")
    shared = (structlog.stdlib.add_log_level, stamp, _unwrapped, *more)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(handlers=[handler], level=level)


def _plain_lines() -> Any:
    """Return what writes values as Python literals: no text in one can control a terminal."""
    import structlog

    return structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])


def _unwrapped(_logger: object, _method: str, line: MutableMapping[str, Any]) -> dict[str, Any]:
    """Return the line with enumerations as their plain values: `reason='urgent'`."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in line.items()}


def _located(_logger: object, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return the line with the kind and place of its exception, whose text may quote anybody."""
    given = line.pop("exc_info", None)
    if isinstance(given, tuple):
        given = given[1]
    error = sys.exc_info()[1] if given is True else given
    if not isinstance(error, BaseException):
        return line
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    line["fault"] = type(error).__name__
    line["at"] = [f"{frame.filename}:{frame.lineno}" for frame in frames]
    if isinstance(error, (BotError, KnowledgeError)):
        line["why"] = str(error)  # our own words, meant for people
    return line


def _without_words(record: logging.LogRecord) -> bool:
    """Leave of a line that may hold a body only who wrote it, and where in their code."""
    if record.name.partition(".")[0] in _TALKATIVE:
        record.msg, record.args = f"see {record.module}.py, line {record.lineno}", ()
    return True
