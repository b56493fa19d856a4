"""Signing in at an OpenID provider: the authorization code flow with PKCE.

OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9700, OAuth's best current practice.
Plain values in and out; what must be remembered between the two steps belongs to the browser that
began, and to no other.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

from adapters.web.people import claims as claimed
from adapters.web.people import id_token
from adapters.web.people.discovery import PATIENCE, Discovery, Published
from adapters.web.people.refused import ProviderUnusable, SignInRefused
from bot.settings import Settings

_VERIFIER = 64  # RFC 7636: 43 to 128 characters
_UNGUESSABLE = 32
_AGAIN = "That sign-in can't be used any more. Please sign in again."
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a provider says somebody is: `subject` names them for good, all else may change."""

    issuer: str
    subject: str
    name: str
    email: str
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the browser goes to sign in, and what must be remembered until it comes back."""

    address: str
    remembered: Mapping[str, str]


class OpenIDClient:
    """The console as a client of the provider in the settings. Thread-safe; blocking."""

    def __init__(self, settings: Settings, now: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._discovery = Discovery(settings.oidc_issuer, now)

    def begin(self, redirect_uri: str) -> Begun:
        """Begin a sign-in that comes back to an address. Raises ProviderUnusable."""
        published = self._discovery.published()
        remembered = {
            "state": generate_token(_UNGUESSABLE),
            "nonce": generate_token(_UNGUESSABLE),
            "code_verifier": generate_token(_VERIFIER),
            "redirect_uri": redirect_uri,
        }
        with self._session(published, redirect_uri) as session:
            address, _ = session.create_authorization_url(
                published.authorization_endpoint,
                state=remembered["state"],
                nonce=remembered["nonce"],
                code_verifier=remembered["code_verifier"],
            )
        return Begun(str(address), remembered)

    def finish(self, remembered: Mapping[str, str], code: str, state: str) -> Identity:
        """Return who came back. What was remembered may be used once; the caller forgets it.

        Raises SignInRefused: not begun in this browser, or what the provider says can't be
        trusted; ProviderUnusable.
        """
        if not code or not _same(state, remembered.get("state", "")):
            raise SignInRefused(_AGAIN)
        published = self._discovery.published()
        token = self._token(published, remembered, code)
        client = self._settings.oidc_client_id
        said = id_token.trusted(token, client, remembered["nonce"], self._discovery)
        said = {**self._userinfo(published, token, said), **said}
        return Identity(said["iss"], said["sub"], claimed.name(said), claimed.email(said), said)

    def check(self) -> str:
        """Return what is wrong with the provider as it is now, "" where somebody could sign in."""
        try:
            Discovery(self._settings.oidc_issuer, time.monotonic).keys()
        except ProviderUnusable as unusable:
            return unusable.why
        return ""

    def _token(
        self, published: Published, remembered: Mapping[str, str], code: str
    ) -> Mapping[str, Any]:
        """Return what the provider gives for a code."""
        back = remembered["redirect_uri"]
        try:
            with self._session(published, back) as session:
                given: Mapping[str, Any] = session.fetch_token(
                    published.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    redirect_uri=back,
                    code_verifier=remembered["code_verifier"],
                    allow_redirects=False,
                )
        except AuthlibBaseError as refusal:
            _log.warning("the provider gave no token", error=refusal.error)
            raise SignInRefused(_AGAIN) from refusal
        except (requests.RequestException, ValueError) as wrong:
            raise ProviderUnusable("the provider's tokens can't be read") from wrong
        return given

    def _userinfo(
        self, published: Published, token: Mapping[str, Any], said: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return what the provider tells beside the ID token, where that leaves something out."""
        wanted = (self._settings.oidc_roles_claim, self._settings.oidc_groups_claim, "name")
        if not published.userinfo_endpoint or all(claimed.found(said, one) for one in wanted):
            return {}
        try:
            with self._session(published, "", token) as session:
                answer = session.get(published.userinfo_endpoint, timeout=PATIENCE)
            answer.raise_for_status()
            told = answer.json()
        except (requests.RequestException, AuthlibBaseError, ValueError) as wrong:
            raise ProviderUnusable("the provider tells nothing of who signed in") from wrong
        # Section 5.3.2: of anybody else nothing may be used.
        same = isinstance(told, dict) and told.get("sub") == said["sub"]
        return told if same else {}

    def _session(
        self, published: Published, redirect_uri: str, token: Mapping[str, Any] | None = None
    ) -> OAuth2Session:
        settings = self._settings
        return OAuth2Session(
            settings.oidc_client_id,
            settings.oidc_client_secret.get_secret_value(),
            token_endpoint_auth_method=published.secret_goes,
            scope=" ".join(settings.oidc_scopes),
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            token=token,
            default_timeout=PATIENCE,
        )


def _same(one: str, other: str) -> bool:
    return bool(other) and hmac.compare_digest(one.encode(), other.encode())
