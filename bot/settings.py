"""All settings, from the environment or one TOML file; nothing else reads the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot import model_names, slack_names, teams_names
from bot.errors import BadSettings
from bot.setting_faults import PREFIX, sentence
from bot.setting_kinds import (
    File,
    Folder,
    Holidays,
    Hours,
    Names,
    Region,
    TimeOrNo,
    TimeZone,
)
from bot.setting_sources import SecretFiles, TomlFile, unusable
from bot.web_addresses import AnyAddress, EncryptedAddress, SafeAddress
from bot.web_settings import WebSettings

__all__ = ["PREFIX", "Settings", "load"]


class Settings(WebSettings):
    """What an operator may choose; `load` reads it, with every fault at once.

    Retention is in days. Three years is a default, not advice: the U.S. National
    Archives' General Records Schedule 5.8, item 010 asks for one year after a help
    desk matter is resolved; state schedules differ, so set your own.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    data: Folder = Field(Path("policydesk-data"), description="the folder that holds everything")
    database_url: SecretStr = Field(SecretStr(""), description="PostgreSQL instead of SQLite")
    time_zone: TimeZone = Field("UTC", description="whose today decides what is in force")
    embedding_model: str = Field("", description="a sentence-transformers folder or name")
    agency: str = Field("the agency", min_length=1, description="its name in the bot's sentences")
    office: str = Field("the communications office", min_length=1, description="who gets tickets")
    office_contact: str = Field("", description="how to reach the office when it can't wait")
    phone_region: Region = Field("US", description="where phone numbers without + are from")
    gate: File = Field(None, description="the rules (TOML) that a draft must pass to go live")
    keep_turns: int = Field(1095, ge=1, description="days that a turn is kept")
    keep_tickets: int = Field(1095, ge=1, description="days that a closed ticket is kept")
    host: str = Field("127.0.0.1", description="the address that the service listens on")
    port: int = Field(8080, ge=1, le=65535, description="the port that the service listens on")
    slack_bot_token: slack_names.BotToken = Field(
        SecretStr(""), description="Slack's bot token, xoxb-…"
    )
    slack_app_token: slack_names.AppToken = Field(
        SecretStr(""), description="the app-level token of Socket Mode, xapp-…"
    )
    # Read last of the three: what is missing shows only then.
    slack_signing_secret: slack_names.SigningSecret = Field(
        SecretStr(""), description="what Slack signs with", validate_default=True
    )
    slack_api_url: AnyAddress = Field("https://slack.com/api/", description="where Slack's API is")
    slack_office_channel: slack_names.Channel = Field(
        "", description="the office's channel, by its id C…"
    )
    slack_on_call: slack_names.People = Field(
        (), description="who is rung for what is urgent: ids U…"
    )
    slack_on_call_second: slack_names.People = Field(
        (), description="who is rung when nobody takes it"
    )
    slack_strangers: Literal["public", "nothing"] = Field(
        "public", description="what guests and people of other workspaces may see"
    )
    slack_user_groups: bool = Field(
        default=False, description="whether Slack's user groups are groups of the policies"
    )
    teams_app_password: SecretStr = Field(SecretStr(""), description="the app's client secret")
    teams_app_type: Literal["SingleTenant", "MultiTenant", "UserAssignedMSI"] = Field(
        "SingleTenant", description="how the bot's app is registered in Microsoft Azure"
    )
    teams_tenant_id: teams_names.Guid = Field("", description="the agency's tenant")
    teams_cloud: Literal["public", "gcc-high", "dod"] = Field(
        "public", description="in which of Microsoft's clouds the tenant is"
    )
    teams_openid_metadata_url: SafeAddress = Field(
        "", description="whose keys sign what Teams sends; empty for the cloud's own"
    )
    teams_login_url: EncryptedAddress = Field(
        "", description="where the app is given tokens; empty for the cloud's own"
    )
    teams_graph_url: SafeAddress = Field(
        "", description="where Microsoft Graph is; empty for the cloud's own"
    )
    teams_office_channel: teams_names.Channel = Field(
        "", description="the office's channel, by its id 19:…"
    )
    teams_on_call: teams_names.OnCall = Field(
        (), description="who is called for what is urgent: object ids"
    )
    teams_on_call_second: teams_names.OnCall = Field(
        (), description="who is called when nobody takes it"
    )
    teams_strangers: Literal["public", "nothing"] = Field(
        "public", description="what guests and people of other tenants may see"
    )
    teams_groups: teams_names.Groups = Field(
        (), description="groups of the policies by Entra ID's, name=object id"
    )
    teams_unauthenticated: teams_names.Unauthenticated = Field(
        default=False, description="whether anybody is let in, to try it out on one machine"
    )
    # Read last of Teams's: what is missing shows only then.
    teams_app_id: str = Field("", description="the app's id", validate_default=True)
    groups_file: File = Field(None, description="who is in which group (TOML)")
    office_groups: Names = Field((), description="the groups that the office's channel has")
    name_officers: bool = Field(
        default=False, description="whether askers read an officer's name or the office's"
    )
    office_hours: Hours = Field("Mon-Fri 09:00-17:00", description="when the office works")
    holidays: Holidays = Field(
        "", description="a country, or country-state, whose holidays it keeps"
    )
    answer_within: float = Field(8, gt=0, le=1000, description="working hours to answer within")
    urgent_within: float = Field(0.5, gt=0, le=1000, description="hours for what is urgent")
    digest_at: TimeOrNo = Field(
        "09:00", description="when the office is sent its open tickets; or no"
    )
    model: model_names.Model = Field(
        "", description="a language model that words answers, provider:name"
    )
    model_url: AnyAddress = Field("", description="the address of the model's endpoint")
    model_key: SecretStr = Field(SecretStr(""), description="the key of the model's endpoint")
    model_api_version: str = Field("", description="the version of Azure's API, by its date")
    model_form: Literal["", "json_schema", "function_calling", "json_mode"] = Field(
        "", description="how the model is held to a form; empty for what its provider does best"
    )
    model_writes: bool = Field(default=True, description="whether the model words answers")
    model_reads: bool = Field(
        default=False, description="whether the model rewords questions that find too little"
    )
    model_restricted: bool = Field(
        default=False, description="whether restricted clauses may be sent to the model"
    )
    model_first_token: float = Field(6, gt=0, le=120, description="seconds to the first word")
    model_timeout: float = Field(20, gt=0, le=300, description="seconds to the whole reply")
    model_at_once: int = Field(4, ge=1, le=100, description="how many replies at once")
    model_tokens_per_day: int = Field(2_000_000, ge=0, description="tokens a day; 0: no limit")
    model_money_per_day: float = Field(0, ge=0, description="money a day; 0: no limit")
    model_price_in: float = Field(0, ge=0, description="money for a million tokens read")
    # Read last of the three: without prices there is nothing to count money with.
    model_price_out: model_names.PriceOut = Field(
        0, ge=0, description="money for a million tokens written", validate_default=True
    )
    judge_url: AnyAddress = Field("", description="an OpenAI-compatible address whose model judges")
    judge_model: str = Field("", description="the name of the model that judges answers")
    judge_key: SecretStr = Field(SecretStr(""), description="the key of the judging model")

    @field_validator("teams_app_id")
    @classmethod
    def _teams_app_id(cls, given: str, info: ValidationInfo) -> str:
        read = info.data
        # What isn't among those read was given with a fault of its own.
        others = [
            name
            for name, field in cls.model_fields.items()
            if name.startswith("teams_") and name != info.field_name
            if name not in read or read[name] != field.default
        ]
        return teams_names.app_id(given, read, others)

    @property
    def teams_on(self) -> bool:
        """Whether the service answers in Teams."""
        return bool(self.teams_app_id) or self.teams_unauthenticated

    @property
    def zone(self) -> ZoneInfo:
        """The agency's time zone."""
        return ZoneInfo(self.time_zone)

    def recorded(self) -> dict[str, str]:
        """What shaped a decision and may stand in a public record: no path, no secret."""
        shown = ("time_zone", "embedding_model", "agency", "office", "phone_region")
        model = ("model", "model_writes", "model_reads", "model_restricted") if self.model else ()
        return {name: str(getattr(self, name)) for name in (*shown, *model)}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Rank the sources: given in code, the environment, a secret's file, the TOML file."""
        return init_settings, env_settings, SecretFiles(settings_cls), TomlFile(settings_cls)


def load(**given: object) -> Settings:
    """Read the settings; what is `given` (a command's options) wins over every source.

    Raises BadSettings with all faults, each naming the setting and its remedy.
    """
    faults = unusable(Settings)
    settings = None
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as wrong:
        faults += [sentence(Settings, error) for error in wrong.errors()]
    if faults or settings is None:
        raise BadSettings(tuple(faults))
    return settings
