"""The forms that open from an answer's buttons."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat import actions
from adapters.chat.asking.clause import ClauseViews
from adapters.chat.asking.feedback import Feedback
from adapters.chat.content import Form
from adapters.chat.model import Pressed


@dataclass(frozen=True, slots=True)
class AskerViews:
    """Why an answer didn't help, and a whole clause. Thread-safe."""

    clauses: ClauseViews
    feedback: Feedback

    def open_for(self, pressed: Pressed) -> Form | None:
        """Return the form that a press opens; None where it opens none of these."""
        match pressed.action:
            case actions.WHOLE_CLAUSE:
                return self.clauses.open_for(pressed)
            case actions.FEEDBACK:
                return self.feedback.open_for(pressed)
            case _:
                return None
