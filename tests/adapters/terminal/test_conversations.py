from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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
    assert "The office has replied:\n    Call[2J 555-0100." in again
    assert "The office has replied" in invoke(data, "chat", text="thank you\n").stdout
    assert "The office has replied" not in invoke(data, "chat", text="").stdout


def test_the_last_question_can_be_sent_to_the_office(data: Path) -> None:
    invoke(data, "chat", text="What about parrots at work?\n:office\n")
    assert any("parrots" in ticket["question"] for ticket in _open(data))


def test_a_ticket_is_shown_replied_and_closed(data: Path) -> None:
    invoke(data, "ask", "--record", URGENT)
    number = _newest(data)
    assert "opened" in invoke(data, "tickets", "show", number).stdout
    assert invoke(data, "tickets", "reply", number, "-", text="Send them to us.").exit_code == 0
    assert invoke(data, "tickets", "close", number, "--note", "done").exit_code == 0
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


def _open(data: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(invoke(data, "tickets", "list", "--json").stdout)
    return listed


def _newest(data: Path) -> str:
    return str(max(ticket["id"] for ticket in _open(data)))
