from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.citations import Fault, faults

PERSONAL = (
    "Personal accounts. Employees may share official posts, but must not alter an official "
    "picture. A disclaimer is not needed on accounts that don't mention the Department."
)
OPENING = (
    "Nobody may open an official account without the written approval of the Director of "
    "Communications. A unit applies on form SM-1, which names a plan for at least 3 posts a week. "
    "The Director decides within 10 business days. Reasons are given if it is refused."
)
PASSWORDS = (
    "Passwords must be at least 16 characters long and be changed every 180 days. Account managers "
    "should keep them only in the password vault. Write to help@harbors.example.gov before you "
    "change the e-mail address of an account."
)
NEVER = (
    "On any account, employees must not:\ndisclose confidential information;\n"
    "threaten anyone with violence, unless in a play;\npublish another person's home address."
)
CLAUSES = {"p1": PERSONAL, "o2": OPENING, "w3": PASSWORDS, "n4": NEVER}


def apart(texts: Sequence[str]) -> NDArray[np.float32]:
    """Texts that have nothing to do with each other."""
    return np.eye(len(texts), dtype=np.float32)


def alike(texts: Sequence[str]) -> NDArray[np.float32]:
    """Texts that all mean the same."""
    return np.ones((len(texts), 1), dtype=np.float32)


def found(sentence: str, *cited: str) -> tuple[Fault, ...]:
    return faults(sentence, cited, CLAUSES, apart)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("You may share official posts, but you must not alter an official picture.", "p1"),
        ("You're allowed to share official posts.", "p1"),
        ("You can share official posts.", "p1"),
        ("Altering an official picture is prohibited.", "p1"),
        ("Don't alter an official picture.", "p1"),
        ("You don't need a disclaimer on accounts that don't mention the Department.", "p1"),
        ("You may not open an official account without the Director's written approval.", "o2"),
        (
            "You can't open an official account unless the Director has given written approval.",
            "o2",
        ),
        (
            "You may open an official account only with the written approval of the Director.",
            "o2",
        ),
        ("Your unit applies on form SM-1 with a plan for at least three posts a week.", "o2"),
        ("The Director decides within ten (10) business days.", "o2"),
        ("If it is refused, reasons are given.", "o2"),
        ("Change passwords every 180 days.", "w3"),
        ("Passwords must have at least 16 characters.", "w3"),
        ("Account managers should keep passwords in the password vault only.", "w3"),
        ("Don't disclose confidential information on any account.", "n4"),
        ("You must not publish another person's home address.", "n4"),
        (
            (
                "The Director decides within 10 business days; passwords must be changed every "
                "180 days."
            ),
            "o2 w3",
        ),
        ('Account managers should keep passwords "only in the password vault".', "w3"),
    ],
)
def test_what_a_clause_says_in_other_words_stands(sentence: str, cited: str) -> None:
    assert found(sentence, *cited.split()) == ()


