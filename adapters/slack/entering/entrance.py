"""How Slack gets in: over HTTP, or over a socket where no port can be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import BaseRoute

from adapters.chat.intake import Intake
from adapters.chat.views import Views
from adapters.slack.asking.progress import Progress
from adapters.slack.entering import app
from adapters.slack.entering.route import route
from adapters.slack.entering.socket import Socket
from adapters.slack.entering.workspace import Identity
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Entrance:
    """What the service has to serve and to keep open; `missing` is "" when all of it is."""

    routes: tuple[BaseRoute, ...]
    connections: tuple[Identity | Socket, ...]

    def missing(self) -> str:
        """Return what isn't there yet of the way in."""
        return "; ".join(filter(None, (one.missing() for one in self.connections)))


def entrance(  # noqa: PLR0913, PLR0917 - the composition root names each
    settings: Settings,
    client: AsyncWebClient,
    intake: Intake,
    views: Views,
    progress: Progress,
    refused: Callable[[str], None],
    *,
    acked: Callable[[float], None] = lambda _: None,
) -> Entrance:
    """Return the way in that the settings ask for: a socket where there is an app-level token.

    `refused` hears why a request was turned away, `acked` how long Slack waited for the ack of an
    envelope; of an HTTP request the server knows.
    """
    identity = Identity(client)
    bolt = app.build(settings.agency, identity, intake, views, progress)
    token = settings.slack_app_token.get_secret_value()
    if token:
        return Entrance((), (identity, Socket(bolt, token, client, refused, acked)))
    secret = settings.slack_signing_secret.get_secret_value()
    return Entrance((route(bolt, secret, refused),), (identity,))
