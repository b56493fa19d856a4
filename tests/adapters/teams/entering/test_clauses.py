from __future__ import annotations

from pathlib import Path

from adapters.chat.people.groups import Directories
from adapters.chat.people.readers import Readers
from adapters.teams.entering.clauses import Clauses
from adapters.teams.people.people import TeamsPeople
from bot.assistant import Assistant
from tests.bot.agency import agency
from tests.bot.conftest import Clock

PRESS = """---
title: Press
effective_to: 2026-06-30
---
# Press

6.1 Employees may talk to reporters, provided that:

(a) victims are not named to reporters, and

(b) suspects are not named to reporters.

6.2 Reporters are called back. See 6.1.
"""


def published(folder: Path) -> Assistant:
    """Return the assistant of an agency that has one policy with a list in it."""
    papers = folder / "documents"
    papers.mkdir()
    (papers / "press.md").write_text(PRESS, "utf-8")
    made = agency(folder, "", Clock())
    made.library.add([papers], publish=True)
    return made


def clauses(assistant: Assistant) -> Clauses:
    """Return the search as it is where nobody is looked up."""
    people = TeamsPeople(lambda _: {}, "", Clock())
    return Clauses(assistant, Readers(people, Directories(()), "", open_to_strangers=True))


def test_a_list_is_found_once_and_whole_with_what_its_reader_must_know(tmp_path: Path) -> None:
    assistant = published(tmp_path)
    found = clauses(assistant).search("name victims or suspects to reporters")
    assistant.library.close()

    assert [one.rank for one in found] == [1, 2]
    assert all(part in found[0].text for part in ("provided that", "victims", "suspects"))
    assert "30 June 2026" in found[0].origin
    assert found[1].see_also == "See also 6.1."
    assert not any(one.restricted for one in found)


def test_before_anything_is_published_nothing_is_found(tmp_path: Path) -> None:
    assistant = agency(tmp_path, "", Clock())
    found = clauses(assistant).search("reporters")
    assistant.library.close()

    assert found == ()
