from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.header import read_header, read_sidecar
from knowledge.intake.sidecar import header_data, header_faults, sidecar
from knowledge.model import Header

_NAMES = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters=",;~"), min_size=1)
_WORDS = _NAMES.filter(lambda text: text.lower() not in {"null", "none"})
_DAYS = st.none() | st.dates()
_HEADERS = st.builds(
    Header,
    document=_WORDS,
    title=_WORDS,
    owner=_WORDS | st.just(""),
    version=_WORDS | st.just(""),
    effective_from=_DAYS,
    next_review=_DAYS,
    audience=st.lists(_WORDS, unique=True).map(tuple),
    groups=st.frozensets(_WORDS),
    supersedes=st.lists(_WORDS, unique=True).map(tuple),
    source=st.just("") | st.just("https://example.gov/policy"),
    questions=st.lists(st.tuples(_WORDS, st.tuples(_WORDS)), max_size=3).map(tuple),
)


@given(_HEADERS)
def test_a_sidecar_says_what_the_header_said(header: Header) -> None:
    written = sidecar(header_data(header))
    read, warnings = read_header("a.md", {}, read_sidecar("a.md", written), ())
    assert (read, warnings) == (header, ())


def test_what_is_empty_takes_back_what_the_document_says() -> None:
    written = read_sidecar("a.md", sidecar({"groups": [], "owner": "", "effective_from": ""}))
    own = {"groups": "hr", "owner": "HR", "effective_from": "2026-01-01"}
    header, _ = read_header("a.md", own, written, ())
    assert (header.groups, header.owner, header.effective_from) == (frozenset(), "", None)


def test_what_isnt_said_is_left_to_the_document() -> None:
    written = read_sidecar("a.md", sidecar({"owner": "Legal"}))
    header, _ = read_header("a.md", {"groups": "hr", "owner": "HR"}, written, ())
    assert (header.groups, header.owner) == (frozenset({"hr"}), "Legal")


def test_faults_stand_under_their_keys() -> None:
    faults = header_faults(
        "a.md", {"effective_from": "soon", "source": "ftp://x.gov/a", "groups": []}
    )
    assert faults.keys() == {"effective_from", "source"}
    assert "2025-03-31" in faults["effective_from"]
    assert header_faults("a.md", {"effective_from": str(date(2026, 1, 1)), "groups": []}) == {}


def test_an_end_before_the_beginning_is_a_fault_of_the_beginning() -> None:
    faults = header_faults("a.md", {"effective_from": "2026-02-01", "effective_to": "2026-01-01"})
    assert faults == {"effective_from": "(2026-02-01) is later than effective_to (2026-01-01)"}