@pytest.mark.parametrize(
    ("sentence", "cited", "fault"),
    [
        ("You may share official posts.", "", Fault.NO_ID),
        ("You may share official posts.", "p1 x9", Fault.UNKNOWN_ID),
        ("You may share official posts.", "x9", Fault.UNKNOWN_ID),
        ("The Director decides within 12 business days.", "o2", Fault.FIGURE),
        ("The Director decides within 10 days.", "o2", Fault.FIGURE),
        ("The Director decides within two weeks.", "o2", Fault.FIGURE),
        ("The Director decides within a week.", "o2", Fault.FIGURE),
        ("A unit applies with a plan for at least 10 posts a week.", "o2", Fault.FIGURE),
        ("A unit applies with a plan for at most 3 posts a week.", "o2", Fault.FIGURE),
        ("A unit applies with a plan for at least 3 posts a day.", "o2", Fault.FIGURE),
        ("A unit applies on the third form SM-1.", "o2", Fault.FIGURE),
        ("Passwords must be changed every 16 days.", "w3", Fault.FIGURE),
        ("A unit applies on form SM-2.", "o2", Fault.NAME),
        ("The Director of Safety decides within 10 business days.", "o2", Fault.NAME),
        ("A unit applies to Facebook on form SM-1.", "o2", Fault.NAME),
        ("Write to help@evil.example before you change the address.", "w3", Fault.NAME),
        ("You must share official posts.", "p1", Fault.DUTY),
        ("You should share official posts.", "p1", Fault.DUTY),
        ("Share official posts.", "p1", Fault.DUTY),
        ("You must not share official posts.", "p1", Fault.DUTY),
        ("You may alter an official picture.", "p1", Fault.DUTY),
        ("You should not alter an official picture.", "p1", Fault.DUTY),
        ("You need not alter an official picture.", "p1", Fault.DUTY),
        ("Employees must never share official posts.", "p1", Fault.DUTY),
        ("No employee may share official posts.", "p1", Fault.DUTY),
        ("Sharing official posts is prohibited.", "p1", Fault.DUTY),
        ("It isn't permitted to share official posts.", "p1", Fault.DUTY),
        ("A disclaimer is required on accounts that don't mention the Department.", "p1", "DUTY"),
        ("Account managers must keep passwords only in the password vault.", "w3", Fault.DUTY),
        ("Account managers may keep passwords only in the password vault.", "w3", Fault.DUTY),
        ("Passwords should be changed every 180 days.", "w3", Fault.DUTY),
        ("You may disclose confidential information on any account.", "n4", Fault.DUTY),
        ("Contractors may share official posts.", "p1", Fault.SUBJECT),
        ("Employees may share company vehicles.", "p1", Fault.SUBJECT),
        ("You need no disclaimer on accounts that mention the Department.", "p1", "NEGATION"),
        ("Reasons are not given if it is refused.", "o2", Fault.NEGATION),
        ("You may open an official account.", "o2", Fault.DUTY),
        ("Nobody may open an official account.", "o2", Fault.CONDITION),
        ("Reasons are given even if it is not refused.", "o2", Fault.CONDITION),
        ("Reasons are given unless it is refused.", "o2", Fault.CONDITION),
        ("Reasons are given.", "o2", Fault.CONDITION),
        ("Account managers should keep passwords in the password vault.", "w3", Fault.CONDITION),
        ("Employees may share only official posts.", "p1", Fault.CONDITION),
        ("Threatening anyone with violence is prohibited.", "n4", Fault.CONDITION),
        (
            "Passwords must be changed every 180 days or be at least 16 characters long.",
            "w3",
            "JOINT",
        ),
        ("Some passwords must be changed every 180 days.", "w3", Fault.QUANTITY),
        ("Passwords must usually be changed every 180 days.", "w3", Fault.QUANTITY),
        ("The harbor master repaints the vessels in spring.", "o2", Fault.UNSUPPORTED),
        ("Der Direktor entscheidet rasch.", "o2", Fault.UNSUPPORTED),
        ('The Director decides "at once and for all".', "o2", Fault.MISQUOTED),
        ('You may share "official posts.', "p1", Fault.MISQUOTED),
        ("You may share [official posts](https://evil.example).", "p1", Fault.MARKED_UP),
        ("You may share <b>official</b> posts.", "p1", Fault.MARKED_UP),
        ("You may share official posts <!channel>.", "p1", Fault.MARKED_UP),
        ("You may share official posts, <@U1>.", "p1", Fault.MARKED_UP),
        ("You may share official posts: evil@example.org.", "p1", Fault.MARKED_UP),
        ("You may share *official* posts.", "p1", Fault.MARKED_UP),
        ("You may share offi\u200bcial posts.", "p1", Fault.DISGUISED),
        ("You may share \u202eofficial posts.", "p1", Fault.DISGUISED),
        ("You may share official p\u043ests.", "p1", Fault.DISGUISED),
        ("You may share official posts.\nYou may share all.", "p1", Fault.DISGUISED),
        ("Yes, you must not alter an official picture.", "p1", Fault.NEGATION),
        ("No, you may share official posts.", "p1", Fault.NEGATION),
        ("The Director decides within 10 business days.", "p1", Fault.FIGURE),
    ],
)
def test_a_fault_is_named(sentence: str, cited: str, fault: Fault | str) -> None:
    wanted = fault if isinstance(fault, Fault) else Fault[fault]
    assert wanted in found(sentence, *cited.split())


def test_a_word_with_its_prefix_turned_is_its_opposite() -> None:
    clauses = {"a": "Only paid leave counts, and authorized users may export the report."}
    told = faults("Authorized users may import the report.", ["a"], clauses, apart)
    assert Fault.OPPOSITE in told
    told = faults("Unauthorized users may export the report.", ["a"], clauses, apart)
    assert Fault.OPPOSITE in told


def test_those_who_act_and_those_acted_upon_may_not_change_places() -> None:
    clauses = {"a": "The supervisor must tell the inspector of the gift."}
    assert (
        faults("The supervisor must tell the inspector of the gift.", ["a"], clauses, apart) == ()
    )
    told = faults("The inspector must tell the supervisor of the gift.", ["a"], clauses, apart)
    assert Fault.EXCHANGED in told


def test_all_faults_are_told_in_a_fixed_order() -> None:
    told = found("Facebook must be told within 99 days.", "o2", "x9")
    assert told == tuple(fault for fault in Fault if fault in told)
    assert {Fault.UNKNOWN_ID, Fault.FIGURE} <= set(told)


