"""All settings, from the environment or one TOML file; nothing else reads the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from phonenumbers import SUPPORTED_REGIONS
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot import model_names, slack_names
from bot.errors import BadSettings
from bot.office_hours import OfficeHours, known_holidays, time_of_day
from bot.setting_faults import PREFIX, sentence
from bot.setting_sources import SecretFiles, TomlFile, unusable

__all__ = ["PREFIX", "Settings", "load"]

# Names with commas between them, or a list in the TOML file.
Names = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """What an operator may choose; `load` reads it, with every fault at once.

    Retention is in days. Three years is a default, not advice: the U.S. National
    Archives' General Records Schedule 5.8, item 010 asks for one year after a help
    desk matter is resolved; state schedules differ, so set your own.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    data: Path = Field(Path("policydesk-data"), description="the folder that holds everything")
    database_url: SecretStr = Field(SecretStr(""), description="PostgreSQL instead of SQLite")
    time_zone: str = Field("UTC", description="whose today decides what is in force")
    embedding_model: str = Field("", description="a sentence-transformers folder or name")
    agency: str = Field("the agency", min_length=1, description="its name in the bot's sentences")
    office: str = Field("the communications office", min_length=1, description="who gets tickets")
    office_contact: str = Field("", description="how to reach the office when it can't wait")
    phone_region: str = Field("US", description="where phone numbers without + are from")
    gate: Path | None = Field(
        None, description="the rules (TOML) that a draft must pass to go live"
    )
    keep_turns: int = Field(1095, ge=1, description="days that a turn is kept")
    keep_tickets: int = Field(1095, ge=1, description="days that a closed ticket is kept")
    host: str = Field("127.0.0.1", description="the address that the service listens on")
    port: int = Field(8080, ge=1, le=65535, description="the port that the service listens on")
    slack_bot_token: SecretStr = Field(SecretStr(""), description="Slack's bot token, xoxb-…")
    slack_app_token: SecretStr = Field(
        SecretStr(""), description="the app-level token of Socket Mode, xapp-…"
    )
    # Read last of the three: what is missing shows only then.
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="what Slack signs with", validate_default=True
    )
    slack_api_url: str = Field("https://slack.com/api/", description="where Slack's API is")
    slack_office_channel: str = Field("", description="the office's channel, by its id C…")
    slack_on_call: Names = Field((), description="who is rung for what is urgent: ids U…")
    slack_on_call_second: Names = Field((), description="who is rung when nobody takes it")
    slack_strangers: Literal["public", "nothing"] = Field(
        "public", description="what guests and people of other workspaces may see"
    )
    slack_user_groups: bool = Field(
        default=False, description="whether Slack's user groups are groups of the policies"
    )
    groups_file: Path | None = Field(None, description="who is in which group (TOML)")
    office_groups: Names = Field((), description="the groups that the office's channel has")
    name_officers: bool = Field(
        default=False, description="whether askers read an officer's name or the office's"
    )
    office_hours: str = Field("Mon-Fri 09:00-17:00", description="when the office works")
    holidays: str = Field("", description="a country, or country-state, whose holidays it keeps")
    answer_within: float = Field(8, gt=0, le=1000, description="working hours to answer within")
    urgent_within: float = Field(0.5, gt=0, le=1000, description="hours for what is urgent")
    digest_at: str = Field("09:00", description="when the office is sent its open tickets; or no")
    model: str = Field("", description="a language model that words answers, provider:name")
    model_url: str = Field("", description="the address of the model's endpoint")
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
    model_price_out: float = Field(
        0, ge=0, description="money for a million tokens written", validate_default=True
    )
    judge_url: str = Field("", description="an OpenAI-compatible address whose model judges")
    judge_model: str = Field("", description="the name of the model that judges answers")
    judge_key: SecretStr = Field(SecretStr(""), description="the key of the judging model")

    @field_validator("slack_on_call", "slack_on_call_second", "office_groups", mode="before")
    @classmethod
    def _names(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(name.strip() for name in given.split(",") if name.strip())

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, given: SecretStr) -> SecretStr:
        return slack_names.bot_token(given)

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, given: SecretStr, info: ValidationInfo) -> SecretStr:
        return slack_names.app_token(given, info.data)

    @field_validator("slack_signing_secret")
    @classmethod
    def _signing_secret(cls, given: SecretStr, info: ValidationInfo) -> SecretStr:
        return slack_names.signing_secret(given, info.data)

    @field_validator("slack_office_channel")
    @classmethod
    def _office_channel(cls, given: str) -> str:
        return slack_names.channel(given)

    @field_validator("slack_on_call", "slack_on_call_second")
    @classmethod
    def _people(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        return slack_names.people(given)

    @field_validator("office_hours")
    @classmethod
    def _possible_hours(cls, hours: str) -> str:
        OfficeHours.read(hours)
        return hours

    @field_validator("holidays")
    @classmethod
    def _known_country(cls, code: str) -> str:
        return known_holidays(code)

    @field_validator("digest_at")
    @classmethod
    def _time_of_day(cls, given: str) -> str:
        if given != "no":
            time_of_day(given)
        return given

    @field_validator("data", "gate", "groups_file")
    @classmethod
    def _possible_path(cls, path: Path | None) -> Path | None:
        if "\0" in str(path):
            raise ValueError(
                "no file or folder can have a NUL character in its name; choose another"
            )
        return path

    @field_validator("model")
    @classmethod
    def _possible_model(cls, given: str) -> str:
        return model_names.model(given)

    @field_validator("model_price_out")
    @classmethod
    def _prices(cls, given: float, info: ValidationInfo) -> float:
        return model_names.prices(given, info.data)

    @field_validator("model_url", "judge_url", "slack_api_url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError(f"“{url}” is no web address; it begins with https:// or http://")
        return url

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
            raise ValueError(
                f"“{name}” is no time zone; use a name such as America/Chicago"
            ) from unknown
        return name

    @field_validator("phone_region")
    @classmethod
    def _known_region(cls, code: str) -> str:
        if code.upper() not in SUPPORTED_REGIONS:
            raise ValueError(f"“{code}” is no region; use a two-letter code such as US")
        return code.upper()

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
