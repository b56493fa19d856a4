from __future__ import annotations

from dataclasses import dataclass

import pytest

from adapters.chat.model import Asker
from adapters.chat.people.groups import Directories
from adapters.chat.people.readers import Readers
from adapters.chat.people.somebody import Somebody

HERE, THERE = "t-here", "t-there"


@dataclass(frozen=True)
class Everybody:
    """Of whom everybody is the same person, who is in the group hr."""

    somebody: Somebody

    def of(self, user: str) -> Somebody:
        del user
        return self.somebody

    def own(self, user: str) -> bool:
        return self.of(user).team == HERE

    def groups(self, somebody: Somebody) -> frozenset[str]:
        return frozenset({"hr"}) if somebody.email == "hr@agency.gov" else frozenset()


def readers(somebody: Somebody, *, home: str) -> Readers:
    known = Everybody(somebody)
    return Readers(known, Directories((known,)), "the agency", open_to_strangers=False, home=home)


@pytest.mark.parametrize("team", [THERE, ""])
def test_who_isnt_known_to_be_of_the_agencys_own_team_has_no_group_wherever_they_ask(
    team: str,
) -> None:
    stranger = Somebody("u", email="hr@agency.gov", team=team)
    reader = readers(stranger, home=HERE).of(Asker("teams", "u", THERE), THERE)
    assert reader.refusal
    assert not reader.viewer.groups


def test_the_agencys_own_people_have_their_groups_also_where_another_team_is_host() -> None:
    own = Somebody("u", email="hr@agency.gov", team=HERE)
    reader = readers(own, home=HERE).of(Asker("teams", "u", HERE), THERE)
    assert not reader.refusal
    assert reader.viewer.groups == {"hr"}


def test_without_a_team_of_its_own_the_one_that_a_question_came_from_counts() -> None:
    known = readers(Somebody("u", email="hr@agency.gov", team=HERE), home="")
    assert known.of(Asker("slack", "u", HERE), HERE).viewer.groups == {"hr"}
    assert known.of(Asker("slack", "u", HERE), THERE).refusal
