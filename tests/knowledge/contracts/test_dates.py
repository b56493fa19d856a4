"""A date that is missing or has changed never lets another text hold without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from knowledge.comparison import Comparison, HeaderChange
from knowledge.library import Library
from knowledge.report import DocumentReport, Status
from tests.knowledge.contracts.test_versions import answers, days, write


def publish(library: Library, *paths: Path, mirror: bool = False) -> dict[str, DocumentReport]:
    report = library.add(paths, publish=True, mirror=mirror)
    return {document.path: document for document in report.documents}


def test_a_version_that_lost_its_date_fails_and_nothing_repealed_comes_back(
    library: Library, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    write(shelf, "leave-2024.md", "2024-01-01", "twenty")
    newest = write(shelf, "leave-2026.md", "2026-01-01", "thirty")
    publish(library, shelf)
    newest.write_text("---\nid: leave\n---\n\n# Leave\n\nEmployees have forty days of leave.\n")

    for given in (shelf, newest):
        report = library.add([given], publish=True)
        failed = report.failed[0]
        assert failed.path == "leave-2026.md"
        assert failed.error is not None
        assert "the version on file has 2026-01-01" in failed.error.reason
        assert "effective_from: 2026-01-01" in failed.error.remedy
        assert "first withdraw leave and publish that" in failed.error.remedy
    assert answers(library, date(2026, 3, 3)) == days("thirty")
    assert answers(library, date(2025, 3, 3)) == days("twenty")


def test_an_undated_newcomer_among_dated_versions_fails_and_names_the_newest(
    library: Library, tmp_path: Path
) -> None:
    write(tmp_path, "leave-2024.md", "2024-01-01", "twenty")
    write(tmp_path, "leave-2026.md", "2026-01-01", "thirty")
    publish(library, tmp_path / "leave-2024.md", tmp_path / "leave-2026.md")
    write(tmp_path, "leave-2027.md", "", "forty")

    error = publish(library, tmp_path / "leave-2027.md")["leave-2027.md"].error

    assert error is not None
    assert "leave-2026.md" in error.reason
    assert "2026-01-01" in error.reason


def test_a_file_that_never_had_a_date_may_change_beside_a_later_dated_one(
    library: Library, tmp_path: Path
) -> None:
    oldest = write(tmp_path, "leave.md", "", "ten")
    newest = write(tmp_path, "leave-2026.md", "2026-01-01", "thirty")
    told = publish(library, oldest, newest)
    assert "oldest version: it ends when leave-2026.md begins" in told["leave.md"].warnings[0]

    write(tmp_path, "leave.md", "", "eleven")
    assert publish(library, oldest)["leave.md"].status is Status.CHANGED
    assert answers(library, date(2025, 1, 1)) == days("eleven")
    assert answers(library, date(2026, 1, 1)) == days("thirty")


def test_a_file_put_back_to_what_it_was_before_it_had_a_date_fails(
    library: Library, tmp_path: Path
) -> None:
    file = write(tmp_path, "leave.md", "", "ten")
    publish(library, file)
    write(tmp_path, "leave.md", "2026-01-01", "thirty")
    publish(library, file)
    write(tmp_path, "leave.md", "", "ten")

    assert publish(library, file)["leave.md"].status is Status.FAILED


def test_a_document_without_dates_may_follow_once_the_dated_one_is_removed(
    library: Library, tmp_path: Path
) -> None:
    file = write(tmp_path, "leave.md", "2026-01-01", "thirty")
    publish(library, file)
    library.publish(library.remove("leave"))
    write(tmp_path, "leave.md", "", "forty")

    assert publish(library, file)["leave.md"].status is Status.ADDED
    assert answers(library, date(2020, 1, 1)) == days("forty")


def test_a_date_gone_back_is_told(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path, "leave.md", "2026-01-01", "thirty")
    publish(library, file)
    write(tmp_path, "leave.md", "2025-01-01", "forty")

    warnings = publish(library, file)["leave.md"].warnings

    assert warnings == ("What this file held from 2026-01-01 on stays, and takes its place then.",)


def test_what_is_in_force_again_because_its_repeal_went_is_told(
    library: Library, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    write(shelf, "leave-2024.md", "2024-01-01", "twenty")
    newest = write(shelf, "leave-2026.md", "2026-01-01", "thirty")
    publish(library, shelf)
    newest.unlink()

    assert publish(library, shelf)["leave-2024.md"].warnings == ()
    warning = publish(library, shelf, mirror=True)["leave-2024.md"].warnings[0]

    assert warning.startswith("It held until 2025-12-31; now it has no end")


def test_a_review_sees_that_readers_changed(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path, "leave.md", "2026-01-01", "thirty", "groups: [hr]\n")
    publish(library, file)
    write(tmp_path, "leave.md", "2026-01-01", "thirty")
    opened = (HeaderChange("groups", "hr", ""),)

    report = library.add([file])

    assert report.documents[0].header == opened
    (difference,) = library.diff(library.live(), report.revision or 0)
    assert (difference.status, difference.header) == (Status.CHANGED, opened)
    assert difference.clauses == Comparison()


def test_a_review_sees_which_dates_hold_then(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path, "leave.md", "2024-01-01", "twenty", "version: first\n")
    publish(library, file)
    write(tmp_path, "leave.md", "2026-01-01", "thirty", "version: second\n")
    draft = library.add([file]).revision or 0

    first, second = library.diff(library.live(), draft)

    assert (first.version, first.status) == ("first", Status.CHANGED)
    assert (first.effective_from, second.effective_from) == (date(2024, 1, 1), date(2026, 1, 1))
    assert first.header == (HeaderChange("effective_to", "", "2025-12-31"),)
    assert (second.version, second.status) == ("second", Status.CHANGED)
    assert second.header == (
        HeaderChange("effective_from", "2024-01-01", "2026-01-01"),
        HeaderChange("version", "first", "second"),
    )
    (added, also) = library.diff(None, draft)
    assert {added.status, also.status} == {Status.ADDED}
    assert HeaderChange("effective_to", "", "2025-12-31") in added.header


def test_a_review_sees_what_comes_back_into_force(library: Library, tmp_path: Path) -> None:
    old = write(tmp_path, "leave.md", "2024-01-01", "twenty")
    new = tmp_path / "absence.md"
    new.write_text("---\neffective_from: 2026-01-01\nsupersedes: leave\n---\n\n# A\n\nText.\n")
    publish(library, old, new)

    _, leave = library.diff(library.live(), library.remove("absence.md"))

    assert leave.header == (HeaderChange("effective_to", "2025-12-31", ""),)
