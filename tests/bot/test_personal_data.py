from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.personal_data import find, remove


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my ssn is 536-22-1234, can I post it", "national identity number"),
        ("SSN 219099999", "national identity number"),
        ("SIN 123 456 782 was in the post", "national identity number"),
        ("his card 4111 1111 1111 1111 was used", "card number"),
        ("amex 378282246310005", "card number"),
        ("pay to GB82 WEST 1234 5698 7654 32 ok?", "bank account number"),
        ("call me at (202) 456-1414", "phone number"),
        ("+44 20 7946 0958 rang", "phone number"),
        ("phone 2024561414 please", "phone number"),
        ("my number is 2024561414", "phone number"),
        ("call 202.456-1414", "phone number"),
        ("+1 202.456-1414 rang", "phone number"),
        ("card 4111\N{NO-BREAK SPACE}1111\N{THIN SPACE}1111\N{NO-BREAK SPACE}1111", "card number"),
        ("it is 536\N{NO-BREAK SPACE}22\N{NO-BREAK SPACE}1234", "national identity number"),
        ("536\N{NON-BREAKING HYPHEN}22\N{NON-BREAKING HYPHEN}1234", "national identity number"),
        ("536\N{EN DASH}22\N{EN DASH}1234", "national identity number"),
        ("536\N{MINUS SIGN}22\N{MINUS SIGN}1234", "national identity number"),
        ("call (202)\N{NO-BREAK SPACE}456\N{NON-BREAKING HYPHEN}1414", "phone number"),
        ("SSN \N{FULLWIDTH DIGIT FIVE}36221234", "national identity number"),
        ("#536-22-1234", "national identity number"),
        ("SSN 536.22.1234", "national identity number"),
        ("my SSN number is 536221234", "national identity number"),
        ("social security card number: 536221234", "national identity number"),
    ],
)
def test_validated_personal_data_is_found(text: str, kind: str) -> None:
    assert [finding.kind for finding in find(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "where is form SF-86, and SF-182?",
        "what does 2635.702(b)(1) say about § 2635.705(a)",
        "on 2027-01-01 or 01/02/2027 at 10:30, or 2026-11-21T07:52:51",
        "$1,234,567.89 in fy 2024-2025",
        "case 2024-11-000123, ticket 1234567890",
        "OMB No. 0704-0188, form 1099-NEC, DD-214",
        "contract GS-35F-0119Y and 47QTCA18D0081",
        "version 3.11.2, address 10.0.0.1",
        "POL.ITAUP.028 and 36 CFR 1236.22(b)",
        "5 U.S.C. 7321-7326, 5 CFR 2635.101-2635.107",
        "between 2015 2016 2017 2018 we posted",
        "card 4111 1111 1111 1112 fails its own check",
        "000-12-3456 and 666-12-3456 were never issued",
        "isbn 978-3-16-148410-0, doi 10.1000/182",
        "case #2024-11-0123 and ticket #1234567890",
        "my case number is 2024561414",
        "§ 2635.702\N{EN DASH}2635.705",
        "what does DFARS 252.204-7012 say, and 252.225-7037\N{EM DASH}252.225-7038?",
        "(1) 252.227-7013 (b), FAR 52.204-21, 5 FAM 792.3-1 and NIST SP 800-53",
        "see 4.1.2.3, 536.22.1234 and III.A.8(a)(ii)",
        "on 2027\N{EN DASH}01\N{EN DASH}01 \N{EM DASH} or 01\N{HYPHEN}02\N{HYPHEN}2027",
    ],
)
def test_form_and_clause_numbers_dates_and_amounts_are_let_through(text: str) -> None:
    assert find(text) == ()


_JOINTS = st.sampled_from([".", "-", "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}"])
_FRAMES = ("{}", "§ {}", "#{}", "section {}", "{}(b)(1)", "{}.", "POL.IT.{}", "GS-{}F")


@given(st.lists(st.integers(1, 99), min_size=1, max_size=4), _JOINTS)
def test_no_clause_number_of_short_parts_trips_it(parts: list[int], joint: str) -> None:
    number = joint.join(map(str, parts))
    assert [shape for shape in _FRAMES if find(f"what does {shape.format(number)} say?")] == []


@given(st.integers(1, 2999), st.integers(1, 999), st.integers(0, 9999), st.sampled_from(["-", "."]))
def test_no_number_of_the_regulations_trips_it(
    part: int, section: int, clause: int, joint: str
) -> None:
    shapes = (f"{part}.{section}", f"{part}.{section:03}-{clause}", f"{part}{joint}{section}")
    assert [shape for shape in shapes if find(f"what does {shape} say?")] == []


@given(st.text(max_size=60))
def test_what_stands_around_a_number_written_with_other_marks_stays(text: str) -> None:
    number = "536\N{NON-BREAKING HYPHEN}22\N{NON-BREAKING HYPHEN}1234"
    said = f"{text} \N{EM DASH} {number}, {text}"
    left = remove(said, find(said))
    assert number not in left
    if not find(text):
        assert left == f"{text} \N{EM DASH} [national identity number removed], {text}"


def test_what_is_removed_is_named_and_the_rest_stays() -> None:
    text = "card 4111111111111111 or 202-456-1414?"
    assert remove(text, find(text)) == "card [card number removed] or [phone number removed]?"


@given(st.text(max_size=80), st.sampled_from(["536-22-1234", "4111 1111 1111 1111"]), st.text())
def test_after_removal_no_number_is_left(before: str, number: str, after: str) -> None:
    text = f"{before} {number}, {after}"
    assert number not in remove(text, find(text))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_can_be_searched_and_findings_never_overlap(text: str) -> None:
    findings = find(text)
    ends = [finding.end for finding in findings]
    assert all(end <= f.start for end, f in zip(ends, findings[1:], strict=False))
