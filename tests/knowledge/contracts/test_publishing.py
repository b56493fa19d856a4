from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.errors import PublishRefused, UnknownRevision
from knowledge.library import Library
from knowledge.model import RevisionState, Viewer
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder
from tests.knowledge.contracts.conftest import GIFTS, Open

QUERY = [("gift worth dollars", 1.0)]


class AnotherModel(WordEmbedder):
    digest = "another"


def limit(library: Library, calendar: Calendar, revision: int | None = None) -> str:
    passages = library.search(QUERY, Viewer(), calendar(), 5, revision).passages
    text = next(p.clause.text for p in passages if "worth" in p.clause.text)
    return text.removeprefix("A gift worth less than ").partition(" ")[0]


def draft(library: Library, shelf: Path, amount: str) -> int:
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", amount))
    revision = library.add([shelf], note=amount).revision
    assert revision is not None
    return revision


def test_revisions_go_from_draft_to_live_to_retired(library: Library, shelf: Path) -> None:
    first = library.add([shelf], who="ada", note="first").revision
    assert first is not None
    assert [r.state for r in library.revisions()] == [RevisionState.DRAFT]

    library.publish(first)
    second = draft(library, shelf, "thirty")
    library.publish(second)

    newest, oldest = library.revisions()
    assert (newest.id, newest.state, newest.parent) == (second, RevisionState.LIVE, first)
    assert (oldest.state, oldest.who, oldest.note) == (RevisionState.RETIRED, "ada", "first")
    assert (newest.documents, newest.clauses) == (2, 4)


def test_a_check_that_objects_keeps_the_draft_a_draft(library: Library, shelf: Path) -> None:
    seen: list[int] = []

    def objecting(revision: int) -> list[str]:
        seen.append(revision)
        return ["2 of 3 cases fail"]

    with pytest.raises(PublishRefused, match="2 of 3 cases fail"):
        library.add([shelf], publish=True, checks=[lambda _: (), objecting])

    assert library.live() is None
    assert [(r.id, r.state) for r in library.revisions()] == [(seen[0], RevisionState.DRAFT)]
    library.publish(seen[0])
    assert library.live() == seen[0]


def test_a_check_may_search_the_draft(library: Library, shelf: Path, calendar: Calendar) -> None:
    limits: list[str] = []

    def check(revision: int) -> list[str]:
        limits.append(limit(library, calendar, revision))
        return []

    library.add([shelf], publish=True, checks=[check])
    assert limits == ["twenty"]


def test_rolling_back_is_the_same_flip(library: Library, shelf: Path, calendar: Calendar) -> None:
    first = library.add([shelf], publish=True).revision
    library.publish(draft(library, shelf, "thirty"))
    library.publish(draft(library, shelf, "forty"))

    library.rollback()
    assert limit(library, calendar) == "thirty"
    library.rollback()
    assert (library.live(), limit(library, calendar)) == (first, "twenty")
    with pytest.raises(PublishRefused, match="no earlier revision"):
        library.rollback()

    library.rollback(3)
    assert limit(library, calendar) == "forty"


