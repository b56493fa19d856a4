from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BadHeader, UnreadableDocument
from knowledge.header import KEYS, read_header, read_sidecar, sidecar_path
from knowledge.model import Block, BlockKind, Header

_HEADING = (Block(BlockKind.PARAGRAPH, "Intro"), Block(BlockKind.HEADING, "Social media", 1))


def header(**properties: object) -> Header:
    return read_header("policies/a.md", properties, None, ())[0]


def faults(**properties: object) -> tuple[str, ...]:
    with pytest.raises(BadHeader) as caught:
        header(**properties)
    return caught.value.faults


def test_all_keys_are_read() -> None:
    made = header(
        id="smp",
        title="Social  media",
        owner="Communications",
        version="1.10",
        effective_from="2025-03-01",
        effective_to="2026-02-28",
        audience=["everyone"],
        groups="hr, legal",
        source="https://agency.example/smp",
        supersedes="old-smp",
        questions_answered={"4.1.2": ["May I post?"], "Scope": "Who is meant?"},
    )
    assert made == Header(
        document="smp",
        title="Social media",
        owner="Communications",
        version="1.10",
        effective_from=date(2025, 3, 1),
        effective_to=date(2026, 2, 28),
        audience=("everyone",),
        groups=frozenset({"hr", "legal"}),
        source="https://agency.example/smp",
        supersedes=("old-smp",),
        questions=(("4.1.2", ("May I post?",)), ("Scope", ("Who is meant?",))),
    )


def test_the_path_identifies_a_document_without_an_id() -> None:
    assert header().document == "policies/a.md"


def test_the_first_heading_titles_a_document_and_else_its_file_name() -> None:
    assert read_header("p/a.md", {}, None, _HEADING)[0].title == "Social media"
    assert read_header("p/media-relations_2025.md", {}, None, ())[0].title == "Media relations 2025"


@pytest.mark.parametrize("key", ["Effective-From", "effective from", "EFFECTIVE_FROM"])
def test_keys_may_be_written_with_hyphens_spaces_and_capitals(key: str) -> None:
    made, warnings = read_header("a.md", {key: "2025-03-01"}, None, ())
    assert made.effective_from == date(2025, 3, 1)
    assert warnings == ()


def test_the_sidecar_wins_key_by_key() -> None:
    made, _ = read_header("a.pdf", {"title": "Junk", "owner": "Comms"}, {"title": "Records"}, ())
    assert (made.title, made.owner) == ("Records", "Comms")
    assert sidecar_path("a.pdf") == "a.pdf.yaml"


def test_a_sidecar_is_yaml_whose_values_stay_text() -> None:
    assert read_sidecar("a.pdf", b"version: 1.10\neffective_from: 2025-02-30\n") == {
        "version": "1.10",
        "effective_from": "2025-02-30",
    }
    assert read_sidecar("a.pdf", b"") == {}


@pytest.mark.parametrize("text", ["groups: [hr", "just words", "- a\n- b", "a: &x [1]\nb: *x"])
def test_a_sidecar_that_is_no_list_of_keys_is_refused_by_its_own_name(text: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_sidecar("a.pdf", text.encode())
    assert caught.value.path == "a.pdf.yaml"


def test_foreign_keys_are_ignored_and_near_misses_are_named() -> None:
    properties = {
        "verson": "3",
        "questions": ["who@agency.example"],
        "layout": "page",
        "date": "2019-04-01",
        "grouping": "navigation",
        "ids": "x",
    }
    made, warnings = read_header("a.md", properties, None, ())
    assert (made.version, made.effective_from, made.questions) == ("", None, ())
    assert len(warnings) == 1
    assert "'version'" in warnings[0]


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("group", "groups"),
        ("Grups", "groups"),
        ("audiences", "audience"),
        ("effective", "effective_from or effective_to"),
        ("effective-date", "effective_from or effective_to"),
        ("effectiveFrom", "effective_from or effective_to"),
        ("effective_form", "effective_from or effective_to"),
    ],
)
def test_a_misspelt_key_never_opens_a_document_or_puts_it_in_force(
    misspelt: str, meant: str
) -> None:
    found = faults(**{misspelt: "2026-01-01"})
    assert found == (f"{misspelt!r} isn't a key; write {meant}",)
    with pytest.raises(BadHeader):
        read_header("a.pdf", {"title": "A"}, {misspelt: "hr"}, ())


