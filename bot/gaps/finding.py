"""The use case: the record of the last months → the gaps that it points at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.gaps.gathering import gather
from bot.gaps.model import Asked, Gap, Gaps, Nearest
from bot.wording import source
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.report import Progress

# The least cosine between a question and the one that stands for its group. Among the shipped
# test sets' questions, pairs from 0.6 on are about the same thing; below 0.55 hardly any are.
_ALIKE: Final = 0.6
_LOOKED_BACK: Final = timedelta(days=90)
_MONTH: Final = timedelta(days=30)
_MOST_QUESTIONS: Final = 4_000
_MOST_GAPS: Final = 300


@dataclass(frozen=True, slots=True)
class GapFinding:
    """Finds gaps in the policies of a library."""

    library: Library

    def find(self, now: datetime, on: date, progress: Progress) -> Gaps:
        """Return what the last 90 days point at, with the nearest clause in force that day.

        Clauses of all documents are looked at, whoever may read them. Raises what
        `Library.search` does.
        """
        progress("reading the record", 0, 1)
        asked, skipped = gather(self.library.database, now - _LOOKED_BACK, _MOST_QUESTIONS)
        grouped = self._grouped(asked, progress)
        gaps = tuple(self._gaps(grouped[:_MOST_GAPS], now, on, progress))
        return Gaps(
            begins=now - _LOOKED_BACK,
            asked=len(asked),
            skipped=skipped,
            beyond=sum(map(len, grouped[_MOST_GAPS:])),
            revision=self.library.live() or 0,
            gaps=gaps,
        )

    def _grouped(self, asked: Sequence[Asked], progress: Progress) -> list[list[Asked]]:
        """Return the questions that mean about the same together, that which stands for all first.

        The largest group comes first.
        """
        from bot.gaps.clustering import clusters  # noqa: PLC0415 - with numpy, not for listings
        from bot.gaps.vectors import meanings  # noqa: PLC0415

        same: dict[str, list[Asked]] = defaultdict(list)
        for one in asked:
            same[one.text.casefold()].append(one)
        texts = list(same.values())
        # The oldest of those who asked the same stands for them: it stays the oldest.
        oldest = {group[-1].turn: group[-1].text for group in texts}
        vectors = meanings(
            self.library.database,
            self.library.embedder,
            oldest,
            lambda done, total: progress("reading the questions", done, total),
        )
        found = clusters(vectors, [len(group) for group in texts], _ALIKE)
        grouped = [[one for place in c.members for one in texts[place]] for c in found]
        return sorted(grouped, key=lambda group: -len(group))

    def _gaps(
        self, grouped: Sequence[Sequence[Asked]], now: datetime, on: date, progress: Progress
    ) -> list[Gap]:
        everybody = Viewer(frozenset().union(*(d.groups for d in self.library.documents(on=on))))
        gaps = []
        for place, group in enumerate(grouped):
            progress("looking for the nearest clauses", place, len(grouped))
            nearest = self._nearest(group[0].text, everybody, on)
            gaps.append(_gap(group, now, nearest))
        return gaps

    def _nearest(self, text: str, viewer: Viewer, on: date) -> Nearest | None:
        passages = self.library.search([(text, 1.0)], viewer, on, k=1).passages
        if not passages:
            return None
        found, version = passages[0].clause, passages[0].version
        return Nearest(
            clause=found.id,
            version=version.id,
            source=source(found, version.header),
            lead_in=found.lead_in,
            text=found.text,
            likeness=round(passages[0].similarity, 3),
        )


def _gap(group: Sequence[Asked], now: datetime, nearest: Nearest | None) -> Gap:
    causes = Counter(one.cause for one in group)
    recent = sum(1 for one in group if one.at >= now - _MONTH)
    lately = sum(1 for one in group if one.at >= now - 2 * _MONTH)
    return Gap(
        centre=group[0].turn,
        turns=tuple(sorted((one.turn for one in group), reverse=True)),
        causes={cause: causes[cause] for cause in sorted(causes)},
        recent=recent,
        earlier=lately - recent,
        nearest=nearest,
    )
