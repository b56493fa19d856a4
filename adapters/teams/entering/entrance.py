"""How Teams gets in: one address that the connector sends everything to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.routing import BaseRoute

from adapters.chat.intake import Intake
from adapters.chat.views import Views
from adapters.teams.addresses import Addresses
from adapters.teams.answers import Answers
from adapters.teams.entering.activities import Activities, Typing
from adapters.teams.entering.clauses import Clauses
from adapters.teams.entering.dialogs import Dialogs
from adapters.teams.entering.extension import Extension
from adapters.teams.entering.invokes import Invokes
from adapters.teams.entering.listener import Admits, Listener
from adapters.teams.entering.route import route


class Connection(Protocol):
    """Connections of the service's event loop."""

    async def open(self) -> None:
        """Begin to keep them."""
        ...

    async def close(self) -> None:
        """Take in no more."""
        ...


@dataclass(frozen=True, slots=True)
class Entrance:
    """What the service has to serve, and the connections that it keeps."""

    routes: tuple[BaseRoute, ...]
    connections: tuple[Connection, ...] = ()

    def missing(self) -> str:
        """Return what isn't there yet: nothing, for it is the connector that calls."""
        return ""


def entrance(  # noqa: PLR0913, PLR0917 - the composition root names each
    gate: Admits,
    intake: Intake,
    views: Views,
    typing: Typing,
    addresses: Addresses,
    answers: Answers,
    clauses: Clauses,
    refused: Callable[[str], None],
) -> Entrance:
    """Return the way in; `refused` hears why a request was turned away."""
    activities = Activities(intake, views, typing, addresses)
    dialogs = Dialogs(intake, views, activities)
    extension = Extension(intake, clauses, dialogs, activities)
    invokes = Invokes(intake, activities, dialogs, extension, answers)
    return Entrance((route(Listener(gate, activities, invokes), refused),))
