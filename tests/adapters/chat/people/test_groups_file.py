from __future__ import annotations

from pathlib import Path

import pytest

from adapters.chat.people.groups_file import GroupsFile
from adapters.chat.people.somebody import DirectoryUnreachable, Somebody
from bot.errors import BadSettings

ANN = Somebody("U1", email="ann@agency.gov")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "groups.toml"


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_people_are_known_by_id_and_by_address_in_any_case(path: Path) -> None:
    written(path, '[groups]\nhr = ["U1"]\nlegal = ["Ann@Agency.GOV"]\nboard = ["U2"]\n')
    known = GroupsFile(path)

    assert known.groups(ANN) == {"hr", "legal"}
    assert known.groups(Somebody("U3")) == frozenset()


def test_people_of_microsoft_s_are_known_by_their_object_id_in_any_case(path: Path) -> None:
    written(path, '[groups]\nhr = ["00000000-0000-4000-8000-0000000000AA"]\nlegal = ["U1"]\n')
    known = GroupsFile(path)

    assert known.groups(Somebody("00000000-0000-4000-8000-0000000000aa")) == {"hr"}
    assert known.groups(Somebody("00000000-0000-4000-8000-0000000000AA")) == {"hr"}
    assert known.groups(Somebody("00000000-0000-4000-8000-0000000000ab")) == frozenset()


def test_slack_s_ids_are_told_apart_by_capitals(path: Path) -> None:
    known = GroupsFile(written(path, '[groups]\nhr = ["U1"]\n'))

    assert known.groups(Somebody("u1")) == frozenset()


def test_a_fault_names_all_three_ways_to_name_somebody(path: Path) -> None:
    with pytest.raises(BadSettings) as wrong:
        GroupsFile(written(path, '[groups]\nhr = ["0000-00"]\n'))

    (told,) = wrong.value.faults
    for way in ("U0123456789", "00000000-0000-0000-0000-000000000000", "e-mail address"):
        assert way in told


def test_who_has_no_address_is_in_no_group_by_one(path: Path) -> None:
    known = GroupsFile(written(path, '[groups]\nhr = ["ann@agency.gov"]\n'))

    assert known.groups(Somebody("U1")) == frozenset()


def test_all_faults_are_told_at_once_with_place_and_remedy(path: Path) -> None:
    text = 'title = "x"\n[groups]\nhr = "U1"\nlegal = ["U1", "ann", 7]\n'
    with pytest.raises(BadSettings) as wrong:
        GroupsFile(written(path, text))

    told = wrong.value.faults
    assert len(told) == 4
    assert all(fault.startswith(str(path)) for fault in told)
    for place in ("“title”", "groups.hr is no list", "groups.legal, entry 2", "entry 3"):
        assert any(place in fault for fault in told)


@pytest.mark.parametrize("text", ["", "groups = 3", "[groups", "\ufeff\x00"])
def test_a_file_without_groups_is_refused_with_a_remedy(path: Path, text: str) -> None:
    with pytest.raises(BadSettings, match=r"write \[groups\]|mend the file"):
        GroupsFile(written(path, text))


def test_a_file_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(BadSettings, match="POLICYDESK_GROUPS_FILE"):
        GroupsFile(path)


def test_a_change_counts_at_once(path: Path) -> None:
    known = GroupsFile(written(path, '[groups]\nhr = ["U1"]\n'))
    written(path, '[groups]\nhr = ["U2", "U3"]\n')

    assert known.groups(ANN) == frozenset()
    assert known.groups(Somebody("U3")) == {"hr"}


def test_while_the_file_has_faults_nobody_is_in_a_group_by_what_it_said_before(path: Path) -> None:
    known = GroupsFile(written(path, '[groups]\nhr = ["U1"]\n'))
    written(path, '[groups]\nhr = ["U1", "nobody"]\n')
    with pytest.raises(DirectoryUnreachable):
        known.groups(ANN)
    written(path, '[groups]\nhr = ["U1", "U2"]\n')

    assert known.groups(ANN) == {"hr"}


def test_so_it_is_while_the_file_is_gone(path: Path) -> None:
    known = GroupsFile(written(path, '[groups]\nhr = ["U1"]\n'))
    path.unlink()

    with pytest.raises(DirectoryUnreachable):
        known.groups(ANN)
