"""The scripting contract, on a real knowledge base with the real model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from knowledge.catalog.database import open_catalog
from knowledge.catalog.tables import message, ticket, turn
from tests.adapters.terminal.conftest import invoke
from tests.adapters.terminal.test_payload import CITATION_FIELDS, PASSAGE_FIELDS

DECISIONS = {"answer", "clarify", "escalate", "decline"}
UNIFORM = "May I post a picture of myself in uniform on my personal account?"


def _asked(data: Path, *arguments: str) -> dict[str, Any]:
    result = invoke(data, "ask", "--json", *arguments)
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert isinstance(made, dict)
    return made


def _batch(data: Path, lines: str | bytes, *arguments: str) -> list[dict[str, Any]]:
    result = invoke(data, "ask", "--json", "--batch", "-", *arguments, text=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def _documents(made: dict[str, Any]) -> set[str]:
    return {passage["document"] for passage in made["passages"]}


def test_an_answer_has_every_field_of_the_contract(data: Path) -> None:
    made = _asked(data, UNIFORM)
    assert list(made) == [
        "id",
        "decision",
        "reason",
        "band",
        "text",
        "confidence",
        "citations",
        "passages",
        "milliseconds",
        "writer",
        "written",
        "caveats",
        "dropped",
        "tokens",
        "reading",
    ]
    assert made["id"] is None
    assert made["decision"] in DECISIONS
    assert made["band"] in {"sure", "unsure", "none"}
    assert 0 <= made["confidence"] <= 1
    assert made["milliseconds"] > 0
    assert list(made["passages"][0]) == PASSAGE_FIELDS


def test_the_clause_that_settles_it_comes_first_with_its_place(data: Path) -> None:
    best = _asked(data, UNIFORM)["passages"][0]
    assert best["number"] == "4.1"
    assert best["document"] == "policies/social.md"
    assert best["title"] == "Social Media Policy"
    assert best["version"] == "3.0"
    assert best["page"] is None
    assert "in uniform" in best["text"]


def test_every_quote_stands_in_its_clause_word_for_word(data: Path) -> None:
    made = _asked(data, UNIFORM)
    assert made["citations"]
    for citation in made["citations"]:
        assert list(citation) == CITATION_FIELDS
        assert citation["quote"] in citation["text"]
        assert " ".join(citation["quote"].split()) in " ".join(made["text"].split())


def test_a_list_comes_with_its_items_and_with_what_they_refer_to(data: Path) -> None:
    made = _asked(data, "May a patrol boat be decorated for the harbor parade?")
    (cited,) = made["citations"]
    assert cited["quote"].endswith("provided that:")
    assert [item["number"] for item in cited["items"]] == ["6.1(a)", "6.1(b)"]
    assert [other["number"] for other in cited["refers"]] == ["4.2"]
    assert "(b) no picture is shown that is forbidden under 4.2.”" in made["text"]
    assert made["text"].rstrip().endswith("See also 4.2.")


def test_stdout_carries_one_line_of_json_alone(data: Path) -> None:
    result = invoke(data, "ask", "--json", UNIFORM)
    assert len(result.stdout.splitlines()) == 1


def test_groups_open_what_others_never_see(data: Path) -> None:
    question = "How long are medical certificates kept?"
    assert "hr.md" not in _documents(_asked(data, question))
    assert "hr.md" in _documents(_asked(data, question, "--groups", "hr, legal"))


def test_the_day_decides_what_is_in_force(data: Path) -> None:
    question = "May drones be flown over public events?"
    assert "drones.md" not in _documents(_asked(data, question))
    assert "drones.md" in _documents(_asked(data, question, "--on", "2999-06-01"))


def test_a_batch_answers_in_order_and_names_bad_lines(data: Path) -> None:
    lines = [
        json.dumps({"id": "b", "question": UNIFORM}),
        "",
        "{not json",
        json.dumps({"id": 1, "question": 5}),
        json.dumps({"id": "a", "question": "hello"}),
    ]
    first, bad, worse, last = _batch(data, "\n".join(lines))
    assert (first["id"], last["id"]) == ("b", "a")
    assert bad["id"] is None
    assert bad["error"].startswith("line 3: ")
    assert worse == {"id": 1, "error": "line 4: question must be text"}


def test_a_batch_line_carries_its_own_asker_and_day(data: Path) -> None:
    line = {
        "id": 1,
        "question": "How long are medical certificates kept?",
        "groups": ["hr"],
        "on": "2999-06-01",
        "audience": "police",
        "history": [{"role": "user", "content": "What is in the personnel file?"}],
    }
    (made,) = _batch(data, "\ufeff" + json.dumps(line))
    assert _documents(made) >= {"hr.md", "drones.md"}


def test_a_batch_file_is_read_as_stdin_is(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"id": 1, "question": UNIFORM}) + "\n", "utf-8")
    result = invoke(data, "ask", "--json", "--batch", str(file))
    assert json.loads(result.stdout)["id"] == 1


def test_odd_questions_get_a_decision_each(data: Path) -> None:
    odd = ["", "   ", "\x00\x1b[2J", "?" * 100_000, "x" * 100_000, "مرحبا بكم", "🙂", "' OR 1=1 --"]
    lines = "\n".join(json.dumps({"id": n, "question": text}) for n, text in enumerate(odd))
    made = _batch(data, lines)
    assert [one["id"] for one in made] == list(range(len(odd)))
    assert {one["decision"] for one in made} <= DECISIONS


def test_asking_keeps_nothing_unless_told_to(data: Path) -> None:
    before = _kept(data)
    _asked(data, "Someone threatens to burn down city hall, the press is calling!")
    assert _kept(data) == before
    _asked(data, "Someone threatens to burn down city hall, the press is calling!", "--record")
    assert all(after > earlier for after, earlier in zip(_kept(data), before, strict=True))


def test_people_read_the_answer_and_its_source(data: Path) -> None:
    shown = invoke(data, "ask", UNIFORM).stdout
    assert "— 4.1 · Social Media Policy · version 3.0 · since 1 March 2025 [1]" in shown
    assert "\x1b" not in shown


def test_what_was_not_sent_is_said_with_the_way_to_send_it(data: Path) -> None:
    shown = invoke(data, "ask", "Let me talk to a person about my boat").stdout
    assert "Nothing was sent to anybody" in shown
    assert "`--record`" in shown
    sent = invoke(data, "ask", "--record", "Let me talk to a person about my boat").stdout
    assert "as ticket" in " ".join(sent.split())
    assert "--record" not in sent


def test_a_question_or_a_batch_is_needed(data: Path) -> None:
    assert invoke(data, "ask").exit_code == 2
    assert invoke(data, "ask", "x", "--batch", "-").exit_code == 2
    assert invoke(data, "ask", "x", "--on", "yesterday").exit_code == 2


def test_nothing_published_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    for folder in ("new", "mistyped"):
        result = invoke(tmp_path / folder, "ask", "--json", UNIFORM)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert len(result.stderr.splitlines()) == 1
        assert "policydesk knowledge add" in result.stderr
    assert not (tmp_path / "mistyped").exists()


def _kept(data: Path) -> tuple[int, int, int]:
    database = open_catalog(data)
    with database.read() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (turn, message, ticket)
        ]
    database.close()
    return counts[0], counts[1], counts[2]
