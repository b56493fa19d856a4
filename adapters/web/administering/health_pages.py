"""The page that tells how the service is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from adapters.web.administering.health import State, findings, versions
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.rendering import render
from adapters.web.roles import ADMINISTRATION
from adapters.web.visit import Visit
from bot.switch import Switch

_KINDS: Final = {State.GOOD: "good", State.LOOK: "warning", State.BAD: "bad"}


@dataclass(frozen=True, slots=True)
class HealthPages:
    """Looks whenever it is opened."""

    parts: Parts
    switch: Switch

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        return (Page("/settings/health", get=self.show, roles=ADMINISTRATION),)

    def show(self, visit: Visit) -> Response:
        """Show it."""
        found = tuple(findings(self.parts, self.switch))
        return render(
            visit,
            "administering/health.html",
            findings=found,
            kinds=_KINDS,
            wrong=sum(one.state is not State.GOOD for one in found),
            versions=versions(self.parts),
        )
