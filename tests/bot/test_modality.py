from __future__ import annotations

import pytest

from bot.modality import Modality, modalities, opposed

FORBIDS, ALLOWS, REQUIRES = Modality.FORBIDS, Modality.ALLOWS, Modality.REQUIRES


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Employees must not post pictures.", {FORBIDS}),
        ("Employees may not post pictures.", {FORBIDS}),
        ("Posting is strictly prohibited.", {FORBIDS}),
        ("It is not permitted to post.", {FORBIDS}),
        ("Don’t delete comments.", {FORBIDS}),
        ("No employee may post pictures.", {FORBIDS}),
        ("You can't share links.", {FORBIDS}),
        ("Employees may post pictures.", {ALLOWS}),
        ("Employees are allowed to post pictures.", {ALLOWS}),
        ("Feel free to post.", {ALLOWS}),
        ("Posts need no approval.", {ALLOWS}),
        ("Employees do not need approval.", {ALLOWS}),
        ("A disclaimer is not required.", {ALLOWS}),
        ("No form is needed.", {ALLOWS}),
        ("Employees need approval.", {REQUIRES}),
        ("Posts must carry a disclaimer.", {REQUIRES}),
        ("A disclaimer is required.", {REQUIRES}),
        ("Employees may post but must not name people.", {ALLOWS, FORBIDS}),
        ("The office is on the second floor.", set()),
    ],
)
def test_what_a_sentence_does(sentence: str, expected: set[Modality]) -> None:
    assert modalities(sentence) == expected


def test_only_a_plain_prohibition_opposes_what_does_not_forbid() -> None:
    assert opposed(frozenset({FORBIDS}), frozenset({ALLOWS}))
    assert opposed(frozenset({REQUIRES}), frozenset({FORBIDS}))
    assert not opposed(frozenset({ALLOWS}), frozenset({REQUIRES}))
    assert not opposed(frozenset({FORBIDS}), frozenset({FORBIDS, ALLOWS}))
    assert not opposed(frozenset({FORBIDS}), frozenset())
