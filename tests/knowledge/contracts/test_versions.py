from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.model import SearchResult, Viewer
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder

HR = Viewer(frozenset({"hr"}))

LEAVE = """---
id: leave
effective_from: {since}
{more}---

# Leave

Employees have {days} days of leave.
"""


def write(folder: Path, name: str, since: str, days: str, more: str = "") -> Path:
    file = folder / name
    file.write_text(LEAVE.format(since=since, days=days, more=more))
    return file


def answers(library: Library, on: date) -> list[str]:
    result = library.search([("days of leave", 1.0)], Viewer(), on, 5)
    return [passage.clause.text for passage in result.passages]


def days(*counts: str) -> list[str]:
    return [f"Employees have {count} days of leave." for count in counts]


def test_a_later_version_ends_the_earlier_one_and_both_can_be_asked(
    library: Library, tmp_path: Path
) -> None:
    file = write(tmp_path, "leave.md", "2024-01-01", "twenty")
    library.add([file], publish=True)
    write(tmp_path, "leave.md", "2026-01-01", "thirty")
    library.add([file], publish=True)

    assert answers(library, date(2025, 3, 3)) == days("twenty")
    assert answers(library, date(2026, 3, 3)) == days("thirty")
    assert answers(library, date(2023, 3, 3)) == []
    earlier, later = library.documents()
    assert (earlier.effective_to, earlier.in_force) == (date(2025, 12, 31), False)
    assert (later.effective_to, later.in_force) == (None, True)


def test_the_same_date_again_replaces_the_version(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path, "leave.md", "2024-01-01", "twenty")
    library.add([file], publish=True)
    write(tmp_path, "leave.md", "2024-01-01", "twenty-one")
    library.add([file], publish=True)

    assert len(library.documents()) == 1
    assert answers(library, date(2025, 3, 3)) == days("twenty-one")


