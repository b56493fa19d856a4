from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.people import names


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Does Mr. O'Brien have to sign?", "O'Brien"),
        ("mrs smith said no", "smith"),
        ("can dr. Adeyemi post this", "Adeyemi"),
        ("my name is Xochitl Quiroga, am I allowed?", "Xochitl Quiroga"),
        ("hi, I'm Karen from payroll", "Karen"),
        ("my boss Karen Lee wants a picture", "Karen Lee"),
        ("my manager, Bob, says it's fine", "Bob"),
        ("our new director Patel posts a lot", "Patel"),
        ("my coworker dave keeps tweeting", "dave"),
        ("does my boss karen may or must sign", "karen"),
        ("my boss Karen Whitfield told me so", "Karen Whitfield"),
        ("Then Karen Whitfield told me so", "Karen Whitfield"),
        ("my boss Wei Zhang told me so", "Wei Zhang"),
        ("my boss Brenda Cotton told me so", "Brenda Cotton"),
        ("a colleague named Zbigniew Wrona", "Zbigniew Wrona"),
        ("Can Jane Kowalczyk post?", "Jane Kowalczyk"),
        ("Can Mary-Ann J. Fitzgerald post?", "Mary-Ann J. Fitzgerald"),
        ("can jane smith post on twitter", "jane smith"),
        ("CAN JANE SMITH POST", "JANE SMITH"),
        ("May I post this?\nThanks,\nJane", "Jane"),
        ("Is this allowed? - Jane Smith", "Jane Smith"),
    ],
)
def test_a_name_is_found_by_what_stands_before_it_or_by_its_first_name(
    text: str, name: str
) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Is ChatGPT ok, or Claude Pro, or Microsoft Copilot?",
        "What does the Hatch Act say? And the Freedom of Information Act?",
        "Google Docs, Adobe Sign, MS Teams and Ms Word",
        "Who in the Office of General Counsel decides?",
        "Will Facebook count? May Instagram? Can LinkedIn?",
        "an employee LinkedIn page, an officer Instagram account",
        "a group named Instagram Tips",
        "Google Docs in Grant County, and the Grant County Library",
        "Grant Program, Bill Payment, Art Contest, Virginia Beach, Page Manager",
        "Martin Luther King Day and Christian Holiday schedules",
        "can my manager will this on me, may i post in may, long may it last",
        "my page, my post, per day, marina page, media guy",
        "Can I post this - Instagram or Twitter?",
        "Thanks - records retention?",
        "do I miss Monday deadlines",
        "mark may 5 in the calendar",
        "What must the Public Information Officer Training cover?",
        "Equal Employment Opportunity Commission",
    ],
)
def test_products_offices_laws_and_everyday_words_stay(text: str) -> None:
    assert found(text) == []


@given(st.text() | st.text(st.sampled_from("Jane Smith mr.- \n'bos")))
def test_places_are_in_order_whatever_the_text(text: str) -> None:
    places = [place for span in names(text) for place in span]

    assert places == sorted(places)
