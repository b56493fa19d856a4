"""What goes wrong with the calls of a bot, by the name of the call ("" for all the connector's)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from tests.fakes.teams.pace import Pace
from tests.fakes.teams.world import Json, Refused

CODES = {
    400: "BadSyntax",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    412: "PreconditionFailed",
    413: "MessageSizeTooBig",
    429: "TooManyRequests",
    500: "InternalServerError",
    502: "BadGateway",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
}
_ELSEWHERE = ("token", "machine", "graph", "login", "keys", "openid")


@dataclass
class Fault:
    """What the next `left` calls meet: a status; `done` does first what was asked for.

    Status 0 closes the connection without an answer; `after` are the seconds of Retry-After.
    """

    status: int
    left: int
    method: str = ""
    after: float | None = None
    done: bool = False
    code: str = ""

    def answer(self) -> Json:
        code = self.code or CODES.get(self.status, "Unknown")
        return Refused(self.status, code).answer


@dataclass
class Faults:
    """`away` is until when nobody is there, and with what answer (0: none), by call ("": all)."""

    waiting: list[Fault] = field(default_factory=list)
    refusals: dict[str, tuple[int, str]] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    away: dict[str, tuple[float, int]] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    held: dict[str, asyncio.Event] = field(default_factory=dict)

    def recover(self) -> None:
        """End everything that goes wrong."""
        self.waiting.clear()
        self.refusals.clear()
        self.slow.clear()
        self.release()
        self.away.clear()
        self.pace = Pace()

    def next(self, method: str) -> Fault | None:
        """Return what this call meets, and count it."""
        for fault in self.waiting:
            if fault.left > 0 and meant(fault.method, method):
                fault.left -= 1
                return fault
        return None

    def absent(self, method: str, now: float) -> int | None:
        """Return the status of who is away, 0 for none at all; None where somebody answers."""
        for name, (until, status) in self.away.items():
            if now < until and (not name or meant(name, method)):
                return status
        return None

    def hold(self, method: str) -> None:
        self.held.setdefault(method, asyncio.Event())

    def release(self) -> None:
        for event in self.held.values():
            event.set()
        self.held.clear()

    async def pass_time(self, method: str) -> None:
        """Wait for as long as a test has such calls take."""
        pauses = [seconds for name, seconds in self.slow.items() if meant(name, method)]
        if pauses:
            await asyncio.sleep(max(pauses))
        for event in [event for name, event in self.held.items() if meant(name, method)]:
            await event.wait()


def meant(name: str, method: str) -> bool:
    """Whether a call is one of those that a test named: "graph" is "graph.user" too."""
    if name in ("", "connector"):
        return not method.startswith(_ELSEWHERE)
    return method == name or method.startswith(f"{name}.")
