"""What a report needs to know of a verdict, whoever passed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Named(Protocol):
    """A case that speaks against a rule."""

    @property
    def id(self) -> str:
        """Its id in the set."""


class Judgement(Protocol):
    """A rule with what came of it; what a gate says of a rule (`evals.gate.Judged`) is one."""

    @property
    def rule(self) -> str:
        """The rule in a few words."""

    @property
    def passed(self) -> bool:
        """Whether it is met."""

    @property
    def said(self) -> str:
        """Why, in a sentence without its full stop."""

    @property
    def cases(self) -> Sequence[Named]:
        """The cases that speak against it, as many as help."""

    @property
    def more(self) -> int:
        """How many others there are."""
