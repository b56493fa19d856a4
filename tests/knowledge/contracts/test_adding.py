from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import UnknownDocument
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.report import AddReport, Status
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder
from tests.knowledge.contracts.conftest import GIFTS, Open


def statuses(report: AddReport) -> dict[str, str]:
    return {document.path: document.status.value for document in report.documents}


def found(library: Library, text: str, calendar: Calendar) -> list[str]:
    result = library.search([(text, 1.0)], Viewer(), calendar(), 3)
    return [passage.clause.text for passage in result.passages]


def test_what_was_added_and_published_is_found_with_its_version(
    library: Library, shelf: Path, calendar: Calendar
) -> None:
    report = library.add([shelf], publish=True)

    assert report.published
    assert report.revision == library.live()
    assert statuses(report) == {"gifts.md": "added", "records.md": "added"}
    result = library.search([("gifts from contractors", 1.0)], Viewer(), calendar(), 1)
    passage = result.passages[0]
    assert passage.clause.number == "1.1"
    assert passage.version.path == "gifts.md"
    assert passage.version.header.title == "Gifts"
    assert library.original(passage.version.digest) == GIFTS.encode()


def test_a_draft_is_searched_by_its_number_and_not_before_it_is_published(
    library: Library, shelf: Path, calendar: Calendar
) -> None:
    report = library.add([shelf])

    assert library.live() is None
    assert found(library, "gifts", calendar) == []
    draft = library.search([("gifts", 1.0)], Viewer(), calendar(), 1, report.revision)
    assert draft.passages[0].clause.number in {"1.1", "1.2"}


def test_adding_an_unchanged_folder_again_does_nothing(
    library: Library, shelf: Path, embedder: WordEmbedder
) -> None:
    library.add([shelf], publish=True)
    live, texts = library.live(), len(embedder.embedded)

    again = library.add([shelf], publish=True)

    assert again.revision is None
    assert set(statuses(again).values()) == {"unchanged"}
    assert library.live() == live
    assert len(library.revisions()) == 1
    assert len(embedder.embedded) == texts


def test_changing_one_clause_embeds_one_clause(
    library: Library, shelf: Path, embedder: WordEmbedder, calendar: Calendar
) -> None:
    library.add([shelf], publish=True)
    embedder.embedded.clear()
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", "thirty"))

    report = library.add([shelf], publish=True)

    changed = next(d for d in report.documents if d.status is Status.CHANGED)
    assert (changed.changed, changed.added, changed.removed) == (1, 0, 0)
    assert changed.embedded == 1
    assert all("thirty" in text for text in embedder.embedded)
    assert "A gift worth less than thirty dollars may be accepted." in found(
        library, "gift worth dollars", calendar
    )


