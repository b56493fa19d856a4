from __future__ import annotations

import pytest

from bot.claims.markers import Limit, markers
from bot.claims.modals import Duty, rules
from bot.claims.statement import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Posts are public records.", [Duty.IS]),
        ("You must ask.", [Duty.MUST]),
        ("You have to ask.", [Duty.MUST]),
        ("Approval is required.", [Duty.MUST]),
        ("You are responsible for telling the bank.", [Duty.MUST]),
        ("You must not post.", [Duty.MUST_NOT]),
        ("You can't post.", [Duty.MUST_NOT]),
        ("You may under no circumstances post.", [Duty.MUST_NOT]),
        ("Posting is strictly prohibited.", [Duty.MUST_NOT]),
        ("It is not permitted to post.", [Duty.MUST_NOT]),
        ("No employee, intern or volunteer may post.", [Duty.MUST_NOT]),
        ("Neither you nor I may post.", [Duty.MUST_NOT]),
        ("Don't post.", [Duty.MUST_NOT]),
        ("Please never post.", [Duty.MUST_NOT]),
        ("You must refrain from posting.", [Duty.MUST_NOT]),
        ("You should not refrain from posting.", [Duty.SHOULD]),
        ("You should ask.", [Duty.SHOULD]),
        ("You are encouraged to ask.", [Duty.SHOULD]),
        ("You shouldn't ask.", [Duty.SHOULD_NOT]),
        ("You may ask.", [Duty.MAY]),
        ("Posting isn't prohibited.", [Duty.MAY]),
        ("You are free to ask.", [Duty.MAY]),
        ("The first hour is free of charge.", [Duty.IS]),
        ("You need not ask.", [Duty.NEED_NOT]),
        ("You don't have to ask.", [Duty.NEED_NOT]),
        ("No approval is needed.", [Duty.NEED_NOT]),
        ("Enrollment is voluntary.", [Duty.NEED_NOT]),
        ("They will answer.", [Duty.WILL]),
        ("You may share posts, but must not alter them.", [Duty.MAY, Duty.MUST_NOT]),
        ("It was on May 4.", [Duty.IS]),
        ("You are not exempt from the fee.", [Duty.MUST]),
        ("You will need to ask.", [Duty.MUST]),
        ("The fee does not require a receipt.", [Duty.NEED_NOT]),
        ("You may borrow no more than you can carry.", [Duty.MAY, Duty.MAY]),
        ("Mind the lamp -- do not touch it.", [Duty.MUST_NOT]),
        ("You may read here. The desk opens at nine.", [Duty.MAY, Duty.IS]),
        ("Permits and licenses.", [Duty.IS]),
    ],
)
def test_the_force_of_a_sentence(text: str, expected: list[Duty]) -> None:
    assert [rule.duty for rule in rules(read(text))] == expected


def test_what_only_says_who_is_meant_is_aside() -> None:
    found = rules(read("Employees who can be recognized must say so."))
    assert [(rule.duty, rule.aside) for rule in found] == [(Duty.MAY, True), (Duty.MUST, False)]


def test_a_rule_behind_a_relative_clause_is_not_aside() -> None:
    (rule,) = rules(read("Content that isn't accessible must be repaired."))
    assert (rule.duty, rule.aside) == (Duty.MUST, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask unless it is urgent.", [(Limit.UNLESS, ("urgent",))]),
        ("The rule does not apply to pilots.", [(Limit.UNLESS, ("pilot",))]),
        ("Never post without approval.", [(Limit.WITHOUT, ("approv",))]),
        ("If you leave, tell us.", [(Limit.IF, ("leav",))]),
        ("Ask before posting.", [(Limit.BEFORE, ("post",))]),
        ("Ask prior to posting.", [(Limit.BEFORE, ("post",))]),
        ("Wait until Monday.", [(Limit.UNTIL, ("monday",))]),
        ("Ask even if it is late.", [(Limit.WHETHER_OR_NOT, ("late",))]),
        ("It costs not only money.", []),
        ("Use only the vault.", [(Limit.ONLY, ("vault",))]),
        ("In an emergency a manager may post.", [(Limit.IF, ("emergenc",))]),
        ("Visit the site at least once a year.", []),
        ("On any weekday you may ask.", []),
        ("Proceed by following the guide.", []),
        ("It does not include maps.", [(Limit.UNLESS, ("map",))]),
    ],
)
def test_limits_and_what_they_speak_of(
    text: str, expected: list[tuple[Limit, tuple[str, ...]]]
) -> None:
    assert [(marker.limit, marker.scope) for marker in markers(read(text))] == expected
