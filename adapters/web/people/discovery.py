"""What an OpenID provider publishes of itself: where it is asked what, and its keys.

OpenID Connect Discovery 1.0, sections 3 and 4; RFC 7517 for the keys.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from threading import Lock
from typing import Any

import requests
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, ValidationError

from adapters.web.people.refused import ProviderUnusable

# Seconds. Somebody waits at their browser.
PATIENCE = (3.0, 10.0)
_HOUR = 3600.0
_AT = "/.well-known/openid-configuration"
# What signs with a key of its own; a "none" or a shared secret proves nothing here.
_SIGNATURES = frozenset(
    "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split()
)


class Published(BaseModel):
    """The part of the provider's document that signing in needs."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)

    @property
    def signatures(self) -> list[str]:
        """The provider's ways to sign that prove that it did."""
        return sorted(_SIGNATURES.intersection(self.id_token_signing_alg_values_supported))

    @property
    def secret_goes(self) -> str:
        """How the client shows its secret; in the form it needs no quoting of its own."""
        in_form = "client_secret_post"
        offered = self.token_endpoint_auth_methods_supported
        return in_form if in_form in offered else "client_secret_basic"


class Discovery:
    """What is published at an issuer's address, read when it is needed, kept for an hour.

    Thread-safe; blocking. `now` is a clock in seconds.
    """

    def __init__(self, issuer: str, now: Callable[[], float]) -> None:
        self._issuer = issuer
        self._now = now
        self._lock = Lock()
        self._published: Published | None = None
        self._keys: KeySet | None = None
        self._read = self._keys_read = -inf

    def published(self) -> Published:
        """Return the provider's document. Raises ProviderUnusable."""
        with self._lock:
            if self._published is None or self._now() - self._read > _HOUR:
                self._published = self._document()
                self._read = self._now()
            return self._published

    def keys(self, *, anew: bool = False) -> KeySet:
        """Return its keys; `anew` asks for them again. Raises ProviderUnusable."""
        where = self.published().jwks_uri
        with self._lock:
            if anew or self._keys is None or self._now() - self._keys_read > _HOUR:
                self._keys = _key_set(where)
                self._keys_read = self._now()
            return self._keys

    def _document(self) -> Published:
        try:
            read = Published.model_validate(_json(self._issuer.rstrip("/") + _AT))
        except ValidationError as wrong:
            raise ProviderUnusable("what the provider says of itself is incomplete") from wrong
        if read.issuer != self._issuer:
            raise ProviderUnusable(
                f"the provider calls itself {read.issuer}; give that as POLICYDESK_OIDC_ISSUER"
            )
        return read


def _key_set(where: str) -> KeySet:
    try:
        return KeySet.import_key_set(_json(where))
    except (JoseError, KeyError, ValueError, TypeError) as wrong:
        raise ProviderUnusable("the provider's keys can't be read") from wrong


def _json(where: str) -> Any:
    try:
        answer = requests.get(where, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()
    except (requests.RequestException, ValueError) as wrong:
        raise ProviderUnusable(f"the provider can't be reached ({type(wrong).__name__})") from wrong
