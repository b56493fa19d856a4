"""The settings of the console's pages, and of signing in; `bot.settings` has all of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

from bot import oidc_names
from bot.web_addresses import SafeAddress


class WebSettings(BaseSettings):
    """What an operator may choose of the pages."""

    web: bool = Field(
        default=True, description="whether the service has pages to ask on and work on"
    )
    web_url: SafeAddress = Field("", description="the address of the pages, https://…")
    web_strangers: Literal["public", "nothing"] = Field(
        "nothing", description="what people who haven't signed in may ask about"
    )
    web_passwords: bool = Field(
        default=True, description="whether people sign in with a password kept here"
    )
    web_idle: float = Field(60, gt=0, le=1440, description="minutes without a press until sign-out")
    web_hours: float = Field(12, gt=0, le=720, description="hours until sign-out in any case")
    oidc_issuer: oidc_names.Issuer = Field("", description="whose accounts sign in to the console")
    oidc_client_id: str = Field("", description="the console's client id at that provider")
    # Read last of the three: what is missing shows only then.
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), description="the console's client secret", validate_default=True
    )
    oidc_scopes: oidc_names.Scopes = Field(
        ("openid", "profile", "email"), description="what the provider is asked for"
    )
    oidc_roles_claim: str = Field("roles", description="which claim tells somebody's roles")
    oidc_roles: oidc_names.Roles = Field(
        (), description="roles in the console by the claim's values, role=value"
    )
    oidc_groups_claim: str = Field("groups", description="which claim tells somebody's groups")
    oidc_groups: oidc_names.Groups = Field(
        (), description="groups of the policies by the claim's values, name=value"
    )

    @field_validator("oidc_client_secret")
    @classmethod
    def _oidc_client_secret(cls, given: SecretStr, info: ValidationInfo) -> SecretStr:
        return oidc_names.client_secret(given, info.data)
