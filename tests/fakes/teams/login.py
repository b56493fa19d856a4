"""Entra ID: tokens for apps by their secret, and for machines by their managed identity."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from aiohttp import web

from tests.fakes.teams.world import APP, SECRET, TENANT, Json, World

CONNECTOR, GRAPH = "https://api.botframework.com", "https://graph.microsoft.com"
# What tokens are for, with the government clouds' names of the same.
AUDIENCES = {
    CONNECTOR: CONNECTOR,
    "https://api.botframework.us": CONNECTOR,
    GRAPH: GRAPH,
    "https://graph.microsoft.us": GRAPH,
    "https://dod-graph.microsoft.us": GRAPH,
}
# Where tokens for bots of many tenants come from.
_TENANTS = (TENANT, "botframework.com")
# What App Service gives a machine to show with its requests.
IDENTITY_HEADER = "identity-header"


@dataclass
class Token:
    audience: str
    ends: float


@dataclass
class Login:
    """Issues tokens; `secret` is the one it takes, `life` seconds that a token is good."""

    world: World
    secret: str = SECRET
    life: int = 3599
    issued: dict[str, Token] = field(default_factory=dict)

    def valid(self, header: str, audience: str) -> bool:
        """Whether a request's Authorization has a token that was issued here for this."""
        found = self.issued.get(header.removeprefix("Bearer "))
        if found is None or not header.startswith("Bearer "):
            return False
        return found.audience == audience and found.ends > self.world.now()

    def metadata(self, address: str, tenant: str) -> tuple[int, Json]:
        if tenant not in _TENANTS:
            return 400, _refusal("invalid_tenant", 90002, f"Tenant '{tenant}' not found.")
        here = f"{address}/{tenant}"
        return 200, {
            "issuer": f"{here}/v2.0",
            "authorization_endpoint": f"{here}/oauth2/v2.0/authorize",
            "token_endpoint": f"{here}/oauth2/v2.0/token",
            "tenant_region_scope": "EU",
        }

    def instance(self, address: str) -> Json:
        """Return what instance discovery says of any authority that is asked about."""
        where = f"{address}/{TENANT}/v2.0/.well-known/openid-configuration"
        return {"tenant_discovery_endpoint": where, "api-version": "1.1", "metadata": []}

    def client_credentials(self, tenant: str, form: Json) -> tuple[int, Json]:
        """Answer a request for an app's own token."""
        audience = str(form.get("scope", "")).removesuffix("/.default")
        if tenant not in _TENANTS:
            return 400, _refusal("invalid_request", 90002, f"Tenant '{tenant}' not found.")
        if form.get("grant_type") != "client_credentials":
            return 400, _refusal("unsupported_grant_type", 70003, "No such grant.")
        if form.get("client_id") != APP:
            return 400, _refusal("unauthorized_client", 700016, "Application not found.")
        if form.get("client_secret") != self.secret:
            return 401, _refusal("invalid_client", 7000215, "Invalid client secret provided.")
        if audience not in AUDIENCES or not str(form["scope"]).endswith("/.default"):
            return 400, _refusal("invalid_scope", 70011, "The scope is not valid.")
        made = {"access_token": self.issue(audience), "token_type": "Bearer"}
        return 200, made | {"expires_in": self.life, "ext_expires_in": self.life}

    def machine(self, request: web.Request) -> tuple[int, Json]:
        """Answer a request of a managed identity: IMDS's, or App Service's."""
        resource = request.query.get("resource", "").removesuffix("/")
        app_service = request.path == "/msi/token"
        shown = request.headers.get("X-IDENTITY-HEADER")
        if (app_service and shown != IDENTITY_HEADER) or request.headers.get("Metadata") != "true":
            return 400, {"error": "invalid_request", "error_description": "Required header missing"}
        if request.query.get("client_id", APP) != APP:
            return 400, {"error": "invalid_request", "error_description": "Identity not found"}
        if resource not in AUDIENCES:
            return 400, {"error": "invalid_resource", "error_description": "No such resource"}
        made = {"access_token": self.issue(resource), "token_type": "Bearer", "resource": resource}
        ends = int(self.world.now()) + self.life
        return 200, made | {"expires_in": str(self.life), "expires_on": str(ends)}

    def issue(self, audience: str) -> str:
        """Return a new token for an audience."""
        token = f"token-{secrets.token_hex(8)}"
        self.issued[token] = Token(AUDIENCES[audience], self.world.now() + self.life)
        return token


def _refusal(error: str, number: int, why: str) -> Json:
    said = f"AADSTS{number}: {why} Trace ID: 0 Correlation ID: 0"
    return {"error": error, "error_description": said, "error_codes": [number]}