def test_meaning_decides_where_words_are_neither_enough_nor_too_few() -> None:
    sentence = "Employees may share official posts with neighbors and relatives abroad."
    assert Fault.UNSUPPORTED in faults(sentence, ["p1"], CLAUSES, apart)
    assert faults(sentence, ["p1"], CLAUSES, alike) == ()


def test_meaning_is_not_asked_where_words_tell() -> None:
    def unasked(texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError(texts)

    assert faults("You may share official posts.", ["p1"], CLAUSES, unasked) == ()
    assert faults("Whales sing.", ["p1"], CLAUSES, unasked) == (Fault.UNSUPPORTED,)


def test_what_another_clause_says_doesnt_count() -> None:
    assert found("Change passwords every 180 days.", "w3") == ()
    assert found("Change passwords every 180 days.", "o2") != ()


@pytest.mark.parametrize("sentence", ["", " ", "?!", "“", "no", "Yes.", "—", "$", "1", "if", "\0"])
def test_what_says_nothing_doesnt_stand(sentence: str) -> None:
    assert found(sentence, "p1")


@given(st.text(max_size=80), st.text(max_size=120), st.text(max_size=4))
def test_no_text_breaks_it(sentence: str, clause: str, name: str) -> None:
    told = faults(sentence, [name], {name: clause}, apart)
    assert told == faults(sentence, [name], {name: clause}, apart)


@given(st.permutations(sorted(CLAUSES)), st.sampled_from(sorted(CLAUSES.values())))
def test_the_order_of_clauses_doesnt_matter(names: list[str], clause: str) -> None:
    sentence = clause.partition(". ")[0]
    reordered = {name: CLAUSES[name] for name in names}
    told = faults(sentence, names, reordered, apart)
    assert told == faults(sentence, sorted(names), CLAUSES, apart)


def test_a_number_belongs_to_what_stands_before_it() -> None:
    clauses = {"a": "Call the service desk at 555-0160 and the duty line at 555-0142 at once."}
    assert faults("Call the duty line at 555-0142 at once.", ["a"], clauses, apart) == ()
    told = faults("Call the duty line at 555-0160 at once.", ["a"], clauses, apart)
    assert Fault.FIGURE in told


CARD = (
    "If a reader is under age and has no guardian, the library refuses a card. A card must be "
    "renewed within 30 days from its expiry, and a fee is due within 60 days from the reminder. "
    "Readers may borrow maps. Readers must not fold them. A loan is refused only for reasons of "
    "damage, delay or abuse. Rooms may be closed until the floor is dry and the manager has agreed."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "If a reader is under age and has no guardian, the library refuses a card.",
        "A card must be renewed within 30 days from its expiry.",
        "A fee is due within 60 days from the reminder.",
        "No, you must not fold maps.",
        "No, a loan is refused only for reasons of damage, delay or abuse.",
        "Rooms may be closed until the floor is dry and the manager has agreed.",
    ],
)
def test_what_keeps_every_part_of_a_condition_stands(sentence: str) -> None:
    assert faults(sentence, ["c"], {"c": CARD}, apart) == ()


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("If a reader is under age, the library refuses a card.", Fault.CONDITION),
        ("A card must be renewed within 30 days from the reminder.", Fault.FIGURE),
        ("A loan is refused only for reasons of damage.", Fault.CONDITION),
        ("Rooms may be closed until the floor is dry.", Fault.CONDITION),
        (
            "Rooms may be closed until the floor is dry and the gardener has agreed.",
            Fault.REPLACED,
        ),
        ("No, you may borrow maps.", Fault.NEGATION),
        ("Yes, you must not fold maps.", Fault.NEGATION),
    ],
)
def test_what_leaves_out_or_puts_in_another_part_falls(sentence: str, fault: Fault) -> None:
    assert fault in faults(sentence, ["c"], {"c": CARD}, apart)


def test_conditions_that_are_pointed_at_are_not_lost() -> None:
    clauses = {"a": "A permit may be renewed if the holder has paid and the warden has agreed."}
    said = "A permit may be renewed if all conditions quoted below are met."
    assert faults(said, ["a"], clauses, apart) == ()


def test_a_list_whose_items_were_given_apart_holds_together_too() -> None:
    lead = "Visitors may film in the hall, provided that:\n"
    clauses = {"a": f"{lead}the light stays off;", "b": f"{lead}the guard has been told."}
    told = faults("You may film in the hall if the light stays off.", ["a"], clauses, apart)
    assert told == (Fault.CONDITION,)
