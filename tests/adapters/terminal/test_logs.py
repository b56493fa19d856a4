from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

CODE = """
import structlog
from adapters.terminal.logs import configure
from bot.model import Band, Reason

configure(verbose=True)
structlog.get_logger().info("decided", reason=Reason.URGENT, band=Band.NONE, said="\\x1b[2J")
"""


def test_a_line_has_plain_values_and_controls_no_terminal() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert "event='decided' reason='urgent' band='none'" in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


SERVICE = """
import logging
from adapters.terminal.logs import configure, configure_service

configure(verbose=False)
configure_service(verbose=VERBOSE)
import structlog
from bot.errors import TicketRefused

log = structlog.get_logger("adapters.example")
log.info("event taken in", number=7)
log.debug("in detail")
logging.getLogger("slack_bolt.AsyncApp").error("body: %s", "my boss is rude")
logging.getLogger("slack_sdk.web").warning("body: my boss is rude")
logging.getLogger("another").info("loading")
try:
    raise ValueError("my boss is rude")
except ValueError as error:
    log.exception("failed")
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)
try:
    raise TicketRefused("Ticket 1 is closed.")
except TicketRefused:
    log.warning("refused", exc_info=True)
"""


def service_lines(*, verbose: bool = False) -> list[dict[str, Any]]:
    code = SERVICE.replace("VERBOSE", str(verbose))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "rude" not in done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_a_service_logs_json_lines_with_what_is_being_done() -> None:
    first = service_lines()[0]
    assert first["event"] == "event taken in"
    assert first["number"] == 7
    assert first["level"] == "info"
    assert first["logger"] == "adapters.example"
    assert first["timestamp"].endswith("Z")


def test_what_people_wrote_stays_out_of_a_services_logs_also_of_other_packages() -> None:
    bolt, sdk = (line for line in service_lines() if line["logger"].startswith("slack"))
    assert (bolt["level"], sdk["level"]) == ("error", "warning")


def test_a_fault_is_logged_by_kind_and_place_and_our_own_words() -> None:
    failed, foreign, refused = service_lines()[-3:]
    assert failed["fault"] == foreign["fault"] == "ValueError"
    assert failed["at"]
    assert "why" not in failed
    assert refused["why"] == "Ticket 1 is closed."


def test_more_is_told_when_asked_for() -> None:
    quiet = {line["event"] for line in service_lines()}
    more = {line["event"] for line in service_lines(verbose=True)}
    assert more - quiet == {"in detail", "loading"}
