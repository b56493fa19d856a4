"""The clauses of one version, quickly found by number, key or words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from evals.model import Gold
from evals.reference import folded
from evals.verdict import plain
from knowledge.model import Clause


class Sheet:
    """One version's clauses in reading order."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = clauses
        self._by_key = {clause.key: clause for clause in clauses}
        self._by_number: defaultdict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            self._by_number[clause.number].append(clause)

    @property
    def numbers(self) -> list[str]:
        """All numbers that clauses of it have, in their order."""
        return [number for number in self._by_number if number]

    def find(self, gold: Gold) -> Clause | None:
        """Return the first clause with the gold's number and quote, None where there is none."""
        quote = plain(gold.quote)
        return next((one for one in self._numbered(gold) if quote in self._plain[one.key]), None)

    def says(self, quote: str, cited: Clause) -> bool:
        """Whether the cited clause has these words; one that isn't on file has none.

        A clause of another bot's own making is looked for by its number, if it has one.
        """
        words = folded(quote)
        known = self._by_key.get(cited.key)
        among = [known] if known else self._by_number.get(cited.number, ())
        return bool(words) and any(words in folded(f"{one.lead_in} {one.text}") for one in among)

    def texts(self) -> Iterator[tuple[Clause, str]]:
        """Yield each clause with its text as texts are compared, without its lead-in."""
        for clause in self.clauses:
            yield clause, plain(clause.text)

    def has(self, text: str) -> bool:
        """Whether a clause has this text, which is as texts are compared."""
        return any(text in whole for whole in self._plain.values())

    def _numbered(self, gold: Gold) -> Sequence[Clause]:
        return self._by_number.get(gold.number, ()) if gold.number else self.clauses

    @cached_property
    def _plain(self) -> dict[str, str]:
        return {one.key: plain(f"{one.lead_in} {one.text}") for one in self.clauses}
