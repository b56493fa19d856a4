"""What this provider knows: who may sign in, which client asks, and what it gave away."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.fakes.oidc.tokens import Keys

Json = dict[str, Any]
CLIENT, SECRET = "policydesk", "s3cret+/%:ä"
_CODE_LIVES = 60.0
_NEEDED = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")


class Refused(Exception):
    """An OAuth error, by its code; `status` is the token endpoint's."""

    def __init__(self, code: str, why: str = "", status: int = 400) -> None:
        super().__init__(f"{code}: {why}")
        self.status = status
        self.answer = {"error": code, "error_description": why}


@dataclass
class Grant:
    """What a code stands for."""

    asked: Mapping[str, str]
    person: str
    made: float


@dataclass
class World:
    """`spoil` makes the next ID tokens bad in one way; `hidden` claims are told by userinfo alone.

    `methods` are the ways in which the client may show its secret; `down` answers 503 to all.
    """

    address: str = ""
    people: dict[str, Json] = field(default_factory=dict)
    redirects: list[str] = field(default_factory=list)
    spoil: str = ""
    hidden: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=lambda: ["client_secret_post"])
    down: bool = False
    called: str = ""
    keys: Keys = field(default_factory=Keys)
    codes: dict[str, Grant] = field(default_factory=dict)
    access: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def document(self) -> Json:
        """Return the discovery document."""
        return {
            "issuer": self.called or self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": self.methods,
            "code_challenge_methods_supported": ["S256"],
        }

    def check(self, asked: Mapping[str, str]) -> None:
        """Refuse what a careful provider refuses of an authorization request."""
        missing = [name for name in _NEEDED if not asked.get(name)]
        if missing:
            raise Refused("invalid_request", f"missing {', '.join(missing)}")
        if asked["client_id"] != CLIENT:
            raise Refused("unauthorized_client", "no such client")
        if asked["redirect_uri"] not in self.redirects:
            raise Refused("invalid_request", "this redirect_uri isn't registered")
        if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
            raise Refused("invalid_scope", "only the code flow of OpenID Connect")
        if asked.get("code_challenge_method") != "S256":
            raise Refused("invalid_request", "PKCE with S256 is needed")

    def answer(self, asked: Mapping[str, str], person: str) -> str:
        """Return where the browser goes back to: with a code, or refused where they said no."""
        self.check(asked)
        said = {"error": "access_denied"}
        if person in self.people:
            code = secrets.token_urlsafe(24)
            self.codes[code] = Grant(dict(asked), person, time.time())
            said = {"code": code}
        return f"{asked['redirect_uri']}?{urlencode(said | {'state': asked['state']})}"

    def token(self, form: Mapping[str, str], basic: str) -> Json:
        """Answer the token endpoint; a code is good once."""
        self._check_client(form, basic)
        if form.get("grant_type") != "authorization_code":
            raise Refused("unsupported_grant_type")
        grant = self.codes.pop(form.get("code", ""), None)
        if grant is None or time.time() - grant.made > _CODE_LIVES:
            raise Refused("invalid_grant", "the code was used, has expired or never was")
        if form.get("redirect_uri") != grant.asked["redirect_uri"]:
            raise Refused("invalid_grant", "another redirect_uri")
        if challenge(form.get("code_verifier", "")) != grant.asked["code_challenge"]:
            raise Refused("invalid_grant", "another code_verifier")
        access = secrets.token_urlsafe(24)
        self.access[access] = grant.person
        raw = self.keys.id_token(self._claims(grant), access, self.spoil)
        made: Json = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
        return made if self.spoil == "missing" else made | {"id_token": raw}

    def userinfo(self, bearer: str) -> Json:
        """Answer the userinfo endpoint."""
        person = self.access.get(bearer.removeprefix("Bearer "))
        if person is None or not bearer.startswith("Bearer "):
            raise Refused("invalid_token", status=401)
        told = {"sub": person} | self.people[person]
        return told | {"sub": "somebody-else"} if self.spoil == "userinfo" else told

    def _claims(self, grant: Grant) -> Json:
        about = {k: v for k, v in self.people[grant.person].items() if k not in self.hidden}
        whose = {"iss": self.called or self.address, "sub": grant.person, "aud": CLIENT}
        return about | whose | {"nonce": grant.asked["nonce"]}

    def _check_client(self, form: Mapping[str, str], basic: str) -> None:
        shown = (form.get("client_id"), form.get("client_secret"))
        if "client_secret_post" not in self.methods:
            given = base64.b64decode(basic.removeprefix("Basic ")).decode("latin1")
            shown = tuple(given.split(":", 1))  # type: ignore[assignment]
        if shown != (CLIENT, SECRET):
            raise Refused("invalid_client", status=401)


def challenge(verifier: str) -> str:
    """Return RFC 7636's S256 of a verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
