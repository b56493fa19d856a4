from __future__ import annotations

import json
import threading
from itertools import pairwise
from typing import Any

import pytest

from bot.language.model import Said
from bot.writer import chat_model
from tests.bot.providing import ANY, KEY, PROMPT, endpoints, running, settings
from tests.fakes.providers import Providers
from tests.fakes.providers.behaviour import REPLY

__all__ = ["endpoints", "running"]  # pytest finds fixtures by their names in this module

FORMS = ("json_schema", "function_calling", "json_mode")


@ANY
def test_a_model_of_any_provider_answers_in_the_form_asked_for_piece_by_piece(
    provider: str, endpoints: Providers
) -> None:
    heard: list[str] = []
    model = chat_model(settings(provider, endpoints))
    said = model.say(PROMPT, heard.append)
    assert said.text == REPLY
    assert (said.tokens_in, said.tokens_out) == (40, 9)
    assert said.version
    assert len(heard) > 3
    assert heard[-1] == REPLY
    assert all(later.startswith(earlier) for earlier, later in pairwise(heard))


@ANY
@pytest.mark.parametrize("form", FORMS)
def test_any_form_can_be_chosen(provider: str, form: str, endpoints: Providers) -> None:
    said = chat_model(settings(provider, endpoints, model_form=form)).say(PROMPT)
    assert json.loads(said.text) == json.loads(REPLY)


@pytest.mark.parametrize(
    ("provider", "header", "value"),
    [
        ("openai", "authorization", f"Bearer {KEY}"),
        ("azure_openai", "api-key", KEY),
        ("anthropic", "authorization", f"Bearer {KEY}"),
        ("bedrock_converse", "authorization", "AWS4-HMAC-SHA256 Credential=AKFAKE/"),
        ("google_genai", "x-goog-api-key", KEY),
    ],
)
def test_the_key_is_sent_where_the_provider_looks_for_it_and_nowhere_else(
    provider: str, header: str, value: str, endpoints: Providers
) -> None:
    chat_model(settings(provider, endpoints)).say(PROMPT)
    (asked,) = endpoints.asked()
    headers: dict[str, str] = asked["headers"]
    assert headers.pop(header).startswith(value)
    assert KEY not in json.dumps(asked)


@ANY
def test_instruction_and_data_are_told_apart_and_the_reply_is_bounded(
    provider: str, endpoints: Providers
) -> None:
    chat_model(settings(provider, endpoints)).say(PROMPT)
    (asked,) = endpoints.asked()
    body = asked["body"]
    system, user = _told(provider, body)
    assert (system, user) == (PROMPT.instruction, PROMPT.data)
    limits = ("max_tokens", "max_completion_tokens", "maxTokens", "maxOutputTokens")
    places = (body, body.get("inferenceConfig", {}), body.get("generationConfig", {}))
    assert [place[name] for place in places for name in limits if name in place] == [50]


def _told(provider: str, body: dict[str, Any]) -> tuple[str, str]:
    if provider == "google_genai":
        parts = body["systemInstruction"]["parts"], body["contents"][0]["parts"]
        return parts[0][0]["text"], parts[1][0]["text"]
    if provider == "bedrock_converse":
        return body["system"][0]["text"], body["messages"][0]["content"][0]["text"]
    if provider == "anthropic":
        return body["system"], body["messages"][0]["content"]
    system, user = body["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    return system["content"], user["content"]


def test_azure_is_asked_by_deployment_and_version(endpoints: Providers) -> None:
    chat_model(settings("azure_openai", endpoints)).say(PROMPT)
    (asked,) = endpoints.asked()
    assert asked["path"] == "/openai/deployments/answers--good/chat/completions"
    assert asked["query"] == "api-version=2024-10-21"


@pytest.mark.parametrize("provider", ["openai", "azure_openai"])
def test_openais_own_form_is_strict_with_all_fields_required(
    provider: str, endpoints: Providers
) -> None:
    chat_model(settings(provider, endpoints)).say(PROMPT)
    form = endpoints.asked()[0]["body"]["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["required"] == ["colour", "sure"]
    assert form["schema"]["additionalProperties"] is False


def test_where_nothing_holds_the_model_to_the_form_it_is_told_the_form(
    endpoints: Providers,
) -> None:
    chat_model(settings("openai", endpoints, model_form="json_mode")).say(PROMPT)
    told = endpoints.asked()[0]["body"]["messages"][0]["content"]
    assert told.startswith(PROMPT.instruction)
    assert '"colour"' in told


def test_where_the_endpoint_doesnt_count_tokens_they_are_estimated(endpoints: Providers) -> None:
    said = chat_model(settings("openai", endpoints, "picky-stream_options")).say(PROMPT)
    length = len(PROMPT.instruction + PROMPT.data)
    assert (said.tokens_in, said.tokens_out) == (-(-length // 4), -(-len(REPLY) // 4))


def test_a_server_of_ones_own_needs_no_key(endpoints: Providers) -> None:
    assert chat_model(settings("openai", endpoints, model_key="")).say(PROMPT).text == REPLY


def test_a_providers_own_name_for_its_key_will_do(
    endpoints: Providers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "from-the-environment")
    chat_model(settings("anthropic", endpoints, model_key="")).say(PROMPT)
    assert endpoints.asked()[0]["headers"]["authorization"] == "Bearer from-the-environment"


def test_a_model_is_asked_from_many_threads_at_once(endpoints: Providers) -> None:
    model = chat_model(settings("openai", endpoints))
    said: list[Said] = []
    threads = [threading.Thread(target=lambda: said.append(model.say(PROMPT))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.text for one in said] == [REPLY] * 8


def test_what_the_hearer_raises_ends_the_asking_and_comes_through(endpoints: Providers) -> None:
    class Enough(Exception):
        pass

    def hears(_so_far: str) -> None:
        raise Enough

    with pytest.raises(Enough):
        chat_model(settings("openai", endpoints)).say(PROMPT, hears)
