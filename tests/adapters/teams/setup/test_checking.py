from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from adapters.chat.checked import Checked
from adapters.teams.addresses import Addresses
from adapters.teams.setup.checking import check
from bot.settings import Settings
from knowledge.catalog.database import open_catalog
from tests.fakes.teams import APP, SECRET, TENANT, Teams, direct, object_id, teams

OFFICE, ELSEWHERE = "19:office@thread.tacv2", "19:elsewhere@thread.tacv2"
ANN, BEN, EVE = object_id(1), object_id(2), object_id(9)
HR, GONE = object_id(101), object_id(199)
LOST = object_id(3)


@pytest.fixture(scope="module")
def there() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def agency(there: Teams, monkeypatch: pytest.MonkeyPatch) -> Iterator[Teams]:
    """A tenant where everything is as it should be."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", there.ca)
    there.person(ANN, name="Ann")
    there.channel(OFFICE, name="Office", members=[ANN, BEN])
    there.channel(ELSEWHERE, name="Elsewhere", members=[EVE], bot=False)
    there.group(HR, "People", ANN)
    yield there
    there.recover()
    there.granted("User.Read.All", "GroupMember.Read.All")


@contextmanager
def answering(status: int) -> Iterator[str]:
    """Serve an address that answers every post with a status."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status if self.path == "/api/messages" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def checked(
    one: Teams, folder: Path, *, service: str = "", heard: bool = True, **given: Any
) -> list[Checked]:
    settings = {
        "teams_app_id": APP,
        "teams_app_password": SECRET,
        "teams_tenant_id": TENANT,
        "teams_login_url": one.login_tls_url,
        "teams_openid_metadata_url": one.openid_url,
        "teams_graph_url": one.graph_url,
        "teams_office_channel": OFFICE,
        "teams_on_call": (ANN,),
        "teams_groups": (f"hr={HR}",),
    }
    now = lambda: datetime(2026, 5, 4, 12, tzinfo=UTC)  # noqa: E731
    database = open_catalog(folder)
    try:
        known = Addresses(database, now)
        if heard:
            known.heard(direct(BEN), one.service_url(), "personal", TENANT, BEN, f"29:1{BEN}")
        return list(check(Settings(**settings | given), service, known, now))
    finally:
        database.close()


def by_name(found: list[Checked]) -> dict[str, Checked]:
    return {one.name: one for one in found}


def test_where_all_is_well_all_is_looked_at_and_nothing_is_to_be_mended(
    agency: Teams, tmp_path: Path
) -> None:
    people = tmp_path / "groups.toml"
    people.write_text(f'[groups]\nhr = ["{ANN}", "ben@x.example", "U123"]\n')
    with answering(401) as service:
        found = by_name(checked(agency, tmp_path, service=service, groups_file=people))

    assert {one.state for one in found.values()} == {"ok"}, found
    assert {one.remedy for one in found.values()} == {""}
    assert list(found) == [
        *("App", "Signing keys", "Endpoint", "Groups file", "Groups", "Office channel", "On call")
    ]
    assert found["Office channel"].what == "the bot is in it; 2 may answer tickets"
    assert found["Groups file"].what == "names 3, 2 of them as Teams knows people"
    assert found["Groups"].what == "1 can be read"


@pytest.mark.parametrize(
    ("given", "name", "told"),
    [
        ({"teams_office_channel": ""}, "Office channel", "warn: none is set"),
        ({"teams_office_channel": ELSEWHERE}, "Office channel", "fail: the bot isn't in it"),
        ({"teams_on_call": ()}, "On call", "warn: nobody"),
        ({"teams_on_call_second": (LOST,)}, "On call", f"warn: {LOST} was never met"),
        ({"teams_groups": (f"hr={HR}", f"it={GONE}")}, "Groups", "fail: the tenant has no group"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_mend(
    agency: Teams, tmp_path: Path, given: dict[str, Any], name: str, told: str
) -> None:
    with answering(401) as service:
        found = by_name(checked(agency, tmp_path, service=service, **given))

    assert f"{found[name].state}: {found[name].what}".startswith(told), found[name]
    assert found[name].remedy
    # Who is in no channel that can be read may have been met nowhere.
    others = {one.state for other, one in found.items() if other not in (name, "On call")}
    assert others == {"ok"}


def test_without_an_app_nothing_is_asked(agency: Teams, tmp_path: Path) -> None:
    agency.forget()
    found = checked(
        agency,
        tmp_path,
        **dict.fromkeys(("teams_app_id", "teams_app_password", "teams_tenant_id"), ""),
        **dict.fromkeys(("teams_login_url", "teams_openid_metadata_url", "teams_graph_url"), ""),
        teams_office_channel="",
        teams_on_call=(),
        teams_groups=(),
    )

    assert [(one.name, one.state) for one in found] == [("App", "fail")]
    assert "POLICYDESK_TEAMS_APP_ID" in found[0].remedy
    assert agency.calls() == []


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"teams_app_password": "s3cret-of-old"}, "AADSTS7000215"),
        ({"teams_app_id": object_id(77)}, "AADSTS700016"),
        ({"teams_tenant_id": object_id(78)}, "gave no token"),
        ({"teams_login_url": "https://127.0.0.1:1/login"}, "gave no token"),
    ],
)
def test_an_app_that_may_not_log_in_is_told_and_what_needs_it_is_left_out(
    agency: Teams, tmp_path: Path, given: dict[str, Any], what: str
) -> None:
    found = by_name(checked(agency, tmp_path, **given))

    assert list(found) == ["App", "Signing keys", "Endpoint"]
    assert (found["App"].state, what in found["App"].what) == ("fail", True), found["App"]
    assert found["App"].remedy
    assert "s3cret" not in repr(found)


