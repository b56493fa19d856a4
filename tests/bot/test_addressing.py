from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.addressing import asks, plans, says_you, stands_bare


@pytest.mark.parametrize(
    "text",
    [
        "And for how long?",
        "what about my own account",
        "and for police",
        "or at night",
        "may we post it on duty",
        "how long are they kept",
        "So who decides that",
        "can you tell me where that stands",
        "Is there a form for that",
        "whose job is it",
        "Sorry, which form do I use",
        "I read 4.1. Does it hold for retirees? We have two of them.",
        "what's the deadline",
    ],
)
def test_a_question_is_known_also_where_its_mark_is_missing(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "ok great, see you at the gate",
        "which means no pictures at the pool",
        "What a day",
        "How nice of them",
        "will do",
        "so we can post it then",
        "and then we went home",
        "my own account",
        "interesting, nobody told me",
        "look: https://x.example/?page=2",
    ],
)
def test_what_is_told_or_exclaimed_is_no_question(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "you"),
    [
        ("Did you feed the cat?", True),
        ("is this your umbrella?", True),
        ("could u send me the slides", True),
        ("Can you tell Ben that I'm late?", True),
        ("can you tell me how long it's kept?", False),
        ("Could you please explain 4.2?", False),
        ("do you know who decides that?", False),
        ("Does that hold in the U.S.?", False),
        ("And for how long?", False),
    ],
)
def test_what_is_put_to_a_colleague_says_you_and_so_does_little_that_is_put_to_the_bot(
    text: str, *, you: bool
) -> None:
    assert says_you(text) is you


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("coffee at three?", True),
        ("personal accounts?", True),
        ("for retirees?", False),
        ("and on duty?", False),
        ("what if I blur the badge", False),
        ("the same there?", False),
        ("Who brings the cake to the party tomorrow?", False),
    ],
)
def test_few_words_that_hang_on_nothing_stand_bare(text: str, *, bare: bool) -> None:
    assert stands_bare(text) is bare


@pytest.mark.parametrize(
    ("text", "plan"),
    [("I'll ask them later", True), ("Let’s call Ben", True), ("I'd like to talk to her", False)],
)
def test_plans_are_no_wishes(text: str, *, plan: bool) -> None:
    assert plans(text) is plan


@given(st.text(max_size=60))
def test_any_text_is_looked_through(text: str) -> None:
    for look in (asks, says_you, stands_bare, plans):
        assert look(text) in (True, False)