def test_a_near_miss_beside_the_proper_key_is_only_named() -> None:
    made, warnings = read_header("a.md", {"group": "navigation"}, {"groups": "hr"}, ())
    assert made.groups == {"hr"}
    assert len(warnings) == 1
    assert faults(effective="2026-01-01", effective_to="2026-12-31")


def test_all_faults_are_reported_at_once() -> None:
    found = faults(
        effective_from="2025-02-30",
        source="javascript:alert(1)",
        title=["a", "b"],
        groups={"hr": 1},
        questions_answered=["May I post?"],
        group="hr",
        audience={"all": 1},
    )
    assert len(found) == 6


@pytest.mark.parametrize("day", ["2025-02-30", "soon", "01/03/2025", "20250230", "2025"])
def test_a_day_that_does_not_exist_is_a_fault(day: str) -> None:
    assert "effective_to" in faults(effective_to=day)[0]


@pytest.mark.parametrize(
    "day",
    [date(2025, 3, 1), datetime(2025, 3, 1, 9), "2025-03-01", "2025-03-01T09:00:00Z"],  # noqa: DTZ001
)
def test_days_come_as_text_or_as_dates(day: object) -> None:
    assert header(effective_from=day).effective_from == date(2025, 3, 1)


def test_a_beginning_after_the_end_is_a_fault() -> None:
    assert "later" in faults(effective_from="2025-03-02", effective_to="2025-03-01")[0]


def test_a_period_of_one_day_is_none() -> None:
    one_day = header(effective_from="2025-03-01", effective_to="2025-03-01")
    assert one_day.effective_from == one_day.effective_to == date(2025, 3, 1)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "file:///etc/passwd", "data:text/html,x",
     "//host/x", "http://", "ftp://host/x", "https:/x", "http://[broken", "www.agency.example"],
)  # fmt: skip
def test_a_source_that_is_no_web_address_is_a_fault(link: str) -> None:
    assert "source" in faults(source=link)[0]


def test_a_bare_name_as_source_belongs_to_the_site_generator() -> None:
    assert header(source="whitehouse").source == ""


@pytest.mark.parametrize("nothing", ["", " ", "~", "null", None])
def test_empty_values_say_nothing(nothing: object) -> None:
    assert header(**dict.fromkeys(KEYS, nothing)) == header()


@pytest.mark.parametrize("groups", [",", ";;", [""], ["", " "]])
def test_a_list_that_names_nothing_is_a_fault(groups: object) -> None:
    assert "groups names nothing" in faults(groups=groups)[0]
    assert header(groups=[]).groups == frozenset()


def test_questions_may_be_listed() -> None:
    listed = [{"clause": "4.1", "questions": ["A?", "B?", "A?"]}, {"clause": 5, "questions": "C?"}]
    assert header(questions_answered=listed).questions == (("4.1", ("A?", "B?")), ("5", ("C?",)))


_SCALARS = st.none() | st.integers() | st.text(max_size=20) | st.dates() | st.binary(max_size=3)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(KEYS), _VALUES))
def test_any_values_make_a_header_or_a_list_of_faults(properties: dict[str, object]) -> None:
    try:
        made, _ = read_header("a.md", properties, None, ())
    except BadHeader as error:
        assert error.faults  # noqa: PT017 - both ends are allowed
    else:
        assert made.document
        assert made.title
        hash(made)
