"""The sample agency: complete, readable without a warning, and consistent in itself."""

import re
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path, PurePosixPath

import yaml

from knowledge.clauses import split
from knowledge.header import read_header, sidecar_path
from knowledge.loading import SUFFIXES, load
from knowledge.model import Clause, ClauseKind, Header
from knowledge.sample import sample_folder

TODAY = date(2026, 11, 21)
POLICY = "policies/social-media-policy.md"
FORMATS = {".md", ".docx", ".pdf", ".html", ".pptx", ".vtt", ".txt"}


@cache
def read(path: str) -> tuple[Header, tuple[Clause, ...], tuple[str, ...]]:
    file = sample_folder() / path
    beside = Path(sidecar_path(str(file)))
    sidecar = yaml.safe_load(beside.read_text(encoding="utf-8")) if beside.exists() else None
    loaded = load(path, file.read_bytes())
    header, misspelt = read_header(path, loaded.properties, sidecar, loaded.blocks)
    clauses, doubts = split(header, loaded.blocks)
    return header, clauses, (*loaded.warnings, *misspelt, *doubts)


@cache
def paths() -> tuple[str, ...]:
    folder = sample_folder()
    files = sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)
    return tuple(file.relative_to(folder).as_posix() for file in files)


def headers() -> list[Header]:
    return [read(path)[0] for path in paths()]


def in_force(header: Header, on: date) -> bool:
    begins, ends = header.effective_from, header.effective_to
    return (begins is None or begins <= on) and (ends is None or on <= ends)


def numbered(path: str) -> dict[str, list[str]]:
    """Return the texts under each number, every one with the lead-in that it is read with."""
    found: dict[str, list[str]] = {}
    for clause in read(path)[1]:
        found.setdefault(clause.number, []).append(f"{clause.lead_in} {clause.text}".strip())
    return found


def test_the_library_is_large_enough_to_be_a_real_one() -> None:
    assert len(paths()) >= 14
    assert sum(len(read(path)[1]) for path in paths()) >= 500


def test_every_promised_format_is_there() -> None:
    assert {PurePosixPath(path).suffix for path in paths()} == FORMATS


def test_no_document_gives_a_warning() -> None:
    assert {path: read(path)[2] for path in paths() if read(path)[2]} == {}


def test_every_header_names_id_owner_version_start_and_source() -> None:
    for header in headers():
        assert header.document.startswith("DHW-"), header
        assert header.owner, header
        assert header.version, header
        assert header.effective_from, header
        assert header.source.startswith("https://intranet.example.gov/"), header


def test_one_document_is_for_human_resources_alone() -> None:
    assert [h.document for h in headers() if h.groups] == ["DHW-HR-11"]
    assert read("hr/disciplinary-process-handbook.docx")[0].groups == {"hr"}


def test_one_document_takes_effect_in_future() -> None:
    future = [h for h in headers() if h.effective_from and h.effective_from > TODAY]
    assert [(h.document, h.effective_from) for h in future] == [("DHW-COM-09", date(2027, 3, 1))]


def test_the_former_policy_shares_the_id_and_ends_the_day_before_the_present_one_begins() -> None:
    present, former = sorted(
        (h for h in headers() if h.document == "DHW-COM-04"), key=lambda h: h.version, reverse=True
    )
    assert (former.version, former.effective_to) == ("2.1", date(2026, 6, 30))
    assert (present.version, present.effective_from) == ("3.2", date(2026, 7, 1))


def test_no_two_versions_of_a_document_are_in_force_on_one_day() -> None:
    for first, second in combinations(headers(), 2):
        same = first.document == second.document
        assert not (same and in_force(first, TODAY) and in_force(second, TODAY))


def test_audiences_and_questions_are_set_where_they_help() -> None:
    assert {name for h in headers() for name in h.audience} >= {"account-managers", "hr"}
    assert sum(bool(h.questions) for h in headers()) >= 4


def test_the_policys_clauses_carry_their_full_numbers_and_lead_ins() -> None:
    policy = numbered(POLICY)
    assert policy["12.1(d)"][0].startswith("What may be hidden. An account manager may hide")
    assert policy["5.1"][0].startswith("Talking about working conditions. Employees may discuss")
    assert {kind.kind for kind in read(POLICY)[1]} >= {ClauseKind.DEFINITION, ClauseKind.ROW}
    assert not [number for number in policy if not number]


def test_words_automatic_numbers_come_out_as_word_shows_them() -> None:
    former = numbered("archive/social-media-policy-2023.docx")
    (profanity,) = former["9.2(a)"]
    assert profanity.startswith("The account manager may delete comments that: contain profanity")
    ethics = numbered("policies/ethics-and-outside-activities.docx")
    assert ethics["II.C"][0].startswith("Cash, gift cards, vouchers")
    assert ethics["II.B(a)"][0].startswith("Employees may accept: items worth 20 dollars or less")


def test_the_pdfs_lose_running_lines_and_join_clauses_across_pages() -> None:
    guide = numbered("guides/crisis-communication-guide.pdf")
    (joined,) = guide["7.3"]
    assert joined.endswith("says what it will do, and does not blame a single employee.")
    for path in paths():
        for clause in read(path)[1] if path.endswith(".pdf") else ():
            assert not re.search(r"Page \d|, version \d", clause.text), clause


def test_the_page_in_two_columns_reads_down_each_column() -> None:
    guide = numbered("guides/crisis-communication-guide.pdf")
    assert guide["12.4(e)"][0].endswith("Don't use hashtags or emojis except the tag of the place.")
    assert guide["12.5(a)"][0].endswith("Call 555-0160 and 555-0142 within 15 minutes.")


def test_the_retention_schedule_keeps_its_columns() -> None:
    rows = [c for c in read("policies/records-and-retention.pdf")[1] if c.kind is ClauseKind.ROW]
    text = "\n".join(clause.text for clause in rows)
    assert "Record: Hidden comments and moderation log; Retention period: 5 years" in text
    assert "Record: Recordings of dispatch calls; Retention period: 180 days" in text


def test_the_deck_gives_slides_and_notes_with_their_slide_numbers() -> None:
    course = read("training/account-managers-course.pptx")[1]
    found = [c for c in course if "second reader need not be an account manager" in c.text]
    assert [clause.page for clause in found] == [6]


def test_what_the_faq_points_at_stands_in_the_policy() -> None:
    policy = numbered(POLICY)
    pointed = {
        number
        for clause in read("guides/social-media-faq.html")[1]
        for bracket in re.findall(r"\[([\d., to]+)\]", clause.text)
        for number in re.findall(r"\d+\.\d+", bracket)
    }
    assert len(pointed) > 15
    assert {number for number in pointed if number not in policy} == set()


def test_the_deliberate_gaps_are_gaps() -> None:
    gaps = re.compile(
        r"\bdrones?\b|\bpodcast|\braffle|giveaway|live ?stream|\bqr codes?\b|linkedin",
        re.IGNORECASE,
    )
    told = [(path, clause.text) for path in paths() for clause in read(path)[1]]
    assert [found for found in told if gaps.search(found[1])] == []
