"""Who somebody is, asked of the Bot Connector over HTTP."""

from __future__ import annotations

import pytest

from adapters.chat.people.somebody import DirectoryUnreachable, Somebody
from adapters.teams.addresses import Addresses
from adapters.teams.kit.configuration import connector_token
from adapters.teams.people.people import TeamsPeople
from adapters.teams.people.roster import Roster
from bot.settings import Settings
from tests.adapters.teams.people.conftest import CHANNEL, wrote
from tests.bot.conftest import Clock
from tests.fakes.teams import OTHER_TENANT, TENANT, Teams, object_id

ANN, BEN, CAM = object_id(41), object_id(42), object_id(43)


@pytest.fixture
def people(roster: Roster, clock: Clock) -> TeamsPeople:
    return TeamsPeople(roster.member, TENANT, clock)


def test_somebody_is_known_by_name_address_and_tenant(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    microsoft.person(ANN, name="Ann Archer", email="Ann@Agency.gov")
    wrote(microsoft, addresses, ANN, f"29:1{ANN}")

    assert people.of(ANN) == Somebody(ANN, "Ann Archer", "ann@agency.gov", TENANT)


def test_whose_account_was_never_told_is_found_by_their_object_id(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    microsoft.person(ANN, name="Ann Archer")
    wrote(microsoft, addresses, ANN)

    assert people.of(ANN).name == "Ann Archer"


def test_the_agencys_own_people_are_no_guests_and_of_no_other_tenant(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    microsoft.person(ANN, name="Ann")
    microsoft.person(BEN, name="Ben", email="ben@elsewhere.example", guest=True)
    microsoft.person(CAM, name="Cam", tenant=OTHER_TENANT)
    for user in (ANN, BEN, CAM):
        wrote(microsoft, addresses, user)

    assert [user for user in (ANN, BEN, CAM) if people.own(user)] == [ANN]
    assert people.of(BEN).guest
    assert people.of(CAM).team == OTHER_TENANT


def test_who_has_left_the_chat_is_found_where_they_were_last_heard(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    microsoft.person(ANN, name="Ann", app=False)
    wrote(microsoft, addresses, ANN)
    microsoft.channel(CHANNEL, members=[ANN])
    addresses.heard(CHANNEL, microsoft.service_url(), "channel", TENANT, ANN)

    assert people.of(ANN).name == "Ann"


def test_who_has_left_the_channel_is_found_in_their_chat(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    microsoft.person(ANN, name="Ann")
    wrote(microsoft, addresses, ANN)
    microsoft.channel(CHANNEL, members=[BEN])
    addresses.heard(CHANNEL, microsoft.service_url(), "channel", TENANT, ANN)

    assert people.of(ANN).name == "Ann"


def test_who_is_nowhere_any_more_or_was_never_heard_can_not_be_found_out(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    microsoft.person(ANN, name="Ann", app=False)
    wrote(microsoft, addresses, ANN)

    for user in (ANN, object_id(99)):
        with pytest.raises(DirectoryUnreachable):
            people.of(user)


@pytest.mark.parametrize("heard", [False, True])
def test_who_is_found_nowhere_else_is_looked_for_in_the_office(
    heard: bool,  # noqa: FBT001 - a table
    microsoft: Teams,
    addresses: Addresses,
    settings: Settings,
    clock: Clock,
) -> None:
    office = "19:desk@thread.tacv2"
    microsoft.person(ANN, name="Ann", app=False)
    if heard:
        wrote(microsoft, addresses, ANN)
    microsoft.channel(office, members=[ANN])
    addresses.heard(CHANNEL, microsoft.service_url(), "channel", TENANT)
    roster = Roster(addresses, connector_token(settings), office)
    people = TeamsPeople(roster.member, TENANT, clock)

    assert people.of(ANN).name == "Ann"
    with pytest.raises(DirectoryUnreachable):
        people.of(BEN)


def test_who_somebody_is_is_asked_again_after_ten_minutes(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople, clock: Clock
) -> None:
    microsoft.person(ANN, name="Before")
    wrote(microsoft, addresses, ANN)
    people.of(ANN)
    microsoft.person(ANN, name="After")
    assert people.of(ANN).name == "Before"
    clock.pass_days(1)

    assert people.of(ANN).name == "After"
    assert len(microsoft.calls("members.get")) == 2


@pytest.mark.parametrize("status", [429, 500, 502, 503, 0])
def test_what_failed_is_told_and_not_kept(
    status: int, microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    microsoft.person(ANN, name="Ann")
    wrote(microsoft, addresses, ANN)
    microsoft.break_down(1, status, method="members.get")
    with pytest.raises(DirectoryUnreachable):
        people.of(ANN)

    assert people.of(ANN).name == "Ann"


def test_a_connector_that_takes_its_time_is_not_waited_for(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    wrote(microsoft, addresses, ANN)
    microsoft.hold("members.get")

    with pytest.raises(DirectoryUnreachable, match="ReadTimeout"):
        people.of(ANN)


def test_without_a_token_nobody_is_known(
    microsoft: Teams, addresses: Addresses, people: TeamsPeople
) -> None:
    wrote(microsoft, addresses, ANN)
    microsoft.secret("another")

    with pytest.raises(DirectoryUnreachable, match="POLICYDESK_TEAMS_APP_PASSWORD"):
        people.of(ANN)


MEMBER = {"id": "29:1", "aadObjectId": ANN, "name": "Ann", "tenantId": TENANT, "userRole": "user"}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"userRole": None},
        {"userRole": "User"},
        {"aadObjectId": None, "objectId": ANN.upper()},
        {"tenantId": TENANT.upper()},
    ],
)
def test_the_agency_s_own_are_known_however_teams_says_it(
    said: dict[str, str], clock: Clock
) -> None:
    assert TeamsPeople(lambda _: MEMBER | said, TENANT, clock).own(ANN)


@pytest.mark.parametrize(
    "said",
    [
        {"userPrincipalName": "ann_x.example#EXT#@agency.gov"},
        {"userRole": "guest"},
        {"userRole": "anonymous"},
        {"tenantId": None},
        {"tenantId": OTHER_TENANT},
        {"id": "28:1"},
    ],
)
def test_who_might_be_a_stranger_is_none_of_the_agency_s_own(
    said: dict[str, str], clock: Clock
) -> None:
    assert not TeamsPeople(lambda _: MEMBER | said, TENANT, clock).own(ANN)


def test_an_answer_of_somebody_else_is_none(clock: Clock) -> None:
    people = TeamsPeople(lambda _: MEMBER, TENANT, clock)
    with pytest.raises(DirectoryUnreachable, match="somebody else"):
        people.of(BEN)


def test_whose_address_is_not_told_is_known_by_the_name_they_log_in_with(clock: Clock) -> None:
    named = MEMBER | {"userPrincipalName": "Ann@Agency.gov"}
    guest = MEMBER | {"userPrincipalName": "ann_x.example#EXT#@agency.gov"}

    assert TeamsPeople(lambda _: named, TENANT, clock).of(ANN).email == "ann@agency.gov"
    assert TeamsPeople(lambda _: guest, TENANT, clock).of(ANN).email == ""
