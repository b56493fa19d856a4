from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.gaps import Addition, file_name, markdown
from knowledge.header import read_header
from knowledge.loading import load

LINES = st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip)


def test_an_addition_is_a_document_that_can_be_taken_in() -> None:
    addition = Addition(
        "Drones", "Drones at scenes", "Drones must not fly over a crime scene.\n\nAsk first.",
        "Office", date(2026, 6, 1), ("hr",), ("may I fly: a drone?", "drones  #allowed"),
    )  # fmt: skip
    name = file_name(addition)
    loaded = load(name, markdown(addition).encode())
    header, warnings = read_header(name, loaded.properties, None, loaded.blocks)
    assert (header.title, header.owner, header.effective_from) == (
        "Drones", "Office", date(2026, 6, 1),
    )  # fmt: skip
    assert header.groups == {"hr"}
    assert header.questions == (("Drones at scenes", ("may I fly: a drone?", "drones #allowed")),)
    assert warnings == ()
    assert [block.text for block in loaded.blocks][-2:] == [
        "Drones must not fly over a crime scene.",
        "Ask first.",
    ]


@given(LINES, LINES)
def test_whatever_is_typed_the_header_can_be_read(title: str, question: str) -> None:
    addition = Addition(title, "Heading", "Text.", questions=(question,))
    loaded = load("a.md", markdown(addition).encode())
    header, _ = read_header("a.md", loaded.properties, None, loaded.blocks)
    assert header.title
    assert Path(file_name(addition)).name == file_name(addition)
    assert file_name(addition).endswith(".md")
