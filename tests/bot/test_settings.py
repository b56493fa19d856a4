from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BadSettings
from bot.settings import load


@pytest.fixture(autouse=True)
def _empty_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_the_defaults_hold() -> None:
    settings = load()
    assert settings.data == Path("policydesk-data")
    assert settings.time_zone == "UTC"
    assert settings.office == "the communications office"


def test_what_is_given_wins_over_the_environment_and_that_over_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("policydesk.toml").write_text('agency = "file"\noffice = "file"\ntime_zone = "Asia/Tokyo"')
    monkeypatch.setenv("POLICYDESK_AGENCY", "environment")
    monkeypatch.setenv("POLICYDESK_OFFICE", "environment")
    settings = load(agency="given")
    assert (settings.agency, settings.office, settings.time_zone) == (
        "given",
        "environment",
        "Asia/Tokyo",
    )


def test_a_file_elsewhere_is_named_by_config(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "desk.toml"
    elsewhere.write_text('agency = "Harbors"')
    monkeypatch.setenv("POLICYDESK_CONFIG", str(elsewhere))
    assert load().agency == "Harbors"


def test_a_secret_is_read_from_its_file_and_shown_to_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://u:s3cret@host/db\n")
    monkeypatch.setenv("POLICYDESK_DATABASE_URL_FILE", str(secret))
    settings = load()
    assert settings.database_url.get_secret_value() == "postgresql://u:s3cret@host/db"
    assert "s3cret" not in repr(settings)
    assert "s3cret" not in str(settings.recorded())


def test_all_faults_are_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDESK_TIMEZONE", "UTC")
    monkeypatch.setenv("POLICYDESK_TIME_ZONE", "Mars/Olympus")
    monkeypatch.setenv("POLICYDESK_KEEP_TURNS", "-1")
    monkeypatch.setenv("POLICYDESK_DATABASE_URL_FILE", "nowhere")
    with pytest.raises(BadSettings) as raised:
        load()
    faults = "\n".join(raised.value.faults)
    assert "did you mean POLICYDESK_TIME_ZONE?" in faults
    assert "Mars/Olympus" in faults
    assert "POLICYDESK_KEEP_TURNS" in faults
    assert "POLICYDESK_DATABASE_URL_FILE" in faults


def test_an_unknown_name_in_the_file_is_a_fault_with_the_nearest_known_one() -> None:
    Path("policydesk.toml").write_text('ofice = "x"')
    with pytest.raises(BadSettings, match="did you mean office"):
        load()


def test_a_file_that_is_no_toml_is_a_fault_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("policydesk.toml").write_text("agency = x")
    monkeypatch.setenv("POLICYDESK_PHONE_REGION", "ZZ")
    with pytest.raises(BadSettings) as raised:
        load()
    assert any("policydesk.toml" in fault for fault in raised.value.faults)
    assert any("PHONE_REGION" in fault for fault in raised.value.faults)


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDESK_TIME_ZONE", "")
    assert load().time_zone == "UTC"


def test_a_folder_that_no_file_system_can_hold_is_a_fault() -> None:
    Path("policydesk.toml").write_text('data = "desk\\u0000"')
    with pytest.raises(BadSettings, match="POLICYDESK_DATA: no file or folder"):
        load()


def test_the_gate_is_a_file_that_may_be_named_and_needs_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load().gate is None
    monkeypatch.setenv("POLICYDESK_GATE", "rules/gate.toml")
    assert load().gate == Path("rules/gate.toml")


def test_a_judging_model_is_at_a_web_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDESK_JUDGE_URL", "file:///etc/passwd")
    with pytest.raises(BadSettings, match=r"POLICYDESK_JUDGE_URL.*is no web address"):
        load()
    monkeypatch.setenv("POLICYDESK_JUDGE_URL", "http://127.0.0.1:8080/v1")
    assert load().judge_url == "http://127.0.0.1:8080/v1"


SLACK_FAULTS = [
    ({"BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET: with a bot token"),
    ({"BOT_TOKEN": "xoxp-1", "SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN: this is no bot token"),
    ({"BOT_TOKEN": "xoxb-1", "APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: this is no app-level token"),
    ({"APP_TOKEN": "xapp-1"}, "SLACK_APP_TOKEN: it is of no use alone"),
    ({"SIGNING_SECRET": "s"}, "SLACK_SIGNING_SECRET: it is of no use alone"),
    ({"OFFICE_CHANNEL": "#office"}, "SLACK_OFFICE_CHANNEL: “#office” is no channel's id"),
    ({"ON_CALL": "U1, @pat, kim"}, "SLACK_ON_CALL: “@pat”, “kim” are no ids of people"),
    ({"ON_CALL_SECOND": "C1"}, "SLACK_ON_CALL_SECOND: “C1” is no person's id"),
]


@pytest.mark.parametrize(("given", "fault"), SLACK_FAULTS, ids=[fault for _, fault in SLACK_FAULTS])
def test_what_slack_can_not_work_with_is_told_before_anything_starts(
    given: dict[str, str], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"POLICYDESK_SLACK_{name}", value)
    with pytest.raises(BadSettings) as raised:
        load()
    assert [one for one in raised.value.faults if f"POLICYDESK_{fault}" in one]
    assert len(raised.value.faults) == 1


def test_all_faults_of_slack_are_told_at_once_and_no_token_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = {"BOT_TOKEN": "xoxp-s3cret", "APP_TOKEN": "xoxa-s3cret", "OFFICE_CHANNEL": "general"}
    for name, value in settings.items():
        monkeypatch.setenv(f"POLICYDESK_SLACK_{name}", value)
    with pytest.raises(BadSettings) as raised:
        load()
    assert len(raised.value.faults) == 3
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"BOT_TOKEN": "xoxb-1", "SIGNING_SECRET": "s"},
        {"BOT_TOKEN": "xoxb-1", "APP_TOKEN": "xapp-1"},
        {"BOT_TOKEN": "xoxb-1", "SIGNING_SECRET": "s", "APP_TOKEN": "xapp-1"},
        {"OFFICE_CHANNEL": "C0123", "ON_CALL": "U1,W2"},
    ],
)
def test_slack_is_set_up_whole_or_not_at_all(
    given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"POLICYDESK_SLACK_{name}", value)
    assert load().slack_bot_token.get_secret_value() == given.get("BOT_TOKEN", "")


@pytest.mark.parametrize(
    ("name", "given", "fault"),
    [
        ("PORT", "99999", "“99999” can't be used; give a whole number from 1 to 65535"),
        ("PORT", "0", "“0” can't be used; give a whole number from 1 to 65535"),
        ("PORT", "8080x", "“8080x” can't be used; give a whole number from 1 to 65535"),
        ("KEEP_TURNS", "-1", "“-1” can't be used; give a whole number from 1 on"),
        ("KEEP_TURNS", "1.5", "“1.5” can't be used; give a whole number from 1 on"),
        ("ANSWER_WITHIN", "nan", "“nan” can't be used; give a number above 0 to 1000"),
        ("URGENT_WITHIN", "soon", "“soon” can't be used; give a number above 0 to 1000"),
        ("NAME_OFFICERS", "perhaps", "“perhaps” can't be used; give true or false"),
        ("SLACK_STRANGERS", "all", "“all” can't be used; give public or nothing"),
        ("PORT", "9" * 500, f"“{'9' * 40}…” can't be used"),
    ],
)
def test_a_value_that_is_none_is_told_with_what_to_give(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str, fault: str
) -> None:
    monkeypatch.setenv(f"POLICYDESK_{name}", given)
    with pytest.raises(BadSettings) as raised:
        load()
    (told,) = raised.value.faults
    assert told.startswith(f"POLICYDESK_{name}: {fault}")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("agency = ''", "POLICYDESK_AGENCY: “” can't be used; give a text"),
        ("agency = 5", "POLICYDESK_AGENCY: “5” can't be used; give a text"),
        ("data = 5", "POLICYDESK_DATA: “5” can't be used; give a text"),
        ("slack_on_call = 5", "POLICYDESK_SLACK_ON_CALL: “5” can't be used; give names with"),
        ("slack_on_call = [5]", "POLICYDESK_SLACK_ON_CALL: “5” can't be used; give names with"),
        ("judge_key = 12345", "POLICYDESK_JUDGE_KEY: it can't be used; give a text"),
        ("port = [1]", "POLICYDESK_PORT: “[1]” can't be used; give a whole number from 1"),
    ],
)
def test_a_value_of_another_kind_in_the_file_is_told_too(line: str, fault: str) -> None:
    Path("policydesk.toml").write_text(line)
    with pytest.raises(BadSettings) as raised:
        load()
    (told,) = raised.value.faults
    assert told.startswith(fault)
    assert "Input should" not in told
