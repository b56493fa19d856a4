from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from knowledge.retrieval.folders import Folders

BORN = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path, lambda: "recipe", lambda _: BORN)


def built(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "contents.json").write_text("[]")
    return folder


def test_the_place_depends_on_recipe_and_birth(tmp_path: Path, folders: Folders) -> None:
    other_model = Folders(tmp_path, lambda: "other", lambda _: BORN)
    other_library = Folders(tmp_path, lambda: "recipe", lambda _: BORN.replace(year=2027))
    assert len({folders.of(1), other_model.of(1), other_library.of(1)}) == 3
    assert folders.of(1) == folders.of(1) != folders.of(2)


def test_sweeping_keeps_what_is_kept_and_nothing_else(folders: Folders, tmp_path: Path) -> None:
    kept, old = built(folders.of(12)), built(folders.of(1))
    built(old.with_name(f"{old.name}.unfinished"))
    built(kept.with_name(f"{kept.name}.unfinished"))
    built(kept.with_name(f"{kept.name}.gone"))
    folders.sweep({12})
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [kept.name]
    assert (kept / "contents.json").exists()


def test_sweeping_leaves_alone_what_is_being_built(folders: Folders) -> None:
    place = folders.of(3)
    unfinished = built(place.with_name(f"{place.name}.unfinished"))
    with FileLock(place.with_name(f"{place.name}.lock")):
        folders.sweep(())
        assert unfinished.exists()
    folders.sweep(())
    assert not unfinished.exists()


def test_sweeping_where_nothing_is_does_nothing(tmp_path: Path) -> None:
    Folders(tmp_path / "nowhere", lambda: "recipe", lambda _: BORN).sweep({1})


def test_a_dropped_index_is_gone(folders: Folders) -> None:
    built(folders.of(1))
    folders.drop(1)
    folders.drop(1)
    assert not folders.of(1).exists()
