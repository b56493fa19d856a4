from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.people import passwords

GOOD = "crates of amber lanterns"


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password123!",
        "P@ssw0rd2026!!",
        "passwordpassword",
        "welcome2agency",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "123456789012345",
        "Summer2026Summer",
        "letmeinletmein1",
        "annleeannlee2026",
        "!!!!!!!!!!!!!!!!!",
        "xyxyxyxyxyxyxyxy",
    ],
)
def test_what_is_easily_guessed_is_refused_with_advice(password: str) -> None:
    assert "easy to guess" in passwords.fault(password, ["Ann Lee", "ann.lee@agency.example"])


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "correcthorsebattery",
        "nq7Vz!rT2bWk",
        "grüne Ziegel am Fluß",
        "私の猫は青い椅子が好きです",
    ],
)
def test_a_mixture_of_characters_isnt_asked_for(password: str) -> None:
    assert not passwords.fault(password, ["Ann Lee"])


def test_length_counts() -> None:
    assert "at least 12" in passwords.fault("nq7Vz!rT2bW")
    assert "at most 128" in passwords.fault("crates of amber lanterns " * 6)


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_judged(password: str, about: list[str]) -> None:
    said = passwords.fault(password, about)
    assert bool(said) or passwords.SHORTEST <= len(password) <= passwords.LONGEST


def test_a_password_matches_itself_however_it_was_typed() -> None:
    kept = passwords.hashed("grüne Ziegel am Fluß")
    assert kept.startswith("$argon2id$")
    assert passwords.matches(kept, "gru\u0308ne Ziegel am Fluß")
    assert not passwords.matches(kept, "grune Ziegel am Fluß")
    assert not passwords.matches(kept, "grüne Ziegel am Fluß" + " " * 200)


@pytest.mark.parametrize("password", ["", "nobody's", GOOD])
def test_no_password_matches_where_none_was_chosen(password: str) -> None:
    assert not passwords.matches("", password)


def test_a_hash_of_an_earlier_cost_is_told() -> None:
    earlier = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)
    assert passwords.matches(earlier, GOOD)
    assert passwords.outdated(earlier)
    assert not passwords.outdated(passwords.hashed(GOOD))