def test_an_undated_document_is_replaced_by_its_next_version(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "leave.md"
    for count in ("twenty", "thirty"):
        file.write_text(f"# Leave\n\nEmployees have {count} days of leave.\n")
        library.add([file], publish=True)

    assert answers(library, date(2020, 1, 1)) == days("thirty")


def test_a_version_that_begins_in_future_waits_without_a_new_index(
    library: Library, tmp_path: Path, calendar: Calendar, embedder: WordEmbedder
) -> None:
    calendar.today = date(2026, 5, 4)
    write(tmp_path, "a.md", "2024-01-01", "twenty")
    write(tmp_path, "b.md", "2026-06-01", "thirty")
    library.add([tmp_path / "a.md", tmp_path / "b.md"], publish=True)
    live = library.live()
    assert live is not None

    assert answers(library, calendar()) == days("twenty")
    assert not library.drifted(live, calendar())
    calendar.today = date(2026, 6, 1)
    assert library.drifted(live, calendar())
    assert answers(library, calendar()) == days("thirty")

    embedder.embedded.clear()
    write(tmp_path, "c.md", "2026-07-01", "forty")
    library.add([tmp_path / "c.md"], publish=True)
    newer = library.live()
    assert newer is not None
    assert not library.drifted(newer, calendar())
    assert answers(library, calendar()) == days("thirty")
    assert all("forty" in text for text in embedder.embedded if "days" in text and "twenty" in text)


def test_superseding_ends_another_document_the_day_before(library: Library, tmp_path: Path) -> None:
    write(tmp_path, "old.md", "2024-01-01", "twenty")
    (tmp_path / "new.md").write_text(
        "---\neffective_from: 2026-01-01\nsupersedes: leave\n---\n\n"
        "# Absence\n\nEmployees have thirty days of leave.\n"
    )
    library.add([tmp_path / "old.md", tmp_path / "new.md"], publish=True)

    assert answers(library, date(2025, 12, 31)) == days("twenty")
    assert answers(library, date(2026, 1, 1)) == days("thirty")


def test_superseding_an_unknown_document_is_a_warning(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path, "new.md", "2026-01-01", "thirty", "supersedes: holidays\n")

    report = library.add([file])

    assert any("holidays" in warning for warning in report.documents[0].warnings)


def test_a_clause_shared_by_two_versions_comes_with_the_one_in_force(
    library: Library, tmp_path: Path
) -> None:
    file = write(tmp_path, "leave.md", "2024-01-01", "twenty", "version: old\n")
    library.add([file], publish=True)
    write(tmp_path, "leave.md", "2026-01-01", "twenty", "version: new\n")
    library.add([file], publish=True)

    def version(on: date) -> str:
        passages = library.search([("days of leave", 1.0)], Viewer(), on, 5).passages
        assert len(passages) == 1
        return passages[0].version.header.version

    assert version(date(2025, 1, 1)) == "old"
    assert version(date(2026, 1, 1)) == "new"


def test_a_document_is_shown_as_of_a_day(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path, "leave.md", "2024-01-01", "twenty")
    library.add([file], publish=True)
    write(tmp_path, "leave.md", "2026-01-01", "thirty")
    library.add([file], publish=True)

    shown = library.show("leave", on=date(2025, 1, 1))
    assert [clause.text for clause in shown.clauses] == days("twenty")
    assert [c.text for c in library.show("leave.md").clauses] == days("thirty")


def test_only_readers_of_its_groups_find_a_restricted_document(
    library: Library, tmp_path: Path, calendar: Calendar
) -> None:
    file = write(tmp_path, "leave.md", "2024-01-01", "twenty", "groups: [hr]\n")
    library.add([file], publish=True)

    query = [("days of leave", 1.0)]
    assert library.search(query, Viewer(), calendar(), 5).passages == ()
    assert library.search(query, Viewer(frozenset({"hr", "it"})), calendar(), 5).passages


@pytest.mark.parametrize("first", ["", "groups: [hr]\n"])
def test_a_version_for_other_groups_is_never_seen_whatever_the_day(
    library: Library, tmp_path: Path, first: str
) -> None:
    second = "" if first else "groups: [hr]\n"
    write(tmp_path, "a.md", "2024-01-01", "twenty", f"version: first\n{first}")
    write(tmp_path, "b.md", "2026-06-01", "twenty", f"version: second\n{second}")
    library.add([tmp_path / "a.md", tmp_path / "b.md"], publish=True)

    def versions(viewer: Viewer, on: date) -> list[str]:
        passages = library.search([("days of leave", 1.0)], viewer, on, 5).passages
        return [passage.version.header.version for passage in passages]

    before, after = date(2026, 5, 31), date(2026, 6, 1)
    assert versions(HR, before) == ["first"]
    assert versions(HR, after) == ["second"]
    assert versions(Viewer(), before) == ([] if first else ["first"])
    assert versions(Viewer(), after) == ([] if second else ["second"])


def test_what_happens_to_hidden_documents_moves_no_score(library: Library, tmp_path: Path) -> None:
    write(tmp_path, "leave.md", "2024-01-01", "twenty")
    (tmp_path / "old.md").write_text(
        "---\neffective_to: 2025-12-31\n---\n\n# Leave\n\nLeave was for some days only.\n"
    )
    (tmp_path / "hr.md").write_text(
        "---\ngroups: [hr]\neffective_from: 2026-06-01\n---\n\n# Leave\n\nSick leave.\n"
    )
    library.add([tmp_path], publish=True)
    live = library.live()
    assert live is not None

    def found(viewer: Viewer, on: date) -> SearchResult:
        return library.search([("days of leave", 1.0)], viewer, on, 5)

    ordinary, moved = date(2026, 5, 31), date(2026, 6, 1)
    assert library.drifted(live, ordinary) == frozenset()
    assert library.drifted(live, moved) == {frozenset({"hr"})}
    assert found(Viewer(), ordinary) == found(Viewer(), moved)
    assert len(found(HR, moved).passages) > len(found(HR, ordinary).passages)
