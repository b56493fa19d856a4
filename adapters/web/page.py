"""A page of the console: its address, who may open it, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from adapters.web.roles import EVERYBODY, Role
from adapters.web.visit import Visit

Handler = Callable[[Visit], Response]
LONGEST = 1_000_000  # bytes of a form


@dataclass(frozen=True, slots=True)
class Page:
    """An address with what answers GET and POST there; plain functions, called in worker threads.

    `path` is Starlette's ("/tickets/{number:int}"). Only who has one of the `roles` comes in;
    with `guests` also people who haven't signed in, where the settings let them ask; with `open`
    everybody (signing in). `does` says in the past tense what a POST did ("replied to a ticket"),
    for the audit log; "" where it is none of that log's business (an employee's question).
    `longest` is how many bytes a POST may have.
    """

    path: str
    get: Handler | None = None
    post: Handler | None = None
    roles: frozenset[Role] = EVERYBODY
    does: str = ""
    guests: bool = False
    open: bool = False
    longest: int = LONGEST
