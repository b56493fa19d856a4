from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.citing import cited, note
from bot.model import Band
from bot.surroundings import Whole
from knowledge.model import Clause, Version, Viewer
from tests.bot.made import clause, passage, version

TODAY = date(2026, 5, 4)
ASKER = Viewer(frozenset({"staff"}))
BEST = passage("Posts on official accounts need approval.", "10.1", 1.0)
CLOSE = passage("Passwords are changed every year by managers.", "9.9", 0.95)
NEXT = passage("Pictures in uniform may be shared by employees.", "6.1", 0.88)
FAR = passage("The register is public and can be seen online.", "9.2", 0.4)


@dataclass(frozen=True)
class Tomorrow:
    """What is still in force after a version has ended."""

    keys: tuple[str, ...] = ()

    def lookup(
        self, revision: int, keys: Sequence[str], viewer: Viewer, on: date
    ) -> Mapping[str, tuple[Clause, Version]]:
        assert revision == 1
        assert viewer == ASKER
        assert on > TODAY
        return {key: (BEST.clause, BEST.version) for key in keys if key in self.keys}


def numbers(*found: Whole) -> list[str]:
    return [whole.passage.clause.number for whole in found]


def test_the_surer_the_fewer_clauses_are_cited() -> None:
    found = (BEST, CLOSE, NEXT, FAR)
    assert numbers(*cited(found, Band.SURE, Whole)) == ["10.1", "9.9"]
    assert numbers(*cited(found, Band.UNSURE, Whole)) == ["10.1", "9.9", "6.1"]
    assert numbers(*cited((BEST, FAR), Band.SURE, Whole)) == ["10.1"]
    assert cited((), Band.SURE, Whole) == ()


def test_the_same_words_are_not_cited_twice() -> None:
    copy = passage(BEST.clause.text, "2", 0.99, version("Playbook"))
    assert numbers(*cited((BEST, copy), Band.SURE, Whole)) == ["10.1"]


def test_an_item_of_a_list_that_is_shown_is_not_cited_again() -> None:
    item = passage("the picture is lawful;", "6.1(a)", 0.97)
    opener = Whole(BEST, (item.clause, clause("it is small.", "6.1(b)")))
    found = cited((BEST, item), Band.UNSURE, lambda p: opener if p is BEST else Whole(p))
    assert numbers(*found) == ["10.1"]


def test_a_clause_that_ends_soon_says_so_unless_its_words_go_on() -> None:
    ending = passage("Kept for three years.", of=version(effective_to=date(2026, 6, 30)))
    assert note(ending, ASKER, TODAY, 1, Tomorrow()) == "applies in these words until 30 June 2026"
    assert note(ending, ASKER, TODAY, 1, Tomorrow((ending.clause.key,))) == ""


def test_a_clause_that_ends_late_or_never_needs_no_remark() -> None:
    late = passage("Kept for three years.", of=version(effective_to=date(2027, 6, 30)))
    assert note(late, ASKER, TODAY, 1, Tomorrow()) == ""
    assert note(BEST, ASKER, TODAY, 1, Tomorrow()) == ""
