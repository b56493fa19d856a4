"""What only Teams has, beside what people do and see on every platform."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.adapters.chat.dialogs.ground import reads
from tests.adapters.chat.dialogs.language import Step
from tests.adapters.chat.dialogs.stage import Stage
from tests.adapters.chat.harness import Service
from tests.adapters.teams.dialogs.playground import TeamsPlayground
from tests.fakes.teams import until

_RATED = "SELECT helpful, comment FROM feedback WHERE turn = (SELECT max(id) FROM turn)"
_HELPFUL = {"like": 1, "dislike": 0}


class TeamsStage(Stage):
    """A conversation with askers and office in Teams; `found` is what the compose box found."""

    def __init__(self, service: Service, teams: TeamsPlayground) -> None:
        super().__init__(service, teams, teams)
        self._teams = teams
        self._found = ""

    def deafens(self, step: Step) -> None:
        """Take the permission to hear what doesn't mention the bot."""
        del step
        self._teams.deafen(self.service)

    def searches(self, step: Step) -> None:
        self._found = self._teams.searches(step.who, step.where, step.what)

    def finds(self, step: Step) -> None:
        assert reads(step.what, self._found), self._found

    def misses(self, step: Step) -> None:
        assert not reads(step.what, self._found), "it is found"

    def rates(self, step: Step) -> None:
        """Press a thumb below the newest answer, and say why in Teams's own form."""
        thumb, _, comment = step.what.partition("  ")
        answer = until(lambda: self.with_button(step, "This helped"))
        self.do(lambda: self._teams.rates(step.who, answer, thumb, comment.strip()))

    def rated(self, step: Step) -> None:
        """See that the newest answer's thumb is kept, with why."""
        thumb, _, comment = step.what.partition("  ")
        self.service.settle()
        assert self._rating() == (_HELPFUL[thumb], comment.strip())

    def unrated(self, step: Step) -> None:
        del step
        self.service.settle()
        assert self._rating() is None

    def notices(self, step: Step) -> None:
        """See what Teams shows for a moment after a press."""
        until(lambda: [one for one in self._teams.toasts(step.who) if reads(step.what, one)])

    def _rating(self) -> tuple[int, str] | None:
        catalog = sqlite3.connect(f"file:{self.service.data}/catalog.sqlite3?mode=ro", uri=True)
        with closing(catalog):
            found: tuple[int, str] | None = catalog.execute(_RATED).fetchone()
        return found
