"""The gaps that the last search found, and the questions of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from adapters.web.errors import NotHere
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.questions.work import GAPS, Looked, last, looked
from adapters.web.records import filters, wording
from adapters.web.rendering import back, render, with_query
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from bot.gaps import Gap
from bot.record_search import FoundTurn, TurnSearch

_A_PAGE: Final = 25
_QUESTIONS: Final = 50
_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A gap as the list shows it: the question that stands for all, and others."""

    gap: Gap
    question: str
    others: tuple[str, ...]
    trend: str


@dataclass(frozen=True, slots=True)
class GapPages:
    """Shows gaps to the office."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page(
                "/questions/gaps",
                get=self._list,
                post=self._look,
                roles=OFFICE,
                does="looked for gaps",
            ),
            Page("/questions/gaps/{job:int}/{centre:int}", get=self._show, roles=OFFICE),
        )

    def _look(self, visit: Visit) -> Response:
        return back(visit, f"/jobs/{self.parts.jobs.begin(GAPS, {}, visit.person)}")

    def _list(self, visit: Visit) -> Response:
        found, search = last(self.parts.jobs), TurnSearch(self.parts.database)
        asked = filters.words(visit, "q")
        gaps = _fitting(search, found, asked) if found else []
        begin = visit.count("from", 0)
        page = gaps[begin : begin + _A_PAGE]
        newest = self.parts.jobs.newest(GAPS)
        return render(
            visit,
            "questions/gaps.html",
            found=found,
            asked=asked,
            gaps=_shown(search, page),
            fitting=len(gaps),
            underway=newest.id if newest and newest.unfinished else 0,
            failed=newest.id if newest and newest.fault else 0,
            later=with_query(visit, **{"from": begin + _A_PAGE}) if gaps[begin + _A_PAGE :] else "",
            earlier=with_query(visit, **{"from": max(0, begin - _A_PAGE) or None}) if begin else "",
        )

    def _show(self, visit: Visit) -> Response:
        found = looked(self.parts.jobs, visit.number("job"))
        gap = found.gap(visit.number("centre"))
        begin = visit.count("from", 0)
        search = TurnSearch(self.parts.database)
        turns = search.of(gap.turns[begin : begin + _QUESTIONS])
        listed = [turns[n] for n in gap.turns if n in turns]
        if not (shown := _shown(search, [gap])):
            raise NotHere("The questions of this gap have expired.")
        more = len(gap.turns) > begin + _QUESTIONS
        return render(
            visit,
            "questions/gap.html",
            words=wording,
            found=found,
            one=shown[0],
            turns=listed,
            older=with_query(visit, **{"from": begin + _QUESTIONS}) if more else "",
            newest=with_query(visit, **{"from": None}) if begin else "",
        )


def _fitting(search: TurnSearch, found: Looked, asked: str) -> Sequence[Gap]:
    """Return the gaps in whose questions the words stand."""
    gaps = found.gaps.gaps
    if not asked:
        return gaps
    having = search.having(asked, {turn for gap in gaps for turn in gap.turns})
    return [gap for gap in gaps if not having.isdisjoint(gap.turns)]


def _shown(search: TurnSearch, gaps: Sequence[Gap]) -> list[Shown]:
    """Return the gaps of which questions are still on record."""
    wanted = {n for gap in gaps for n in (gap.centre, *gap.turns[: 4 * _EXAMPLES])}
    turns = search.of(wanted)
    return [one for gap in gaps if (one := _one(gap, turns))]


def _one(gap: Gap, turns: Mapping[int, FoundTurn]) -> Shown | None:
    said = [turns[n].question for n in (gap.centre, *gap.turns) if n in turns]
    # The same question in other letters is no other example.
    different = list({" ".join(text.casefold().split()): text for text in said[::-1]}.values())
    if not different:
        return None
    first, *others = different[::-1]
    return Shown(gap, first, tuple(others[:_EXAMPLES]), trend(gap))


def trend(gap: Gap) -> str:
    """Return whether it is asked more often than before, in words."""
    now, before = gap.recent, gap.earlier
    if now == len(gap.turns):
        return f"New: {now} in the last 30 days"
    counts = f"{now} in the last 30 days, {before} in the 30 days before"
    if now > before:
        return f"More often: {counts}"
    return f"Less often: {counts}" if now < before else f"As often: {counts}"
