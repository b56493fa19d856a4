from __future__ import annotations

import csv
import io
import json
import re

import pytest

from adapters.web.roles import Role
from tests.adapters.web.harness import Served
from tests.adapters.web.records.made import ask, keep


def listed(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'href="/records/turns/(\d+)"', page)]


def test_turns_are_found_by_what_the_address_says(served: Served) -> None:
    answered = ask(served)
    (passed,) = keep(served, "Drones over crime scenes?")
    served.assistant.records.rate(answered, helpful=False, comment="Not what I meant.")
    with served.client(Role.RECORDS) as keeper:
        for query, numbers in {
            "": [passed, answered],
            "q=crime+DRONES": [passed],
            "q=%00crime": [passed, answered],
            "ended=escalate": [passed],
            "ended=answered": [answered],
            "ended=nonsense": [passed, answered],
            "opinion=no+help": [answered],
            "asker=u9": [answered],
            "platform=slack&band=sure": [answered],
            "from=2026-05-04&to=2026-05-04": [passed, answered],
            "to=2026-05-03": [],
            "from=0001-01-01&to=9999-12-31": [passed, answered],
            f"before={passed}": [answered],
            "before=99999999999999999999": [passed, answered],
        }.items():
            page = keeper.get(f"/records?{query}")
            assert (page.status_code, listed(page.text)) == (200, numbers), query
        assert "Nothing on record fits" in keeper.get("/records?q=zebra").text


@pytest.mark.parametrize(
    "query", ["from=yesterday", "from=2026-02-30", "from=2026-05-05&to=2026-05-04"]
)
def test_a_day_that_makes_no_sense_is_told(served: Served, query: str) -> None:
    with served.client(Role.RECORDS) as keeper:
        for path in ("/records", "/records/tickets"):
            assert keeper.get(f"{path}?{query}").status_code == 422


def test_pages_lead_on_to_older_turns_and_keep_what_was_looked_for(served: Served) -> None:
    numbers = keep(served, *(f"drones {n}" for n in range(60)))
    with served.client(Role.RECORDS) as keeper:
        first = keeper.get("/records?q=drones").text
        assert listed(first) == numbers[:9:-1]
        (older,) = re.findall(r'href="([^"]+)" rel="next"', first)
        second = keeper.get(older.replace("&amp;", "&")).text
    assert "q=drones" in older
    assert listed(second) == numbers[9::-1]
    assert "60 questions found" in second


def test_tickets_are_found_with_their_log(served: Served) -> None:
    ask(served, "our account was hacked")
    number = served.assistant.tickets.list()[0].id
    with served.client(Role.RECORDS) as keeper:
        assert f"/records/tickets/{number}" in keeper.get("/records/tickets?q=HACKED").text
        assert "No ticket fits" in keeper.get("/records/tickets?state=closed").text
        shown = keeper.get(f"/records/tickets/{number}").text
    assert "our account was hacked" in shown
    assert "Work on this ticket" not in shown


def test_what_was_found_is_exported_as_a_table_that_computes_nothing(served: Served) -> None:
    ask(served)
    (number,) = keep(served, "=drones()")
    with served.client(Role.RECORDS) as keeper:
        sent = keeper.press("/records?q=drones", {"as": "csv"})
    assert sent.headers["content-type"] == "text/csv; charset=utf-8"
    assert sent.headers["content-disposition"].startswith("attachment; filename=")
    (row,) = csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"), newline=""))
    assert (row["turn"], row["question"]) == (str(number), "'=drones()")
    (line, *_) = served.parts.audit.lines(most=1)
    assert (line.what, line.detail) == ("exported turns on record", {"count": 1, "form": "csv"})


def test_what_was_found_is_exported_line_by_line_whole(served: Served) -> None:
    turn = ask(served)
    ask(served, "our account was hacked")
    with served.client(Role.RECORDS) as keeper:
        sent = keeper.press("/records?q=pictures", {"as": "jsonl"})
        tickets = keeper.press("/records/tickets", {"as": "jsonl"})
        assert keeper.press("/records", {"as": "xlsx"}).status_code == 422
        assert keeper.press("/records/tickets", {"as": "csv"}).text.count("hacked") == 2
    (record,) = map(json.loads, sent.text.splitlines())
    assert (record["id"], record["decision"]["kind"]) == (turn, "answer")
    (ticket,) = map(json.loads, tickets.text.splitlines())
    assert [event["what"] for event in ticket["log"]] == ["opened"]


def test_what_people_wrote_is_shown_as_they_wrote_it(served: Served) -> None:
    (number,) = keep(served, "<script>alert(1)</script> & co")
    with served.client(Role.RECORDS) as keeper:
        for path in ("/records", f"/records/turns/{number}"):
            page = keeper.get(path).text
            assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page
            assert "<script>alert" not in page
