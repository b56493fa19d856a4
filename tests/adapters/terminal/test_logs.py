from __future__ import annotations

import subprocess
import sys

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
