"""How each provider's endpoint is asked: where it is, with what key, in what form. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from bot import model_names
from bot.errors import ModelFailed
from bot.settings import Settings
from bot.writing import Outcome

# The providers' own names for their keys. Amazon's are found by its kit: profiles, roles, keys.
_KEYS: Final = {
    "openai": ("OPENAI_API_KEY",),
    "azure_openai": ("AZURE_OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google_genai": ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
    "bedrock_converse": (),
}
# Always given, so that no variable of a kit's can send policies anywhere else.
_ADDRESSES: Final = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
}
# What each provider keeps best: OpenAI's and Google's hold any reply to a schema, the others only
# what is handed to a tool, but for their newest models.
_FORMS: Final = {
    "openai": "json_schema",
    "azure_openai": "json_schema",
    "google_genai": "json_schema",
    "anthropic": "function_calling",
    "bedrock_converse": "function_calling",
}
_OPENAI: Final = ("openai", "azure_openai")
# A server that takes no key takes this.
_NO_KEY: Final = "none"
# What a server may refuse by its name, and answer without: some models have one temperature only,
# some servers don't count tokens, and the limit has an old name and a new one.
_OLD, _NEW = "max_tokens", "max_completion_tokens"
OPTIONAL: Final = ("temperature", "stream_options", _OLD, _NEW)


def provider(settings: Settings) -> str:
    """Return whose kit asks."""
    return settings.model.partition(":")[0]


def form(settings: Settings) -> str:
    """Return how the model is held to a form, by langchain's name."""
    chosen, whose = settings.model_form, provider(settings)
    if chosen == "json_mode" and whose not in _OPENAI:
        return "json_schema"  # nobody else has the lesser one
    return chosen or _FORMS[whose]


def strictness(settings: Settings) -> dict[str, Any]:
    """Return what makes OpenAI's endpoints keep a schema to the letter; the others just do."""
    strict = provider(settings) in _OPENAI and form(settings) == "json_schema"
    return {"strict": True} if strict else {}


def key(settings: Settings, environ: Mapping[str, str]) -> str:
    """Return the key, from the settings or else by the provider's own name for it.

    "" where the provider's kit finds its own. Raises ModelFailed where there is none.
    """
    names = _KEYS[provider(settings)]
    own = next((found for name in names if (found := environ.get(name, ""))), "")
    given = settings.model_key.get_secret_value() or own
    if given or not names:
        return given
    if settings.model_url and provider(settings) != "azure_openai":
        return _NO_KEY
    raise ModelFailed(
        f"{provider(settings)} wants a key, and there is none; set POLICYDESK_MODEL_KEY, or"
        " POLICYDESK_MODEL_KEY_FILE to a file that holds it.",
        Outcome.REFUSED,
    )


def arguments(settings: Settings, given_key: str, without: frozenset[str]) -> dict[str, Any]:
    """Return what langchain's init_chat_model is told, but for what the server is known to refuse.

    Nothing is retried within a kit: whoever asks decides that. Raises ModelFailed.
    """
    whose, name = settings.model.split(":", 1)
    told = {
        "model": name,
        "model_provider": whose,
        "timeout": settings.model_timeout,
        "max_retries": 0,
        "api_key": given_key or None,
        "base_url": settings.model_url or _ADDRESSES.get(whose),
    }
    # Google asks to leave its newer models' temperature alone: lower, they may not come to an end.
    if whose != "google_genai" and "temperature" not in without:
        told["temperature"] = 0
    return told | _OWN[whose](settings, without)


def limit(settings: Settings, tokens: int, without: frozenset[str]) -> dict[str, Any]:
    """Return how a call says how long its reply may be."""
    whose = provider(settings)
    if whose == "google_genai":
        return {"max_output_tokens": tokens}
    if whose not in _OPENAI:
        return {"max_tokens": tokens}
    # OpenAI has renamed it; most servers that speak as it did know the old name alone.
    first, other = (_OLD, _NEW) if whose == "openai" and settings.model_url else (_NEW, _OLD)
    chosen = other if first in without else first
    return {_NEW: tokens} if chosen == _NEW else {"extra_body": {_OLD: tokens}}


def installing(settings: Settings) -> str:
    """Return what brings the provider's kit, to follow "needs more than is installed:"."""
    named = model_names.PROVIDERS[provider(settings)]
    command = f"install/environment.sh run {named}".rstrip()
    image = f"; in an image, `docker build --build-arg EXTRAS={named} …`" if named else ""
    return f"`{command}` brings it{image}"


def _openai(settings: Settings, without: frozenset[str]) -> dict[str, Any]:
    own = {"stream_usage": "stream_options" not in without}
    if not settings.model_url:
        return own
    # A name of its own on somebody's server says nothing of what that server can do.
    return own | {"use_responses_api": False, "disabled_params": {"parallel_tool_calls": None}}


def _azure(settings: Settings, without: frozenset[str]) -> dict[str, Any]:
    missing = [
        f"POLICYDESK_{name.upper()}"
        for name in ("model_url", "model_api_version")
        if not getattr(settings, name)
    ]
    if missing:
        raise ModelFailed(
            f"Azure OpenAI needs {' and '.join(missing)}: the resource's endpoint, such as"
            " https://NAME.openai.azure.com, and the version of its API, such as 2024-10-21.",
            Outcome.REFUSED,
        )
    return {
        "base_url": None,
        "azure_endpoint": settings.model_url,
        "azure_deployment": settings.model.split(":", 1)[1],
        "api_version": settings.model_api_version,
        "stream_usage": "stream_options" not in without,
    }


def _anthropic(_settings: Settings, _without: frozenset[str]) -> dict[str, Any]:
    return {}


def _bedrock(settings: Settings, _without: frozenset[str]) -> dict[str, Any]:
    return {"timeout": math.ceil(settings.model_timeout)}


def _google(_settings: Settings, _without: frozenset[str]) -> dict[str, Any]:
    # Over HTTP, as proxies and gateways understand it; the kit's own way is gRPC.
    return {"transport": "rest"}


_OWN: Final = {
    "openai": _openai,
    "azure_openai": _azure,
    "anthropic": _anthropic,
    "bedrock_converse": _bedrock,
    "google_genai": _google,
}
