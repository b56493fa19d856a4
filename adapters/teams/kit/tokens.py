"""The app's own tokens, by its client secret or by the machine's managed identity."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from typing import Any, Protocol

import requests
from msal import ConfidentialClientApplication, ManagedIdentityClient, UserAssignedManagedIdentity
from msal.exceptions import MsalError
from requests.adapters import HTTPAdapter

from adapters.teams.kit.clouds import CLOUDS
from bot.settings import Settings
from bot.teams_names import MANAGED

# A token is good for an hour; who waits for a new one waits so long at most, and once again.
_SECONDS = 5.0
# The network's, MSAL's own, and what it stumbles over where the answer isn't Entra's.
_FAULTS = (requests.RequestException, MsalError, ValueError, KeyError)
# Entra names each fault by a number; the rest of its description is for its own support.
_NUMBER = re.compile(r"AADSTS\d+", re.ASCII)
_REMEDIES = {
    "AADSTS7000215": "POLICYDESK_TEAMS_APP_PASSWORD is not the secret's value",
    "AADSTS7000222": "the client secret has run out; make a new one",
    "AADSTS700016": "the tenant has no such app; mend POLICYDESK_TEAMS_APP_ID or …_TENANT_ID",
    "AADSTS90002": "there is no such tenant; mend POLICYDESK_TEAMS_TENANT_ID",
}


class NoToken(Exception):
    """Microsoft Entra gave no token; the text says why, and what to mend where that is known."""


class Tokens(Protocol):
    """Where the app's tokens come from. Thread-safe; blocks while one is fetched."""

    def of(self, audience: str) -> str:
        """Return a token for a service by its address. Raises NoToken."""
        ...


def tokens(settings: Settings, tenant: str) -> Tokens:
    """Return where the settings' app is given tokens in a tenant; a machine has but its own."""
    if settings.teams_app_type == MANAGED:
        return _OfMachine(settings.teams_app_id)
    login = settings.teams_login_url or CLOUDS[settings.teams_cloud].login
    secret = settings.teams_app_password.get_secret_value()
    return _OfSecret(settings.teams_app_id, secret, f"{login}/{tenant}")


class _OfSecret:
    """MSAL's client credentials; MSAL keeps a token until shortly before it ends."""

    def __init__(self, app: str, secret: str, authority: str) -> None:
        self._app, self._secret, self._authority = app, secret, authority
        self._lock = threading.Lock()
        self._client: Any = None

    def of(self, audience: str) -> str:
        try:
            answer = self._known().acquire_token_for_client(scopes=[f"{audience}/.default"])
        except _FAULTS as wrong:
            raise _unreachable(wrong) from wrong
        return _token(answer)

    def _known(self) -> Any:
        """Return MSAL's client, made at the first need: making it asks Entra for its addresses."""
        with self._lock:
            if self._client is None:
                self._client = ConfidentialClientApplication(
                    self._app,
                    client_credential=self._secret,
                    authority=self._authority,
                    http_client=_Session(),
                    # The authority is a cloud's own, or the operator's; nobody else has a say.
                    instance_discovery=False,
                )
            return self._client


class _OfMachine:
    """The identity that Azure gives the machine; it needs no secret."""

    def __init__(self, app: str) -> None:
        identity = UserAssignedManagedIdentity(client_id=app)
        self._client = ManagedIdentityClient(identity, http_client=_Session())

    def of(self, audience: str) -> str:
        try:
            return _token(self._client.acquire_token_for_client(resource=audience))
        except _FAULTS as wrong:
            raise _unreachable(wrong) from wrong


class _Session(requests.Session):
    """As MSAL's own, with a limit on how long is waited."""

    def __init__(self) -> None:
        super().__init__()
        for scheme in ("https://", "http://"):
            self.mount(scheme, HTTPAdapter(max_retries=1))

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs.setdefault("timeout", _SECONDS)
        return super().request(*args, **kwargs)


def _token(answer: Mapping[str, Any]) -> str:
    if "access_token" in answer:
        return str(answer["access_token"])
    found = _NUMBER.search(str(answer.get("error_description")))
    number = found[0] if found else str(answer.get("error"))[:40]
    remedy = _REMEDIES.get(number)
    raise NoToken(f"Microsoft Entra refused a token, {number}" + (f": {remedy}" if remedy else ""))


def _unreachable(wrong: Exception) -> NoToken:
    return NoToken(f"Microsoft Entra gave no token ({type(wrong).__name__})")
