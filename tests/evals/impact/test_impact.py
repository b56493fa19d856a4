from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.model import Kind, Person, Question
from bot.rulings import Rulings
from evals.impact.impact import Reach
from evals.impact.impact import impact as impact_of
from evals.impact.model import Effect, Impact
from evals.verdict import Status
from knowledge.model import Viewer
from tests.bot.conftest import Clock

UNIFORM = "May I post pictures of my uniform on a personal account?"
KAYAK = "Are kayaks painted orange in the harbor?"
DRONE = "Which drones fly over stadiums?"
CERTIFICATES = "Where are medical certificates kept in the personnel file?"
HR = Viewer(frozenset({"hr", "board"}))
NEW = """---
title: Boats
---
# Boats

6.1 Kayaks are painted orange in the harbor.
"""
SET = f"""
- id: uniform
  question: {UNIFORM}
  expect: [answer]
  gold: [{{document: social.md, quote: pictures of their uniform}}]
- id: scenes
  question: May employees post pictures of crime scenes?
  expect: [answer]
  gold: [{{document: social.md, number: "4.2"}}]
"""


def silent(_phase: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def ask(assistant: Assistant, text: str, viewer: Viewer = Viewer()) -> int:
    turn = assistant.reply(Question(text, viewer, conversation=text), record=True).turn
    assert turn is not None
    return turn


def ask_office(assistant: Assistant, text: str) -> int:
    """Ask a person, and return the ticket."""
    asked = Question(text, conversation=text, for_office=True)
    ticket = assistant.reply(asked, record=True).ticket
    assert ticket is not None
    return ticket


def draft(assistant: Assistant, **changes: str) -> int:
    """Make a draft of the agency's papers with other words, or with new papers."""
    folder = assistant.settings.data.parent / "documents"
    for name, text in changes.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    made = assistant.library.add([folder]).revision
    assert made is not None
    return made


def social(assistant: Assistant, old: str, new: str) -> str:
    text = (assistant.settings.data.parent / "documents" / "social.md").read_text("utf-8")
    assert old in text
    return text.replace(old, new)


def look(assistant: Assistant, number: int, clock: Clock, reach: Reach | None = None) -> Impact:
    return impact_of(assistant, number, clock(), silent, reach)


def test_whose_answer_would_change_is_told_with_both_answers(
    assistant: Assistant, clock: Clock
) -> None:
    turn = ask(assistant, UNIFORM)
    ask(assistant, "May employees post pictures of crime scenes?")
    number = draft(assistant, social=social(assistant, "may post", "must never post"))

    found = look(assistant, number, clock)

    (change,) = found.answers
    assert (change.turn, change.effect, change.times) == (turn, Effect.REWORDED, 1)
    assert "may post pictures of their uniform" in change.before.quotes[0].text
    assert "must never post" in change.after.quotes[0].text
    assert (found.asked, found.distinct) == (2, 2)


def test_an_answer_that_gets_lost_comes_before_one_that_is_won(
    assistant: Assistant, clock: Clock
) -> None:
    assistant.library.publish(draft(assistant, boats=NEW))
    lost, won = ask(assistant, KAYAK), ask(assistant, DRONE)
    number = draft(assistant, boats="# Drones\n\n6.1 Drones fly over stadiums.\n")
    found = look(assistant, number, clock)
    assert [(one.turn, one.effect) for one in found.answers] == [
        (lost, Effect.LOST),
        (won, Effect.GAINED),
    ]


def test_questions_are_asked_again_with_what_their_askers_may_read(
    assistant: Assistant, clock: Clock
) -> None:
    seen = ask(assistant, CERTIFICATES, HR)
    ask(assistant, CERTIFICATES)
    folder = assistant.settings.data.parent / "documents"
    text = (folder / "files.md").read_text("utf-8").replace("sealed part", "open part")
    found = look(assistant, draft(assistant, files=text), clock)
    assert [one.turn for one in found.answers] == [seen]


def test_a_waiting_ticket_that_the_draft_answers_is_told_with_its_answer(
    assistant: Assistant, clock: Clock
) -> None:
    ticket = ask_office(assistant, KAYAK)
    found = look(assistant, draft(assistant, boats=NEW), clock)
    (one,) = found.tickets
    assert one.ticket == ticket
    assert one.answer is not None
    assert one.answer.quotes[0].text == "6.1 Kayaks are painted orange in the harbor."


def test_a_waiting_ticket_that_rests_on_changed_clauses_names_them(
    assistant: Assistant, clock: Clock
) -> None:
    decision = replace(assistant.reply(Question(UNIFORM)), kind=Kind.ESCALATE)
    with assistant.library.database.write() as connection:
        ticket = assistant.tickets.open(connection, "", KAYAK, decision)
    number = draft(assistant, social=social(assistant, "may post", "must never post"))
    (one,) = look(assistant, number, clock).tickets
    assert (one.ticket, one.answer) == (ticket, None)
    assert one.touched == ("4.1, Social Media Policy",)


def test_an_answered_ticket_waits_for_nothing(assistant: Assistant, clock: Clock) -> None:
    ticket = ask_office(assistant, KAYAK)
    assistant.tickets.reply(ticket, "Ask the harbor master.", Person("terminal:ann", "Ann"))
    assert look(assistant, draft(assistant, boats=NEW), clock).tickets == ()


def test_a_ruling_whose_clause_changes_is_told(assistant: Assistant, clock: Clock) -> None:
    ticket = ask_office(assistant, KAYAK)
    ann, library = Person("terminal:ann", "Ann"), assistant.library
    assistant.tickets.reply(ticket, "Only grey ones.", ann)
    rulings = Rulings(library, assistant.tickets, library.database, clock, assistant.settings)
    clause = next(c for c in library.show("social.md").clauses if c.number == "4.2")
    rulings.publish(ticket, "Only grey ones.", [clause.id], None, ann)
    number = draft(assistant, social=social(assistant, "crime scenes", "accidents"))

    (one,) = look(assistant, number, clock).rulings

    assert one.number == ticket
    assert one.clauses == (("4.2", "Social Media Policy", "has other words"),)


@pytest.fixture
def gated(assistant: Assistant) -> Assistant:
    """Return the assistant with a gate whose two cases pass on what is live."""
    folder = assistant.settings.data.parent
    (folder / "set.yaml").write_text(SET, "utf-8")
    (folder / "gate.toml").write_text('sets = ["set.yaml"]\n[at_least]\npassed = 1\n', "utf-8")
    settings = assistant.settings.model_copy(update={"gate": folder / "gate.toml"})
    return replace(assistant, settings=settings)


def test_test_cases_that_fail_or_went_stale_are_told_with_how_they_stand_today(
    gated: Assistant, clock: Clock
) -> None:
    number = draft(gated, social=social(gated, "of their uniform", "of their boots"))
    found = look(gated, number, clock).cases
    assert (found.gated, found.played, found.fault) == (True, 2, "")
    (one,) = found.effects
    assert (one.case, one.before, one.after, one.stale) == (
        "uniform",
        Status.PASSED,
        Status.STALE,
        True,
    )
    assert any("stale" in said for said in found.objections)


def test_a_gate_that_cant_judge_says_why_and_the_rest_is_told(
    gated: Assistant, clock: Clock
) -> None:
    Path(str(gated.settings.gate)).write_text("sets = 5\n", "utf-8")
    found = look(gated, draft(gated, boats=NEW), clock)
    assert found.cases.gated
    assert "sets" in found.cases.fault


def test_without_a_gate_no_case_is_played(assistant: Assistant, clock: Clock) -> None:
    found = look(assistant, draft(assistant, boats=NEW), clock)
    assert (found.cases.gated, found.cases.played) == (False, 0)


def test_only_so_many_questions_are_asked_and_the_rest_counted(
    assistant: Assistant, clock: Clock
) -> None:
    ask(assistant, UNIFORM)
    ask(assistant, KAYAK)
    found = look(assistant, draft(assistant, boats=NEW), clock, Reach(questions=1, tickets=0))
    assert (found.asked, found.distinct, found.tickets_asked) == (1, 2, 0)


def test_nothing_is_kept_of_what_is_asked_again(assistant: Assistant, clock: Clock) -> None:
    ask_office(assistant, KAYAK)
    turn = ask(assistant, UNIFORM)
    look(assistant, draft(assistant, boats=NEW), clock)
    assert len(assistant.tickets.list()) == 1
    assert ask(assistant, UNIFORM) == turn + 1


def test_what_was_found_out_is_kept_as_json_without_what_people_wrote(
    assistant: Assistant, clock: Clock
) -> None:
    ask(assistant, KAYAK)
    found = look(assistant, draft(assistant, boats=NEW), clock)
    assert Impact.from_json(found.to_json()) == found
    assert KAYAK not in str(found.to_json())


def test_who_cancels_is_heeded_before_the_next_question(assistant: Assistant, clock: Clock) -> None:
    class Cancelled(Exception):
        pass

    def cancel(_phase: str, done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    ask(assistant, KAYAK)
    ask(assistant, UNIFORM)
    with pytest.raises(Cancelled):
        impact_of(assistant, draft(assistant, boats=NEW), clock(), cancel)
