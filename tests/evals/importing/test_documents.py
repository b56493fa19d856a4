from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from evals.cases.faults import Faults
from evals.importing import Document, read_documents
from evals.importing.listed import Passage
from knowledge.loading import load

# Whatever could be taken for mark-up, between words.
PIECES = st.sampled_from(
    "posts must_not be *kept* # - + = 1. 2) [a](b) <b> &amp; ` ~~x~~ | $5 ^2 : --- \\ !".split(" ")
)
LINES = st.lists(PIECES, min_size=1, max_size=8).map(lambda words: " ".join(["1st", *words]))
OPENINGS = st.sampled_from(["", "- ", "1. ", "2) ", "# ", "> ", ": ", "~ ", "=== ", "+ "])


def of(text: str, name: str = "4.2.(1)") -> Passage:
    return Passage.model_validate({"DocumentID": 7, "PassageID": name, "Passage": text})


def blocks(document: Document) -> list[str]:
    return [one.text for one in load("7.md", document.markdown.encode()).blocks]


@given(st.lists(st.tuples(OPENINGS, LINES).map("".join), min_size=1, max_size=4))
def test_every_line_comes_back_word_for_word_whatever_it_looks_like(lines: list[str]) -> None:
    made = Document("7", (of("\n".join(lines)),))
    assert blocks(made) == ["4.2.(1)", *(" ".join(line.split()) for line in lines)]


def test_passages_stand_under_their_names_in_their_order() -> None:
    made = Document("7", (of("GENERAL", "1."), of("", "1.1"), of("Keep posts.\n\nAll.", "1.1.(1)")))
    assert blocks(made) == ["1.", "GENERAL", "1.1", "1.1.(1)", "Keep posts.", "All."]
    assert load("7.md", made.markdown.encode()).properties["title"] == "Document 7"


def test_a_folder_may_split_a_document_over_its_files(tmp_path: Path) -> None:
    rows = [{"DocumentID": n, "PassageID": "1", "Passage": f"Of {n}."} for n in (1, 2, 1)]
    (tmp_path / "a.json").write_text(json.dumps(rows[:2]), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(rows[2:]), "utf-8")
    (tmp_path / "notes.txt").write_text("no set", "utf-8")
    faults = Faults()
    found = read_documents(tmp_path, faults)
    assert faults.kept == []
    assert [(one.id, len(one.passages)) for one in found] == [("1", 2), ("2", 1)]


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    faults = Faults()
    assert read_documents(tmp_path, faults) == ()
    assert "holds no .json file" in faults.kept[0]
