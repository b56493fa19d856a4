from __future__ import annotations

import pytest

from bot.conflicts import conflicting
from tests.bot.made import passage, version

IT = version("IT Policy")
MAY = "Employees may use agency computers to check personal social media accounts."
MUST_NOT = "Employees must not use agency computers to check personal social media accounts."
ASKED = "can I check social media on my work computer"


def test_the_same_thing_allowed_and_forbidden_is_a_conflict() -> None:
    found = (passage(MAY), passage(MUST_NOT, "7", 0.97, IT))
    assert conflicting(found, ASKED) == found


@pytest.mark.parametrize(
    "other",
    [
        "Employees must not use agency vehicles to visit private events or restaurants.",
        f"{MUST_NOT.removesuffix('.')} unless their supervisor has approved it.",
        MAY,
        "Agency computers are in room 4.",
    ],
)
def test_another_matter_or_another_condition_is_none(other: str) -> None:
    assert conflicting((passage(MAY), passage(other, "7", 0.97, IT)), ASKED) is None


def test_own_and_agency_accounts_are_two_matters() -> None:
    found = (
        passage("Employees may post opinions about candidates on a personal account."),
        passage("Employees must not post opinions about candidates on an official account.", "2"),
    )
    assert conflicting(found, "can I post opinions about candidates") is None


def test_clauses_for_different_audiences_do_not_conflict() -> None:
    police = version("Patrol Order", audience=("police",))
    assert conflicting((passage(MAY), passage(MUST_NOT, "7", 0.97, police)), ASKED) is None


def test_what_ranks_far_below_has_no_say() -> None:
    assert conflicting((passage(MAY), passage(MUST_NOT, "7", 0.5, IT)), ASKED) is None


def test_a_conflict_on_something_else_than_was_asked_is_none() -> None:
    assert conflicting((passage(MAY), passage(MUST_NOT, "7", 0.97, IT)), "gifts?") is None


def test_nothing_found_is_no_conflict() -> None:
    assert conflicting((), ASKED) is None
