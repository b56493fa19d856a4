from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.kept import Turn
from bot.model import Band, Decision, Kind, Message, Person, Reason
from bot.records import Records
from bot.rulings import Rulings as Published
from bot.settings import Settings
from bot.tickets import Tickets
from evals.corpus import Corpus
from evals.drafting import from_tickets, from_turns
from evals.drafting.draft import Draft
from evals.drafting.tickets import Rulings
from evals.model import Gold
from knowledge.catalog.database import Database, open_catalog
from knowledge.library import Library
from knowledge.model import Viewer
from tests.evals import shelf
from tests.fakes.embedder import WordEmbedder

ANN = Person("terminal:ann", "Ann")
POLICE = Viewer(frozenset({"board"}), "law enforcement")
CERTIFICATES = (
    "Medical certificates are kept in the sealed part of the personnel file for ten years."
)
HISTORY = (Message("user", "may I post?", "may I post?"), Message("assistant", "Whose account?"))
TWO_PARAGRAPHS = (
    "Posts on official accounts need the consent of one  editor who is named in ADVANCE.\n\n"
    "an editor may agree to a post, provided that:"
)


def now() -> datetime:
    return datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_catalog(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def records(database: Database) -> Records:
    return Records(database, now)


@pytest.fixture
def tickets(database: Database) -> Tickets:
    return Tickets(database, now)


def asked(
    database: Database, question: str, reason: Reason = Reason.NO_CLAUSE, *, kept: bool = True
) -> int:
    """Ask for something that becomes a ticket, and return its number."""
    decision = Decision(Kind.ESCALATE, reason, Band.NONE, "I passed it on.", 0.1)
    with database.write() as connection:
        number = Tickets(database, now).open(connection, "chat-1", f"{question} (whole)", decision)
    if kept:
        said(database, question, ticket=number, reason=reason)
    return number


def said(
    database: Database,
    question: str,
    ticket: int | None = None,
    reason: Reason = Reason.NO_CLAUSE,
) -> int:
    decision = Decision(Kind.ESCALATE, reason, Band.NONE, "I passed it on.", 0.1, ticket=ticket)
    turn = Turn(
        conversation="chat-1",
        question=question,
        viewer=POLICE,
        history=HISTORY,
        stand_alone=question,
        subject=question,
        on=date(2026, 5, 3),
        decision=decision,
        revision=1,
        settings={},
    )
    with database.write() as connection:
        return Records(database, now).keep(connection, turn)


def drafted(
    database: Database, library: Library, corpus: Corpus, count: int = 20
) -> tuple[Draft, ...]:
    rulings = Rulings(library, corpus.revision, shelf.TODAY)
    return from_tickets(Tickets(database, now), Records(database, now), rulings, "US", count)


def test_what_the_policies_dont_settle_is_expected_to_reach_the_office_again(
    database: Database, library: Library, corpus: Corpus, tickets: Tickets
) -> None:
    number = asked(database, "may I post a parrot?")
    tickets.reply(number, "No parrots. Call 202-456-1111.", ANN)
    (draft,) = drafted(database, library, corpus)
    case = draft.case
    assert (case.id, case.question, case.tags) == (
        f"ticket-{number}",
        "may I post a parrot?",
        ("ticket",),
    )
    assert (case.expect, case.reasons, case.gold) == ((Kind.ESCALATE,), (Reason.NO_CLAUSE,), ())
    assert (case.viewer, case.history, case.on) == (POLICE, HISTORY, None)
    assert draft.remarks[0] == "The office replied: No parrots. Call [phone number removed]."


@pytest.mark.parametrize(
    ("reply", "numbers"),
    [
        ("Posts on official accounts need the consent of one editor", ["2.1"]),
        (TWO_PARAGRAPHS, ["2.1", "2.2"]),
        # As much of it as the clause has words, but not for this asker's reply.
        ("Posts on official accounts need the consent of nobody", None),
        (
            "Posts on official accounts need the consent of one editor\nAnd a parrot needs none.",
            None,
        ),
        # Short words stand in some clause by chance.
        ("An editor may agree", None),
    ],
)
def test_a_reply_that_has_become_a_clause_makes_a_ruling_a_case(  # noqa: PLR0913, PLR0917
    database: Database,
    library: Library,
    corpus: Corpus,
    tickets: Tickets,
    reply: str,
    numbers: list[str] | None,
) -> None:
    tickets.reply(asked(database, "may I post a parrot?"), reply, ANN)
    (draft,) = drafted(database, library, corpus)
    if numbers is None:
        assert draft.case.expect == (Kind.ESCALATE,)
        return
    assert draft.case.expect == (Kind.ANSWER,)
    assert draft.case.reasons == ()
    assert draft.case.tags == ("ruling",)
    assert [[gold.number for gold in either] for either in draft.case.gold] == [
        [number] for number in numbers
    ]
    assert corpus.resolved(draft.case, shelf.TODAY).stale == ()


def test_the_asker_of_a_restricted_ruling_may_read_it(
    database: Database, library: Library, corpus: Corpus, tickets: Tickets
) -> None:
    tickets.reply(asked(database, "how long?"), CERTIFICATES, ANN)
    (draft,) = drafted(database, library, corpus)
    assert draft.case.viewer.groups == {"hr", "board"}
    assert corpus.resolved(draft.case, shelf.TODAY).stale == ()


def test_what_an_asker_sent_by_a_button_is_the_question_before_and_theirs_to_judge(
    database: Database, library: Library, corpus: Corpus
) -> None:
    asked(database, "Ask the office", Reason.ASKED_FOR_PERSON)
    (draft,) = drafted(database, library, corpus)
    assert draft.case.question == "Ask the office (whole)"
    assert (draft.case.history, draft.case.expect) == ((), ())
    assert draft.case.viewer == POLICE


def test_a_ticket_outlives_its_turn(database: Database, library: Library, corpus: Corpus) -> None:
    asked(database, "may I?", kept=False)
    (draft,) = drafted(database, library, corpus)
    assert (draft.case.question, draft.case.viewer) == ("may I? (whole)", Viewer())


def test_the_latest_tickets_come_oldest_first(
    database: Database, library: Library, corpus: Corpus
) -> None:
    numbers = [asked(database, f"question {n}", Reason.URGENT if n == 1 else Reason.NO_CLAUSE)
               for n in range(4)]  # fmt: skip
    drafts = drafted(database, library, corpus, count=3)
    assert [draft.case.id for draft in drafts] == [f"ticket-{n}" for n in numbers[1:]]


def test_a_message_of_which_nothing_is_kept_is_never_drafted(
    database: Database, records: Records
) -> None:
    fine = said(database, "may I post a parrot?")
    # As catalogs have it from before its words were left out of the record.
    told = said(database, "of [phone number removed] john smith", reason=Reason.PERSONAL_DATA)
    for number in (fine, told):
        records.rate(number, helpful=False)
    assert [draft.case.id for draft in from_turns(records, 1)] == [f"turn-{fine}"]


def test_disliked_answers_become_cases_whose_expectation_is_a_persons(
    database: Database, records: Records
) -> None:
    said(database, "nobody said what they think of this")
    first, second, third = (said(database, f"question {n}") for n in range(3))
    records.rate(first, helpful=False)
    records.rate(second, helpful=True)
    records.rate(third, helpful=False, comment="It is about dogs.")
    one, other = from_turns(records, 20)
    assert [draft.case.id for draft in (one, other)] == [f"turn-{first}", f"turn-{third}"]
    case = other.case
    assert (case.question, case.history, case.viewer) == ("question 2", HISTORY, POLICE)
    assert (case.on, case.expect, case.gold) == (date(2026, 5, 3), (), ())
    assert "escalate (no clause)" in case.note
    assert "I passed it on." in case.note
    assert "The asker says: It is about dogs." in case.note
    assert "The asker says" not in one.case.note
    assert [draft.case.id for draft in from_turns(records, 1)] == [f"turn-{third}"]


def test_gold_of_a_ruling_is_known_by_number_and_words(
    database: Database, library: Library, corpus: Corpus, tickets: Tickets
) -> None:
    reply = "Posts on official accounts need the consent of one editor who is named in advance."
    tickets.reply(asked(database, "may I?"), reply, ANN)
    (draft,) = drafted(database, library, corpus)
    assert draft.case.gold == ((Gold("rules/new.md", "2.1", reply),),)


def test_what_the_office_has_ruled_makes_a_case_however_short_it_is(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Library.open(data, embedder=WordEmbedder(), today=lambda: shelf.TODAY) as library:
        shelf.fill(library, tmp_path / "documents")
        catalog = library.database
        tickets = Tickets(catalog, now)
        rulings = Published(library, tickets, catalog, now, Settings(data=data))
        number = asked(catalog, "may I post a parrot?")
        tickets.reply(number, "You may not.", ANN)
        files = next(one for one in library.show("files").clauses if one.text == CERTIFICATES)
        for text in ("Yes.", "No."):
            rulings.publish(number, text, [files.id], None, ANN)
        live = library.live()
        assert live is not None
        corpus = Corpus(library, live)
        (draft,) = drafted(catalog, library, corpus)
        assert (draft.case.expect, draft.case.tags) == ((Kind.ANSWER,), ("ruling",))
        ((gold,),) = draft.case.gold
        assert (gold.document, gold.quote) == (
            f"ruling-{number}.md",
            "Ruling of the communications office, 4 May 2026, on 3.1, Personnel Files: No.",
        )
        assert draft.case.viewer.groups == {"hr", "board"}
        assert corpus.resolved(draft.case, shelf.TODAY).stale == ()
