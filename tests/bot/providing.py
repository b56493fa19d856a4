"""Every provider's fake: how the settings name it, what a test asks of it, how that fails."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from bot.errors import ModelFailed
from bot.language.model import Prompt
from bot.settings import Settings, load
from bot.writer import chat_model
from tests.fakes.providers import Providers, providers

PROVIDERS = ("openai", "azure_openai", "anthropic", "bedrock_converse", "google_genai")
ANY = pytest.mark.parametrize("provider", PROVIDERS)
KEY = "sesame-9f2c"
# The kits go by the names of models, so these resemble real ones.
_NAMES = {
    "openai": "llama-3.1-8b",
    "azure_openai": "answers",
    "anthropic": "claude-haiku-4-5",
    "bedrock_converse": "anthropic.claude-3-5-haiku",
    "google_genai": "gemini-2.5-flash",
}


class Colour(BaseModel):
    """What colour something has."""

    colour: str
    sure: bool = False


PROMPT = Prompt(
    "trying",
    "Say the colour, as JSON.",
    '{"question": "Is the sky over Elmwood blue?"}',
    Colour,
    50,
)


def settings(provider: str, at: Providers | str, does: str = "good", **more: object) -> Settings:
    """Return the settings of a model that behaves so."""
    url = at if isinstance(at, str) else at.url
    # Bedrock takes a key over https alone; its fake is signed for.
    key = {} if provider == "bedrock_converse" else {"model_key": KEY}
    given = {
        "model": f"{provider}:{_NAMES[provider]}--{does}",
        "model_url": f"{url}/v1" if provider == "openai" else url,
        "model_api_version": "2024-10-21",
        "model_timeout": 20,
        **key,
        **more,
    }
    return load(**given)


@pytest.fixture(scope="module")
def running() -> Iterator[Providers]:
    with providers() as started:
        yield started


@pytest.fixture
def endpoints(running: Providers, monkeypatch: pytest.MonkeyPatch) -> Providers:
    """Return the fakes, as nobody has asked them yet, and an environment that has Amazon's keys."""
    for name in [name for name in os.environ if name.endswith(("_API_KEY", "_API_BASE"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKFAKE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEY)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    running.asked()
    return running


def failed(provider: str, at: Providers | str, does: str = "good", **more: object) -> ModelFailed:
    """Return how asking such a model fails."""
    with pytest.raises(ModelFailed) as raised:
        chat_model(settings(provider, at, does, **more)).say(PROMPT)
    return raised.value