def test_a_service_that_believes_everybody_is_warned_of(agency: Teams, tmp_path: Path) -> None:
    found = by_name(
        checked(
            agency,
            tmp_path,
            **dict.fromkeys(("teams_app_id", "teams_app_password"), ""),
            teams_unauthenticated=True,
            teams_groups=(),
        )
    )

    assert found["App"].state == "warn"
    assert "Signing keys" not in found


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (404, "answers 404 instead of 401"),
        (302, "answers 302 instead of 401"),
        (502, "answers 502"),
        (200, "takes what nobody signed"),
    ],
)
def test_an_endpoint_that_is_not_the_service_s_own_is_told(
    agency: Teams, tmp_path: Path, status: int, what: str
) -> None:
    with answering(status) as service:
        found = by_name(checked(agency, tmp_path, service=service))["Endpoint"]

    assert (found.state, what in found.what) == ("fail", True), found
    assert found.remedy


def test_an_endpoint_that_is_not_reached_is_told_with_why(agency: Teams, tmp_path: Path) -> None:
    closed = by_name(checked(agency, tmp_path, service="http://127.0.0.1:1"))["Endpoint"]
    untrusted = by_name(checked(agency, tmp_path, service=agency.tls))["Endpoint"]
    untried = by_name(checked(agency, tmp_path))["Endpoint"]

    assert (closed.state, "no connection" in closed.what) == ("fail", True), closed
    assert "its certificate isn't trusted" in untrusted.what
    assert "public authority" in untrusted.remedy
    assert untried.state == "warn"


@pytest.mark.parametrize(
    ("path", "what"),
    [("graph", "it answers 404"), ("keys", "holds no keys")],
)
def test_keys_that_cannot_be_read_are_told(
    agency: Teams, tmp_path: Path, path: str, what: str
) -> None:
    where = f"{agency.address}/{path}"
    found = by_name(checked(agency, tmp_path, teams_openid_metadata_url=where))["Signing keys"]

    assert (found.state, what in found.what) == ("fail", True), found
    assert found.remedy


def test_groups_without_consent_are_told_with_the_permissions(
    agency: Teams, tmp_path: Path
) -> None:
    agency.granted()
    found = by_name(checked(agency, tmp_path))["Groups"]

    assert (found.state, "403" in found.what) == ("fail", True), found
    assert "GroupMember.Read.All" in found.remedy
    nowhere = by_name(checked(agency, tmp_path, teams_graph_url="http://127.0.0.1:1"))["Groups"]
    assert "nobody has a group" in nowhere.remedy


def test_before_anybody_has_written_it_says_how_the_channel_is_found(
    agency: Teams, tmp_path: Path
) -> None:
    found = by_name(checked(agency, tmp_path, heard=False))

    assert (found["Office channel"].state, found["On call"].state) == ("warn", "warn")
    assert "@PolicyDesk" in found["Office channel"].remedy


def test_an_office_in_slack_is_looked_at_there(agency: Teams, tmp_path: Path) -> None:
    in_slack = {"slack_office_channel": "C0FFICE", "teams_office_channel": "", "teams_on_call": ()}
    found = by_name(checked(agency, tmp_path, **in_slack))

    assert (found["Office channel"].state, "Slack" in found["Office channel"].what) == ("ok", True)
    assert "On call" not in found


def test_a_groups_file_that_names_nobody_of_teams_is_warned_of(
    agency: Teams, tmp_path: Path
) -> None:
    people = tmp_path / "groups.toml"
    people.write_text('[groups]\nhr = ["U123"]\n')
    slack_s = by_name(checked(agency, tmp_path, groups_file=people))["Groups file"]
    people.write_text("[groups]\nhr = [1]\n")
    broken = by_name(checked(agency, tmp_path, groups_file=people))["Groups file"]

    assert (slack_s.state, "object ids" in slack_s.remedy) == ("warn", True)
    assert (broken.state, "groups.hr" in broken.what) == ("fail", True)
