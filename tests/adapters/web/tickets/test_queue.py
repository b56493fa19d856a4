"""The queue on HTTP: what it lists, and who may see it."""

from __future__ import annotations

import re

import pytest

from adapters.web.roles import Role
from bot.model import Person
from tests.adapters.web.harness import Served
from tests.adapters.web.tickets.made import asked

BEN = Person("slack:T1:U2", "Ben")


def listed(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'data-row="(\d+)"', page)]


def test_the_queue_has_urgent_tickets_first_and_each_filter_its_own(served: Served) -> None:
    first, urgent = asked(served), asked(served, "Our page was hacked!")
    taken = asked(served, "May I keep a calendar?")
    served.assistant.tickets.claim(taken, BEN)
    with served.client(Role.OFFICER) as officer:
        assert listed(officer.get("/tickets").text) == [urgent, first, taken]
        assert listed(officer.get("/tickets?show=nobody's").text) == [urgent, first]
        assert listed(officer.get("/tickets?urgent=yes").text) == [urgent]
        assert listed(officer.get("/tickets?q=CALENDAR").text) == [taken]
        mine = officer.get("/tickets?show=mine").text
        assert listed(mine) == []
        assert "You have no ticket in hand" in mine
        officer.press(f"/tickets/{first}/claim")
        mine = officer.get("/tickets?show=mine").text
        assert listed(mine) == [first]
        assert "You have it" in mine
        assert listed(officer.get("/tickets?show=no-such-shelf").text) == [urgent, first, taken]


def test_a_long_queue_comes_page_by_page(served: Served) -> None:
    numbers = [asked(served, f"May I post picture {place}?") for place in range(53)]
    with served.client(Role.OFFICER) as officer:
        first = officer.get("/tickets").text
        assert listed(first) == numbers[:50]
        (to,) = re.findall(r'href="([^"]+)" rel="next"', first)
        rest = officer.get(to.replace("&amp;", "&")).text
    assert listed(rest) == numbers[50:]
    assert 'rel="next"' not in rest
    assert 'rel="prev"' in rest


def test_what_people_wrote_is_shown_as_they_wrote_it_and_never_run(served: Served) -> None:
    number = asked(served, "May I post <script>alert(1)</script> & <b>this</b>?")
    with served.client(Role.OFFICER) as officer:
        for page in ("/tickets", f"/tickets/{number}"):
            text = officer.get(page).text
            assert "<script>alert" not in text
            assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.OFFICER])
def test_only_officers_see_tickets_and_do_something_to_them(served: Served, role: Role) -> None:
    number = asked(served)
    with served.client(role) as other:
        for page in ("/tickets", f"/tickets/{number}", "/tickets/rulings"):
            assert other.get(page).status_code == 403
        assert other.press(f"/tickets/{number}/claim").status_code == 403
        assert other.press(f"/tickets/{number}/reply", {"text": "Yes."}).status_code == 403
    assert len(served.assistant.tickets.show(number).events) == 1


def test_a_ticket_that_nobody_opened_is_no_page(served: Served) -> None:
    with served.client(Role.OFFICER) as officer:
        assert officer.get("/tickets/99").status_code == 404
        assert officer.get(f"/tickets/{9 * 10**40}").status_code == 404
        assert officer.press("/tickets/99/claim").status_code == 404
