from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import UnknownDocument
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.opening import Opening, Validity
from tests.fakes.calendar import Calendar

EVERYBODY, HR = Viewer(), Viewer(frozenset({"hr"}))
TODAY = Calendar().today

LEAVE = """---
id: leave
effective_from: {since}
{more}---

# Leave

Employees have {days} days of leave.
"""


class Shelf:
    """Adds versions of one document and opens them."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library, self.folder = library, folder
        self.opening = Opening(library.database, library.live)

    def add(self, since: str, days: str, more: str = "", *, publish: bool = True) -> str:
        file = self.folder / "leave.md"
        file.write_text(LEAVE.format(since=since, days=days, more=more))
        report = self.library.add([file], publish=publish)
        return self.library.show("leave", report.revision, date.fromisoformat(since)).version.id

    def validity(self, version: str) -> Validity:
        return self.opening.open(version, TODAY).validity

    def readable(self, version: str, viewer: Viewer = EVERYBODY) -> bool:
        try:
            self.opening.read(version, viewer, TODAY)
        except UnknownDocument:
            return False
        return True


@pytest.fixture
def leave(library: Library, tmp_path: Path) -> Shelf:
    return Shelf(library, tmp_path)


def test_a_version_is_opened_with_its_clauses(leave: Shelf) -> None:
    version = leave.add("2024-01-01", "twenty")
    opened = leave.opening.read(version, EVERYBODY, TODAY)
    assert opened.validity is Validity.IN_FORCE
    assert opened.current == opened.version
    assert [clause.text for clause in opened.clauses] == ["Employees have twenty days of leave."]


def test_an_earlier_version_stays_readable_and_tells_when_it_ended(leave: Shelf) -> None:
    earlier, later = leave.add("2024-01-01", "twenty"), leave.add("2026-01-01", "thirty")
    opened = leave.opening.read(earlier, EVERYBODY, TODAY)
    assert opened.validity is Validity.ENDED
    assert opened.version.header.effective_to == date(2025, 12, 31)
    assert opened.current is not None
    assert opened.current.id == later


def test_what_begins_later_is_not_read_yet(leave: Shelf) -> None:
    now, later = leave.add("2024-01-01", "twenty"), leave.add("2027-01-01", "thirty")
    assert leave.validity(later) is Validity.COMING
    assert not leave.readable(later)
    opened = leave.opening.open(later, TODAY)
    assert opened.current is not None
    assert opened.current.id == now


def test_what_was_corrected_stays_readable_as_it_was(leave: Shelf) -> None:
    wrong, right = leave.add("2024-01-01", "twenty"), leave.add("2024-01-01", "thirty")
    assert leave.validity(wrong) is Validity.REPLACED
    assert leave.readable(wrong)
    assert leave.opening.open(wrong, TODAY).current == leave.opening.open(right, TODAY).version


def test_what_was_corrected_before_it_began_is_never_read(leave: Shelf) -> None:
    leave.add("2024-01-01", "twenty")
    wrong = leave.add("2027-01-01", "thirty")
    leave.add("2027-01-01", "forty")
    assert leave.validity(wrong) is Validity.COMING
    assert not leave.readable(wrong)


def test_a_draft_is_not_read_by_those_it_is_not_published_for(leave: Shelf) -> None:
    leave.add("2024-01-01", "twenty")
    draft = leave.add("2026-01-01", "thirty", publish=False)
    assert leave.validity(draft) is Validity.DRAFT
    assert not leave.readable(draft)


def test_before_anything_was_published_all_is_draft(leave: Shelf) -> None:
    draft = leave.add("2024-01-01", "twenty", publish=False)
    opened = leave.opening.open(draft, TODAY)
    assert (opened.validity, opened.current) == (Validity.DRAFT, None)


def test_what_was_withdrawn_is_not_read_any_more(leave: Shelf) -> None:
    version = leave.add("2024-01-01", "twenty")
    leave.library.publish(leave.library.remove("leave"))
    assert leave.validity(version) is Validity.WITHDRAWN
    assert not leave.readable(version)
    assert leave.opening.open(version, TODAY).current is None
    with pytest.raises(UnknownDocument, match="withdrawn"):
        leave.opening.read(version, EVERYBODY, TODAY)


def test_whom_it_was_closed_to_is_not_told_that_it_was_withdrawn(leave: Shelf) -> None:
    version = leave.add("2024-01-01", "twenty", "groups: [hr]\n")
    leave.library.publish(leave.library.remove("leave"))
    with pytest.raises(UnknownDocument, match="no such document"):
        leave.opening.read(version, EVERYBODY, TODAY)


def test_only_its_groups_read_a_document(leave: Shelf) -> None:
    version = leave.add("2024-01-01", "twenty", "groups: [hr]\n")
    assert not leave.readable(version)
    assert leave.readable(version, HR)


def test_a_document_that_was_closed_is_closed_with_its_earlier_versions(leave: Shelf) -> None:
    earlier = leave.add("2024-01-01", "twenty")
    leave.add("2026-01-01", "thirty", "groups: [hr]\n")
    assert not leave.readable(earlier)
    assert leave.readable(earlier, HR)


def test_a_document_that_was_opened_keeps_its_earlier_versions_closed(leave: Shelf) -> None:
    earlier = leave.add("2024-01-01", "twenty", "groups: [hr]\n")
    later = leave.add("2026-01-01", "thirty")
    assert not leave.readable(earlier)
    assert leave.readable(later)


def test_one_that_may_not_be_read_looks_like_one_that_does_not_exist(leave: Shelf) -> None:
    hidden = leave.add("2024-01-01", "twenty", "groups: [hr]\n")
    faults = []
    for version in (hidden, "no such version"):
        with pytest.raises(UnknownDocument) as caught:
            leave.opening.read(version, EVERYBODY, TODAY)
        faults.append(str(caught.value))
    assert faults[0] == faults[1]
