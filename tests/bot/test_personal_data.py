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
    ],
)
def test_form_and_clause_numbers_dates_and_amounts_are_let_through(text: str) -> None:
    assert find(text) == ()


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
