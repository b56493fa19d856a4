"""Replies that become clauses, with a real knowledge base on each kind of database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.errors import RulingRefused, UnknownTicket
from bot.model import Citation, Decision, Kind, Person, Question, Reason
from bot.rulings import Published, Rulings, Why
from bot.rulings.page import document_of
from bot.tickets import Did
from knowledge.errors import PublishRefused
from knowledge.model import Viewer
from tests.bot.conftest import Clock
from tests.bot.rulings.conftest import EITHER

ANN = Person("terminal:ann", "Ann")
BOARD = Viewer(frozenset({"board"}))
ALL = Viewer(frozenset({"hr", "board", "legal", "audit"}))
QUESTION = "may i show my kayak? call 202-456-1111"
REPLY = "Yes, a kayak may be shown\n\n1. if its number can't be read."


@pytest.fixture
def rulings(assistant: Assistant, clock: Clock) -> Rulings:
    library = assistant.library
    return Rulings(library, assistant.tickets, library.database, clock, assistant.settings)


def asked(
    assistant: Assistant, text: str = QUESTION, viewer: Viewer = ALL, cited: Sequence[str] = ()
) -> int:
    """Open a ticket with the reply; `cited` are the documents that the asker was quoted."""
    found = assistant.library.search(((text, 1.0),), viewer, assistant.today(), 10).passages
    quotes = [Citation(one, one.clause.text) for one in found if one.version.path in cited]
    decision = replace(
        assistant.reply(Question(text, viewer)),
        kind=Kind.ESCALATE,
        reason=Reason.NO_CLAUSE,
        citations=tuple(quotes),
        passages=found,
    )
    return ticket_of(assistant, decision)


def ticket_of(assistant: Assistant, decision: Decision) -> int:
    with assistant.library.database.write() as connection:
        number = assistant.tickets.open(connection, "chat-1", QUESTION, decision)
    assistant.tickets.reply(number, REPLY, ANN)
    return number


def clause_of(assistant: Assistant, path: str, number: str) -> str:
    shown = assistant.library.show(path).clauses
    return next(one.id for one in shown if one.number == number)


def change(assistant: Assistant, path: str, old: str, new: str) -> None:
    folder = assistant.settings.data.parent / "documents"
    file = folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    assert not assistant.library.add([folder], publish=True).failed


def logged(assistant: Assistant, number: int) -> list[str]:
    events = assistant.tickets.show(number).events
    return [event.text for event in events if event.what == Did.RULED]


@EITHER
def test_a_proposal_has_the_reply_the_clauses_near_it_and_a_year(
    assistant: Assistant, rulings: Rulings, clock: Clock
) -> None:
    number = asked(assistant, "pictures of crime scenes", Viewer(), cited=["social.md"])
    proposal = rulings.propose(number)
    assert (proposal.ticket, proposal.text) == (number, REPLY)
    assert proposal.question == "may i show my kayak? call [phone number removed]"
    assert proposal.clauses[0].clause.number == "4.2"
    assert proposal.clauses[0].version.header.title == "Social Media Policy"
    assert len({one.clause.id for one in proposal.clauses}) == len(proposal.clauses)
    assert proposal.expires == date(2027, 5, 4)
    clock.now = clock.now.replace(year=2028, month=2, day=29)
    assert rulings.propose(number).expires == date(2029, 2, 28)


def test_only_a_reply_can_become_a_ruling(assistant: Assistant, rulings: Rulings) -> None:
    with assistant.library.database.write() as connection:
        decision = assistant.reply(Question(QUESTION))
        number = assistant.tickets.open(connection, "chat-1", QUESTION, decision)
    with pytest.raises(RulingRefused, match="no reply yet"):
        rulings.propose(number)
    with pytest.raises(UnknownTicket):
        rulings.propose(99)


@EITHER
def test_a_published_ruling_answers_the_next_who_asks(
    assistant: Assistant, rulings: Rulings
) -> None:
    number = asked(assistant)
    uniform = clause_of(assistant, "social.md", "4.1")
    made = rulings.publish(number, REPLY, [uniform], date(2027, 5, 4), ANN)
    assert made == Published(assistant.library.live() or 0)
    (ruling,) = rulings.list()
    assert ruling.text == (
        "Ruling of the communications office, 4 May 2026, on 4.1, Social Media Policy:\n"
        "Yes, a kayak may be shown\n1. if its number can't be read."
    )
    assert (ruling.number, ruling.document, ruling.who) == (number, document_of(number), "Ann")
    assert ruling.question == "may i show my kayak? call [phone number removed]"
    assert (ruling.since, ruling.expires) == (date(2026, 5, 4), date(2027, 5, 4))
    assert (ruling.in_force, ruling.groups, ruling.flagged) == (True, frozenset(), ())
    assert [(one.clause, one.name) for one in ruling.interprets] == [(uniform, "4.1")]
    assert logged(assistant, number) == ["published"]

    decision = assistant.reply(Question("may i show my kayak?"))
    assert decision.kind is Kind.ANSWER
    cited = decision.citations[0]
    assert cited.quote == ruling.text
    assert f"Ruling {number} · Rulings · since 4 May 2026" in decision.text


def test_doing_it_again_changes_nothing(assistant: Assistant, rulings: Rulings) -> None:
    number = asked(assistant)
    first = rulings.publish(number, REPLY, [], None, ANN)
    assert rulings.publish(number, REPLY, [], None, ANN) == first
    assert len(assistant.library.revisions()) == 2
    assert logged(assistant, number) == ["published"]


@EITHER
def test_publishing_again_replaces_the_words_from_that_day_on(
    assistant: Assistant, rulings: Rulings, clock: Clock
) -> None:
    number = asked(assistant)
    rulings.publish(number, "Yes.", [], None, ANN)
    rulings.publish(number, "Yes, but ask first.", [], None, ANN)
    clock.pass_days(10)
    rulings.publish(number, "No.", [], None, ANN)
    (ruling,) = rulings.list()
    assert ruling.text.endswith(": No.")
    before = assistant.library.show(document_of(number), on=date(2026, 5, 5))
    assert before.clauses[0].text.endswith(": Yes, but ask first.")
    assert before.version.header.effective_to == date(2026, 5, 13)
    assert logged(assistant, number) == ["published"] * 3


def test_a_gate_that_objects_leaves_a_draft(assistant: Assistant, rulings: Rulings) -> None:
    number, live = asked(assistant), assistant.library.live()
    refused = rulings.publish(number, REPLY, [], None, ANN, [lambda _: ["a case fails"]])
    assert refused.objections == ("a case fails",)
    assert assistant.library.live() == live
    assert rulings.list() == ()
    assert logged(assistant, number) == []
    assert assistant.library.show(document_of(number), refused.revision).clauses
    # The same again is the same draft; a reason overrides what speaks against it.
    objects = [lambda _: ["a case fails"]]
    again = rulings.publish(number, REPLY, [], None, ANN, objects)
    assert again == refused
    forced = rulings.publish(number, REPLY, [], None, ANN, objects, override="The case is old.")
    assert forced == Published(refused.revision)
    assert logged(assistant, number) == ["published"]


def test_a_publication_that_was_cut_off_is_completed(
    assistant: Assistant, rulings: Rulings, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = asked(assistant)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(type(assistant.tickets), "note", killed)
        with pytest.raises(KeyboardInterrupt):
            rulings.publish(number, REPLY, [], None, ANN)
    (ruling,) = rulings.list()
    assert ruling.number == number
    assert logged(assistant, number) == []
    rulings.publish(number, REPLY, [], None, ANN)
    assert logged(assistant, number) == ["published"]
    assert len(rulings.list()) == 1


@EITHER
@pytest.mark.parametrize(
    ("viewer", "cited", "clauses", "groups"),
    [
        (ALL, (), [("files.md", "2.1")], {"hr", "board"}),
        (ALL, (), [("files.md", "2.1"), ("cases.md", "3.1")], {"board"}),
        (ALL, (), [("files.md", "2.1"), ("social.md", "4.1")], {"hr", "board"}),
        (ALL, ("cases.md",), [("social.md", "4.1")], {"legal", "board"}),
        (ALL, ("cases.md",), [("files.md", "2.1")], {"board"}),
        (Viewer(), (), [], set()),
    ],
)
def test_a_ruling_has_the_strictest_access_of_its_clauses_and_of_the_question(  # noqa: PLR0913, PLR0917
    assistant: Assistant,
    rulings: Rulings,
    viewer: Viewer,
    cited: tuple[str, ...],
    clauses: list[tuple[str, str]],
    groups: set[str],
) -> None:
    number = asked(assistant, "names of parties and certificates in a file", viewer, cited)
    chosen = [clause_of(assistant, *one) for one in clauses]
    rulings.publish(number, "Only the kayak league may.", chosen, None, ANN)
    (ruling,) = rulings.list()
    assert ruling.groups == groups
    outsider = assistant.reply(Question("the kayak league"))
    assert ("kayak league" in outsider.text) is not bool(groups)


def test_sources_that_nobody_may_read_together_are_refused(
    assistant: Assistant, rulings: Rulings
) -> None:
    number = asked(assistant, "findings of an audit", cited=["audits.md"])
    files = clause_of(assistant, "files.md", "2.1")
    with pytest.raises(RulingRefused, match="no group may read altogether") as refused:
        rulings.publish(number, REPLY, [files], None, ANN)
    # What the office's channel may not see is named by nothing but its groups.
    assert "(what the asker was shown: audit; Personnel Files: board and hr)" in str(refused.value)
    assert rulings.list() == ()
    assert len(assistant.library.revisions()) == 1


def test_a_ruling_is_for_them_whom_its_clause_is_for(
    assistant: Assistant, rulings: Rulings
) -> None:
    number = asked(assistant)
    gift, uniform = (clause_of(assistant, *one) for one in (("gifts.md", "1.1"),
                                                            ("social.md", "4.1")))  # fmt: skip
    for chosen, audience in (([gift], ("purchasing",)), ([gift, uniform], ())):
        rulings.publish(number, REPLY, chosen, None, ANN)
        shown = assistant.library.show(document_of(number))
        assert shown.version.header.audience == audience


@pytest.mark.parametrize(
    ("text", "expires", "said"),
    [
        (" \n", None, "empty"),
        ("\x00", None, "empty"),
        ("Yes.", date(2026, 5, 3), "would end on 2026-05-03"),
    ],
)
def test_what_cant_be_a_ruling_is_refused(
    assistant: Assistant, rulings: Rulings, text: str, expires: date | None, said: str
) -> None:
    number = asked(assistant)
    with pytest.raises(RulingRefused, match=said):
        rulings.publish(number, text, [], expires, ANN)


def test_only_what_is_in_force_can_be_interpreted(assistant: Assistant, rulings: Rulings) -> None:
    number = asked(assistant)
    uniform = clause_of(assistant, "social.md", "4.1")
    with pytest.raises(RulingRefused, match="No clause 0123, 4567 is in force"):
        rulings.publish(number, REPLY, ["0123", uniform, "4567"], None, ANN)
    change(assistant, "social.md", "title:", "effective_to: 2026-05-01\ntitle:")
    with pytest.raises(RulingRefused, match=f"No clause {uniform}"):
        rulings.publish(number, REPLY, [uniform], None, ANN)
    with pytest.raises(UnknownTicket):
        rulings.publish(99, REPLY, [], None, ANN)


def test_a_document_of_that_name_that_somebody_wrote_is_left_alone(
    assistant: Assistant, rulings: Rulings, tmp_path: Path
) -> None:
    number = asked(assistant)
    file = tmp_path / "own.md"
    file.write_text(f"---\nid: ruling-{number}\n---\n# Our rulings\n\nBe kind.\n", "utf-8")
    assistant.library.add([file], publish=True)
    assert rulings.list() == ()
    with pytest.raises(RulingRefused, match=r"own\.md has the id ruling-"):
        rulings.publish(number, REPLY, [], None, ANN)


@pytest.mark.parametrize(
    ("path", "old", "new", "why"),
    [
        ("social.md", "their uniform", "their service uniform", Why.CHANGED),
        ("social.md", "4.1 Employees", "4.7 Employees", Why.GONE),
        ("social.md", "title:", "effective_to: 2026-05-03\ntitle:", Why.GONE),
        ("social.md", "title:", "groups: [hr]\ntitle:", Why.RESTRICTED),
    ],
)
def test_a_ruling_is_flagged_when_a_clause_that_it_interprets_changes(  # noqa: PLR0913, PLR0917
    assistant: Assistant, rulings: Rulings, path: str, old: str, new: str, why: Why
) -> None:
    number = asked(assistant)
    rulings.publish(number, REPLY, [clause_of(assistant, "social.md", "4.1")], None, ANN)
    asker = Question("may i show my kayak?")
    assert assistant.reply(asker).citations[0].note == ""
    change(assistant, "gifts.md", "must not", "should not")
    (ruling,) = rulings.list()
    assert ruling.flagged == ()

    change(assistant, path, old, new)
    (ruling,) = rulings.list()
    assert [(one.interpreted.name, one.why) for one in ruling.flagged] == [("4.1", why)]
    cited = assistant.reply(asker).citations[0]
    assert cited.note == (
        "a clause that this interprets has changed since; the communications office is looking at"
        " it"
    )
    # Ruled anew on what holds now, it is in doubt no more.
    clauses = [] if why is not Why.CHANGED else [clause_of(assistant, "social.md", "4.1")]
    rulings.publish(number, REPLY, clauses, None, ANN)
    assert rulings.list()[0].flagged == ()
    assert assistant.reply(asker).citations[0].note == ""


def test_going_back_to_an_earlier_revision_goes_back_to_its_rulings(
    assistant: Assistant, rulings: Rulings
) -> None:
    number = asked(assistant)
    rulings.publish(number, REPLY, [clause_of(assistant, "social.md", "4.1")], None, ANN)
    change(assistant, "social.md", "their uniform", "their service uniform")
    assert rulings.list()[0].flagged
    assistant.library.rollback()
    assert rulings.list()[0].flagged == ()
    assistant.library.rollback()
    assert rulings.list() == ()


def test_an_expired_ruling_is_listed_and_answers_nobody(
    assistant: Assistant, rulings: Rulings, clock: Clock
) -> None:
    number = asked(assistant)
    rulings.publish(number, REPLY, [], date(2026, 6, 1), ANN)
    clock.now += timedelta(days=30)
    (ruling,) = rulings.list()
    assert (ruling.in_force, ruling.expires) == (False, date(2026, 6, 1))
    assert "kayak may be shown" not in assistant.reply(Question("may i show my kayak?")).text


def test_retiring_takes_a_ruling_out_and_the_same_can_be_ruled_again(
    assistant: Assistant, rulings: Rulings
) -> None:
    number = asked(assistant)
    with pytest.raises(RulingRefused, match=f"no ruling {number} to retire"):
        rulings.retire(number, ANN)
    rulings.publish(number, REPLY, [], None, ANN)
    file = assistant.settings.data / "rulings" / f"ruling-{number}.md"
    assert file.is_file()
    refused = rulings.retire(number, ANN, [lambda _: ["a case needs it"]])
    assert (refused.objections, len(rulings.list())) == (("a case needs it",), 1)
    assert rulings.retire(number, ANN).objections == ()
    assert rulings.list() == ()
    assert not file.exists()
    assert "kayak may be shown" not in assistant.reply(Question("may i show my kayak?")).text
    rulings.publish(number, REPLY, [], None, ANN)
    assert len(rulings.list()) == 1
    assert logged(assistant, number) == ["published", "retired", "published"]


def test_other_reasons_to_refuse_are_raised(assistant: Assistant, rulings: Rulings) -> None:
    number = asked(assistant)
    rulings.publish(number, "Yes.", [], None, ANN)

    def meanwhile(_: int) -> tuple[str, ...]:
        raise PublishRefused("Somebody else published.")

    with pytest.raises(PublishRefused, match="Somebody else"):
        rulings.publish(number, "No.", [], None, ANN, [meanwhile])
    assert rulings.list()[0].text.endswith(": Yes.")


def test_officers_are_named_where_that_is_the_manner(
    assistant: Assistant, rulings: Rulings
) -> None:
    settings = assistant.settings.model_copy(update={"name_officers": True})
    number = asked(assistant)
    replace(rulings, settings=settings).publish(number, "Yes.", [], None, ANN)
    assert rulings.list()[0].text.startswith("Ruling of Ann of the communications office, ")
