from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.fakes.oidc import CLIENT, SECRET, Provider, provider
from tests.fakes.oidc.world import challenge

BACK = "https://desk.example/back"
ASKED = {
    "client_id": CLIENT,
    "redirect_uri": BACK,
    "response_type": "code",
    "scope": "openid profile",
    "state": "s",
    "nonce": "n",
    "code_challenge": challenge("v" * 43),
    "code_challenge_method": "S256",
}


@pytest.fixture(scope="module")
def one() -> Iterator[Provider]:
    with provider() as running:
        running.register(BACK)
        running.hire(ann={"name": "Ann Lee"})
        yield running


@pytest.mark.parametrize(
    "change",
    [
        *({name: ""} for name in ("state", "nonce", "code_challenge", "client_id")),
        {"redirect_uri": BACK + "/more"},
        {"client_id": "another"},
        {"response_type": "token"},
        {"scope": "profile"},
        {"code_challenge_method": "plain"},
    ],
)
def test_what_a_careful_provider_refuses_is_refused(one: Provider, change: dict[str, str]) -> None:
    answer = httpx.get(f"{one.address}/authorize", params=ASKED | change)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "change",
    [
        {"code_verifier": "w" * 43},
        {"code_verifier": ""},
        {"client_secret": "wrong"},
        {"redirect_uri": BACK + "/more"},
        {"grant_type": "password"},
    ],
)
def test_a_code_is_given_to_nobody_else(one: Provider, change: dict[str, str]) -> None:
    address = f"{one.address}/authorize?{httpx.QueryParams(ASKED)}"
    _, query = one.sign_in(address, "ann")
    form = {
        "grant_type": "authorization_code",
        "code": query["code"],
        "redirect_uri": BACK,
        "code_verifier": "v" * 43,
        "client_id": CLIENT,
        "client_secret": SECRET,
    }
    refused = httpx.post(f"{one.address}/token", data=form | change)
    assert refused.status_code in {400, 401}


def test_whoever_says_no_is_sent_back_without_a_code(one: Provider) -> None:
    address = f"{one.address}/authorize?{httpx.QueryParams(ASKED)}"
    where, query = one.sign_in(address, "cancel")
    assert (where, query) == (BACK, {"error": "access_denied", "state": "s"})
