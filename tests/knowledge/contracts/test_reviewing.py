from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.clause_changes import What
from knowledge.errors import UnknownRevision
from knowledge.library import Library
from knowledge.model import RevisionState
from knowledge.report import Status
from knowledge.reviewing import Reviewing
from tests.knowledge.contracts.conftest import GIFTS


def draft(library: Library, shelf: Path, amount: str) -> int:
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", amount))
    made = library.add([shelf], who="ada", note=amount).revision
    assert made is not None
    return made


def test_a_draft_tells_what_it_changes_of_its_parent(library: Library, shelf: Path) -> None:
    live = library.add([shelf], publish=True).revision
    (shelf / "leave.md").write_text("# Leave\n\n3.1 Leave is asked for in writing.\n")
    waiting = draft(library, shelf, "thirty")
    reviewing = Reviewing(library.database)

    gifts, leave = reviewing.changes(live, waiting)
    assert (gifts.status, gifts.version.header.title) == (Status.CHANGED, "Gifts")
    assert (leave.status, leave.before) == (Status.ADDED, None)
    assert [(one.what, one.after.number) for one in reviewing.clauses(gifts) if one.after] == [
        (What.CHANGED, "1.2")
    ]
    assert [one.what for one in reviewing.clauses(leave)] == [What.ADDED]


def test_what_was_taken_out_is_told_with_all_its_clauses(library: Library, shelf: Path) -> None:
    live = library.add([shelf], publish=True).revision
    (change,) = Reviewing(library.database).changes(live, library.remove("gifts.md"))
    assert (change.status, change.after, change.header) == (Status.RETIRED, None, ())
    assert {one.what for one in Reviewing(library.database).clauses(change)} == {What.REMOVED}


def test_a_version_that_another_one_ends_changed_its_dates_and_no_word(
    library: Library, shelf: Path
) -> None:
    (shelf / "rules.md").write_text("---\nid: rules\n---\n# Rules\n\n1.1 Keep calm.\n")
    live = library.add([shelf], publish=True).revision
    (shelf / "next.md").write_text(
        "---\nid: rules\neffective_from: 2999-01-01\n---\n# Rules\n\n1.1 Keep very calm.\n"
    )
    waiting = library.add([shelf]).revision
    assert waiting is not None
    reviewing = Reviewing(library.database)
    changes = reviewing.changes(live, waiting)
    ended = next(one for one in changes if one.same_text)
    assert [one.key for one in ended.header] == ["effective_to"]
    assert reviewing.clauses(ended) == ()


def test_drafts_are_told_newest_first_with_who_made_them(library: Library, shelf: Path) -> None:
    first, second = draft(library, shelf, "thirty"), draft(library, shelf, "forty")
    found = Reviewing(library.database).drafts()
    assert [(one.id, one.who, one.note) for one in found] == [
        (second, "ada", "forty"),
        (first, "ada", "thirty"),
    ]
    assert {one.state for one in found} == {RevisionState.DRAFT}
    with pytest.raises(UnknownRevision):
        Reviewing(library.database).made(99)


def test_of_two_drafts_of_one_document_the_second_clashes(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    first, second = draft(library, shelf, "thirty"), draft(library, shelf, "forty")
    reviewing = Reviewing(library.database)
    assert reviewing.clashes(second) == ()
    library.publish(first)
    assert reviewing.clashes(second) == ("gifts.md",)


def test_what_was_live_is_told_newest_first(library: Library, shelf: Path) -> None:
    first, second = draft(library, shelf, "thirty"), draft(library, shelf, "forty")
    library.publish(first, who="ada", note="Thirty it is.")
    against = ["case 7 fails"]
    rebased = library.publish(
        library.add([shelf]).revision or second, [lambda _: against], who="bo", override="It's law."
    )
    library.rollback(who="cy", note="Not yet.")
    reviewing = Reviewing(library.database)

    back, published, begun = reviewing.publications()
    assert (back.revision, back.before, back.who, back.note) == (first, rebased, "cy", "Not yet.")
    assert (back.again, published.again, begun.again) == (True, False, False)
    assert published.override is not None
    assert list(published.override.objections) == against
    assert (back.override, begun.override, begun.before) == (None, None, None)
    assert reviewing.publications(before=published.id) == (begun,)
    assert reviewing.publications(most=1) == (back,)
