"""Who is in the office's channel, asked of the Bot Connector over HTTP."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from adapters.chat.people.membership import Membership, Standing
from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.teams.addresses import Addresses
from adapters.teams.kit.configuration import connector_token
from adapters.teams.people.people import TeamsPeople
from adapters.teams.people.roster import Roster
from bot.settings import load
from tests.adapters.teams.people.conftest import CHANNEL, wrote
from tests.bot.conftest import Clock
from tests.fakes.teams import OTHER_TENANT, TENANT, Teams, object_id

ANN, BEN, CAM = object_id(51), object_id(52), object_id(53)


@pytest.fixture
def heard(microsoft: Teams, addresses: Addresses) -> Addresses:
    addresses.heard(CHANNEL, microsoft.service_url(), "channel", TENANT)
    return addresses


@pytest.mark.parametrize("size", [0, 1, 500, 501, 1200])
@pytest.mark.usefixtures("heard")
def test_all_members_are_found_however_many_pages_they_fill(
    size: int, microsoft: Teams, roster: Roster
) -> None:
    office = [object_id(1000 + number) for number in range(size)]
    microsoft.channel(CHANNEL, members=office)

    assert roster.members(CHANNEL) == frozenset(office)


def test_a_channel_where_nobody_has_written_is_reached_as_the_rest_of_the_tenant(
    microsoft: Teams, addresses: Addresses, roster: Roster
) -> None:
    microsoft.channel(CHANNEL, members=[ANN])
    with pytest.raises(DirectoryUnreachable):
        roster.members(CHANNEL)
    wrote(microsoft, addresses, BEN)

    assert roster.members(CHANNEL) == {ANN}


@pytest.mark.usefixtures("heard")
def test_what_failed_is_told_and_not_kept(microsoft: Teams, roster: Roster) -> None:
    microsoft.channel(CHANNEL, members=[ANN])
    microsoft.break_down(1, 503, method="members.paged")
    with pytest.raises(DirectoryUnreachable, match="503"):
        roster.members(CHANNEL)

    assert roster.members(CHANNEL) == {ANN}


class _Endless(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = json.dumps({"members": [{"aadObjectId": ANN}], "continuationToken": "more"})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def test_members_that_never_end_are_not_read_for_ever(addresses: Addresses) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Endless) as server:
        threading.Thread(target=server.serve_forever).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        addresses.heard(CHANNEL, url, "channel", TENANT)
        with pytest.raises(DirectoryUnreachable, match="never end"):
            Roster(addresses, str).members(CHANNEL)
        server.shutdown()


@pytest.mark.usefixtures("heard")
def test_a_channel_that_the_bot_was_removed_from_tells_nothing(
    microsoft: Teams, roster: Roster
) -> None:
    microsoft.channel(CHANNEL, members=[ANN], bot=False)
    with pytest.raises(DirectoryUnreachable, match="403 BotNotInConversationRoster"):
        roster.members(CHANNEL)


def test_the_office_is_who_is_in_its_channel_and_of_the_agency(
    microsoft: Teams, heard: Addresses, roster: Roster, clock: Clock
) -> None:
    microsoft.person(ANN, name="Ann")
    microsoft.person(BEN, name="Ben", guest=True, email="ben@elsewhere.example")
    microsoft.person(CAM, name="Cam", tenant=OTHER_TENANT)
    microsoft.channel(CHANNEL, members=[ANN, BEN, CAM])
    for user in (ANN, BEN, CAM, object_id(54)):
        wrote(microsoft, heard, user)
    people = TeamsPeople(roster.member, TENANT, clock)
    office = Membership(CHANNEL, roster.members, clock, people.own)

    assert office.standing(ANN) is Standing.MEMBER
    assert office.standing(BEN) is Standing.OUTSIDER
    assert office.standing(CAM) is Standing.OUTSIDER
    assert office.standing(object_id(54)) is Standing.OUTSIDER


@pytest.mark.usefixtures("heard")
def test_while_teams_is_away_nobody_can_be_told_from_an_outsider(
    microsoft: Teams, roster: Roster, clock: Clock
) -> None:
    people = TeamsPeople(roster.member, TENANT, clock)
    office = Membership(CHANNEL, roster.members, clock, people.own)
    microsoft.shut()
    try:
        assert office.standing(ANN) is Standing.UNKNOWN
    finally:
        microsoft.reopen()


def test_to_try_it_out_nothing_is_signed(microsoft: Teams, heard: Addresses) -> None:
    microsoft.channel(CHANNEL, members=[ANN])
    alone = Roster(heard, connector_token(load(teams_unauthenticated=True)))
    with pytest.raises(DirectoryUnreachable, match="401"):
        alone.members(CHANNEL)

    (asked,) = microsoft.calls("members.paged")
    assert "Authorization" not in asked["headers"]
