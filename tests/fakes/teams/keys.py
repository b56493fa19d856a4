"""The Bot Framework's signing keys: published, rotated, and tokens good and bad."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.fakes.teams.world import APP, OTHER_TENANT, Json

# Who signs what comes to a bot, by cloud (learn.microsoft.com, Bot Connector authentication).
ISSUERS = {"public": "https://api.botframework.com", "gov": "https://api.botframework.us"}
_LIFE = 3600
# A token is made anew long before it ends.
_KEPT = 1200.0
_BITS = 2048


@dataclass
class Key:
    """A key pair; `endorsements` are the channels that may sign with it."""

    name: str
    endorsements: tuple[str, ...] = ("msteams", "webchat")
    private: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(65537, _BITS)
    )

    def public(self) -> Json:
        shown: Json = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        named = {"kid": self.name, "x5t": self.name, "use": "sig"}
        return shown | named | {"endorsements": list(self.endorsements)}


@dataclass
class Keys:
    """Signs what is delivered; `cloud` is whose issuer it names, `published` what bots can see."""

    cloud: str = "public"
    published: list[Key] = field(default_factory=lambda: [Key("key-1")])
    _made: int = 1
    _forger: Key = field(default_factory=lambda: Key("key-1"))
    _unendorsed: Key = field(default_factory=lambda: Key("key-other", ("webchat",)))
    _tokens: dict[tuple[str, str, str], tuple[float, str]] = field(default_factory=dict)

    def rotate(self, *, keep: bool) -> str:
        """Sign with a new key from now on, and return its name; `keep` publishes the old too."""
        self._made += 1
        new = Key(f"key-{self._made}")
        self.published = [new, *(self.published if keep else ())]
        return new.name

    def token(self, service_url: str) -> str:
        """Return a good token for what comes from there."""
        now, name = time.time(), (self.cloud, self.published[0].name, service_url)
        made, token = self._tokens.get(name, (0.0, ""))
        if now - made > _KEPT:
            token = self.mint("valid", service_url)
            self._tokens[name] = now, token
        return token

    def mint(self, kind: str, service_url: str) -> str:
        """Return a token that is `valid`, or bad in the one way that is named.

        Ways: expired, early, forged, audience, issuer, service, unendorsed, unpublished,
        unsigned, garbage.
        """
        if kind == "garbage":
            return "no-token"
        key = {
            "forged": self._forger,
            "unendorsed": self._unendorsed,
            "unpublished": Key("key-unpublished", private=self._forger.private),
        }.get(kind, self.published[0])
        claims = self._claims(kind, service_url)
        if kind == "unsigned":
            return jwt.encode(claims, "", "none", headers={"kid": key.name})
        return jwt.encode(claims, key.private, "RS256", headers={"kid": key.name})

    def shown(self) -> Json:
        """Return the key set; the one that no Teams channel may sign with is always there."""
        return {"keys": [key.public() for key in (*self.published, self._unendorsed)]}

    def _claims(self, kind: str, service_url: str) -> Json:
        now = int(time.time())
        begins = {"expired": now - 2 * _LIFE, "early": now + _LIFE}.get(kind, now - 5)
        strange = f"https://sts.windows.net/{OTHER_TENANT}/"
        return {
            "iss": strange if kind == "issuer" else ISSUERS[self.cloud],
            "aud": OTHER_TENANT if kind == "audience" else APP,
            "serviceurl": "https://elsewhere.example/" if kind == "service" else service_url,
            "nbf": begins,
            "iat": begins,
            "exp": begins + _LIFE,
        }


def metadata(address: str, cloud: str) -> Json:
    """Return the OpenID metadata document of a cloud."""
    return {
        "issuer": ISSUERS[cloud],
        "authorization_endpoint": "https://invalid.botframework.com",
        "jwks_uri": f"{address}/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
    }
