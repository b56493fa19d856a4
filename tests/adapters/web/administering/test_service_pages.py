from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from pydantic import SecretStr

from adapters.delivery.alarms import Alarms
from adapters.web.administering.channels import channels
from adapters.web.administering.health import State, findings
from adapters.web.audit import BEGUN
from adapters.web.roles import Role
from bot.model import Person
from bot.settings import Settings
from bot.switch import Switch
from tests.adapters.web.harness import Client, Served, serving
from tests.bot.conftest import Clock
from tests.fakes.oidc import provider

SENTENCE = "We are moving our documents; please ask after noon."


@pytest.fixture
def boss(served: Served) -> Iterator[Client]:
    with served.client(Role.ADMINISTRATOR, name="boss") as client:
        yield client


def test_the_service_is_switched_off_with_a_sentence_and_on_again(
    served: Served, boss: Client
) -> None:
    switch = Switch(served.parts.database, served.clock)
    refused = boss.press("/settings/service/off", {"reason": " "})
    assert (refused.status_code, "Say why" in refused.text) == (422, True)
    boss.press("/settings/service/off", {"reason": SENTENCE})
    assert switch.reason() == SENTENCE
    newest = switch.newest()
    assert newest is not None
    assert newest.who == "Boss"
    assert SENTENCE in boss.get("/settings/service").text
    assert "Off:" in boss.get("/settings/health").text
    boss.press("/settings/service/on")
    assert switch.reason() == ""
    kinds = served.parts.audit.kinds()
    assert kinds == ("switched the service off", "switched the service on")


def test_a_sentence_that_is_too_long_is_told_and_kept(served: Served, boss: Client) -> None:
    answer = boss.press("/settings/service/off", {"reason": "long " * 200})
    assert (answer.status_code, "long long" in answer.text) == (422, True)
    assert Switch(served.parts.database, served.clock).reason() == ""


def test_what_the_office_promises_is_shown_by_the_clock(boss: Client) -> None:
    # It is Monday noon, and the office works from nine to five.
    shown = boss.get("/settings/service").text
    assert "one that comes now by 2026-05-05 12:00" in shown
    assert "one that comes now by 2026-05-04 12:30" in shown


def test_channels_tell_no_secret() -> None:
    settings = Settings(
        slack_bot_token=SecretStr("xoxb-secret"),
        slack_signing_secret=SecretStr("s3cret"),
        slack_office_channel="C0123456789",
    )
    slack, teams, web = channels(settings)
    assert (slack.on, teams.on, web.on) == (True, False, True)
    assert ("The office's channel", "C0123456789") in slack.facts
    assert "s3cret" not in str(slack)
    assert "xoxb" not in str(slack)


def test_health_says_that_all_works_or_what_doesnt(served: Served, boss: Client) -> None:
    assert "Everything works." in boss.get("/settings/health").text
    Alarms(served.parts.database, served.clock).raise_("slack", "Slack takes no messages.")
    shown = boss.get("/settings/health").text
    assert "1 thing needs a look." in shown
    assert "Slack takes no messages." in shown


def test_health_tells_what_misses(served: Served) -> None:
    standing = replace(served.parts.standing, missing=lambda: {"index": "it is being built"})
    parts = replace(served.parts, standing=standing)
    first = next(iter(findings(parts, Switch(parts.database, parts.now))))
    assert (first.name, first.state, first.what) == (
        "Search index",
        State.BAD,
        "it is being built",
    )


def test_the_audit_log_is_paged_and_narrowed_down(
    served: Served, boss: Client, clock: Clock
) -> None:
    audit = served.parts.audit
    clock.now -= timedelta(days=2)
    for number in range(60):
        audit.note(Person("web:9", "Ann Lee"), "replied to a ticket", f"/tickets/{number}")
    clock.now += timedelta(days=2)
    audit.note(Person("web:8", "Bob <Ray>"), "published a draft", "/drafts/1", "refused: X")
    first = boss.get("/settings/audit").text
    assert first.count('data-head="Who"') == 50
    assert "Bob &lt;Ray&gt;" in first
    (older,) = (one for one in first.split('"') if one.startswith("/settings/audit?before="))
    second = boss.get(older).text
    assert second.count('data-head="Who"') == 11
    assert ">← Newest<" in second

    def found(query: str) -> int:
        return boss.get(f"/settings/audit?{query}").text.count('data-head="Who"')

    assert found("who=bob") == 1
    assert found("what=published+a+draft") == 1
    assert found("since=2026-05-03") == 1
    assert found("until=2026-05-02") == 50
    assert found("since=2026-05-03&until=2026-05-03") == 0
    assert found("since=nonsense&until=9999-12-31&before=x") == 50


def test_an_audit_log_of_nothing_says_so(boss: Client) -> None:
    assert "Nothing was done yet" in boss.get("/settings/audit").text
    assert "Nothing like that was done" in boss.get("/settings/audit?who=zoe").text


@pytest.mark.parametrize(
    "path",
    [
        "/settings",
        "/settings/people",
        "/settings/people/new",
        "/settings/people/1",
        "/settings/channels",
        "/settings/service",
        "/settings/health",
        "/settings/audit",
    ],
)
def test_only_administrators_see_any_of_it(served: Served, path: str) -> None:
    others = [role for role in Role if role is not Role.ADMINISTRATOR]
    with served.client(*others) as client, served.client() as nobody:
        assert client.get(path).status_code == 403
        assert nobody.get(path).status_code == 303


def test_the_sign_in_with_work_accounts_is_tried_on_demand(
    tmp_path: Path, clock: Clock, filled: Path
) -> None:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with provider() as one:
        given = {"oidc_issuer": one.address, "oidc_client_id": "policydesk"}
        with (
            serving(tmp_path, clock, **given) as served,
            served.client(Role.ADMINISTRATOR) as boss,
        ):
            assert "Try the sign-in" in boss.get("/settings/channels").text
            boss.press("/settings/channels/provider")
            assert "people can sign in" in boss.get("/settings/channels").text
            one.set(called="https://sign-in.example")
            refused = boss.press("/settings/channels/provider")
            assert refused.status_code == 400
            assert "The provider calls itself https://sign-in.example" in refused.text


def test_outcomes_are_told_in_words(served: Served, boss: Client) -> None:
    for outcome in ("refused: Overtaken", "refused: SomethingNew", "failed"):
        served.parts.audit.note(Person(""), "did something", "/x", outcome)
    shown = boss.get("/settings/audit").text
    assert all(s in shown for s in ("somebody else was faster", ">refused<", "went wrong"))
    assert "hasn’t signed in" in shown


def test_what_went_on_as_a_job_was_asked_for(served: Served, boss: Client) -> None:
    served.parts.audit.note(Person("web:9", "Ann"), "published a draft", "/drafts/1", BEGUN)
    shown = boss.get("/settings/audit").text
    assert ">asked for<" in shown
    assert ">begun<" not in shown
