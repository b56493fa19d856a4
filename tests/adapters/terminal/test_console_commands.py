from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.web.people.accounts import Accounts, Granted
from adapters.web.people.one_time_links import OneTimeLinks
from knowledge.catalog.database import Database, open_catalog
from tests.adapters.terminal.conftest import invoke


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_catalog(tmp_path)
    yield opened
    opened.close()


def owner(database: Database, line: str) -> int | None:
    return OneTimeLinks(database, now).find(line.strip().rpartition("/")[2]).account


def test_a_link_makes_an_administrator_and_alone_stands_on_stdout(
    tmp_path: Path, database: Database
) -> None:
    said = invoke(tmp_path, "console", "link")
    assert said.exit_code == 0
    assert said.stdout.startswith("http://127.0.0.1:8080/sign-in/link/")
    assert owner(database, said.stdout) is None
    assert "works once" in said.stderr


def test_the_link_is_at_the_address_of_the_settings(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_WEB_URL", "https://desk.agency.example")
    said = invoke(tmp_path, "console", "link").stdout
    assert said.startswith("https://desk.agency.example/sign-in/link/")
    assert owner(database, said) is None


def test_with_a_name_somebody_chooses_another_password(tmp_path: Path, database: Database) -> None:
    number = Accounts(database, now).create("ann", Granted("Ann Lee"))
    assert owner(database, invoke(tmp_path, "console", "link", "Ann").stdout) == number


def test_a_name_that_nobody_has_or_that_is_switched_off_gets_no_link(
    tmp_path: Path, database: Database
) -> None:
    accounts = Accounts(database, now)
    accounts.disable(accounts.create("ann", Granted("Ann Lee")), disabled=True)
    for name, said in (("bob", "Nobody signs in as bob"), ("ann", "is switched off")):
        refused = invoke(tmp_path, "console", "link", name)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert said in refused.stderr


def test_where_no_passwords_are_kept_there_is_no_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_WEB_PASSWORDS", "false")
    refused = invoke(tmp_path, "console", "link")
    assert refused.exit_code == 1
    assert "POLICYDESK_OIDC_ROLES" in refused.stderr


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    refused = invoke(tmp_path / "mistyped", "console", "link")
    assert refused.exit_code == 1
    assert not (tmp_path / "mistyped").exists()
