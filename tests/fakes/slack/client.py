"""The test's side of the fake Slack."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.fakes.slack.acting import Acting
from tests.fakes.slack.failing import Failing
from tests.fakes.slack.looking import Looking

_PATIENCE = 20.0


class Slack(Looking, Acting, Failing):
    """`url` is the base address of the API. Tokens are xoxb-1 and xapp-1, the secret s3cret.

    The workspace is T1, the bot UBOT; people (U…) and public channels (C…) come into being when
    they are first written by or in; the bot's direct messages with U7 are the channel D7.
    """


def until(happened: Callable[[], Any], seconds: float = _PATIENCE) -> Any:
    """Return what `happened` returns once it is something; fail when it takes too long."""
    end = time.monotonic() + seconds
    while not (found := happened()):
        if time.monotonic() > end:
            raise AssertionError("it didn't happen in time")
        time.sleep(0.05)
    return found


@contextmanager
def slack() -> Iterator[Slack]:
    """Start a Slack in its own process, and stop it."""
    command = [sys.executable, "-m", "tests.fakes.slack"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        one = Slack(child.stdout.readline().strip())
        try:
            yield one
        finally:
            one.close()
            child.stdin.close()