def test_only_what_was_live_can_be_rolled_back_to(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    waiting = draft(library, shelf, "thirty")

    with pytest.raises(PublishRefused, match="never was live"):
        library.rollback(waiting)
    with pytest.raises(UnknownRevision, match="no revision 99"):
        library.rollback(99)
    with pytest.raises(UnknownRevision):
        library.publish(99)
    with pytest.raises(PublishRefused, match="not a draft"):
        library.publish(1)


def test_a_draft_that_was_overtaken_is_made_anew_upon_the_live_revision(
    library: Library, shelf: Path, calendar: Calendar
) -> None:
    library.add([shelf], publish=True)
    waiting = draft(library, shelf, "thirty")
    (shelf / "new.md").write_text("# Uniforms\n\nUniforms are worn on duty.\n")
    library.add([shelf / "new.md"], publish=True)

    published = library.publish(waiting)

    assert published == library.live() != waiting
    assert limit(library, calendar) == "thirty"
    assert {d.document for d in library.documents()} == {"gifts.md", "records.md", "new.md"}
    assert waiting not in {revision.id for revision in library.revisions()}


def test_a_draft_that_contradicts_the_live_revision_is_refused_and_kept(
    library: Library, shelf: Path, calendar: Calendar
) -> None:
    library.add([shelf], publish=True)
    waiting = draft(library, shelf, "thirty")
    library.publish(draft(library, shelf, "forty"))

    with pytest.raises(PublishRefused, match=r"gifts\.md"):
        library.publish(waiting)

    assert limit(library, calendar) == "forty"
    assert limit(library, calendar, waiting) == "thirty"


def test_two_publishers_at_once_lose_nobodys_work(
    open_library: Open, tmp_path: Path, url: str, calendar: Calendar
) -> None:
    start = threading.Barrier(4, timeout=60)

    def publish(number: int) -> None:
        folder = tmp_path / f"folder{number}"
        folder.mkdir()
        (folder / f"policy{number}.md").write_text(f"# Policy {number}\n\nRule {number}.\n")
        # On PostgreSQL each is a host with a folder of its own.
        library = open_library(tmp_path / (f"host{number}" if url else "data"))
        start.wait()
        assert library.add([folder], publish=True).published

    with ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(publish, number) for number in range(4)]:
            future.result()

    library = open_library()
    assert {d.document for d in library.documents()} == {f"policy{n}.md" for n in range(4)}
    assert len(library.search([("rule", 1.0)], Viewer(), calendar(), 9).passages) == 4
    assert sum(r.state is RevisionState.LIVE for r in library.revisions()) == 1


def test_two_publishers_of_one_draft_each_hear_what_happened(
    open_library: Open, shelf: Path
) -> None:
    waiting = open_library().add([shelf]).revision
    assert waiting is not None
    start = threading.Barrier(2, timeout=60)

    def publish(_: int) -> str:
        library = open_library()
        start.wait()
        try:
            return str(library.publish(waiting))
        except PublishRefused as refused:
            return str(refused)

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(publish, range(2)))

    assert str(waiting) in outcomes
    assert open_library().live() == waiting


def test_a_difference_names_what_came_changed_moved_and_went(library: Library, shelf: Path) -> None:
    first = library.add([shelf], publish=True).revision
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", "thirty") + "\n1.3 Flowers, too.\n")
    (shelf / "records.md").unlink()
    (shelf / "new.md").write_text("# New\n\nSomething new.\n")
    second = library.add([shelf], publish=True, mirror=True).revision
    assert second is not None

    differences = {d.document: d for d in library.diff(first, second)}

    assert {name: d.status.value for name, d in differences.items()} == {
        "gifts.md": "changed",
        "records.md": "retired",
        "new.md": "added",
    }
    gifts = differences["gifts.md"].clauses
    assert [clause.number for clause in gifts.added] == ["1.3"]
    assert [(old.number, new.number) for old, new in gifts.changed] == [("1.2", "1.2")]
    assert len(differences["records.md"].clauses.removed) == 2


def test_a_lost_index_folder_is_built_again_without_embedding(
    library: Library, shelf: Path, calendar: Calendar, embedder: WordEmbedder
) -> None:
    library.add([shelf], publish=True)
    live = library.live()
    assert live is not None
    shutil.rmtree(library.folder(live))
    embedder.embedded.clear()

    assert limit(library, calendar) == "twenty"
    assert embedder.embedded == [QUERY[0][0]]


def test_a_damaged_index_is_built_again(
    open_library: Open, shelf: Path, calendar: Calendar
) -> None:
    library = open_library()
    library.add([shelf], publish=True)
    live = library.live()
    assert live is not None
    (library.folder(live) / "contents.json").write_text("{")

    assert limit(open_library(), calendar) == "twenty"


def test_an_older_revision_can_be_asked_after_its_index_was_swept_out(
    library: Library, shelf: Path, calendar: Calendar
) -> None:
    library.add([shelf], publish=True)
    first = library.live()
    assert first is not None
    folder = library.folder(first)
    for amount in ("thirty", "forty", "fifty"):
        library.publish(draft(library, shelf, amount))

    assert not folder.exists()
    assert limit(library, calendar, first) == "twenty"
    assert limit(library, calendar) == "fifty"


