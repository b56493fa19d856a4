"""Structured logs on stderr: warnings always, what is being done with --verbose."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from enum import Enum
from typing import Any


def configure(*, verbose: bool) -> None:
    """Send the logs of every module, structlog's and the standard library's, to stderr."""
    import structlog

    stamp = structlog.processors.TimeStamper("iso")
    shared = (structlog.stdlib.add_log_level, stamp, _unwrapped)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    # Values are written as Python literals, so that no text in one can control a terminal.
    line = structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, line],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO if verbose else logging.WARNING)


def _unwrapped(_logger: object, _method: str, line: MutableMapping[str, Any]) -> dict[str, Any]:
    """Return the line with enumerations as their plain values: `reason='urgent'`."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in line.items()}
