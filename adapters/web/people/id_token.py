"""Whether an ID token is the provider's, for this client and this sign-in.

OpenID Connect Core 1.0, section 3.1.3.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from adapters.web.people.discovery import Discovery
from adapters.web.people.refused import SignInRefused

# Seconds that two clocks may be apart.
_LEEWAY = 60
_log = structlog.get_logger(__name__)


def trusted(
    token: Mapping[str, Any], client: str, nonce: str, discovery: Discovery
) -> dict[str, Any]:
    """Return the claims of the ID token in a provider's answer, all that proves something checked.

    Raises SignInRefused, ProviderUnusable.
    """
    about = {"nonce": nonce, "client_id": client, "access_token": token.get("access_token")}
    options = _options(discovery.published().issuer, client)
    try:
        decoded = _signed(token.get("id_token"), discovery)
        checked = CodeIDToken(decoded.claims, decoded.header, options, about)
        checked.validate(leeway=_LEEWAY)
    # What is no token at all fails in one of these, too.
    except (JoseError, ValueError, TypeError) as wrong:
        _log.warning("the provider's ID token can't be trusted", fault=type(wrong).__name__)
        raise SignInRefused(
            "What your organisation's sign-in said can't be trusted. Please sign in again; if it"
            " goes on, tell whoever looks after PolicyDesk."
        ) from wrong
    return dict(checked)


def _signed(raw: Any, discovery: Discovery) -> jwt.Token:
    """Return a token whose signature is the provider's; with a key that is new, too."""
    signatures = discovery.published().signatures
    try:
        return _decoded(raw, discovery.keys(), signatures)
    except (InvalidKeyIdError, BadSignatureError):
        return _decoded(raw, discovery.keys(anew=True), signatures)


def _decoded(raw: Any, keys: KeySet, signatures: list[str]) -> jwt.Token:
    registry = JWSRegistry(algorithms=signatures, strict_check_header=False)
    return jwt.decode(raw, keys, registry=registry)


def _options(issuer: str, client: str) -> dict[str, Any]:
    expected = {"iss": issuer, "aud": client}
    checked = {name: {"essential": True, "value": value} for name, value in expected.items()}
    return {**checked, "sub": {"essential": True}, "exp": {"essential": True}}
