"""One question asked of a draft and of what is live, side by side. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from adapters.web.drafts.desk import Desk
from adapters.web.drafts.words import EFFECTS
from adapters.web.page import Page
from adapters.web.rendering import render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from bot.model import Decision, Question
from knowledge.model import Viewer
from knowledge.reviewing import Made

_LONGEST: Final = 1_000  # characters of a question


@dataclass(frozen=True, slots=True)
class Trying:
    """Asks both, without a language model: what differs is then the draft's doing."""

    desk: Desk

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (Page("/drafts/{draft:int}/try", get=self._form, post=self._ask, roles=OFFICE),)

    def _form(self, visit: Visit) -> Response:
        return self._shown(visit, self.desk.draft(visit), (), {})

    def _ask(self, visit: Visit) -> Response:
        draft, question = self.desk.draft(visit), visit.said_in("question")
        if not question or len(question) > _LONGEST:
            fault = f"Write a question of at most {_LONGEST:,} characters."
            return self._shown(visit, draft, (), {"question": fault})
        groups = frozenset(visit.all_said_in("groups"))
        viewer = Viewer(groups, visit.said_in("audience"))
        live = self.desk.library.live()
        asked = [self._asked(revision, question, viewer) for revision in (live, draft.id)]
        return self._shown(visit, draft, tuple(asked), {})

    def _asked(self, revision: int | None, question: str, viewer: Viewer) -> Decision | None:
        if revision is None:
            return None
        plain = self.desk.parts.assistant.without_model()
        return plain.reply(Question(question, viewer), revision=revision)

    def _shown(
        self,
        visit: Visit,
        draft: Made,
        decisions: tuple[Decision | None, ...],
        faults: dict[str, str],
    ) -> Response:
        headers = [entry.header for entry in self.desk.library.register(draft.id)]
        audiences = _names(header.audience for header in headers)
        return render(
            visit,
            "drafts/try.html",
            422 if faults else 200,
            draft=draft,
            live=self.desk.library.live(),
            decisions=decisions,
            effect=EFFECTS.get(_effect(decisions), ("",))[0],
            question=visit.said_in("question"),
            groups=_names(header.groups for header in headers),
            audiences=[("", "anything"), *((name, name) for name in audiences)],
            chosen=visit.all_said_in("groups"),
            audience=visit.said_in("audience"),
            faults=faults,
            longest=_LONGEST,
        )


def _effect(decisions: tuple[Decision | None, ...]) -> str:
    """Return what differs, "" where nothing does or nothing was asked of both."""
    from evals.impact.outcomes import effect, outcome  # noqa: PLC0415 - evaluations take a second

    asked = [outcome(one) for one in decisions if one]
    found = effect(*asked) if len(asked) > 1 else None
    return found.value if found else ""


def _names(sets: Iterable[Iterable[str]]) -> list[str]:
    return sorted({name for names in sets for name in names})
