"""The forms that open from an answer's buttons."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.slack import actions
from adapters.slack.asking.clause import ClauseViews
from adapters.slack.asking.feedback import Feedback
from adapters.slack.model import Pressed
from adapters.slack.office.fields import View


@dataclass(frozen=True, slots=True)
class AskerViews:
    """Why an answer didn't help, and a whole clause. Thread-safe."""

    clauses: ClauseViews
    feedback: Feedback

    def open_for(self, pressed: Pressed) -> View | None:
        """Return the form that a press opens; None where it opens none of these."""
        match pressed.action:
            case actions.WHOLE_CLAUSE:
                return self.clauses.open_for(pressed)
            case actions.FEEDBACK:
                return self.feedback.open_for(pressed)
            case _:
                return None
