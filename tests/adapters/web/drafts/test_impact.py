from __future__ import annotations

from datetime import timedelta
from html import unescape

from adapters.web.roles import Role
from bot.model import Question
from bot.retention import Schedule, expire
from tests.adapters.web.drafts.made import BOATS, SOCIAL, draft
from tests.adapters.web.harness import Served

UNIFORM = "May I post pictures of my uniform on a personal account?"
KAYAK = "Are kayaks painted orange in the harbor?"


def looked(served: Served, number: int, part: str = "answers") -> str:
    with served.client(Role.OFFICER) as client:
        begun = client.press(f"/drafts/{number}/impact", {"days": "30"})
        assert begun.status_code == 303, begun.text
        served.finish()
        answer = client.get(f"/drafts/{number}/impact?part={part}")
    assert answer.status_code == 200
    return unescape(answer.text)


def ask(served: Served, text: str, *, for_office: bool = False) -> None:
    question = Question(text, conversation=text, for_office=for_office)
    served.assistant.reply(question, record=True)


def test_nobody_has_looked_at_first(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    with served.client(Role.OFFICER) as client:
        assert "Nobody has looked yet" in client.get(f"/drafts/{number}/impact").text


def test_an_answer_that_changes_is_shown_with_its_question_and_words(served: Served) -> None:
    ask(served, UNIFORM)
    shown = looked(served, draft(served, social=SOCIAL))
    assert UNIFORM in shown
    assert "the same clause in other words" in shown
    assert "must never" in shown
    assert "Answers (1)" in shown


def test_answers_can_be_narrowed_to_one_effect(served: Served) -> None:
    ask(served, UNIFORM)
    ask(served, KAYAK)
    number = draft(served, social=SOCIAL, boats=BOATS)
    looked(served, number)
    with served.client(Role.OFFICER) as client:
        shown = unescape(client.get(f"/drafts/{number}/impact?effect=an+answer").text)
    assert (KAYAK in shown, UNIFORM in shown) == (True, False)


def test_a_question_that_expired_isnt_shown_any_more(served: Served) -> None:
    ask(served, UNIFORM)
    number = draft(served, social=SOCIAL)
    looked(served, number)
    served.clock.now += timedelta(days=100)
    expire(served.parts.database, Schedule(turns=30, tickets=30), served.clock())
    with served.client(Role.OFFICER) as client:
        shown = client.get(f"/drafts/{number}/impact").text
    assert UNIFORM not in unescape(shown)
    assert "A question that has expired since" in shown


def test_a_waiting_ticket_that_the_draft_answers_leads_to_it(served: Served) -> None:
    ask(served, KAYAK, for_office=True)
    shown = looked(served, draft(served, boats=BOATS), "tickets")
    assert "the draft answers it" in shown
    assert 'href="/tickets/1"' in shown


def test_without_a_gate_that_is_said(served: Served) -> None:
    assert "No gate is set" in looked(served, draft(served, boats=BOATS), "cases")


def test_what_was_found_beside_another_revision_is_told_to_be_old(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    looked(served, number)
    served.assistant.library.publish(draft(served, boats=BOATS))
    with served.client(Role.OFFICER) as client:
        assert "went live since. Look again" in client.get(f"/drafts/{number}/impact").text


def test_how_far_back_is_one_of_the_choices(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    with served.client(Role.OFFICER) as client:
        assert client.press(f"/drafts/{number}/impact", {"days": "99999"}).status_code == 422
