from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from evals.cases import read
from evals.corpus import Corpus
from knowledge.library import Library
from tests.adapters.terminal.conftest import invoke
from tests.fakes.embedder import WordEmbedder

DAY = date(2026, 5, 4)
RULES = [
    {"DocumentID": 5, "PassageID": "1.", "Passage": "RECORDS"},
    {
        "DocumentID": 5,
        "PassageID": "1.1.(1)",
        "Passage": "An account's manager must keep:\n(a)\tevery post that was made, with its day;\n"
        "(b)\tevery comment that was hidden.",
    },
    {"DocumentID": 5, "PassageID": "1.1.(2)", "Passage": "Posts must be kept for three years."},
]
ASKED = [
    {"QuestionID": "a", "Question": "What do I keep?", "Passages": [RULES[1], RULES[2]]},
    {"QuestionID": "b", "Question": "How long?", "Passages": [RULES[2]]},
]


@pytest.fixture
def sources(fresh: Path) -> Path:
    (fresh / "rules.json").write_text(json.dumps(RULES), "utf-8")
    (fresh / "asked.json").write_text(json.dumps(ASKED), "utf-8")
    return fresh


def test_questions_and_documents_come_over_and_belong_together(sources: Path) -> None:
    documents = ("--documents", "rules.json", "docs", "--document-name", "regs/{id}.md")
    made = invoke(sources, "eval", "import", "asked.json", "set.jsonl", *documents)
    assert made.exit_code == 0, made.output
    assert "2 cases are in set.jsonl, 1 document in docs" in " ".join(made.stdout.split())
    with Library.open(sources / "x", embedder=WordEmbedder(), today=lambda: DAY) as library:
        library.add([sources / "docs"], publish=True)
        corpus = Corpus(library, library.live() or 0)
        cases = tuple(read(sources / "set.jsonl"))
        assert [case.id for case in cases] == ["a", "b"]
        assert [corpus.resolved(case, DAY).stale for case in cases] == [(), ()]


def test_nothing_is_overwritten_and_nothing_is_half_done(sources: Path) -> None:
    (sources / "docs").mkdir()
    (sources / "docs" / "5.md").write_text("mine", "utf-8")
    arguments = ("asked.json", "set.jsonl", "--documents", "rules.json", "docs")
    refused = invoke(sources, "eval", "import", *arguments)
    assert refused.exit_code == 1
    assert "5.md is there already" in refused.stderr
    assert (sources / "docs" / "5.md").read_text("utf-8") == "mine"
    assert not (sources / "set.jsonl").exists()


def test_faults_of_questions_and_documents_come_together(sources: Path) -> None:
    (sources / "rules.json").write_text('[{"DocumentID": 5}]', "utf-8")
    (sources / "asked.json").write_text("[", "utf-8")
    arguments = ("asked.json", "set.jsonl", "--documents", "rules.json", "docs")
    refused = invoke(sources, "eval", "import", *arguments)
    assert refused.exit_code == 1
    assert "asked.json, line 1: isn't JSON" in refused.stderr
    assert "rules.json, entry 1, PassageID: is missing" in refused.stderr
    assert not (sources / "set.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["asked.json", "set.yaml"], "name the file set.jsonl"),
        (
            ["asked.json", "s.jsonl", "--documents", "rules.json", "d", "--document-name", "x"],
            "end in .md",
        ),
    ],
)
def test_a_command_that_cant_be_read_says_why(
    sources: Path, arguments: list[str], said: str
) -> None:
    result = invoke(sources, "eval", "import", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
