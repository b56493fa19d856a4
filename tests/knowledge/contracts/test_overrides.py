from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.errors import PublishRefused
from knowledge.library import Library
from knowledge.model import RevisionState
from tests.knowledge.contracts.conftest import GIFTS, Open

SAID = ("citation_precision is 0.81, below 0.90", "held-017 fails")


def objecting(_revision: int) -> tuple[str, ...]:
    return SAID


def draft(library: Library, shelf: Path, amount: str) -> int:
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", amount))
    made = library.add([shelf]).revision
    assert made is not None
    return made


def test_who_publishes_against_objections_is_on_record_with_the_reason(
    open_library: Open, shelf: Path
) -> None:
    library, before = open_library(), datetime.now(UTC)
    waiting = draft(library, shelf, "thirty")

    library.publish(waiting, [objecting], who="ada", override=" The hurricane can't wait. ")

    (revision,) = open_library().revisions()
    assert revision.state is RevisionState.LIVE
    assert revision.override is not None
    assert (revision.override.who, revision.override.reason) == ("ada", "The hurricane can't wait.")
    assert revision.override.objections == SAID
    assert before <= revision.override.at <= datetime.now(UTC)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_is_overridden_and_nothing_recorded(
    library: Library, shelf: Path, reason: str
) -> None:
    waiting = draft(library, shelf, "thirty")

    with pytest.raises(PublishRefused, match="held-017 fails") as refused:
        library.publish(waiting, [objecting], override=reason)

    assert refused.value.objections == SAID
    assert [(r.state, r.override) for r in library.revisions()] == [(RevisionState.DRAFT, None)]


def test_an_override_that_nobody_needed_isnt_recorded(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True, checks=[lambda _: ()], override="Just in case.")
    assert [revision.override for revision in library.revisions()] == [None]


def test_an_override_doesnt_outlive_the_revision_it_was_given_for(
    library: Library, shelf: Path
) -> None:
    first = draft(library, shelf, "thirty")
    library.publish(first, [objecting], override="It was urgent.")
    library.publish(draft(library, shelf, "forty"))
    library.rollback()

    overridden = {revision.id: revision.override is not None for revision in library.revisions()}
    assert library.live() == first
    assert overridden == {first: True, first + 1: False}


def test_what_contradicts_the_live_revision_cant_be_overridden(
    library: Library, shelf: Path
) -> None:
    library.add([shelf], publish=True)
    waiting = draft(library, shelf, "thirty")
    library.publish(draft(library, shelf, "forty"))

    with pytest.raises(PublishRefused, match=r"gifts\.md") as refused:
        library.publish(waiting, [objecting], override="I know better.")

    assert refused.value.objections == ()
    assert all(revision.override is None for revision in library.revisions())


def test_who_loses_the_race_to_publish_records_no_override(open_library: Open, shelf: Path) -> None:
    library, colleague = open_library(), open_library()
    waiting = draft(library, shelf, "thirty")

    def overtaken(revision: int) -> tuple[str, ...]:
        if colleague.live() is None:
            colleague.publish(revision)
        return SAID

    with pytest.raises(PublishRefused, match="not a draft"):
        library.publish(waiting, [overtaken], override="It was urgent.")

    assert library.live() == waiting
    assert [revision.override for revision in library.revisions()] == [None]
