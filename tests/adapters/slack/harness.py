"""The real service as a process at the fake Slack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.adapters.chat.harness import START, Service, launched, ready
from tests.fakes.slack import Slack, until

OFFICE = "C0FFICE"
ON_CALL, SECOND = "U90", "U91"
HR = "U50 U51 U52"


def settings_of(slack: Slack, *, over_socket: bool = False) -> dict[str, str]:
    """Return what a service must be told to be at this Slack."""
    return {
        "slack_bot_token": "xoxb-1",
        "slack_app_token": "xapp-1" if over_socket else "",
        "slack_signing_secret": "" if over_socket else "s3cret",
        "slack_api_url": slack.url,
    }


def office() -> dict[str, str]:
    """Return where the office is, and who is on call."""
    return {
        "slack_office_channel": OFFICE,
        "slack_on_call": ON_CALL,
        "slack_on_call_second": SECOND,
    }


@contextmanager
def serve(
    data: Path, slack: Slack, *, over_socket: bool = False, **settings: str
) -> Iterator[Service]:
    """Start the service and wait until it is ready; it is stopped afterwards."""
    with ready(start(data, slack, over_socket=over_socket, **settings)) as service:
        if over_socket:
            until(slack.connections, START)
        yield service


def start(data: Path, slack: Slack, *, over_socket: bool = False, **settings: str) -> Service:
    """Start the service, and have Slack deliver to it."""
    given = settings_of(slack, over_socket=over_socket) | office() | settings
    service = launched(data, given, HR)
    deliver(slack, service, over_socket=over_socket)
    return service


def deliver(slack: Slack, service: Service, *, over_socket: bool = False) -> None:
    """Have Slack deliver to a service."""
    slack.app("" if over_socket else f"{service.url}/slack/events")
