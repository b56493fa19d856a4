"""Whether questions can be answered, and what is missing where they can't."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

# Returns what is missing, "" where nothing is; what it says is shown to whoever may ask.
Check = Callable[[], str]
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether all is there; `missing` says what isn't, by part.

    Who is switched off is ready all the same; `switched_off` says why, "" where it is on.
    """

    ready: bool
    missing: Mapping[str, str]
    switched_off: str = ""


class Readiness:
    """Looks at every part that answering needs."""

    def __init__(self, checks: Mapping[str, Check], switched_off: Callable[[], str]) -> None:
        self._checks = checks
        self._switched_off = switched_off

    def look(self) -> Ready:
        """Look at all parts; a part that can't be looked at is missing."""
        said = {name: _looked(name, check) for name, check in self._checks.items()}
        missing = {name: what for name, what in said.items() if what}
        off = _looked("switch", self._switched_off)
        return Ready(not missing, missing, off)


def _looked(name: str, check: Check) -> str:
    try:
        return check()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the part isn't there
        # Its words may name a folder or a host, which is nobody's business out there.
        _log.warning("not ready", part=name, exc_info=True)
        return type(fault).__name__
