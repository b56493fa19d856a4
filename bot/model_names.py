"""What may be said of a language model in the settings, and what is wrong with it. Pure."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

# What is called how, as langchain's init_chat_model knows it, and the extra that it needs.
PROVIDERS = {
    "openai": "",
    "azure_openai": "",
    "anthropic": "anthropic",
    "bedrock_converse": "bedrock",
    "google_genai": "google",
}


def model(given: str) -> str:
    """Return the setting. Raises ValueError where it isn't "provider:name" of a known provider."""
    provider, colon, name = given.partition(":")
    if not given:
        return given
    known = ", ".join(PROVIDERS)
    if not colon or not name.strip():
        raise ValueError(
            f"“{given}” names no model; write provider:name, for example openai:llama-3.1-8b. The"
            f" providers are {known}; openai is also every endpoint that speaks as OpenAI's does"
        )
    if provider not in PROVIDERS:
        near = get_close_matches(provider, PROVIDERS, n=1)
        meant = f"; did you mean {near[0]}?" if near else f"; use one of {known}"
        raise ValueError(f"“{provider}” is no provider{meant}")
    return given


def prices(out: float, info: ValidationInfo) -> float:
    """Return the price. Raises ValueError where a budget of money can't be counted for want of it.

    `info` holds the settings read before.
    """
    others = info.data
    if others.get("model_money_per_day") and not (out or others.get("model_price_in")):
        raise ValueError(
            "it and POLICYDESK_MODEL_PRICE_IN must say what a million tokens cost, or"
            " POLICYDESK_MODEL_MONEY_PER_DAY can't be counted"
        )
    return out


Model = Annotated[str, AfterValidator(model)]
PriceOut = Annotated[float, AfterValidator(prices)]
