"""An addition to the policies that is drafted for a gap: typed, then downloaded or handed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.responses import Response

from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.questions.work import looked
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from bot.gaps import Addition, Gap, file_name, markdown
from bot.record_search import TurnSearch
from knowledge.intake.uploads import Uploads

_OFFERED: Final = 20  # questions of the gap
_LONGEST: Final = {"title": 200, "heading": 200, "text": 20_000, "owner": 200}
_MISSING: Final = {
    "title": "Give the document a title.",
    "heading": "Say what the rule is about; it is cited by that.",
    "text": "Write the rule.",
}


@dataclass(frozen=True, slots=True)
class Additions:
    """Makes documents of what officers type."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        return (
            Page(
                "/questions/gaps/{job:int}/{centre:int}/addition",
                get=self._form,
                post=self._make,
                roles=OFFICE,
                does="drafted an addition",
            ),
        )

    def _form(self, visit: Visit) -> Response:
        gap = self._gap(visit)
        offered = self._questions(gap)
        empty = dict.fromkeys((*_LONGEST, "since", "groups"), "")
        typed = {**empty, "owner": self.parts.settings.office, "asked": offered[:5]}
        return self._shown(visit, gap, typed, {})

    def _make(self, visit: Visit) -> Response:
        addition, faults = _typed(visit)
        if faults:
            typed = {name: visit.said_in(name) for name in (*_LONGEST, "since", "groups")}
            typed_and_ticked = {**typed, "asked": visit.all_said_in("asked")}
            return self._shown(visit, self._gap(visit), typed_and_ticked, faults)
        name, made = file_name(addition), markdown(addition).encode()
        if visit.said_in("do") == "download":
            saved = {"Content-Disposition": f'attachment; filename="{name}"'}
            return Response(made, media_type="text/markdown; charset=utf-8", headers=saved)
        uploads = Uploads(self.parts.settings.data / "uploads")
        batch = uploads.begin()
        uploads.put(batch, name, made)
        said = "The addition waits here with its header. Take it in, and it is part of a draft."
        return back(visit, f"/documents/add?batch={batch}", said)

    def _shown(
        self, visit: Visit, gap: Gap, typed: Mapping[str, object], faults: Mapping[str, str]
    ) -> Response:
        offered = self._questions(gap)
        return render(
            visit,
            "questions/addition.html",
            422 if faults else 200,
            gap=gap,
            offered=offered,
            typed=typed,
            faults=faults,
            to=f"/questions/gaps/{visit.number('job')}/{gap.centre}",
        )

    def _gap(self, visit: Visit) -> Gap:
        return looked(self.parts.jobs, visit.number("job")).gap(visit.number("centre"))

    def _questions(self, gap: Gap) -> list[str]:
        turns = TurnSearch(self.parts.database).of((gap.centre, *gap.turns[:_OFFERED]))
        said = (turns[n].question.strip() for n in (gap.centre, *gap.turns) if n in turns)
        return list(dict.fromkeys(" ".join(text.split()) for text in said))[:_OFFERED]


def _typed(visit: Visit) -> tuple[Addition, dict[str, str]]:
    """Return what was typed, and what is missing or wrong, by field."""
    text = {name: visit.said_in(name) for name in _LONGEST}
    faults = {name: said for name, said in _MISSING.items() if not text[name]}
    for name, most in _LONGEST.items():
        if len(text[name]) > most:
            faults[name] = f"This is too long; {most:,} signs are the most."
    since: date | None = None
    if day := visit.said_in("since"):
        try:
            since = date.fromisoformat(day)
        except ValueError:
            faults["since"] = "This isn't a day that exists. Write it as 2026-03-31."
    groups = tuple(filter(None, (one.strip() for one in visit.said_in("groups").split(","))))
    asked = visit.all_said_in("asked")[:_OFFERED]
    return Addition(**text, since=since, groups=groups, questions=asked), faults
