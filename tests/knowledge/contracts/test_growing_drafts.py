from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import PublishRefused, UnknownDocument, UnknownRevision
from knowledge.library import Library
from tests.knowledge.contracts.conftest import GIFTS

UNIFORMS = "# Uniforms\n\nUniforms are worn on duty.\n"


def changed(shelf: Path, amount: str = "thirty") -> Path:
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", amount))
    return shelf / "gifts.md"


def new(shelf: Path) -> Path:
    (shelf / "uniforms.md").write_text(UNIFORMS)
    return shelf / "uniforms.md"


def drafts(library: Library) -> list[int]:
    return [revision.id for revision in library.revisions() if revision.state == "draft"]


def held(library: Library, revision: int | None) -> set[str]:
    return {listed.document for listed in library.documents(revision)}


def test_what_is_added_onto_a_draft_holds_its_changes_and_takes_its_place(
    library: Library, shelf: Path
) -> None:
    live = library.add([shelf], publish=True).revision
    first = library.add([changed(shelf)], note="amounts").revision

    second = library.add([new(shelf)], onto=first).revision

    assert second is not None
    assert drafts(library) == [second]
    assert {d.document for d in library.diff(live, second)} == {"gifts.md", "uniforms.md"}
    newest = library.revisions()[0]
    assert (newest.parent, newest.note) == (live, "amounts")
    with pytest.raises(UnknownRevision):
        library.documents(first)


def test_documents_are_compared_with_those_of_the_draft(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    first = library.add([changed(shelf)]).revision

    again = library.add([shelf / "gifts.md"], onto=first)

    assert again.revision == first
    assert [report.status for report in again.documents] == ["unchanged"]
    assert drafts(library) == [first]


def test_a_draft_that_comes_to_nothing_is_gone(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    first = library.add([changed(shelf)]).revision

    (shelf / "gifts.md").write_text(GIFTS)
    undone = library.add([shelf / "gifts.md"], onto=first)

    assert undone.revision is None
    assert drafts(library) == []


def test_removing_onto_a_draft_keeps_what_it_holds(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    first = library.add([new(shelf)]).revision

    second = library.remove("records.md", onto=first)

    assert held(library, second) == {"gifts.md", "uniforms.md"}
    assert drafts(library) == [second]


def test_what_only_the_draft_has_is_removed_from_it_and_else_named(
    library: Library, shelf: Path
) -> None:
    live = library.add([shelf], publish=True).revision
    first = library.add([new(shelf)]).revision

    with pytest.raises(UnknownDocument):
        library.remove("uniforms.md")
    assert library.remove("uniforms.md", onto=first) == live
    assert drafts(library) == []


def test_a_draft_that_was_overtaken_grows_upon_the_live_revision(
    library: Library, shelf: Path
) -> None:
    library.add([shelf], publish=True)
    first = library.add([changed(shelf)]).revision
    live = library.add([new(shelf)], publish=True).revision

    second = library.remove("records.md", onto=first)

    assert library.revisions()[0].parent == live
    assert held(library, second) == {"gifts.md", "uniforms.md"}
    assert {d.document for d in library.diff(live, second)} == {"gifts.md", "records.md"}


def test_a_draft_that_contradicts_the_live_revision_grows_no_more_and_is_kept(
    library: Library, shelf: Path
) -> None:
    library.add([shelf], publish=True)
    first = library.add([changed(shelf, "thirty")]).revision
    library.add([changed(shelf, "forty")], publish=True)

    with pytest.raises(PublishRefused, match=r"gifts\.md"):
        library.add([new(shelf)], onto=first)
    assert drafts(library) == [first]


def test_only_drafts_grow_and_only_drafts_are_discarded(library: Library, shelf: Path) -> None:
    live = library.add([shelf], publish=True).revision
    assert live is not None

    with pytest.raises(PublishRefused, match="not a draft"):
        library.add([new(shelf)], onto=live)
    with pytest.raises(UnknownRevision):
        library.add([new(shelf)], onto=99)
    with pytest.raises(PublishRefused, match="not a draft"):
        library.discard(live)
    with pytest.raises(UnknownRevision):
        library.discard(99)
    assert library.live() == live


def test_a_draft_discarded_is_gone_with_its_index_and_its_documents_stay_on_file(
    library: Library, shelf: Path
) -> None:
    library.add([shelf], publish=True)
    first = library.add([new(shelf)]).revision
    assert first is not None
    folder = library.folder(first)

    library.discard(first)

    assert drafts(library) == []
    assert not folder.exists()
    assert held(library, None) == {"gifts.md", "records.md"}
    again = library.add([shelf / "uniforms.md"])
    assert [report.embedded for report in again.documents] == [0]
