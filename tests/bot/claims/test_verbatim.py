"""The check held against every clause of the sample agency, word for word and slightly wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.citations import Fault, faults
from bot.claims.units import units
from knowledge.clauses.sentences import sentences
from knowledge.model import Clause
from tests.knowledge.test_sample import paths, read

_NUMBER = re.compile(r"(?<![\w./-])\d{1,3}(?![\w./-])")
# Where "not" makes the opposite of it; "nobody may not" makes something else.
_MODAL = re.compile(r"\b(?:must|may|should)\b(?: (not)\b)?")
_DENIED = re.compile(
    r"\b(?:no|nobody|none|never|neither|nothing|not|without|only|but)\b|n['’]t", re.IGNORECASE
)


def apart(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.eye(len(texts), dtype=np.float32)


@cache
def clauses() -> tuple[Clause, ...]:
    return tuple(clause for path in paths() for clause in read(path)[1])


def given_as(clause: Clause) -> str:
    return f"{clause.lead_in}\n{clause.text}".strip()


@cache
def plain_sentences() -> tuple[tuple[str, str], ...]:
    """Return each sentence that stands in no list, with its clause."""
    plain = (one.text for one in clauses() if not one.lead_in and "\n" not in one.text)
    return tuple((sentence, text) for text in plain for sentence in sentences(text))


@cache
def numbered() -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in plain_sentences() if _NUMBER.search(pair[0]))


@cache
def ruling() -> tuple[tuple[str, str, re.Match[str]], ...]:
    """Return each sentence with one modal verb and nothing else that denies or limits."""
    found = ((s, text, list(_MODAL.finditer(s))) for s, text in plain_sentences())
    return tuple(
        (sentence, text, modals[0])
        for sentence, text, modals in found
        if len(modals) == 1 and len(_DENIED.findall(sentence)) == bool(modals[0][1])
    )


def test_every_unit_of_every_clause_stands() -> None:
    fallen = [
        unit.text
        for clause in clauses()
        for unit in units(given_as(clause))
        # A unit is in lower case, as no quotation may be.
        if unit.stems and '"' not in unit.text
        if faults(unit.text, ["c"], {"c": given_as(clause)}, apart)
    ]
    assert fallen == []


def test_every_sentence_and_every_item_with_its_lead_in_stands_as_it_is_written() -> None:
    fallen = []
    for clause in clauses():
        lead = f"{sentences(clause.lead_in)[-1].rstrip(' :')} " if clause.lead_in else ""
        if not lead and "\n" in clause.text:
            continue
        for line in clause.text.split("\n"):
            said = lead + sentences(line)[0]
            if faults(said, ["c"], {"c": given_as(clause)}, apart):
                fallen.append(said)
    # A title is no lead-in, and a quotation may be longer than a sentence.
    assert len(fallen) <= 0.02 * len(clauses()), fallen


@settings(deadline=None, max_examples=300)
@given(st.data(), st.integers(2, 900))
def test_another_number_never_stands(data: st.DataObject, more: int) -> None:
    sentence, text = data.draw(st.sampled_from(numbered()))
    match = data.draw(st.sampled_from(list(_NUMBER.finditer(sentence))))
    number = str(int(match[0]) + more)
    if re.search(rf"(?<!\d){number}(?!\d)", text):
        return
    changed = sentence[: match.start()] + number + sentence[match.end() :]
    assert Fault.FIGURE in faults(changed, ["c"], {"c": text}, apart)


def test_not_put_in_or_taken_out_behind_a_modal_never_stands() -> None:
    stood = []
    for sentence, text, modal in ruling():
        verb = modal[0].split()[0] + ("" if modal[1] else " not")
        changed = sentence[: modal.start()] + verb + sentence[modal.end() :]
        if not faults(changed, ["c"], {"c": text}, apart):
            stood.append(changed)
    assert stood == []
    assert len(ruling()) > 100


def test_another_unit_or_bound_of_a_figure_never_stands() -> None:
    swaps = {
        r"(\d+ (?:business |calendar )?)days\b": r"\1weeks",
        r"(\d+ )hours\b": r"\1days",
        r"\bat least (\d)": r"at most \1",
        r"\bmore than (\d)": r"less than \1",
        r"\bwithin (\d)": r"after \1",
    }
    changed = [
        (re.sub(old, new, sentence), text)
        for sentence, text in numbered()
        for old, new in swaps.items()
        if re.search(old, sentence)
    ]
    stood = [said for said, text in changed if not faults(said, ["c"], {"c": text}, apart)]
    assert stood == []
    assert len(changed) > 100
