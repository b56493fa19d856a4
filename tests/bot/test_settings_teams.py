from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadSettings
from bot.settings import load
from bot.teams_names import group_ids, groups, is_guid

A, B = "00000000-0000-4000-8000-00000000000A", "00000000-0000-4000-8000-00000000000b"
APP = {"APP_ID": A, "APP_PASSWORD": "s3cret", "TENANT_ID": B}
CHANNEL = "19:aBc-12_3@thread.tacv2"


@pytest.fixture(autouse=True)
def _empty_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def put(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"POLICYDESK_TEAMS_{name}", value)


FAULTS = [
    ({"TENANT_ID": B}, "APP_ID: an empty app id would let anybody in"),
    ({"OFFICE_CHANNEL": CHANNEL}, "APP_ID: an empty app id would let anybody in"),
    ({"APP_TYPE": "MultiTenant"}, "APP_ID: an empty app id would let anybody in"),
    (APP | {"APP_ID": "my-bot"}, "APP_ID: “my-bot” is no id of Microsoft Entra"),
    (APP | {"APP_PASSWORD": ""}, "APP_ID: give POLICYDESK_TEAMS_APP_PASSWORD too"),
    (APP | {"TENANT_ID": ""}, "APP_ID: give POLICYDESK_TEAMS_TENANT_ID too"),
    (
        APP | {"TENANT_ID": "", "APP_TYPE": "MultiTenant"},
        "APP_ID: give POLICYDESK_TEAMS_TENANT_ID too",
    ),
    (APP | {"TENANT_ID": "agency.gov"}, "TENANT_ID: “agency.gov” is no id of Microsoft Entra"),
    (
        APP | {"APP_TYPE": "Single", "APP_PASSWORD": ""},
        "APP_TYPE: “Single” can't be used; give SingleTenant or",
    ),
    (APP | {"CLOUD": "gcch"}, "CLOUD: “gcch” can't be used; give public or gcc-high or dod"),
    (APP | {"OFFICE_CHANNEL": "Office"}, "OFFICE_CHANNEL: “Office” is no channel's id"),
    (APP | {"OFFICE_CHANNEL": f"{CHANNEL};messageid=1"}, "OFFICE_CHANNEL: “19:aBc"),
    (APP | {"ON_CALL": f"{A}, kim,U1"}, "ON_CALL: “kim”, “U1” are no ids of people"),
    (APP | {"ON_CALL_SECOND": "kim"}, "ON_CALL_SECOND: “kim” is no person's id"),
    (APP | {"GROUPS": f"hr={B}, legal"}, "GROUPS: “legal” can't be used; write hr="),
    (APP | {"GROUPS": f"={B}"}, f"GROUPS: “={B}” can't be used"),
    (APP | {"STRANGERS": "all"}, "STRANGERS: “all” can't be used; give public or nothing"),
    (APP | {"UNAUTHENTICATED": "true"}, "APP_ID: with an app nobody is let in unasked"),
    ({"UNAUTHENTICATED": "true", "GROUPS": f"hr={B}"}, "APP_ID: without an app the groups"),
    (APP | {"GRAPH_URL": "http://graph.example"}, "GRAPH_URL: “http://graph.example” can't be"),
    (APP | {"GRAPH_URL": "https://"}, "GRAPH_URL: “https://” can't be used"),
    (APP | {"OPENID_METADATA_URL": "ftp://x"}, "OPENID_METADATA_URL: “ftp://x” can't be used"),
    (APP | {"OPENID_METADATA_URL": "https://[::1"}, "OPENID_METADATA_URL: “https://[::1” can't"),
    (APP | {"LOGIN_URL": "http://127.0.0.1:1"}, "LOGIN_URL: “http://127.0.0.1:1” can't be used"),
]


