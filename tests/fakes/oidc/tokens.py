"""The provider's signing keys: published, rotated, and ID tokens good and bad."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

Json = dict[str, Any]
_LIFE = 300
_BITS = 2048


@dataclass
class Key:
    """A key pair with its name."""

    name: str
    private: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(65537, _BITS)
    )

    def public(self) -> Json:
        shown: Json = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        return shown | {"kid": self.name, "use": "sig", "alg": "RS256"}


@dataclass
class Keys:
    """Signs with `current`; a key of a kind that nobody knows yet is published beside it."""

    current: Key = field(default_factory=lambda: Key("key-1"))
    _made: int = 1

    def rotate(self, *, same_name: bool) -> None:
        """Sign with a new key from now on, and publish it alone."""
        self._made += 0 if same_name else 1
        self.current = Key(f"key-{self._made}")

    def shown(self) -> Json:
        return {"keys": [{"kty": "AKP", "kid": "next-century"}, self.current.public()]}

    def id_token(self, claims: Json, access: str, spoil: str) -> str:
        """Return an ID token that is good, or bad in the one way that is named.

        Ways: expired, early, signature, issuer, audience, party, borrowed, nonce, no-nonce,
        no-subject, endless, at-hash, unsigned, shared-secret, unknown-key, garbage.
        """
        if spoil == "garbage":
            return "no-token"
        said = {**self._times(spoil), "at_hash": _half(access), **claims, **_BAD.get(spoil, {})}
        for name in _LEFT_OUT.get(spoil, ()):
            said.pop(name)
        header = {"kid": "unknown" if spoil == "unknown-key" else self.current.name}
        if spoil == "unsigned":
            return jwt.encode(said, "", "none", headers=header)
        if spoil == "shared-secret":
            # The public key taken for a shared secret: an old trick with careless clients.
            return jwt.encode(said, "x" * 64, "HS256", headers=header)
        key = Key("forged") if spoil == "signature" else self.current
        return jwt.encode(said, key.private, "RS256", headers=header)

    def _times(self, spoil: str) -> Json:
        now = int(time.time())
        begins = {"expired": now - 10 * _LIFE, "early": now + 10 * _LIFE}.get(spoil, now)
        return {"iat": begins, "exp": begins + _LIFE}


_BAD: dict[str, Json] = {
    "issuer": {"iss": "https://elsewhere.example"},
    "audience": {"aud": "another-client"},
    "party": {"aud": ["policydesk", "another-client"], "azp": "another-client"},
    "borrowed": {"aud": "another-client", "azp": "policydesk"},
    "nonce": {"nonce": "another-sign-in"},
    "at-hash": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}
_LEFT_OUT = {"no-nonce": ("nonce",), "no-subject": ("sub",), "endless": ("exp",)}


def _half(access: str) -> str:
    """Return OpenID Connect Core's at_hash: the left half of the digest."""
    digest = hashlib.sha256(access.encode()).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
