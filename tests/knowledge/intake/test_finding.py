from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.intake.finding import find
from knowledge.report import Status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "folder"
    (root / "sub" / "deep").mkdir(parents=True)
    (root / "a.md").write_text("A")
    (root / "sub" / "deep" / "B.DOCX").write_text("B")
    return root


def paths(*given: Path) -> list[str]:
    return [found.path for found in find(given)[0]]


def others(*given: Path) -> dict[str, tuple[Status, str]]:
    reports = [unread.report for unread in find(given)[1]]
    return {o.path: (o.status, o.error.reason if o.error else "") for o in reports}


def test_folders_are_searched_to_the_bottom_and_paths_are_relative(folder: Path) -> None:
    assert paths(folder) == ["a.md", "sub/deep/B.DOCX"]
    assert paths(folder / "sub") == ["deep/B.DOCX"]
    assert paths(folder / "sub" / "deep" / "B.DOCX") == ["B.DOCX"]


def test_what_isnt_read_is_told_with_the_folder_it_lies_in(folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"")
    given = [folder, folder / "photo.png", folder / "gone.md"]
    assert [unread.root for unread in find(given)[1]] == [str(folder), str(folder), ""]


def test_a_file_given_twice_is_found_once(folder: Path) -> None:
    assert paths(folder, folder / "a.md", folder / "sub") == ["a.md", "sub/deep/B.DOCX"]


def test_hidden_files_and_office_locks_are_passed_over(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "c.md").write_text("C")
    (folder / ".hidden.md").write_text("C")
    (folder / "~$B.docx").write_text("C")
    assert paths(folder) == ["a.md", "sub/deep/B.DOCX"]
    assert others(folder) == {}


def test_a_sidecar_is_no_document_and_a_stray_one_is_named(folder: Path) -> None:
    (folder / "a.md.yaml").write_text("title: A")
    (folder / "stray.yaml").write_text("title: A")
    assert paths(folder) == ["a.md", "sub/deep/B.DOCX"]
    assert set(others(folder)) == {"stray.yaml"}
    error = find([folder])[1][0].report.error
    assert error is not None
    assert "like policy.md.yaml" in error.remedy


def test_a_header_under_a_wrong_name_is_told_by_its_document_alone(folder: Path) -> None:
    (folder / "a.md.yml").write_text("title: A")
    (folder / "build.yml").write_text("title: A")
    (folder / "photo.png.yml").write_text("title: A")
    assert set(others(folder)) == {"build.yml", "photo.png.yml"}


def test_files_of_other_kinds_are_named_and_fail_only_when_asked_for(folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"")
    assert others(folder)["photo.png"][0] is Status.SKIPPED
    assert others(folder / "photo.png")["photo.png"][0] is Status.FAILED


def test_links_out_of_the_folder_are_refused_by_name(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("S")
    (folder / "file.md").symlink_to(tmp_path / "outside" / "secret.md")
    (folder / "sub" / "folder").symlink_to(tmp_path / "outside")
    assert paths(folder) == ["a.md", "sub/deep/B.DOCX"]
    refused = others(folder)
    assert set(refused) == {"file.md", "sub/folder"}
    assert all(s is Status.FAILED and "out of the folder" in r for s, r in refused.values())


def test_links_within_the_folder_make_no_second_document_and_no_circle(folder: Path) -> None:
    (folder / "again.md").symlink_to(folder / "a.md")
    (folder / "sub" / "up").symlink_to(folder)
    assert paths(folder) == ["a.md", "sub/deep/B.DOCX"]
    assert {status for status, _ in others(folder).values()} == {Status.SKIPPED}


def test_a_link_to_nowhere_and_one_to_itself_are_named(folder: Path) -> None:
    (folder / "nowhere.md").symlink_to(folder / "gone.md")
    (folder / "itself.md").symlink_to(folder / "itself.md")
    assert {status for status, _ in others(folder).values()} == {Status.FAILED}
    assert set(others(folder)) == {"nowhere.md", "itself.md"}


def test_a_path_that_isnt_there_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert others(gone) == {str(gone): (Status.FAILED, "there is no such file or folder")}
    assert others(Path("a\0b"))["a\0b"][0] is Status.FAILED


def test_what_is_neither_file_nor_folder_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    assert others(folder)["pipe.md"][0] is Status.FAILED


def test_a_name_that_isnt_utf8_is_named_readably(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.md")).write_text("C")
    assert others(folder) == {r"caf\udce9.md": (Status.FAILED, "its name has broken characters")}


def test_a_name_from_a_mac_is_the_same_path(folder: Path) -> None:
    (folder / "cafe\u0301.md").write_text("C")
    assert "caf\u00e9.md" in paths(folder)
