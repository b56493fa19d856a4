"""Microsoft's clouds: where each logs apps in, signs what it sends, and has Microsoft Graph.

The addresses are those of botframework-connector's AuthenticationConstants and
GovernmentConstants; Azure's "Configure Bot Framework bots for US Government customers" and
Graph's "National cloud deployments" tell where GCC High's and DoD's differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from botbuilder.schema import CallerIdConstants
from botframework.connector.auth import AuthenticationConstants as Public
from botframework.connector.auth import GovernmentConstants as Government


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud's addresses, without slashes at their ends.

    `login` is where tokens are had, `tenant` whose bots of many tenants log in at, `connector` and
    `graph` what tokens are for, `issuer` who signs what Teams sends, with the keys in `metadata`.
    """

    login: str
    tenant: str
    connector: str
    issuer: str
    metadata: str
    emulator_metadata: str
    oauth: str
    graph: str
    caller: str


_PUBLIC = Cloud(
    login=Public.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX.rstrip("/"),
    tenant=Public.DEFAULT_CHANNEL_AUTH_TENANT,
    connector=Public.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE,
    issuer=Public.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER,
    metadata=Public.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL,
    emulator_metadata=Public.TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL,
    oauth=Public.OAUTH_URL,
    graph="https://graph.microsoft.com",
    caller=CallerIdConstants.public_azure_channel,
)
_GCC_HIGH = Cloud(
    login=Government.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX.rstrip("/"),
    tenant=Government.DEFAULT_CHANNEL_AUTH_TENANT,
    connector=Government.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE,
    issuer=Government.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER,
    metadata=Government.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL,
    emulator_metadata=Government.TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL,
    oauth="https://tokengcch.botframework.azure.us",
    graph="https://graph.microsoft.us",
    caller=CallerIdConstants.us_gov_channel,
)
CLOUDS: Mapping[str, Cloud] = {
    "public": _PUBLIC,
    "gcc-high": _GCC_HIGH,
    "dod": replace(
        _GCC_HIGH,
        oauth="https://apiDoD.botframework.azure.us",
        graph="https://dod-graph.microsoft.us",
    ),
}
