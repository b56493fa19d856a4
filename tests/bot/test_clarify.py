from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.account import Account, account_of
from bot.clarify import Asker, asked_back, asker_of, choice, clarification, fitting
from bot.model import Reason
from bot.wording import EVERYONE_ELSE, WHICH_ACCOUNT, asks_back, audience_phrase
from tests.bot.made import passage, version

OWN = passage("Posts on a personal account need no approval.", "3.1")
AGENCY = passage("Posts on an official account need the approval of the editor.", "10.1", 0.98)
ASKED = "do posts need approval"
BACK = asks_back(Reason.WHICH_AUDIENCE, ("law enforcement", EVERYONE_ELSE))
POLICE = version("Patrol Order", audience=("law-enforcement",))


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("can I post this on my own page", Account.OWN),
        ("on my personal instagram", Account.OWN),
        ("off-duty opinions", Account.OWN),
        ("can I post it on our facebook page", Account.AGENCY),
        ("the agency's account", Account.AGENCY),
        ("speaking on behalf of the Department", Account.AGENCY),
        ("may I share an official account's post on my own page", None),
        ("can I post pictures", None),
    ],
)
def test_whose_account_a_text_speaks_of(text: str, account: Account | None) -> None:
    assert account_of(text) is account


def test_leading_clauses_for_both_accounts_are_a_question_back() -> None:
    found = clarification((OWN, AGENCY), ASKED, Asker())
    assert found is not None
    assert found.reason is Reason.WHICH_ACCOUNT
    assert found.options == ("My own account", "The agency's account")


def test_clauses_that_say_the_same_of_both_are_no_question_back() -> None:
    same = passage("Posts on an official account need no approval either.", "10.1", 0.98)
    assert clarification((OWN, same), ASKED, Asker()) is None


def test_who_said_whose_account_is_not_asked_again_and_gets_that_clause() -> None:
    asker = asker_of("do posts on my own page need approval", "", (OWN, AGENCY))
    assert fitting((AGENCY, OWN), asker) == (OWN,)
    assert clarification((OWN,), ASKED, asker) is None


def test_a_clause_that_ranks_far_below_makes_no_difference() -> None:
    low = passage(AGENCY.clause.text, "10.1", 0.5)
    assert clarification((OWN, low), ASKED, Asker()) is None


def test_a_leading_clause_for_some_people_only_is_a_question_back() -> None:
    theirs = passage("Pictures in uniform need form HP-12.", "1", 1.0, POLICE)
    general = passage("Pictures in uniform may be posted.", "6.1", 0.95)
    found = clarification((theirs, general), "pictures in uniform", Asker())
    assert found is not None
    assert found.options == ("law enforcement", EVERYONE_ELSE)
    assert "law enforcement, or someone else?" in asks_back(found.reason, found.options)
    # Where the general clause leads, it answers whoever asks.
    assert clarification((general, theirs), "pictures in uniform", Asker()) is None


@pytest.mark.parametrize(
    ("audience", "said", "number"),
    [
        ("law enforcement", "pictures in uniform", "1"),
        ("", "pictures in uniform as law enforcement", "1"),
        ("finance", "pictures in uniform", "6.1"),
        ("", "pictures in uniform (someone else)", "6.1"),
    ],
)
def test_a_known_audience_gets_its_clause(audience: str, said: str, number: str) -> None:
    theirs = passage("Pictures in uniform need form HP-12.", "1", 1.0, POLICE)
    general = passage("Pictures in uniform may be posted.", "6.1", 0.95)
    asker = asker_of(said, audience, (theirs, general))
    assert clarification((theirs, general), said, asker) is None
    kept = [p.clause.number for p in fitting((theirs, general), asker)]
    assert number in kept
    assert ("1" in kept) == (number == "1")


def test_when_no_clause_fits_all_stay() -> None:
    theirs = passage("Pictures in uniform need form HP-12.", "1", 1.0, POLICE)
    assert fitting((theirs,), Asker("finance")) == (theirs,)


@pytest.mark.parametrize(
    ("reply", "chosen"),
    [
        ("my own", "My own account"),
        ("Personal.", "My own account"),
        ("the agency's", "The agency's account"),
        ("our official page", "The agency's account"),
        ("1", "My own account"),
        ("2.", "The agency's account"),
        ("(2)", "The agency's account"),
        ("option 1", "My own account"),
        ("3", ""),
        ("The agency's account", "The agency's account"),
        ("it's my own", "My own account"),
        ("I mean our page", "The agency's account"),
        ("my work account", "The agency's account"),
        ("the agency's page, not mine", "The agency's account"),
        ("what?", ""),
        ("is my own account public?", ""),
        ("can I delete comments on my own page?", ""),
        ("and how many followers do I need for a verified account on my own page", ""),
    ],
)
def test_a_reply_chooses_an_account(reply: str, chosen: str) -> None:
    assert choice(reply, WHICH_ACCOUNT) == chosen


@pytest.mark.parametrize(
    ("reply", "chosen"),
    [
        ("1", "law enforcement"),
        ("2", "someone else"),
        ("Law enforcement!", "law enforcement"),
        ("Someone else", "someone else"),
        ("I'm in finance", "I'm in finance"),
        ("how long must passwords be?", ""),
        ("may footage be copied by a contractor for the archive", ""),
    ],
)
def test_a_reply_chooses_an_audience(reply: str, chosen: str) -> None:
    assert choice(reply, BACK) == chosen


@given(st.lists(st.from_regex(r"[a-z]+([ -][a-z]+)*", fullmatch=True), min_size=1, max_size=4))
def test_a_question_back_is_understood_again(labels: list[str]) -> None:
    options = (*(audience_phrase(label) for label in labels), EVERYONE_ELSE)
    back = asked_back(f"A note.\n\n{asks_back(Reason.WHICH_AUDIENCE, options)}")
    assert back is not None
    assert [one.lower() for one in back.options] == [one.lower() for one in options]


def test_without_a_question_back_nothing_is_chosen() -> None:
    assert choice("my own", "Here is the answer.") == ""
