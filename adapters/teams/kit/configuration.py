"""The Bot Framework's authentication, made from the settings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from botframework.connector.auth import (
    AppCredentials,
    AuthenticationConfiguration,
    BotFrameworkAuthentication,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
    ServiceClientCredentialsFactory,
)

from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.teams.kit.clouds import CLOUDS
from adapters.teams.kit.tokens import NoToken, Tokens, tokens
from bot.settings import Settings
from bot.teams_names import MULTI


def bot_framework(settings: Settings) -> BotFrameworkAuthentication:
    """Return what checks who sent an activity, and signs what is sent.

    Without an app's id (`teams_unauthenticated`) nobody is asked who they are where no
    Authorization is given (None), and nothing is signed. `create` of its connector factory
    fetches the token, and raises NoToken.
    """
    cloud = CLOUDS[settings.teams_cloud]
    login = settings.teams_login_url or cloud.login
    return BotFrameworkAuthenticationFactory.create(
        validate_authority=True,
        to_channel_from_bot_login_url=f"{login}/{_tenant(settings)}",
        to_channel_from_bot_oauth_scope=cloud.connector,
        to_bot_from_channel_token_issuer=cloud.issuer,
        oauth_url=cloud.oauth,
        to_bot_from_channel_open_id_metadata_url=settings.teams_openid_metadata_url
        or cloud.metadata,
        to_bot_from_emulator_open_id_metadata_url=cloud.emulator_metadata,
        caller_id=cloud.caller,
        credential_factory=_credentials(settings),
        auth_configuration=AuthenticationConfiguration(),
    )


def connector_token(settings: Settings) -> Callable[[], str]:
    """Return what gives the token for calls of the Bot Connector; "" where nothing is signed.

    It blocks while a token is fetched, once an hour, and raises DirectoryUnreachable.
    """
    if not settings.teams_app_id:
        return str
    cloud = CLOUDS[settings.teams_cloud]
    return _for(tokens(settings, _tenant(settings)), cloud.connector)


def graph_token(settings: Settings) -> Callable[[], str]:
    """Return what gives the app's token for Microsoft Graph in the agency's tenant.

    It blocks while a token is fetched, once an hour, and raises DirectoryUnreachable.
    """
    return _for(tokens(settings, settings.teams_tenant_id), CLOUDS[settings.teams_cloud].graph)


def _credentials(settings: Settings) -> ServiceClientCredentialsFactory:
    if not settings.teams_app_id:
        return PasswordServiceClientCredentialFactory()
    return _Credentials(settings.teams_app_id, tokens(settings, _tenant(settings)))


class _Credentials(ServiceClientCredentialsFactory):  # type: ignore[misc] # it has no types
    """Credentials that share one store of tokens; the kit's own begin with none at every call."""

    def __init__(self, app: str, known: Tokens) -> None:
        self._app, self._tokens = app, known

    async def is_valid_app_id(self, app_id: str) -> bool:
        return app_id == self._app

    async def is_authentication_disabled(self) -> bool:
        return False

    async def create_credentials(
        self,
        app_id: str,
        oauth_scope: str,
        login_endpoint: str,  # noqa: ARG002 - in the tokens already
        validate_authority: bool,  # noqa: ARG002, FBT001 - so too
    ) -> AppCredentials:
        if app_id != self._app:
            raise PermissionError("the credentials are another app's")
        # Fetched here, for the kit itself would fetch it on the event loop.
        await asyncio.to_thread(self._tokens.of, oauth_scope)
        return _Signing(app_id, oauth_scope, self._tokens)


class _Signing(AppCredentials):  # type: ignore[misc] # it has no types
    def __init__(self, app_id: str, audience: str, known: Tokens) -> None:
        super().__init__(app_id, oauth_scope=audience)
        self._tokens = known

    def get_access_token(self, force_refresh: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - as the kit calls it
        return self._tokens.of(self.oauth_scope)


def _tenant(settings: Settings) -> str:
    """Return in which tenant the bot logs in to send."""
    many = settings.teams_app_type == MULTI
    return CLOUDS[settings.teams_cloud].tenant if many else settings.teams_tenant_id


def _for(known: Tokens, audience: str) -> Callable[[], str]:
    def token() -> str:
        try:
            return known.of(audience)
        except NoToken as wrong:
            raise DirectoryUnreachable(str(wrong)) from wrong

    return token
