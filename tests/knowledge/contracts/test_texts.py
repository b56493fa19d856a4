from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalog import texts
from knowledge.catalog.texts import Texts
from knowledge.library import Library
from knowledge.model import Clause


def add(library: Library, folder: Path, name: str, count: int) -> tuple[str, tuple[Clause, ...]]:
    """Publish a document of so many clauses; return its version's id and the clauses."""
    rules = "\n\n".join(f"{n}. Rule {n} of {name} holds.\n" for n in range(1, count + 1))
    (folder / f"{name}.md").write_text(f"# {name}\n\n{rules}", encoding="utf-8")
    library.add([folder / f"{name}.md"], publish=True)
    shown = library.show(f"{name}.md")
    return shown.version.id, shown.clauses


def test_a_version_comes_whole_and_in_reading_order(library: Library, tmp_path: Path) -> None:
    version, clauses = add(library, tmp_path, "leave", 12)
    read = Texts(library.database)
    assert read.of(version) == clauses
    assert [c.ordinal for c in clauses] == sorted(c.ordinal for c in clauses)
    assert read.of(version) is read.of(version)


def test_a_version_that_is_not_on_file_has_no_clauses(library: Library) -> None:
    assert Texts(library.database).of("nobody") == ()


def test_what_was_asked_for_last_is_kept(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [add(library, tmp_path, name, 3) for name in ("one", "two", "three")]
    monkeypatch.setattr(texts, "_KEPT", sum(len(clauses) for _, clauses in held[:2]))
    read = Texts(library.database)
    first, second = read.of(held[0][0]), read.of(held[1][0])
    assert read.of(held[0][0]) is first
    read.of(held[2][0])
    assert read.of(held[0][0]) is first
    assert read.of(held[1][0]) is not second
    assert read.of(held[1][0]) == second
