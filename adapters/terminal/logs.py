"""Structured logs on stderr: warnings always, what is being done with --verbose."""

from __future__ import annotations

import logging
import sys


def configure(*, verbose: bool) -> None:
    """Send the logs of every module, structlog's and the standard library's, to stderr."""
    import structlog

    shared = (structlog.stdlib.add_log_level, structlog.processors.TimeStamper("iso"))
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
