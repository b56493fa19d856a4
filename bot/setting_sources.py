"""Where settings come from besides the environment: secrets' files, and one TOML file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import PydanticBaseSettingsSource

from bot.setting_faults import PREFIX, no_such_setting

CONFIG = PREFIX + "CONFIG"
DEFAULT_FILE = Path("policydesk.toml")


class SecretFiles(PydanticBaseSettingsSource):
    """`POLICYDESK_<SECRET>_FILE` names a file that holds the secret."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return what the file of one setting holds, None where no file is named."""
        path = os.environ.get(_file_name(field_name), "") if _is_secret(field) else ""
        return (_read(Path(path))[0].strip() if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return all secrets that stand in files."""
        fields = self.settings_cls.model_fields.items()
        found = {name: self.get_field_value(field, name)[0] for name, field in fields}
        return {name: value for name, value in found.items() if value}


class TomlFile(PydanticBaseSettingsSource):
    """The one file: named by `POLICYDESK_CONFIG`, else `policydesk.toml` where it was started."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        """Return what the file says of one setting."""
        return self().get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return all that the file says."""
        path = _config_path()
        return _read_toml(path)[0] if path else {}


def unusable(settings: type[BaseModel]) -> list[str]:
    """Return what is wrong with names in the environment, and which files can't be read."""
    return [*_unknown_names(settings, os.environ), *_unreadable_files(settings)]


def _config_path() -> Path | None:
    named = os.environ.get(CONFIG, "")
    if named:
        return Path(named)
    return DEFAULT_FILE if DEFAULT_FILE.is_file() else None


def _is_secret(field: FieldInfo) -> bool:
    return field.annotation is SecretStr


def _file_name(field_name: str) -> str:
    return f"{PREFIX}{field_name.upper()}_FILE"


def _secret_files(settings: type[BaseModel]) -> list[str]:
    return [_file_name(n) for n, field in settings.model_fields.items() if _is_secret(field)]


def _unknown_names(settings: type[BaseModel], environ: Mapping[str, str]) -> list[str]:
    known = {PREFIX + name.upper() for name in settings.model_fields} | {CONFIG}
    known |= set(_secret_files(settings))
    # Windows folds names to capitals and pydantic ignores case, so the check does too.
    ours = sorted(name for name in environ if name.upper().startswith(PREFIX))
    return [no_such_setting(name, known) for name in ours if name.upper() not in known]


def _unreadable_files(settings: type[BaseModel]) -> list[str]:
    named = _secret_files(settings)
    found = [(name, path) for name in named if (path := os.environ.get(name, ""))]
    faults = [fault for name, path in found if (fault := _fault(name, _read(Path(path))[1]))]
    config = _config_path()
    fault = _fault(str(config), _read_toml(config)[1]) if config else ""
    return [*faults, fault] if fault else faults


def _fault(name: str, problem: str) -> str:
    return f"{name} can't be read ({problem}); mend the file or its path" if problem else ""


def _read(path: Path) -> tuple[str, str]:
    """Return the text and what went wrong; the sources take the one, `load` reports the other."""
    try:
        return path.read_text("utf-8"), ""
    except (OSError, UnicodeDecodeError) as wrong:
        return "", str(wrong)


def _read_toml(path: Path) -> tuple[dict[str, Any], str]:
    text, problem = _read(path)
    try:
        return tomllib.loads(text), problem
    except tomllib.TOMLDecodeError as wrong:
        return {}, str(wrong)
