from __future__ import annotations

import csv
import io
import json

from bot.record_search import Wanted, WantedTickets
from bot.record_search.exporting import TICKET_COLUMNS, TURN_COLUMNS, tickets, turns
from bot.record_search.lines import Columns, json_lines, table_lines
from bot.records import Records
from bot.tickets import Tickets
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock
from tests.bot.record_search.made import asked, keep_all
from tests.bot.test_records import ANN, ANSWER


def table(records: object, columns: Columns) -> list[dict[str, str]]:
    written = b"".join(table_lines(records, columns))  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_all_that_was_found_is_exported_the_newest_first(
    records: Records, database: Database
) -> None:
    numbers = keep_all(records, database, *(asked(f"=question {n}") for n in range(205)))
    keep_all(records, database, asked("something else"))
    rows = table(turns(database, Wanted(words="question")), TURN_COLUMNS)
    assert [int(row["turn"]) for row in rows] == numbers[::-1]
    assert rows[0]["question"] == "'=question 204"
    assert rows[0]["rests on"] == "10.1 Social Media Policy"


def test_a_turns_line_has_all_that_is_on_record(records: Records, database: Database) -> None:
    (number,) = keep_all(records, database, asked("May I?"))
    records.rate(number, helpful=False, comment="No.")
    (line,) = json_lines(turns(database, Wanted()))
    told = json.loads(line)
    assert told["decision"]["citations"][0]["quote"] == "Posts need approval."
    assert (told["settings"], told["revision"]) == ({"office": "the office"}, 7)
    assert (told["helpful"], told["comment"], told["platform"]) == (False, "No.", "slack")
    assert (told["at"], told["asked_on"]) == ("2026-05-04T12:00:00+00:00", "2026-05-04")


def test_a_ticket_is_exported_with_its_log(database: Database, clock: Clock) -> None:
    opened = Tickets(database, clock)
    with database.write() as connection:
        number = opened.open(connection, "chat-1", "May I?", ANSWER)
    opened.reply(number, "You may.", ANN)
    (row,) = table(tickets(database, WantedTickets()), TICKET_COLUMNS)
    assert (row["ticket"], row["state"], row["in hand of"]) == (str(number), "answered", "Ann")
    assert row["log"].endswith("Ann replied: You may.")
    (line,) = json_lines(tickets(database, WantedTickets()))
    assert [event["what"] for event in json.loads(line)["log"]] == ["opened", "replied"]


def test_nothing_found_is_a_table_of_heads(database: Database) -> None:
    written = b"".join(table_lines(turns(database, Wanted()), TURN_COLUMNS))
    assert written.decode("utf-8-sig") == ",".join(TURN_COLUMNS) + "\r\n"