def test_only_the_newest_drafts_keep_their_index_and_any_can_be_published(
    open_library: Open, shelf: Path, tmp_path: Path, calendar: Calendar
) -> None:
    library = open_library()
    live = library.add([shelf], publish=True).revision
    drafts = [draft(library, shelf, str(amount)) for amount in range(30, 35)]

    again = open_library()

    folders = (path.name for path in (tmp_path / "data" / "indexes").iterdir() if path.is_dir())
    assert {int(name.partition("-")[0]) for name in folders} == {live, *drafts[-3:]}
    assert limit(again, calendar, drafts[0]) == "30"
    assert again.publish(drafts[1]) == drafts[1]
    assert limit(again, calendar) == "31"


def test_another_model_gets_an_index_of_its_own_before_it_is_asked(
    library: Library, shelf: Path, tmp_path: Path, url: str, calendar: Calendar
) -> None:
    library.add([shelf], publish=True)
    live = library.live()
    assert live is not None
    other, seen = AnotherModel(), set[str]()
    with Library.open(
        tmp_path / "data", database_url=url, embedder=other, today=calendar
    ) as second:
        second.prepare(lambda phase, _done, _total: seen.add(phase))
        assert seen == {"embedding", "indexing"}
        assert len(other.embedded) == len(set(other.embedded))
        embedded = len(other.embedded)
        assert limit(second, calendar) == "twenty"
        assert len(other.embedded) == embedded + 1
        assert second.folder(live) != library.folder(live)

    assert limit(library, calendar) == "twenty"


def test_preparing_builds_what_is_damaged_and_else_does_nothing(
    open_library: Open, shelf: Path, calendar: Calendar, embedder: WordEmbedder
) -> None:
    library, seen = open_library(), list[str]()
    library.prepare(lambda phase, _done, _total: seen.append(phase))
    library.add([shelf], publish=True)
    library.prepare(lambda phase, _done, _total: seen.append(phase))
    assert seen == []

    live = library.live()
    assert live is not None
    (library.folder(live) / "contents.json").write_text("{")
    embedder.embedded.clear()
    again = open_library()
    again.prepare(lambda phase, _done, _total: seen.append(phase))
    assert seen == ["indexing", "indexing"]
    assert embedder.embedded == []
    assert limit(again, calendar) == "twenty"


def test_a_revision_asked_for_before_it_existed_is_found_once_it_does(
    library: Library, shelf: Path, calendar: Calendar
) -> None:
    with pytest.raises(UnknownRevision):
        library.search(QUERY, Viewer(), calendar(), 5, revision=1)
    library.add([shelf], publish=True)
    assert limit(library, calendar, 1) == "twenty"


def test_who_publishes_while_checks_run_isnt_overrun(
    open_library: Open, shelf: Path, calendar: Calendar
) -> None:
    library, colleague = open_library(), open_library()
    library.add([shelf], publish=True)
    waiting = draft(library, shelf, "thirty")
    (shelf / "new.md").write_text("# Uniforms\n\nUniforms are worn on duty.\n")
    checked: list[int] = []

    def check(revision: int) -> list[str]:
        if not checked:
            colleague.add([shelf / "new.md"], publish=True)
        checked.append(revision)
        return []

    published = library.publish(waiting, [check])

    assert checked == [waiting, published]
    assert limit(library, calendar) == "thirty"
    assert "new.md" in {document.document for document in library.documents()}


def test_rolling_back_while_a_colleague_publishes_is_refused(
    open_library: Open, shelf: Path
) -> None:
    library, colleague = open_library(), open_library()
    first = library.add([shelf], publish=True).revision
    library.publish(draft(library, shelf, "thirty"))
    waiting = draft(library, shelf, "forty")
    assert first is not None
    shutil.rmtree(library.folder(first))

    def publish_meanwhile(revision: int) -> object:
        colleague.publish(waiting)
        return library.folder(revision)

    publishing = replace(library._publishing, ready=publish_meanwhile)
    with pytest.raises(PublishRefused, match="at the same moment"):
        publishing.rollback()
    assert library.live() == waiting
