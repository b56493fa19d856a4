"""The test's side of the fake Teams."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.fakes.teams.acting import Acting
from tests.fakes.teams.failing import Failing
from tests.fakes.teams.login import IDENTITY_HEADER
from tests.fakes.teams.looking import Looking
from tests.fakes.teams.using import Using

_OPENID = "v1/.well-known/openidconfiguration"


class Teams(Looking, Acting, Using, Failing):
    """The app is `APP` with the secret `SECRET` in `TENANT`; the bot is `BOT`.

    People come into being when they first write, conversations when they are first written in.
    """

    @property
    def openid_url(self) -> str:
        """The OpenID metadata of the public cloud."""
        return f"{self.address}/{_OPENID}"

    @property
    def gov_openid_url(self) -> str:
        """The OpenID metadata of the government clouds."""
        return f"{self.address}/gov/{_OPENID}"

    @property
    def login_url(self) -> str:
        """Entra ID; over https (`ca`) it is `login_tls_url`."""
        return self.address

    @property
    def login_tls_url(self) -> str:
        return self.tls

    @property
    def graph_url(self) -> str:
        """Microsoft Graph, without the v1.0."""
        return f"{self.address}/graph"

    def service_url(self, service: str = "emea") -> str:
        """Return a service URL of the connector."""
        return f"{self.address}/{service}/"

    def identity(self) -> dict[str, str]:
        """Return the environment of a machine with a managed identity, as App Service makes it."""
        return {
            "IDENTITY_ENDPOINT": f"{self.address}/msi/token",
            "IDENTITY_HEADER": IDENTITY_HEADER,
        }


@contextmanager
def teams() -> Iterator[Teams]:
    """Start a Teams in its own process, and stop it."""
    command = [sys.executable, "-m", "tests.fakes.teams"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        one = Teams(**json.loads(child.stdout.readline()))
        try:
            yield one
        finally:
            one.close()
            child.stdin.close()
