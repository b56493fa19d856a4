from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BadSettings
from bot.oidc_names import named
from bot.settings import load

ISSUER = "https://sign-in.agency.example/realms/staff/"
PROVIDER = {"ISSUER": ISSUER, "CLIENT_ID": "desk", "CLIENT_SECRET": "s3cret"}


@pytest.fixture(autouse=True)
def _empty_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def put(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"POLICYDESK_OIDC_{name}", value)


FAULTS = [
    (PROVIDER | {"ISSUER": ""}, "POLICYDESK_OIDC_ISSUER must be given too"),
    (PROVIDER | {"CLIENT_ID": ""}, "POLICYDESK_OIDC_CLIENT_ID must be given too"),
    (PROVIDER | {"CLIENT_SECRET": ""}, "POLICYDESK_OIDC_CLIENT_SECRET must be given too"),
    ({"ISSUER": ISSUER}, "CLIENT_ID and POLICYDESK_OIDC_CLIENT_SECRET must be given too"),
    (PROVIDER | {"ISSUER": "http://sign-in.example"}, "ISSUER: “http://sign-in.example” can't be"),
    (PROVIDER | {"ISSUER": "agency.example"}, "ISSUER: “agency.example” can't be used"),
    (PROVIDER | {"ISSUER": ISSUER + "?x=1"}, "is an address without ? and #"),
    (PROVIDER | {"SCOPES": "profile email"}, "SCOPES: without openid nobody is signed in"),
    (PROVIDER | {"ROLES": "boss=Bosses"}, "ROLES: “boss=Bosses” can't be used; write officer="),
    (PROVIDER | {"ROLES": "officer=, records"}, "ROLES: “officer=”, “records” can't be used"),
    (PROVIDER | {"GROUPS": "hr"}, "GROUPS: “hr” can't be used; write hr="),
]


@pytest.mark.parametrize(("given", "fault"), FAULTS)
def test_what_a_provider_lacks_or_is_mixed_up_is_told_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], fault: str
) -> None:
    put(monkeypatch, given)
    with pytest.raises(BadSettings) as wrong:
        load()
    assert len(wrong.value.faults) == 1
    assert fault in wrong.value.faults[0]
    assert "s3cret" not in str(wrong.value)


def test_a_setting_with_a_fault_of_its_own_isnt_called_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(monkeypatch, {"ISSUER": "nonsense", "CLIENT_ID": "desk", "CLIENT_SECRET": "s3cret"})
    with pytest.raises(BadSettings) as wrong:
        load()
    assert len(wrong.value.faults) == 1


def test_without_a_provider_nothing_is_missing() -> None:
    settings = load()
    assert (settings.oidc_issuer, settings.oidc_scopes) == ("", ("openid", "profile", "email"))


def test_an_issuer_keeps_its_slash_and_scopes_are_written_with_spaces_or_commas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(monkeypatch, PROVIDER | {"SCOPES": "openid groups,email"})
    settings = load()
    assert settings.oidc_issuer == ISSUER
    assert settings.oidc_scopes == ("openid", "groups", "email")


def test_roles_follow_a_claims_values_and_several_values_may_mean_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(monkeypatch, PROVIDER | {"ROLES": "officer=Press Office, officer=Web, records=a=b"})
    entries = load().oidc_roles
    assert named(entries, frozenset({"Web", "a=b", "records"})) == {"officer", "records"}
    assert named(entries, frozenset({"officer", "web"})) == set()
