from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.adapters.terminal.conftest import invoke, start
from tests.fakes.teams import APP, SECRET, TENANT, Teams, teams

HERE = "https://policydesk.agency.gov"


def made(file: Path) -> dict[str, object]:
    with ZipFile(file) as packed:
        read: dict[str, object] = json.loads(packed.read("manifest.json"))
        return read


def test_the_package_is_written_for_the_app_that_is_named(fresh: Path) -> None:
    out = fresh / "app.zip"
    told = invoke(fresh, "teams", "package", HERE, "--app-id", APP, "--out", str(out))

    assert told.exit_code == 0, told.output
    assert f"{HERE}/api/messages" in told.stdout
    assert made(out)["id"] == APP
    assert made(out)["validDomains"] == ["policydesk.agency.gov"]
    assert "authorization" not in made(out)


def test_what_is_not_said_is_taken_from_the_settings(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(fresh.parent)
    monkeypatch.setenv("POLICYDESK_TEAMS_APP_ID", APP)
    monkeypatch.setenv("POLICYDESK_TEAMS_APP_PASSWORD", SECRET)
    monkeypatch.setenv("POLICYDESK_TEAMS_TENANT_ID", TENANT)
    monkeypatch.setenv("POLICYDESK_AGENCY", "Department of Harbors")
    told = invoke(
        *(fresh, "teams", "package", HERE, "--about", "https://intranet.agency.gov/bot"),
        *("--version", "2.0.1", "--hear-follow-ups"),
    )

    assert told.exit_code == 0, told.output
    manifest = made(fresh.parent / "policydesk-teams.zip")
    assert manifest["version"] == "2.0.1"
    assert manifest["developer"] == {
        "name": "Department of Harbors",
        "websiteUrl": "https://intranet.agency.gov/bot",
        "privacyUrl": "https://intranet.agency.gov/bot",
        "termsOfUseUrl": "https://intranet.agency.gov/bot",
    }
    assert "authorization" in manifest
    assert SECRET not in json.dumps(manifest)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "SERVICE"),
        ((HERE,), "--app-id"),
        (("http://policydesk.agency.gov", "--app-id", APP), "https://"),
        ((HERE + "?x=1", "--app-id", APP), "no address of a service"),
        ((HERE, "--app-id", "policydesk"), "policydesk"),
        ((HERE, "--app-id", APP, "--version", "1"), "1.0.1"),
        ((HERE, "--app-id", APP, "--about", "our page"), "our page"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    fresh: Path, arguments: tuple[str, ...], why: str
) -> None:
    out = fresh / "app.zip"
    told = invoke(fresh, "teams", "package", *arguments, "--out", str(out))

    assert (told.exit_code, told.stdout) == (2, "")
    assert why in told.stderr
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_told_in_a_line(fresh: Path) -> None:
    out = str(fresh / "nowhere" / "app.zip")
    with start(["teams", "package", HERE, "--app-id", APP, "--out", out]) as child:
        printed, told = child.communicate()

    assert (child.returncode, printed) == (1, "")
    assert told.strip() == f"{out}: No such file or directory."


@pytest.fixture(scope="module")
def there() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def configured(there: Teams, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", there.ca)
    for name, value in {
        "APP_ID": APP,
        "APP_PASSWORD": SECRET,
        "TENANT_ID": TENANT,
        "LOGIN_URL": there.login_tls_url,
        "OPENID_METADATA_URL": there.openid_url,
    }.items():
        monkeypatch.setenv(f"POLICYDESK_TEAMS_{name}", value)
    return fresh


def test_a_bot_that_is_set_up_is_told_so(configured: Path) -> None:
    told = invoke(configured, "teams", "check", "--json")
    people = invoke(configured, "teams", "check")

    assert told.exit_code == 0, told.output
    assert {one["name"]: one["state"] for one in json.loads(told.stdout)} == {
        "App": "ok",
        "Signing keys": "ok",
        "Endpoint": "warn",
        "Office channel": "warn",
        "On call": "warn",
    }
    assert people.stdout.startswith(f"ok     App: {APP} logs in")
    assert SECRET not in told.output + people.output


def test_looking_makes_no_data_folder(configured: Path) -> None:
    nowhere = configured / "not-there"

    assert invoke(nowhere, "teams", "check").exit_code == 0
    assert not nowhere.exists()


def test_what_fails_is_an_exit_code(configured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDESK_TEAMS_APP_PASSWORD", "an-0ld-one")
    told = invoke(configured, "teams", "check")

    assert told.exit_code == 1
    assert "AADSTS7000215" in told.stdout
    assert "an-0ld-one" not in told.output
    assert "Traceback" not in told.output


def test_an_address_that_is_none_is_told_before_anything_is_asked(configured: Path) -> None:
    told = invoke(configured, "teams", "check", "http://policydesk.agency.gov")

    assert (told.exit_code, told.stdout) == (2, "")
    assert "https://" in told.stderr
