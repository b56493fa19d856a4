"""In which groups of Entra ID somebody is, asked of Microsoft Graph over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.chat.people.somebody import Directory, DirectoryUnreachable, Somebody
from adapters.teams.people.groups import directory
from bot.errors import BadSettings
from bot.settings import load
from tests.bot.conftest import Clock
from tests.fakes.teams import Teams, object_id

ANN, BEN = Somebody(object_id(61), email="ann@agency.gov"), Somebody(object_id(62))
HR, LEGAL = object_id(901), object_id(902)


@pytest.fixture(autouse=True)
def _entra(microsoft: Teams) -> None:
    for user in (ANN, BEN):
        microsoft.person(user.user, email=user.email)
    microsoft.group(HR, "Human Resources", ANN.user, BEN.user)
    microsoft.group(LEGAL, "hr", BEN.user)


@pytest.fixture
def known(app: dict[str, Any], clock: Clock) -> Directory:
    return directory(load(**app, teams_groups=f"hr={HR},legal={LEGAL}"), clock)


def test_groups_go_by_their_id_and_never_by_what_somebody_called_them(known: Directory) -> None:
    assert known.groups(ANN) == {"hr"}
    assert known.groups(BEN) == {"hr", "legal"}


def test_an_id_in_capitals_is_the_same_group(app: dict[str, Any], clock: Clock) -> None:
    known = directory(load(**app, teams_groups=f"hr={HR.upper()},staff={HR}"), clock)

    assert known.groups(ANN) == {"hr", "staff"}


@pytest.mark.parametrize(("size", "calls"), [(1, 1), (20, 1), (21, 2), (45, 3)])
def test_no_more_groups_are_asked_about_at_once_than_graph_takes(
    size: int, calls: int, microsoft: Teams, app: dict[str, Any], clock: Clock
) -> None:
    ids = [object_id(2000 + number) for number in range(size)]
    for number, of in enumerate(ids):
        microsoft.group(of, "", *([ANN.user] if number % 2 == 0 else []))
    known = directory(load(**app, teams_groups=[f"g{n}={of}" for n, of in enumerate(ids)]), clock)

    assert known.groups(ANN) == {f"g{n}" for n in range(0, size, 2)}
    assert len(microsoft.calls("graph.groups")) == calls


def test_groups_are_asked_again_after_ten_minutes(
    microsoft: Teams, known: Directory, clock: Clock
) -> None:
    known.groups(ANN)
    microsoft.group(HR, "Human Resources")
    assert known.groups(ANN) == {"hr"}
    clock.pass_days(1)

    assert known.groups(ANN) == frozenset()


@pytest.mark.parametrize("status", [429, 500, 503, 401, 0])
def test_what_failed_is_told_and_not_kept(status: int, microsoft: Teams, known: Directory) -> None:
    microsoft.break_down(1, status, method="graph.groups")
    with pytest.raises(DirectoryUnreachable):
        known.groups(ANN)

    assert known.groups(ANN) == {"hr"}


def test_a_graph_that_takes_its_time_is_not_waited_for(microsoft: Teams, known: Directory) -> None:
    microsoft.hold("graph.groups")

    with pytest.raises(DirectoryUnreachable, match="ReadTimeout"):
        known.groups(ANN)


def test_without_the_permission_nobody_is_in_a_group_unnoticed(
    microsoft: Teams, known: Directory
) -> None:
    microsoft.granted()

    with pytest.raises(DirectoryUnreachable, match="403 Authorization_RequestDenied"):
        known.groups(ANN)


def test_a_group_that_the_tenant_does_not_have_is_noticed(
    app: dict[str, Any], clock: Clock
) -> None:
    known = directory(load(**app, teams_groups=f"hr={HR},gone={object_id(999)}"), clock)

    with pytest.raises(DirectoryUnreachable, match="404 Request_ResourceNotFound"):
        known.groups(ANN)


def test_without_a_token_nobody_is_in_a_group_unnoticed(microsoft: Teams, known: Directory) -> None:
    microsoft.secret("another")

    with pytest.raises(DirectoryUnreachable, match="POLICYDESK_TEAMS_APP_PASSWORD"):
        known.groups(ANN)


def test_who_has_no_id_of_entra_s_is_not_asked_about(microsoft: Teams, known: Directory) -> None:
    with pytest.raises(DirectoryUnreachable):
        known.groups(Somebody("../me"))
    assert microsoft.calls("graph.groups") == []


def test_the_file_and_entra_count_together_and_when_one_is_away_none_does(
    microsoft: Teams, app: dict[str, Any], clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "groups.toml"
    path.write_text(f'[groups]\nboard = ["{ANN.user.upper()}"]\nstaff = ["ann@agency.gov"]\n')
    known = directory(load(**app, teams_groups=f"hr={HR}", groups_file=path), clock)
    assert known.groups(ANN) == {"hr", "board", "staff"}
    clock.pass_days(1)
    microsoft.break_down(1, 503, method="graph.groups")

    with pytest.raises(DirectoryUnreachable):
        known.groups(ANN)


def test_where_the_settings_name_nothing_nobody_is_in_a_group(
    microsoft: Teams, app: dict[str, Any], clock: Clock
) -> None:
    assert directory(load(**app), clock).groups(ANN) == frozenset()
    assert microsoft.calls() == []


def test_a_faulty_file_is_refused_at_the_start(
    app: dict[str, Any], clock: Clock, tmp_path: Path
) -> None:
    with pytest.raises(BadSettings):
        directory(load(**app, groups_file=tmp_path / "none.toml"), clock)
