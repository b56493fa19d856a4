"""What officers do to a ticket, alone and two at once."""

from __future__ import annotations

import re

import httpx
import pytest

from adapters.web.roles import Role
from bot.model import Person
from bot.tickets import Did, TicketState
from tests.adapters.web.harness import Client, Served
from tests.adapters.web.tickets.made import ASKER, asked, last_line

BEN = Person("slack:T1:U2", "Ben")


def news(served: Served, number: int) -> list[str]:
    tickets = served.assistant.tickets
    return [one.content for one in tickets.tellings(tickets.show(number))]


def fields(page: httpx.Response) -> dict[str, str]:
    """Return the hidden fields of a page's first form that has a text."""
    form = re.search(r'<form[^>]*action="[^"]*/reply">(.*?)</form>', page.text, re.DOTALL)
    assert form, page.text
    found = re.findall(r'name="(seen|text)" value="([^"]*)"', form[1], re.DOTALL)
    return {name: value.replace("&#34;", '"').replace("&#39;", "'") for name, value in found}


def test_a_ticket_is_taken_put_back_closed_and_opened_again(served: Served) -> None:
    number = asked(served)
    tickets = served.assistant.tickets
    with served.client(Role.OFFICER, name="ann lee") as ann:
        for step, fields_, state in (
            ("claim", {}, TicketState.CLAIMED),
            ("release", {}, TicketState.OPEN),
            ("claim", {}, TicketState.CLAIMED),
            ("close", {"note": "Settled on the phone."}, TicketState.CLOSED),
            ("reopen", {"reason": "It wasn't."}, TicketState.REOPENED),
        ):
            seen = {"seen": str(last_line(served, number))}
            answer = ann.press(f"/tickets/{number}/{step}", seen | fields_)
            assert answer.status_code == 303, step
            assert answer.headers["location"] == f"/tickets/{number}"
            assert tickets.show(number).state is state
        page = ann.get(f"/tickets/{number}").text
    assert "Settled on the phone." in page
    assert "waits for the office again" in page
    lines = served.parts.audit.lines(10)
    assert lines[0].what == "reopened a ticket"
    assert (lines[0].about, lines[0].outcome) == (f"/tickets/{number}/reopen", "done")


def test_a_reply_is_looked_at_before_it_is_sent_and_sent_once(served: Served) -> None:
    number = asked(served)
    with served.client(Role.OFFICER) as officer:
        form = {
            "text": "You may,\nfrom a personal account.",
            "seen": str(last_line(served, number)),
        }
        preview = officer.press(f"/tickets/{number}/preview", form)
        assert preview.status_code == 200
        assert "has replied to your question" in preview.text
        assert "in the thread where they asked" in preview.text
        assert news(served, number) == []
        sent = fields(preview)
        for _ in range(2):
            answer = officer.press(f"/tickets/{number}/reply", sent)
            assert answer.headers["location"] == f"/tickets/{number}"
        page = officer.get(f"/tickets/{number}").text
    assert news(served, number) == ["You may,\nfrom a personal account."]
    assert "The asker hasn&#39;t been shown this yet." in page


def test_an_empty_reply_is_told_where_it_is_missing(served: Served) -> None:
    number = asked(served)
    with served.client(Role.OFFICER) as officer:
        for step in ("preview", "reply"):
            answer = officer.press(f"/tickets/{number}/{step}", {"text": "  "})
            assert answer.status_code == 422
            assert 'aria-invalid="true"' in answer.text
        nothing = officer.press(f"/tickets/{number}/decline", {"reason": ""})
        assert nothing.status_code == 422
        assert "who can help instead" in nothing.text
    assert len(served.assistant.tickets.show(number).events) == 1


@pytest.mark.parametrize("step", ["preview", "reply"])
def test_of_two_officers_the_second_is_shown_what_the_first_did_and_keeps_their_words(
    served: Served, step: str
) -> None:
    number = asked(served)
    seen = str(last_line(served, number))
    with (
        served.client(Role.OFFICER, name="ann lee") as ann,
        served.client(Role.OFFICER, name="ben ray") as ben,
    ):
        ann.press(f"/tickets/{number}/reply", {"text": "Ann says yes.", "seen": seen})
        late = ben.press(f"/tickets/{number}/{step}", {"text": "Ben says no.", "seen": seen})
        assert late.status_code == 409
        assert "Ann Lee replied: “Ann says yes.”" in late.text
        assert re.search(r"<textarea[^>]*>\s*Ben says no\.</textarea>", late.text)
        # The form that comes back rests on what is so now.
        fresh = str(last_line(served, number))
        assert f'name="seen" value="{fresh}"' in late.text
    assert news(served, number) == ["Ann says yes."]


