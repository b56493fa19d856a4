from __future__ import annotations

import re

import pytest

from adapters.web.roles import Role
from tests.adapters.web.harness import Served
from tests.adapters.web.records.made import ask, keep


def listed(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'href="/records/turns/(\d+)"', page)]


def test_questions_are_counted_by_how_they_ended_and_listed(served: Served) -> None:
    answered = ask(served)
    passed, _ = keep(served, "drones over crime scenes", "drones above me")
    served.assistant.records.rate(answered, helpful=True)
    with served.client(Role.OFFICER) as officer:
        page = officer.get("/questions").text
        assert len(listed(page)) == 3
        assert "3 questions, last 4 weeks" in page
        assert page.count("<rect") == 2
        some = officer.get("/questions?q=crime&ended=no+clause").text
        assert listed(some) == [passed]
        assert "2 questions" in some
        assert listed(officer.get("/questions?opinion=helpful").text) == [answered]
    assert "slack:T1" not in page


def test_only_the_chosen_time_is_looked_at(served: Served) -> None:
    (old,) = keep(served, "drones")
    served.clock.pass_days(10)
    with served.client(Role.OFFICER) as officer:
        assert "Nobody asked anything" not in officer.get("/questions").text
        assert listed(officer.get("/questions?days=7").text) == []
        for days in ("28", "91", "364", "nonsense"):
            assert listed(officer.get(f"/questions?days={days}").text) == [old]


def test_nothing_asked_yet_is_said(served: Served) -> None:
    with served.client(Role.OFFICER) as officer:
        assert "Nobody asked anything in this time" in officer.get("/questions").text


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.RECORDS, Role.EVALUATOR])
def test_only_officers_see_what_people_ask(served: Served, role: Role) -> None:
    with served.client(role) as somebody:
        assert somebody.get("/questions").status_code == 403
        assert somebody.get("/questions/gaps").status_code == 403
