from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.delivery.alarms import Alarms
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Event, Outgoing
from adapters.delivery.outbox import Outbox
from adapters.service.alone import alone_here
from adapters.terminal.findings import Finding, State
from adapters.terminal.service_findings import service
from bot.settings import load
from bot.switch import Switch
from knowledge.catalog.database import Database, open_catalog
from tests.bot.conftest import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_catalog(tmp_path)
    yield opened
    opened.close()


def found(folder: Path, database: Database, **settings: str) -> dict[str, Finding]:
    findings = service(load(data=folder, **settings), database)
    return {finding.name: finding for finding in findings}


def test_where_nothing_was_ever_served_all_is_well(tmp_path: Path, database: Database) -> None:
    findings = found(tmp_path, database)
    assert {finding.state for finding in findings.values()} == {State.OK}
    assert "policydesk serve" in findings["Service"].what
    assert "POLICYDESK_SLACK_BOT_TOKEN" in findings["Slack"].what
    assert "POLICYDESK_TEAMS_APP_ID" in findings["Teams"].what


def test_whether_the_service_runs_is_told(tmp_path: Path, database: Database) -> None:
    with alone_here(tmp_path):
        assert found(tmp_path, database)["Service"].what == "is running"


def test_that_it_is_switched_off_is_told_with_why_and_since_when(
    tmp_path: Path, database: Database, clock: Clock
) -> None:
    Switch(database, clock).off("Moving house", "ann")
    switch = found(tmp_path, database)["Switch"]
    assert switch.state is State.WARN
    assert switch.what == "off: “Moving house” (ann, 2026-05-04 12:00 UTC)"
    Switch(database, clock).on("ann")
    assert found(tmp_path, database)["Switch"].state is State.OK


def test_what_failed_for_good_and_what_nobody_got_is_told(
    tmp_path: Path, database: Database, clock: Clock
) -> None:
    inbox, outbox = Inbox(database, clock), Outbox(database, clock)
    inbox.put(Event("slack", "post C1 17.1", "C1", {"text": "my boss is rude"}))
    received = inbox.take({"slack"})
    assert received
    with database.write() as connection:
        inbox.give_up(connection, received.number, "ValueError")
        outbox.put(connection, Outgoing("slack", "card 1", "C2", "", {"text": "rude"}))
    (waiting,) = outbox.take({"slack"})
    assert waiting
    with database.write() as connection:
        outbox.undeliverable(connection, waiting.number, "not_in_channel")
    Alarms(database, clock).raise_("slack C2", "Nothing can be posted in C2.")
    findings = found(tmp_path, database)
    assert findings["Events"].state is findings["Messages"].state is State.WARN
    assert "slack, post C1 17.1, 2026-05-04 12:00 UTC: ValueError" in findings["Events"].what
    assert "slack, card 1, 2026-05-04 12:00 UTC: not_in_channel" in findings["Messages"].what
    assert "Nothing can be posted in C2." in findings["Alarm"].what
    assert "rude" not in str(findings)


def test_many_failures_of_one_kind_are_summed_up(
    tmp_path: Path, database: Database, clock: Clock
) -> None:
    outbox = Outbox(database, clock)
    for number in range(40):
        with database.write() as connection:
            outbox.put(connection, Outgoing("slack", f"news {number}", f"C{number}", "", {}))
        (waiting,) = outbox.take({"slack"})
        assert waiting
        with database.write() as connection:
            why = "not_in_channel" if number else "is_archived"
            outbox.undeliverable(connection, waiting.number, why)
    assert found(tmp_path, database)["Messages"].what == (
        "the latest that couldn't be delivered:"
        " slack, news 39, 2026-05-04 12:00 UTC: not_in_channel (and 38 more like it);"
        " slack, news 0, 2026-05-04 12:00 UTC: is_archived"
    )


def test_what_another_message_brings_wasnt_lost(
    tmp_path: Path, database: Database, clock: Clock
) -> None:
    outbox = Outbox(database, clock)
    with database.write() as connection:
        outbox.put(connection, Outgoing("slack", "card 1", "C2", "", {}))
    (waiting,) = outbox.take({"slack"})
    assert waiting
    with database.write() as connection:
        outbox.undeliverable(connection, waiting.number, "is_archived", replaced=True)
    assert found(tmp_path, database)["Messages"].state is State.OK


def test_all_faults_of_a_groups_file_are_told(tmp_path: Path, database: Database) -> None:
    file = tmp_path / "groups.toml"
    file.write_text('[groups]\nhr = ["U1", "ann"]\nit = "U2"', "utf-8")
    groups = found(tmp_path, database, groups_file=str(file))["Groups"]
    assert groups.state is State.FAIL
    assert "entry 2: 'ann' is no user" in groups.what
    assert "groups.it is no list" in groups.what
    file.write_text('[groups]\nhr = ["U1"]', "utf-8")
    groups = found(tmp_path, database, groups_file=str(file))["Groups"]
    assert (groups.state, groups.what) == (State.OK, f"{file} is read; groups: 1")


def test_how_teams_gets_in_is_told(tmp_path: Path, database: Database) -> None:
    app = dict.fromkeys(("teams_app_id", "teams_tenant_id"), "1" * 8 + "-1111" * 3 + "-" + "1" * 12)
    given = {**app, "teams_app_password": "s3cret"}
    without = found(tmp_path, database, **given)["Teams"]
    assert without.state is State.WARN
    assert "/api/messages" in without.what
    assert "policydesk teams check" in without.what
    assert "POLICYDESK_TEAMS_OFFICE_CHANNEL" in without.remedy
    # The office has one channel, wherever it is.
    for channel in ({"teams_office_channel": "19:a@thread.tacv2"}, {"slack_office_channel": "C1"}):
        assert found(tmp_path, database, **given, **channel)["Teams"].state is State.OK
    assert "s3cret" not in repr(without)


def test_that_anybody_is_let_in_is_warned_of(tmp_path: Path, database: Database) -> None:
    open_to_all = found(tmp_path, database, teams_unauthenticated="true")["Teams"]
    assert open_to_all.state is State.WARN
    assert "POLICYDESK_TEAMS_UNAUTHENTICATED" in open_to_all.remedy


@pytest.mark.parametrize(
    ("way", "said"),
    [("slack_app_token", "Socket Mode"), ("slack_signing_secret", "/slack/events")],
)
def test_how_slack_gets_in_is_told(tmp_path: Path, database: Database, way: str, said: str) -> None:
    given = {"slack_bot_token": "xoxb-1", way: "xapp-1"}
    without = found(tmp_path, database, **given)["Slack"]
    assert said in without.what
    assert without.state is State.WARN
    assert "POLICYDESK_SLACK_OFFICE_CHANNEL" in without.remedy
    whole = found(tmp_path, database, slack_office_channel="C1", **given)["Slack"]
    assert whole.state is State.OK
