"""The channels, what the office promises, and the switch that answers nobody any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from starlette.responses import Response

from adapters.web.administering.channels import channels
from adapters.web.errors import BadForm, NotHere, WebError
from adapters.web.page import Page
from adapters.web.people.oidc import OpenIDClient
from adapters.web.rendering import back, render
from adapters.web.roles import ADMINISTRATION
from adapters.web.visit import Visit
from bot.errors import SwitchRefused
from bot.service_level import ServiceLevel
from bot.settings import Settings
from bot.switch import Switch

_TO: Final = "/settings/service"
_CHANNELS: Final = "/settings/channels"
_LONGEST: Final = 500


class ProviderMisfit(WebError):
    """Nobody can sign in at the provider; the message says why, for whoever set it up."""

    title = "Nobody can sign in with a work account"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why[:1].upper()}{why[1:]}.")


@dataclass(frozen=True, slots=True)
class ServicePages:
    """Shows what the settings say, and switches the service off and on."""

    settings: Settings
    switch: Switch
    provider: OpenIDClient | None
    now: Callable[[], datetime]

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        may = ADMINISTRATION
        return (
            Page(_CHANNELS, get=self.show_channels, roles=may),
            Page(
                f"{_CHANNELS}/provider",
                post=self.try_provider,
                roles=may,
                does="tried the sign-in with work accounts",
            ),
            Page(_TO, get=self.show, roles=may),
            Page(f"{_TO}/off", post=self.off, roles=may, does="switched the service off"),
            Page(f"{_TO}/on", post=self.on, roles=may, does="switched the service on"),
        )

    def show_channels(self, visit: Visit) -> Response:
        """Show where people reach the bot."""
        return render(
            visit,
            "administering/channels.html",
            channels=channels(self.settings),
            provider=self.provider is not None,
        )

    def try_provider(self, visit: Visit) -> Response:
        """Ask the provider what signing in needs. Raises ProviderUnusable, NotHere."""
        if self.provider is None:
            raise NotHere("No sign-in with work accounts is set up.")
        if wrong := self.provider.check():
            raise ProviderMisfit(wrong)
        return back(visit, _CHANNELS, "It answers, and its keys can be read: people can sign in.")

    def show(self, visit: Visit) -> Response:
        """Show what is promised and how the switch stands."""
        return self._page(visit, "")

    def off(self, visit: Visit) -> Response:
        """Answer nobody from now on."""
        reason = visit.said_in("reason")
        if len(reason) > _LONGEST:
            return self._page(visit, f"Say it in at most {_LONGEST} characters.")
        try:
            self.switch.off(reason, visit.who.name)
        except SwitchRefused as refusal:
            return self._page(visit, str(refusal))
        return back(visit, _TO, "Switched off. Whoever asks reads your sentence.")

    def on(self, visit: Visit) -> Response:
        """Answer again."""
        if self.switch.reason():
            self.switch.on(visit.who.name)
        return back(visit, _TO, "Switched on. Whoever asks is answered.")

    def _page(self, visit: Visit, fault: str) -> Response:
        now, promised = self.now(), ServiceLevel.of(self.settings)
        return render(
            visit,
            "administering/service.html",
            BadForm.status if fault else 200,
            settings=self.settings,
            due=promised.due(now, False),  # noqa: FBT003 - a ticket's own word
            urgent_due=promised.due(now, True),  # noqa: FBT003 - as above
            switched=self.switch.newest(),
            faults={"reason": fault} if fault else {},
        )
