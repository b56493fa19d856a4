from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.people import claims
from adapters.web.roles import Role
from bot import oidc_names
from bot.settings import Settings, load

NESTED = {"realm_access": {"roles": ["a", "b"]}, "https://agency.example/roles": ["c"]}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=8,
)


def settings(**given: Any) -> Settings:
    known = {"oidc_client_id": "desk", "oidc_client_secret": "s3cret"}
    return load(oidc_issuer="https://sign-in.example", **(known | given))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("realm_access.roles", {"a", "b"}),
        ("https://agency.example/roles", {"c"}),
        ("realm_access", set()),
        ("realm_access.roles.more", set()),
        ("", set()),
    ],
)
def test_a_claim_is_found_by_its_name_or_by_a_path(where: str, expected: set[str]) -> None:
    assert claims.values(NESTED, where) == expected


@given(st.dictionaries(st.text(), ANYTHING), st.text())
def test_no_claim_breaks_anything(said: dict[str, Any], where: str) -> None:
    assert all(isinstance(one, str) for one in claims.values(said, where))
    assert claims.name(said).isprintable()


def test_one_role_may_come_alone_instead_of_in_a_list() -> None:
    held = claims.roles(settings(oidc_roles=("records=Archive",)), {"roles": "Archive"})
    assert held == {Role.RECORDS}


def test_groups_are_only_those_that_the_settings_name() -> None:
    known = settings(oidc_groups=("hr=11-22", "legal=33-44"))
    assert claims.groups(known, {"groups": ["11-22", "hr", "legal"]}) == {"hr"}


def test_everybody_comes_in_unless_the_settings_say_who_is_an_employee() -> None:
    some = settings(oidc_roles=("employee=Staff", "officer=Press"))
    assert claims.admitted(settings(), {})
    assert claims.admitted(some, {"roles": ["Staff"]})
    assert claims.admitted(some, {"roles": ["Press"]})
    assert not claims.admitted(some, {"roles": ["Guests"]})


def test_a_name_is_one_line_without_marks_that_arent_seen() -> None:
    assert claims.name({"name": " Ann\u202e \n Lee\x00"}) == "Ann Lee"
    assert claims.name({"name": "", "preferred_username": "ann"}) == "ann"
    assert claims.name({"name": ["Ann"]}) == ""


def test_the_settings_know_all_roles_that_there_are() -> None:
    assert set(oidc_names.ROLES) == set(Role)