@pytest.mark.parametrize(("given", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_what_teams_can_not_work_with_is_told_before_anything_starts(
    given: dict[str, str], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, given)
    with pytest.raises(BadSettings) as raised:
        load()
    (told,) = raised.value.faults
    assert told.startswith(f"POLICYDESK_TEAMS_{fault}")


def test_all_faults_of_teams_are_told_at_once_and_no_secret_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = {"APP_PASSWORD": "s3cret", "TENANT_ID": "x", "OFFICE_CHANNEL": "x", "GROUPS": "x"}
    put(monkeypatch, wrong | {"ON_CALL": "x", "GRAPH_URL": "x"})
    with pytest.raises(BadSettings) as raised:
        load()
    told = "\n".join(raised.value.faults)
    for name in ("TENANT_ID", "OFFICE_CHANNEL", "GROUPS", "ON_CALL", "GRAPH_URL", "APP_ID"):
        assert f"POLICYDESK_TEAMS_{name}: " in told
    assert len(raised.value.faults) == 6
    assert "s3cret" not in told


def test_an_app_with_several_faults_is_told_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {"APP_ID": "bot"})
    with pytest.raises(BadSettings) as raised:
        load()
    (told,) = raised.value.faults
    for part in ("“bot” is no id", "POLICYDESK_TEAMS_APP_PASSWORD", "POLICYDESK_TEAMS_TENANT_ID"):
        assert part in told


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_anybody_is_let_in_on_this_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDESK_HOST", host)
    put(monkeypatch, {"UNAUTHENTICATED": "true", "OFFICE_CHANNEL": CHANNEL})
    assert load().teams_on


@pytest.mark.parametrize("host", ["10.0.0.5", "::", "desk.agency.gov"])
def test_nobody_is_let_in_unasked_where_others_reach_the_service(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_HOST", host)
    put(monkeypatch, {"UNAUTHENTICATED": "true"})
    with pytest.raises(BadSettings) as raised:
        load()
    (told,) = raised.value.faults
    assert told.startswith("POLICYDESK_TEAMS_UNAUTHENTICATED: it lets anybody in")
    assert host in told


def test_the_office_has_one_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, APP | {"OFFICE_CHANNEL": CHANNEL})
    monkeypatch.setenv("POLICYDESK_SLACK_OFFICE_CHANNEL", "C0123")
    with pytest.raises(BadSettings) as raised:
        load()
    (told,) = raised.value.faults
    assert told.startswith("POLICYDESK_TEAMS_OFFICE_CHANNEL: the office has one channel")
    assert "POLICYDESK_SLACK_OFFICE_CHANNEL" in told


@pytest.mark.parametrize("name", ["SLACK_OFFICE_CHANNEL", "SLACK_ON_CALL", "SLACK_ON_CALL_SECOND"])
def test_people_are_called_in_one_chat(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, APP | {"ON_CALL": APP["TENANT_ID"]})
    monkeypatch.setenv(f"POLICYDESK_{name}", "C0123" if name.endswith("CHANNEL") else "U0123")
    with pytest.raises(BadSettings) as raised:
        load()
    (told,) = raised.value.faults
    assert told.startswith("POLICYDESK_TEAMS_ON_CALL: people are called in the chat")


def test_nobody_is_called_in_slack_while_the_office_is_in_teams(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(monkeypatch, APP | {"OFFICE_CHANNEL": CHANNEL})
    monkeypatch.setenv("POLICYDESK_SLACK_ON_CALL", "U0123")
    with pytest.raises(BadSettings) as raised:
        load()
    (told,) = raised.value.faults
    assert told.startswith("POLICYDESK_TEAMS_OFFICE_CHANNEL: people are called in the chat")


def test_a_group_chat_is_no_office_for_it_has_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, APP | {"OFFICE_CHANNEL": "19:abc@thread.v2"})
    with pytest.raises(BadSettings):
        load()


@pytest.mark.parametrize("ending", ["tacv2", "skype"])
def test_an_office_is_in_every_kind_of_channel_that_teams_has(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, APP | {"OFFICE_CHANNEL": f"19:0a+/=@thread.{ending}"})
    assert load().teams_office_channel.endswith(ending)


def test_teams_is_off_until_something_is_said_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not load().teams_on
    put(monkeypatch, APP)
    assert load().teams_on


def test_a_machine_s_own_identity_needs_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, APP | {"APP_PASSWORD": "", "APP_TYPE": "UserAssignedMSI"})
    assert load().teams_on


def test_ids_are_kept_as_microsoft_s_services_send_them(monkeypatch: pytest.MonkeyPatch) -> None:
    urls = {"GRAPH_URL": "http://127.0.0.1:1/graph/", "LOGIN_URL": "https://login.example/"}
    put(monkeypatch, APP | urls | {"ON_CALL": f"{A}, {B}", "GROUPS": f"hr = {A}"})
    settings = load()
    assert settings.teams_app_id == A.lower()
    assert settings.teams_on_call == (A.lower(), B)
    assert group_ids(settings.teams_groups) == (("hr", A.lower()),)
    assert settings.teams_graph_url == "http://127.0.0.1:1/graph"
    assert settings.teams_login_url == "https://login.example"


@given(st.lists(st.tuples(st.text(min_size=1), st.uuids()), max_size=5))
def test_what_is_written_of_groups_is_what_is_read(pairs: list[tuple[str, object]]) -> None:
    entries = tuple(f"{name}={of}" for name, of in pairs if name.strip())
    kept = groups(entries)
    assert group_ids(kept) == tuple((n.strip(), str(of)) for n, of in pairs if n.strip())
    assert groups(kept) == kept


@given(st.text(), st.text())
def test_only_a_whole_guid_is_one(before: str, after: str) -> None:
    assert is_guid(before + A + after) == (not before and not after)
