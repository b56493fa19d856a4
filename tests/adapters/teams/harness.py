"""The real service as a process at the fake Teams."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.teams.names import PATH
from tests.adapters.chat.harness import Service, launched, ready
from tests.fakes.teams import APP, SECRET, TENANT, Teams, object_id

OFFICE = "19:office@thread.tacv2"
ON_CALL, SECOND = object_id(90), object_id(91)
HR = " ".join(object_id(number) for number in (50, 51, 52))


def settings_of(teams: Teams) -> dict[str, str]:
    """Return what a service must be told to be at this Teams."""
    return {
        "teams_app_id": APP,
        "teams_app_password": SECRET,
        "teams_tenant_id": TENANT,
        "teams_openid_metadata_url": teams.openid_url,
        "teams_login_url": teams.login_tls_url,
    }


def office() -> dict[str, str]:
    """Return where the office is, and who is on call."""
    return {
        "teams_office_channel": OFFICE,
        "teams_on_call": ON_CALL,
        "teams_on_call_second": SECOND,
    }


def environment_of(teams: Teams) -> dict[str, str]:
    """Return what the service's process needs to trust this Teams's certificate."""
    return {"REQUESTS_CA_BUNDLE": teams.ca}


@contextmanager
def serve(data: Path, teams: Teams, **settings: str) -> Iterator[Service]:
    """Start the service and wait until it is ready; it is stopped afterwards."""
    with ready(start(data, teams, **settings)) as service:
        yield service


def start(data: Path, teams: Teams, **settings: str) -> Service:
    """Start the service, and have Teams deliver to it."""
    given = settings_of(teams) | office() | settings
    service = launched(data, given, HR, environment_of(teams))
    deliver(teams, service)
    return service


def deliver(teams: Teams, service: Service, *, hears_all: bool = True) -> None:
    """Have Teams deliver to a service; all that is said in its channels if it may hear that."""
    teams.app(f"{service.url}{PATH}", hears_all=hears_all)
