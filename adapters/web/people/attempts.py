"""How often somebody may try to sign in: failures are counted by name, by address, and by both.

NIST SP 800-63B, section 3.2.2, allows at most 100 failures in a row for an account. By name and
address few are let pass; by the name alone more, so that nobody locks out somebody else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, insert, select

from adapters.web.errors import WebError
from knowledge.catalog.database import Database
from knowledge.catalog.tables import sign_in_attempt

WINDOW: Final = timedelta(minutes=15)
BY_BOTH: Final = 10
BY_NAME: Final = 50
BY_ADDRESS: Final = 100
_TABLE: Final = sign_in_attempt


class TooOften(WebError):
    """Somebody tried too often."""

    status = 429
    title = "Too many tries"


@dataclass(frozen=True, slots=True)
class Try:
    """A try to sign in under a name, from an address ("" where it isn't known)."""

    name: str
    address: str

    @property
    def limits(self) -> dict[str, int]:
        """What is counted of this name, with how many are let pass."""
        name = self.name.casefold()
        both = {_key("both", name, self.address): BY_BOTH} if self.address else {}
        return both | {_key("name", name): BY_NAME}

    @property
    def place(self) -> dict[str, int]:
        """The same of the address, whatever the name."""
        return {_key("address", self.address): BY_ADDRESS} if self.address else {}


class Attempts:
    """The failures of the last quarter of an hour, in the catalog. `now` is an aware clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def begin(self, tried: Try) -> None:
        """Count a try as a failure, before it is known to be one; raises TooOften instead.

        Before, so that many at once aren't let pass together.
        """
        now, keys = self._now(), tried.limits | tried.place
        counted = select(_TABLE.c.key, func.count().label("number")).group_by(_TABLE.c.key)
        with self._database.write() as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.at <= now - WINDOW))
            found = connection.execute(counted.where(_TABLE.c.key.in_(keys)))
            full = any(row.number >= keys[row.key] for row in found)
            if not full:
                connection.execute(insert(_TABLE), [{"key": key, "at": now} for key in keys])
        if full:
            minutes = int(WINDOW.total_seconds() // 60)
            raise TooOften(
                f"That was tried too often. Wait {minutes} minutes, then try again; or ask an"
                " administrator for a link to choose a new password."
            )

    def succeeded(self, tried: Try) -> None:
        """Forget the failures of a name, and of its address this one try, which was none."""
        latest = select(func.max(_TABLE.c.id)).where(_TABLE.c.key.in_(tried.place))
        good = _TABLE.c.key.in_(tried.limits) | (_TABLE.c.id == latest.scalar_subquery())
        with self._database.write() as connection:
            connection.execute(delete(_TABLE).where(good))


def _key(*parts: str) -> str:
    # Digests, for what is typed as a name may well be a password.
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
