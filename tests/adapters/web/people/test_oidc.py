from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from adapters.web.people.oidc import Identity, OpenIDClient
from adapters.web.people.refused import ProviderUnusable, SignInRefused
from tests.fakes.oidc import Provider, provider

BACK = "https://desk.example/sign-in/back"
ANN = {
    "name": "Ann Lee",
    "email": "ann.lee@agency.example",
    "roles": ["Press Office"],
    "groups": ["Human Resources"],
}


@pytest.fixture
def one() -> Iterator[Provider]:
    with provider() as running:
        running.register(BACK)
        running.hire(ann=ANN)
        yield running


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def client(one: Provider, clock: Clock | None = None, **given: Any) -> OpenIDClient:
    return OpenIDClient(one.settings(**given), clock or Clock())


def signed_in(one: Provider, desk: OpenIDClient, person: str = "ann") -> Identity:
    begun = desk.begin(BACK)
    _, query = one.sign_in(begun.address, person)
    return desk.finish(begun.remembered, query["code"], query["state"])


def test_who_signs_in_is_told_by_the_provider(one: Provider) -> None:
    who = signed_in(one, client(one))
    assert (who.issuer, who.subject) == (one.address, "ann")
    assert (who.name, who.email) == ("Ann Lee", "ann.lee@agency.example")
    assert who.claims["roles"] == ["Press Office"]


def test_each_sign_in_has_a_state_a_nonce_and_a_verifier_of_its_own(one: Provider) -> None:
    desk = client(one)
    first, second = desk.begin(BACK), desk.begin(BACK)
    assert all(first.remembered[n] != second.remembered[n] for n in ("state", "nonce"))
    asked = httpx.URL(first.address).params
    assert asked["code_challenge_method"] == "S256"
    assert first.remembered["code_verifier"] not in first.address


@pytest.mark.parametrize(
    "spoil",
    [
        "expired",
        "early",
        "signature",
        "issuer",
        "audience",
        "party",
        "borrowed",
        "nonce",
        "no-nonce",
        "no-subject",
        "endless",
        "at-hash",
        "unsigned",
        "shared-secret",
        "unknown-key",
        "garbage",
        "missing",
    ],
)
def test_an_id_token_that_proves_nothing_signs_nobody_in(one: Provider, spoil: str) -> None:
    desk = client(one)
    one.spoil(spoil)
    with pytest.raises(SignInRefused, match="can't be trusted"):
        signed_in(one, desk)
    one.spoil("")
    assert signed_in(one, desk).subject == "ann"


def test_a_code_is_no_use_in_another_browser(one: Provider) -> None:
    desk = client(one)
    hers, his = desk.begin(BACK), desk.begin(BACK)
    _, query = one.sign_in(hers.address, "ann")
    with pytest.raises(SignInRefused, match="sign in again"):
        desk.finish(his.remembered, query["code"], query["state"])
    forged = dict(his.remembered) | {"state": hers.remembered["state"]}
    with pytest.raises(SignInRefused):
        desk.finish(forged, query["code"], query["state"])


@pytest.mark.parametrize("remembered", [{}, {"state": ""}])
def test_what_was_never_begun_isnt_finished(one: Provider, remembered: Mapping[str, str]) -> None:
    with pytest.raises(SignInRefused):
        client(one).finish(remembered, "code", "")
    assert one.calls() == ["POST /control", "POST /control"]


def test_a_code_works_once(one: Provider) -> None:
    desk = client(one)
    begun = desk.begin(BACK)
    _, query = one.sign_in(begun.address, "ann")
    desk.finish(begun.remembered, query["code"], query["state"])
    with pytest.raises(SignInRefused):
        desk.finish(begun.remembered, query["code"], query["state"])


def test_a_code_of_another_sign_in_is_refused_for_its_verifier(one: Provider) -> None:
    desk = client(one)
    begun, other = desk.begin(BACK), desk.begin(BACK)
    _, query = one.sign_in(begun.address, "ann")
    with pytest.raises(SignInRefused):
        desk.finish(other.remembered, query["code"], other.remembered["state"])


def test_the_secret_is_shown_and_a_wrong_one_signs_nobody_in(one: Provider) -> None:
    with pytest.raises(SignInRefused):
        signed_in(one, client(one, oidc_client_secret="wrong"))  # noqa: S106


def test_the_secret_goes_in_a_header_where_the_provider_wants_that(one: Provider) -> None:
    one.set(methods=["client_secret_basic"])
    assert signed_in(one, client(one)).subject == "ann"


@pytest.mark.parametrize("same_name", [False, True])
def test_a_new_key_is_looked_up_when_it_is_first_seen(one: Provider, same_name: bool) -> None:  # noqa: FBT001
    desk = client(one)
    signed_in(one, desk)
    signed_in(one, desk)
    assert one.calls().count("GET /keys") == 1
    one.rotate_keys(same_name=same_name)
    assert signed_in(one, desk).subject == "ann"
    assert one.calls().count("GET /keys") == 2


def test_what_is_published_is_read_again_after_an_hour(one: Provider) -> None:
    clock = Clock()
    desk = client(one, clock)
    desk.begin(BACK)
    clock.now = 3_599
    desk.begin(BACK)
    clock.now = 3_601
    desk.begin(BACK)
    assert one.calls().count("GET /.well-known/openid-configuration") == 2


def test_what_the_id_token_leaves_out_is_asked_for(one: Provider) -> None:
    one.set(hidden=["name", "roles"])
    who = signed_in(one, client(one))
    assert (who.name, who.claims["roles"]) == ("Ann Lee", ["Press Office"])


def test_what_is_told_of_somebody_else_isnt_used(one: Provider) -> None:
    one.set(hidden=["name", "roles"])
    one.spoil("userinfo")
    who = signed_in(one, client(one))
    assert (who.name, "roles" in who.claims) == ("ann.lee@agency.example", False)


def test_a_provider_that_is_down_is_told_from_a_refusal(one: Provider) -> None:
    desk = client(one)
    begun = desk.begin(BACK)
    _, query = one.sign_in(begun.address, "ann")
    one.set(down=True)
    with pytest.raises(ProviderUnusable) as unusable:
        desk.finish(begun.remembered, query["code"], query["state"])
    assert "Try again in a moment" in str(unusable.value)
    with pytest.raises(ProviderUnusable):
        client(one).begin(BACK)


def test_a_provider_by_another_name_is_told_to_whoever_set_it_up(one: Provider) -> None:
    assert client(one).check() == ""
    one.set(called="https://sign-in.agency.example")
    wrong = client(one).check()
    assert "calls itself https://sign-in.agency.example" in wrong
    assert "POLICYDESK_OIDC_ISSUER" in wrong
    with pytest.raises(ProviderUnusable):
        client(one).begin(BACK)
