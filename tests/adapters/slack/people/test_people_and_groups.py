"""Who somebody is and in which groups, asked of Slack over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.chat.people.groups import Directories
from adapters.chat.people.somebody import DirectoryUnreachable, Somebody
from adapters.slack.people.groups import UserGroups, directory
from adapters.slack.people.profiles import SlackPeople, client
from bot.errors import BadSettings
from bot.settings import Settings
from tests.adapters.slack.asking.talk import Clock
from tests.fakes.slack import Slack


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(fake: Slack) -> Settings:
    fake.recover()
    return Settings(
        slack_bot_token="xoxb-1",  # noqa: S106 - the fake's
        slack_signing_secret="s3cret",  # noqa: S106 - the fake's
        slack_api_url=fake.url,
        slack_user_groups=True,
    )


@pytest.fixture
def people(settings: Settings, clock: Clock) -> SlackPeople:
    return SlackPeople(client(settings), clock)


def asked(fake: Slack, method: str = "users.info") -> int:
    return len(fake.calls(method))


def test_somebody_is_known_by_name_address_and_workspace(fake: Slack, people: SlackPeople) -> None:
    fake.person("U41", name="Ann Archer", email="Ann@Agency.gov")

    assert people.of("U41") == Somebody("U41", "Ann Archer", "ann@agency.gov", "T1")


def test_guests_bots_and_who_left_are_told_apart(fake: Slack, people: SlackPeople) -> None:
    fake.person("U42", guest=True)
    fake.person("U43", bot=True)
    fake.person("U44", deleted=True)

    assert people.of("U42").guest
    assert people.of("U43").bot
    assert people.of("U44").gone


def test_the_agencys_own_people_are_no_guests_and_of_no_other_workspace(
    fake: Slack, people: SlackPeople
) -> None:
    fake.person("U44", name="Ann")
    fake.person("U45", guest=True)
    fake.person("U46", team="T2")
    fake.person("U47", bot=True)
    fake.person("U48", deleted=True)

    own = [user for user in ("U44", "U45", "U46", "U47", "U48", "UNOBODY") if people.own(user)]
    assert own == ["U44"]


def test_whom_slack_does_not_show_is_a_guest(people: SlackPeople) -> None:
    assert people.of("UNOBODY").guest


def test_who_somebody_is_is_asked_again_after_ten_minutes(
    fake: Slack, people: SlackPeople, clock: Clock
) -> None:
    fake.person("U45", name="Before")
    people.of("U45")
    fake.person("U45", name="After")
    clock.pass_(minutes=9, seconds=59)
    assert people.of("U45").name == "Before"
    clock.pass_(seconds=1)

    assert people.of("U45").name == "After"
    assert asked(fake) == 2


def test_what_failed_is_not_kept(fake: Slack, people: SlackPeople) -> None:
    fake.person("U46", name="Ann")
    fake.limit(1, method="users.info")
    with pytest.raises(DirectoryUnreachable, match="ratelimited"):
        people.of("U46")

    assert people.of("U46").name == "Ann"


def test_a_slack_that_drops_the_connection_is_unreachable(fake: Slack, people: SlackPeople) -> None:
    fake.away(60)
    try:
        with pytest.raises(DirectoryUnreachable):
            people.of("U47")
    finally:
        fake.away(0)


def test_a_token_without_the_scope_makes_the_directory_unreachable(
    fake: Slack, people: SlackPeople
) -> None:
    fake.token(scopes=["chat:write"])

    with pytest.raises(DirectoryUnreachable, match="missing_scope"):
        people.of("U48")


def test_user_groups_go_by_their_handle(fake: Slack, settings: Settings, clock: Clock) -> None:
    fake.group("S41", "hr", "U41", "U42")
    fake.group("S42", "legal", "U42")
    known = UserGroups(client(settings), clock)

    assert known.groups(Somebody("U41")) == {"hr"}
    assert known.groups(Somebody("U42")) == {"hr", "legal"}
    assert asked(fake, "usergroups.list") == 1


def test_a_yes_is_never_older_than_ten_minutes(
    fake: Slack, settings: Settings, clock: Clock
) -> None:
    fake.group("S41", "hr", "U41")
    known = UserGroups(client(settings), clock)
    known.groups(Somebody("U41"))
    clock.pass_(minutes=10)
    fake.break_down(3, method="usergroups.list")

    with pytest.raises(DirectoryUnreachable):
        known.groups(Somebody("U41"))


def test_several_directories_are_one(
    fake: Slack, settings: Settings, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "groups.toml"
    path.write_text('[groups]\nboard = ["U41"]\n', "utf-8")
    fake.group("S41", "hr", "U41")
    both = settings.model_copy(update={"groups_file": path})
    known = directory(both, client(settings), clock)

    assert known.groups(Somebody("U41")) == {"board", "hr"}
    fake.break_down(3, method="usergroups.list")
    clock.pass_(minutes=10)
    with pytest.raises(DirectoryUnreachable):
        known.groups(Somebody("U41"))


def test_without_a_directory_nobody_is_in_a_group() -> None:
    assert Directories(()).groups(Somebody("U41")) == frozenset()


def test_a_faulty_file_is_told_before_anything_starts(
    settings: Settings, clock: Clock, tmp_path: Path
) -> None:
    given = settings.model_copy(update={"groups_file": tmp_path / "none.toml"})

    with pytest.raises(BadSettings):
        directory(given, client(settings), clock)
