from __future__ import annotations

from adapters.web.roles import Role
from bot.model import Person
from tests.adapters.web.harness import Served
from tests.adapters.web.records.made import ask


def test_a_turn_is_shown_as_it_was(served: Served) -> None:
    number = ask(served)
    served.assistant.records.rate(number, helpful=False, comment="I meant my own pictures.")
    with served.client(Role.RECORDS) as keeper:
        page = keeper.get(f"/records/turns/{number}").text
    for told in (
        "may I post pictures of crime scenes?",
        "Employees must not post pictures of crime scenes.",
        "I meant my own pictures.",
        "slack:T1:U9",
        "/read/",
        "Only the policy's own words",
        "/records/conversation?name=a/b%20c",
    ):
        assert told in page


def test_a_conversation_is_shown_with_the_offices_words(served: Served) -> None:
    ask(served)
    ask(served, "our account was hacked")
    (ticket,) = served.assistant.tickets.list()
    served.assistant.tickets.reply(ticket.id, "We are at it.", Person("web:1", "Ann Lee"))
    with served.client(Role.RECORDS) as keeper:
        page = keeper.get("/records/conversation?name=a/b+c").text
        assert keeper.get("/records/conversation?name=none").status_code == 404
    places = [page.index(told) for told in ("crime scenes?", "hacked", "We are at it.")]
    assert places == sorted(places)
    assert f"/records/tickets/{ticket.id}" in page


def test_officers_open_what_their_work_leads_to_and_search_nobody(served: Served) -> None:
    number = ask(served)
    with served.client(Role.OFFICER) as officer:
        assert officer.get(f"/records/turns/{number}").status_code == 200
        assert officer.get("/records").status_code == 403
        assert officer.press("/records", {"as": "csv"}).status_code == 403
    with served.client(Role.EMPLOYEE) as employee:
        assert employee.get(f"/records/turns/{number}").status_code == 403


def test_what_isnt_on_record_is_told(served: Served) -> None:
    with served.client(Role.RECORDS) as keeper:
        for path in ("/records/turns/99", "/records/tickets/99", "/records/turns/9" + "9" * 30):
            assert keeper.get(path).status_code == 404
