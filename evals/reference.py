"""What a decision is held against: the clauses on file, or the bot's own word for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from evals.model import Case, Gold, Wanted
from knowledge.model import Clause, Version, Viewer


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a case's gold comes to on one day, as `Result` tells it."""

    stale: tuple[Gold, ...] = ()
    unmeetable: tuple[int, ...] = ()
    wanted: tuple[Wanted, ...] = ()


class Reference(Protocol):
    """Knows the documents that the bot answers from."""

    def on_file(self, version: Version) -> Version:
        """Return the version with the dates and readers that are on file for it."""
        ...

    def says(self, quote: str, clause: Clause, version: Version) -> bool:
        """Whether the clause, as it is on file, has these words."""
        ...

    def leaked(self, text: str, viewer: Viewer) -> tuple[str, ...]:
        """Return the clauses whose words are in the text, though the viewer may not read them."""
        ...

    def resolved(self, case: Case, on: date) -> Resolved:
        """Return which clauses the case's gold means that day, and which gold means none."""
        ...


class OwnWord:
    """Takes a bot at its word: whoever has no library can look nothing up."""

    def on_file(self, version: Version) -> Version:
        """Return the version as the bot tells it."""
        return version

    def says(self, quote: str, clause: Clause, _version: Version) -> bool:
        """Whether the clause, as the bot tells it, has these words."""
        return bool(quote) and folded(quote) in folded(f"{clause.lead_in} {clause.text}")

    def leaked(self, _text: str, _viewer: Viewer) -> tuple[str, ...]:
        """Return nothing: nobody knows what there is to leak."""
        return ()

    def resolved(self, _case: Case, _on: date) -> Resolved:
        """Return nothing: all gold is believed."""
        return Resolved()


def folded(text: str) -> str:
    """Return the text word for word, each run of white space folded into one blank."""
    return " ".join(text.split())
