from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Header, Version
from knowledge.revisions import Filed, by_document, merge, place, prolonged, rebase

ADDED = date(2026, 5, 4)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def filed(serial: int, document: str = "leave", **header: object) -> Filed:
    made = Header(document=document, title=document, **header)  # type: ignore[arg-type]
    return Filed(serial, Version(f"v{serial}", f"{document}.md", "", made), "/shelf", ADDED, 1)


def dated(serial: int, since: date | None, document: str = "leave") -> Filed:
    return filed(serial, document, effective_from=since)


@st.composite
def shelves(draw: st.DrawFn) -> list[Filed]:
    slots = draw(
        st.lists(st.tuples(st.sampled_from("abc"), st.none() | days), unique=True, max_size=8)
    )
    return [dated(serial, since, name) for serial, (name, since) in enumerate(slots)]


@given(shelves(), days)
def test_on_any_day_one_version_of_a_document_is_in_force_at_most(
    members: list[Filed], on: date
) -> None:
    placements = place(members, on)
    for name in by_document(members):
        mine = [p for p in placements if p.filed.document == name]
        in_force = [p for p in mine if p.version.in_force(on)]
        begun = [p for p in mine if (p.version.header.effective_from or date.min) <= on]
        assert len(in_force) == (1 if begun else 0)


@given(shelves(), days)
def test_a_placement_is_current_on_the_day_it_was_made_for(members: list[Filed], on: date) -> None:
    assert all(p.current == p.version.in_force(on) for p in place(members, on))


@given(shelves(), shelves())
def test_merging_keeps_what_comes_in_and_one_version_for_a_day(
    members: list[Filed], incoming: list[Filed]
) -> None:
    new = [Filed(f.serial + 100, f.version, f.root, f.added, 1) for f in incoming]
    merged = merge(members, new)
    assert {f.serial for f in new} <= {f.serial for f in merged}
    slots = [(f.document, f.version.header.effective_from) for f in merged]
    assert len(slots) == len(set(slots))
    untouched = {f.document for f in members} - {f.document for f in new}
    assert [f for f in members if f.document in untouched] == [
        f for f in merged if f.document in untouched
    ]


@given(shelves(), shelves())
def test_merging_the_same_again_changes_nothing(
    members: list[Filed], incoming: list[Filed]
) -> None:
    new = [Filed(f.serial + 100, f.version, f.root, f.added, 1) for f in incoming]
    merged = merge(members, new)
    assert {f.serial for f in merge(merged, new)} == {f.serial for f in merged}


def test_an_undated_version_replaces_only_an_undated_one() -> None:
    old, new, undated = dated(1, date(2024, 1, 1)), dated(2, date(2025, 1, 1)), dated(3, None)
    assert merge([old, new], [undated]) == (old, new, undated)
    assert merge([dated(4, None), new], [undated]) == (undated, new)


@given(shelves(), shelves())
def test_merging_never_lets_a_version_hold_longer(
    members: list[Filed], incoming: list[Filed]
) -> None:
    new = [Filed(f.serial + 100, f.version, f.root, f.added, 1) for f in incoming]
    assert prolonged(members, merge(members, new)) == ()


def test_what_was_repealed_holds_longer_when_its_repeal_is_gone() -> None:
    old, new = dated(1, date(2024, 1, 1)), dated(2, date(2026, 1, 1))
    last = date(2025, 12, 31)
    assert prolonged([old, new], [old]) == ((old, last, None),)
    later = dated(3, date(2026, 7, 1))
    assert prolonged([old, new], [old, later]) == ((old, last, date(2026, 6, 30)),)
    absence = filed(4, "absence", effective_from=date(2026, 1, 1), supersedes=("leave",))
    assert prolonged([old, absence], [old]) == ((old, last, None),)
    assert prolonged([old], [old, new]) == ()


def test_a_version_that_ends_by_itself_isnt_prolonged() -> None:
    first = filed(1, effective_from=date(2024, 1, 1), effective_to=date(2024, 6, 30))
    second = dated(2, date(2025, 1, 1))
    placements = place([first, second], ADDED)
    assert placements[0].version.header.effective_to == date(2024, 6, 30)


def test_superseding_by_path_or_id_ends_every_earlier_version() -> None:
    for name in ("leave", "leave.md"):
        old = [dated(1, None), dated(2, date(2025, 1, 1))]
        new = filed(3, "absence", effective_from=date(2026, 1, 1), supersedes=(name,))
        ends = {p.filed.serial: p.version.header.effective_to for p in place([*old, new], ADDED)}
        assert ends == {1: date(2024, 12, 31), 2: date(2025, 12, 31), 3: None}


def test_an_undated_document_supersedes_from_the_day_it_was_added() -> None:
    new = filed(2, "absence", supersedes=("leave",))
    ends = {p.filed.serial: p.version.header.effective_to for p in place([filed(1), new], ADDED)}
    assert ends == {1: ADDED - timedelta(days=1), 2: None}


def test_what_begins_after_its_successor_is_not_ended_by_it() -> None:
    old = filed(1, "b", effective_from=date(2024, 1, 1), supersedes=("a",))
    new = filed(2, "a", effective_from=date(2026, 1, 1), supersedes=("b",))
    ends = {p.filed.serial: p.version.header.effective_to for p in place([old, new], ADDED)}
    assert ends == {1: date(2025, 12, 31), 2: None}


@given(shelves(), shelves())
def test_rebasing_onto_its_own_parent_is_the_draft(
    parent: list[Filed], incoming: list[Filed]
) -> None:
    draft = merge(parent, [Filed(f.serial + 100, f.version, "", ADDED, 1) for f in incoming])
    members, clashes = rebase(parent, draft, parent)
    assert clashes == ()
    assert {f.serial for f in members} == {f.serial for f in draft}


def test_rebasing_keeps_both_sides_and_names_what_contradicts() -> None:
    a, b, c = dated(1, None, "a"), dated(2, None, "b"), dated(3, None, "c")
    mine, theirs = dated(4, None, "a"), dated(5, None, "b")
    members, clashes = rebase([a, b, c], [mine, b], [a, theirs, c])
    assert ({f.serial for f in members}, clashes) == ({4, 5}, ())

    _, clashes = rebase([a, b], [mine, b], [dated(6, None, "a"), b])
    assert clashes == ("a",)
    _, clashes = rebase([a, b], [b], [mine, b])
    assert clashes == ("a",)
