"""How tests use the provider: who has an account there, and what goes wrong on demand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from bot.settings import Settings, load
from tests.fakes.oidc.world import CLIENT, SECRET
from tests.fakes.process import started

__all__ = ["CLIENT", "SECRET", "Provider", "provider"]


@dataclass
class Provider:
    """A running provider; its address is its issuer."""

    address: str

    def register(self, *redirects: str) -> None:
        """Let the client come back to these addresses alone."""
        self._control(redirects=redirects)

    def hire(self, **people: dict[str, Any]) -> None:
        """Give these accounts, by subject, with their claims; nobody else has one."""
        self._control(people=people)

    def spoil(self, way: str) -> None:
        """Make ID tokens bad in a way that `Keys.id_token` names; "" makes them good again."""
        self._control(spoil=way)

    def rotate_keys(self, *, same_name: bool = False) -> None:
        """Sign with a new key from now on."""
        self._control(rotate="same name" if same_name else "new name")

    def set(self, **attributes: Any) -> None:
        """Set what `World` has: hidden, methods, down, called."""
        self._control(**attributes)

    def calls(self) -> list[str]:
        """Return what was asked of it, as "GET /keys"."""
        found: list[str] = httpx.get(f"{self.address}/calls").json()
        return found[:-1]

    def sign_in(self, address: str, person: str) -> tuple[str, dict[str, str]]:
        """Sign in there as a person does with a browser.

        Returns where the browser is sent back to, and with what query.
        """
        httpx.get(address).raise_for_status()
        back = httpx.post(address, data={"person": person})
        where = httpx.URL(back.headers["Location"])
        return str(where.copy_with(query=None)), dict(where.params)

    def settings(self, **given: Any) -> Settings:
        """Return settings of a client that the provider knows."""
        known = {"oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
        return load(oidc_issuer=self.address, **(known | given))

    def _control(self, **wanted: Any) -> None:
        httpx.post(f"{self.address}/control", json=wanted).raise_for_status()


@contextmanager
def provider() -> Iterator[Provider]:
    """Run a provider in a process of its own."""
    with started("tests.fakes.oidc") as address:
        yield Provider(address)