def test_a_document_that_fails_stops_no_other_one(library: Library, shelf: Path) -> None:
    (shelf / "empty.md").write_bytes(b"")
    (shelf / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (shelf / "header.md").write_text("---\neffective_from: 2026-13-45\n---\n\n# A\n\nText.\n")

    report = library.add([shelf, shelf / "gone.md"], publish=True)

    assert report.published
    assert len(library.documents()) == 2
    failed = {document.path: document.error for document in report.failed}
    assert set(failed) == {"empty.md", "picture.pdf", "header.md", str(shelf / "gone.md")}
    assert all(error and error.reason and error.remedy for error in failed.values())


def test_a_fault_beside_a_document_is_found_there(library: Library, shelf: Path) -> None:
    (shelf / "gifts.md.yaml").write_text("title: [unclosed")

    error = library.add([shelf]).failed[0].error

    assert error is not None
    assert error.place.startswith("gifts.md.yaml")


def test_a_failed_document_keeps_the_version_that_was_there(
    library: Library, shelf: Path, calendar: Calendar
) -> None:
    library.add([shelf], publish=True)
    (shelf / "gifts.md").write_bytes(b"")

    report = library.add([shelf], publish=True, mirror=True)

    assert statuses(report)["gifts.md"] == "failed"
    assert found(library, "gifts from contractors", calendar)


def test_nothing_but_failures_makes_no_revision(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")

    report = library.add([tmp_path / "empty.txt"], publish=True)

    assert (report.revision, report.published) == (None, False)
    assert library.revisions() == ()


def test_vanished_files_are_reported_and_retired_only_by_mirror(
    library: Library, shelf: Path
) -> None:
    library.add([shelf], publish=True)
    (shelf / "records.md").unlink()

    kept = library.add([shelf], publish=True)
    assert statuses(kept)["records.md"] == "vanished"
    assert len(library.documents()) == 2

    retired = library.add([shelf], publish=True, mirror=True)
    assert statuses(retired)["records.md"] == "retired"
    assert [listing.document for listing in library.documents()] == ["gifts.md"]


def test_mirroring_retires_nothing_that_could_not_be_looked_at(
    library: Library, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shelf / "sub" / "deep").mkdir(parents=True)
    (shelf / "sub" / "deep" / "uniforms.md").write_text("# Uniforms\n\nUniforms are worn.\n")
    library.add([shelf], publish=True)
    (shelf / "records.md").rename(tmp_path / "records.md")
    (shelf / "records.md").symlink_to(tmp_path / "records.md")
    listed = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        # The tests may run as root, whom no folder refuses.
        if folder.name == "sub":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    report = library.add([shelf], publish=True, mirror=True)

    assert statuses(report) == {"gifts.md": "unchanged", "records.md": "failed", "sub": "failed"}
    assert len(library.documents()) == 3


def test_mirroring_an_empty_folder_retires_nothing(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    for file in shelf.iterdir():
        file.unlink()

    report = library.add([shelf], publish=True, mirror=True)

    assert set(statuses(report).values()) == {"vanished"}
    assert len(library.documents()) == 2


def test_mirroring_one_folder_leaves_the_other_alone(
    library: Library, shelf: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "uniforms.md").write_text("# Uniforms\n\nUniforms are worn on duty.\n")
    library.add([shelf, other], publish=True)
    (shelf / "records.md").unlink()

    library.add([shelf], publish=True, mirror=True)

    assert {listing.document for listing in library.documents()} == {"gifts.md", "uniforms.md"}


def test_a_folder_that_moved_is_still_the_same_folder(
    library: Library, shelf: Path, tmp_path: Path
) -> None:
    (shelf / "uniforms.md").write_text("# Uniforms\n\nUniforms are worn on duty.\n")
    library.add([shelf], publish=True)
    export = tmp_path / "export"
    shutil.copytree(shelf, export)
    (export / "records.md").unlink()

    report = library.add([export], publish=True, mirror=True)

    assert statuses(report) == {
        "gifts.md": "unchanged",
        "uniforms.md": "unchanged",
        "records.md": "retired",
    }


def test_two_folders_may_have_files_of_the_same_name(library: Library, tmp_path: Path) -> None:
    for name in ("east", "west"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "leave.md").write_text(f"# Leave\n\nLeave is granted in the {name}.\n")

    both = [tmp_path / "east", tmp_path / "west"]
    library.add(both, publish=True)

    documents = {listing.document: listing.path for listing in library.documents()}
    assert documents == {"leave.md": "leave.md", "west/leave.md": "leave.md"}
    assert library.add(both, publish=True).revision is None
    assert library.add([tmp_path / "west"], publish=True).revision is None
    assert library.add([tmp_path / "east"], publish=True).revision is None


def test_two_files_that_claim_to_be_the_same_document_are_told_apart(
    library: Library, tmp_path: Path
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"---\nid: leave\n---\n\n# Leave\n\nText of {name}.\n")

    report = library.add([tmp_path / "a.md", tmp_path / "b.md"], publish=True)

    assert statuses(report) == {"a.md": "added", "b.md": "failed"}
    assert "same id" in str(report.failed[0].error)


def test_two_folders_whose_files_claim_to_be_the_same_document_are_told_apart(
    library: Library, tmp_path: Path
) -> None:
    for name in ("east", "west"):
        (tmp_path / name).mkdir()
        text = f"---\nid: leave\n---\n\n# Leave\n\nLeave is granted in the {name}.\n"
        (tmp_path / name / "leave.md").write_text(text)

    report = library.add([tmp_path / "east", tmp_path / "west"], publish=True)

    assert [d.status for d in report.documents] == [Status.ADDED, Status.FAILED]
    assert str(tmp_path / "east" / "leave.md") in str(report.failed[0].error)
    assert "east" in library.show("leave").clauses[0].text


def test_one_file_of_a_folder_on_file_is_the_same_document(library: Library, shelf: Path) -> None:
    (shelf / "hr").mkdir()
    (shelf / "gifts.md").rename(shelf / "hr" / "gifts.md")
    library.add([shelf], publish=True)
    (shelf / "hr" / "gifts.md").write_text(GIFTS.replace("twenty", "thirty"))
    (shelf / "hr" / "new.md").write_text("# New\n\nSomething new.\n")

    assert statuses(library.check([shelf / "hr" / "gifts.md"])) == {"hr/gifts.md": "changed"}
    report = library.add([shelf / "hr"], publish=True)

    assert statuses(report) == {"hr/gifts.md": "changed", "new.md": "added"}


def test_a_file_renamed_keeps_its_document_where_the_header_gives_an_id(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    text = "---\nid: leave\n---\n\n# Leave\n\nLeave is granted.\n"
    (folder / "old.md").write_text(text)
    library.add([folder], publish=True)
    (folder / "old.md").rename(folder / "new.md")

    report = library.add([folder], publish=True)

    assert statuses(report) == {"new.md": "changed"}
    assert [(d.document, d.path) for d in library.documents()] == [("leave", "new.md")]


def test_checking_reads_and_compares_and_stores_nothing(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    (shelf / "gifts.md").write_text(GIFTS + "\n1.3 Flowers are gifts.\n")
    (shelf / "new.md").write_text("# New\n\nSomething new.\n")

    report = library.check([shelf])

    assert (report.revision, report.published) == (None, False)
    by_path = {document.path: document for document in report.documents}
    assert by_path["gifts.md"].status is Status.CHANGED
    assert by_path["gifts.md"].added == 1
    assert by_path["new.md"].status is Status.ADDED
    assert len(library.revisions()) == 1


def test_a_removed_document_is_gone_from_the_draft_only(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)

    draft = library.remove("records.md")

    assert len(library.documents()) == 2
    assert [listing.document for listing in library.documents(draft)] == ["gifts.md"]
    with pytest.raises(UnknownDocument, match=r"Did you mean gifts\.md"):
        library.remove("gift.md")


def test_progress_tells_what_goes_on(library: Library, shelf: Path) -> None:
    seen: dict[str, tuple[int, int]] = {}
    library.add([shelf], progress=lambda phase, done, total: seen.update({phase: (done, total)}))

    assert seen["reading"] == (2, 2)
    assert seen["indexing"] == (1, 1)
    done, total = seen["embedding"]
    assert done == total > 0


def test_another_process_sees_what_was_published(
    open_library: Open, shelf: Path, calendar: Calendar
) -> None:
    reader, writer = open_library(), open_library()
    writer.add([shelf], publish=True)

    assert found(reader, "gifts from contractors", calendar)