def test_what_another_has_in_hand_is_taken_over_with_what_was_written(served: Served) -> None:
    number = asked(served)
    served.assistant.tickets.claim(number, BEN)
    seen = str(last_line(served, number))
    with served.client(Role.OFFICER, name="ann lee") as ann:
        refused = ann.press(f"/tickets/{number}/reply", {"text": "You may.", "seen": seen})
        assert refused.status_code == 422
        assert "Ben has ticket" in refused.text
        assert "Take over and go on writing" in refused.text
        taken = ann.press(f"/tickets/{number}/take-over", {"text": "You may.", "seen": seen})
        assert re.search(r"<textarea[^>]*>\s*You may\.</textarea>", taken.text)
        sent = {"text": "You may.", "seen": str(last_line(served, number))}
        assert ann.press(f"/tickets/{number}/reply", sent).status_code == 303
    assert news(served, number)[-1] == "You may."


@pytest.mark.parametrize("step", ["decline", "close", "take-over"])
def test_a_step_that_somebody_overtook_is_refused_with_what_happened(
    served: Served, step: str
) -> None:
    number = asked(served)
    seen = str(last_line(served, number))
    served.assistant.tickets.claim(number, BEN)
    served.assistant.tickets.answer_back(number, "It's for tomorrow!", ASKER)
    typed = "This is for the works council, not for us."
    with served.client(Role.OFFICER) as ann:
        form = {"seen": seen, "reason": typed, "note": typed}
        answer = ann.press(f"/tickets/{number}/{step}", form)
    assert answer.status_code == 409
    assert "Cleo wrote back: “It&#39;s for tomorrow!”" in answer.text
    assert typed in answer.text
    assert served.assistant.tickets.show(number).claimant == BEN


def test_what_isnt_for_the_office_is_told_to_its_asker(served: Served) -> None:
    number = asked(served)
    with served.client(Role.OFFICER) as officer:
        form = {"reason": "ask the works council.", "seen": str(last_line(served, number))}
        officer.press(f"/tickets/{number}/decline", form)
    assert news(served, number) == [
        "The communications office can't settle this: ask the works council."
    ]


def test_a_reply_quotes_a_clause_that_was_looked_for_below_what_was_written(
    served: Served,
) -> None:
    number = asked(served)
    with served.client(Role.OFFICER) as officer:
        typed = {"text": "Please note:", "q": "medical certificates"}
        found = officer.press(f"/tickets/{number}/clauses", typed)
        assert "Only board, hr may read this document." in found.text
        quoted = re.search(r'name="clause" value="([^"]+)"', found.text)
        assert quoted
        composed = officer.press(
            f"/tickets/{number}/compose", {"text": "Please note:", "clause": quoted[1]}
        )
        begun = officer.get(f"/tickets/{number}/compose", params={"clause": quoted[1]})
        gone = officer.press(f"/tickets/{number}/compose", {"text": "Hm.", "clause": "nonsense"})
    quote = "“Medical certificates are kept in the sealed part of the personnel file.”"
    source = "— 2.1 · Personnel Files"
    assert f"Please note:\n\n{quote}\n{source}</textarea>" in composed.text
    assert f"{quote}\n{source}</textarea>" in begun.text
    assert "isn&#39;t in force any more" in gone.text
    assert "Hm.</textarea>" in gone.text


def test_what_the_bot_found_links_to_the_clause_in_its_version(served: Served) -> None:
    number = asked(served)
    with served.client(Role.OFFICER) as officer:
        page = officer.get(f"/tickets/{number}").text
    assert re.search(r'href="/read/[^"]+\?clause=[^"]+#clause">4\.1 · Social Media Policy', page)
    assert "Employees may post pictures of their uniform" in page


def test_a_page_that_shows_itself_anew_tells_what_others_did(served: Served) -> None:
    number = asked(served)
    with served.client(Role.OFFICER) as officer:
        first = officer.get(f"/tickets/{number}")
        known = {"if-none-match": first.headers["etag"], "x-live": "1"}
        assert officer.get(f"/tickets/{number}", headers=known).status_code == 304
        served.assistant.tickets.claim(number, BEN)
        assert "Ben has it" in officer.get(f"/tickets/{number}", headers=known).text


def test_the_log_leaves_out_what_only_waited_to_be_sent(served: Served) -> None:
    number = asked(served)
    served.assistant.tickets.note(number, Did.PROPOSED, "Perhaps so?", BEN)
    with served.client(Role.OFFICER) as officer:
        assert "Perhaps so?" not in officer.get(f"/tickets/{number}").text


def test_tickets_are_worked_on_without_scripts(served: Served) -> None:
    number = asked(served)
    with served.client(Role.OFFICER) as officer:
        _claims_writes_and_sends(officer, number)
    assert news(served, number)[-1] == "You may."


def _claims_writes_and_sends(officer: Client, number: int) -> None:
    officer.press(f"/tickets/{number}/claim")
    page = officer.get(f"/tickets/{number}").text
    seen = re.search(r'preview" class="reply">.*?name="seen" value="(\d+)"', page, re.DOTALL)
    assert seen
    preview = officer.press(f"/tickets/{number}/preview", {"text": "You may.", "seen": seen[1]})
    officer.press(f"/tickets/{number}/reply", fields(preview))
