from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.terminal.conftest import invoke


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """Return a knowledge base of one's own to change."""
    return Path(shutil.copytree(data, tmp_path / "data"))


@pytest.fixture
def library(documents: Path, tmp_path: Path) -> Path:
    """Return the documents' folder, to be changed."""
    return Path(shutil.copytree(documents, tmp_path / "documents"))


def _json(data: Path, *arguments: str) -> Any:
    result = invoke(data, "knowledge", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_adding_an_unchanged_folder_again_changes_nothing(copy: Path, documents: Path) -> None:
    made = _json(copy, "add", str(documents), "--publish")
    assert made["revision"] is None
    assert {document["status"] for document in made["documents"]} == {"unchanged"}


def test_one_bad_document_is_named_and_the_rest_published(copy: Path, library: Path) -> None:
    (library / "empty.md").write_bytes(b"")
    (library / "new.md").write_text("# Parking\n\n1.1 Guests park in lot B.\n", "utf-8")
    result = invoke(copy, "knowledge", "add", str(library), "--publish", "--json")
    made = json.loads(result.stdout)
    status = {document["path"]: document["status"] for document in made["documents"]}
    assert result.exit_code == 3
    assert made["published"] is True
    assert (status["empty.md"], status["new.md"]) == ("failed", "added")
    failed = next(d for d in made["documents"] if d["status"] == "failed")
    assert failed["error"]["reason"]
    assert failed["error"]["remedy"]


@pytest.mark.parametrize("arguments", [["nowhere"], ["empty.md"], ["."]])
def test_nothing_done_is_exit_code_one(fresh: Path, arguments: list[str]) -> None:
    if arguments == ["empty.md"]:
        (fresh / "empty.md").write_bytes(b"")
    result = invoke(fresh / "data", "knowledge", "add", *arguments, "--publish", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["revision"] is None


def test_a_command_without_a_path_is_usage(fresh: Path) -> None:
    assert invoke(fresh / "data", "knowledge", "add", "--publish").exit_code == 2


def test_a_draft_is_looked_at_published_and_rolled_back(copy: Path, library: Path) -> None:
    social = library / "policies" / "social.md"
    social.write_text(social.read_text("utf-8").replace("three years", "five years"), "utf-8")
    draft = _json(copy, "add", str(library))
    assert draft["published"] is False
    shown = " ".join(invoke(copy, "knowledge", "diff").stdout.split())
    assert (
        "- 5.2: A comment that was hidden under 5.1 is kept as a public record for three years."
        in shown
    )
    assert (
        "+ 5.2: A comment that was hidden under 5.1 is kept as a public record for five years."
        in shown
    )
    assert "five" not in invoke(copy, "knowledge", "show", "social-media").stdout
    assert _json(copy, "publish") == {"revision": 2, "live": True}
    assert "five" in invoke(copy, "knowledge", "show", "policies/social.md").stdout
    assert _json(copy, "rollback", "--note", "a typo") == {"revision": 1, "live": True}
    assert "five" not in invoke(copy, "knowledge", "show", "social-media").stdout
    states = {revision["id"]: revision["state"] for revision in _json(copy, "revisions")}
    assert states == {1: "live", 2: "retired"}


def test_check_says_what_add_would_do_and_keeps_nothing(copy: Path, library: Path) -> None:
    (library / "new.md").write_text("# Parking\n\n1.1 Guests park in lot B.\n", "utf-8")
    checked = _json(copy, "check", str(library))
    assert "added" in {document["status"] for document in checked["documents"]}
    assert len(_json(copy, "revisions")) == 1


def test_check_makes_no_data_folder(fresh: Path, documents: Path) -> None:
    result = invoke(fresh / "data", "knowledge", "check", str(documents))
    assert result.exit_code == 0
    assert "3 added. This was a check; nothing was kept." in result.stdout
    assert not (fresh / "data").exists()


def test_a_review_sees_in_the_terminal_that_a_document_was_opened(
    copy: Path, library: Path
) -> None:
    file = next(file for file in library.rglob("*.md") if "[hr]" in file.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace("groups: [hr]\n", ""), "utf-8")
    assert "read by: hr → everybody" in invoke(copy, "knowledge", "add", str(library)).stdout
    assert "read by: hr → everybody" in invoke(copy, "knowledge", "diff").stdout


def test_a_vanished_document_stays_until_mirrored_or_removed(copy: Path, library: Path) -> None:
    (library / "drones.md").unlink()
    made = _json(copy, "add", str(library), "--publish")
    assert "vanished" in {document["status"] for document in made["documents"]}
    assert "drones" in {document["document"] for document in _json(copy, "list")}
    assert _json(copy, "add", str(library), "--publish", "--mirror")["published"] is True
    assert _json(copy, "remove", "hr-files")["live"] is False
    assert _json(copy, "remove", "hr-files", "--publish")["live"] is True
    assert {document["document"] for document in _json(copy, "list")} == {"social-media"}


def test_the_list_names_documents_dates_and_groups(data: Path) -> None:
    shown = " ".join(invoke(data, "knowledge", "list").stdout.split())
    assert "Social Media Policy policies/social.md · version 3.0 · 7 clauses · from" in shown
    assert "from 2999-01-01 · not in force" in shown
    assert "read by hr" in shown


def test_an_unknown_document_names_the_nearest(data: Path) -> None:
    result = invoke(data, "knowledge", "show", "social-medai")
    assert result.exit_code == 1
    assert "social-media" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_no_draft_and_no_revision_are_told_with_the_remedy(data: Path) -> None:
    for command in (["publish"], ["diff"], ["publish", "99"], ["rollback", "99"]):
        result = invoke(data, "knowledge", *command)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1


def test_a_folder_from_a_newer_version_is_refused_in_one_line(copy: Path) -> None:
    with sqlite3.connect(copy / "catalog.sqlite3") as catalog:
        catalog.execute("UPDATE alembic_version SET version_num = 'catalog_9999'")
    for command in (["knowledge", "list"], ["tickets", "list"], ["ask", "x"]):
        result = invoke(copy, *command)
        assert result.exit_code == 1
        assert "newer version" in result.stderr


def test_a_backup_is_restored_into_a_new_folder_and_answers(data: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "all.zip", tmp_path / "new"
    assert invoke(data, "backup", str(file)).exit_code == 0
    assert invoke(new, "restore", str(file)).exit_code == 0
    asked = ["ask", "--json", "May I post a picture of myself in uniform?"]
    before, after = (json.loads(invoke(folder, *asked).stdout) for folder in (data, new))
    assert (after["text"], after["passages"]) == (before["text"], before["passages"])
    assert invoke(new, "restore", str(file)).exit_code == 1
    assert invoke(data, "backup", str(tmp_path / "nowhere" / "x.zip")).exit_code == 1
