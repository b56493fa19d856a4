from __future__ import annotations

import sys

import pytest

from bot.writer import chat_model
from bot.writing import Outcome
from tests.bot.providing import ANY, PROMPT, endpoints, failed, running, settings
from tests.fakes.providers import Providers
from tests.fakes.providers.behaviour import REPLY

__all__ = ["endpoints", "running"]  # pytest finds fixtures by their names in this module


@pytest.mark.parametrize(
    ("status", "outcome", "names"),
    [
        (400, Outcome.REFUSED, "POLICYDESK_MODEL_FORM"),
        (401, Outcome.REFUSED, "POLICYDESK_MODEL_KEY"),
        (403, Outcome.REFUSED, "POLICYDESK_MODEL_KEY"),
        (404, Outcome.REFUSED, "POLICYDESK_MODEL_URL"),
        (429, Outcome.BUSY, "too much to do"),
        (500, Outcome.UNREACHABLE, "trouble"),
        (503, Outcome.BUSY, "too much to do"),
    ],
)
@ANY
def test_each_status_has_its_outcome_and_names_what_to_look_at(
    provider: str, status: int, outcome: Outcome, names: str, endpoints: Providers
) -> None:
    failure = failed(provider, endpoints, f"http-{status}")
    assert (failure.outcome, failure.passing) == (outcome, outcome is not Outcome.REFUSED)
    assert f"HTTP {status}" in str(failure)
    assert names in str(failure)
    assert failure.wait == (7 if status in (429, 503) else 0)


@ANY
def test_nothing_is_retried_by_a_kit_on_its_own(provider: str, endpoints: Providers) -> None:
    for status in (429, 500, 503):
        failed(provider, endpoints, f"http-{status}")
        assert len(endpoints.asked()) == 1


@ANY
@pytest.mark.parametrize("does", ["cut", "breaks"])
def test_a_reply_that_breaks_off_may_be_asked_for_again(
    provider: str, does: str, endpoints: Providers
) -> None:
    failure = failed(provider, endpoints, does)
    assert failure.passing
    assert failure.outcome in (Outcome.UNREACHABLE, Outcome.BUSY)


@ANY
def test_a_model_that_declines_says_so(provider: str, endpoints: Providers) -> None:
    failure = failed(provider, endpoints, "declines")
    assert (failure.outcome, failure.passing) == (Outcome.DECLINED, False)


@ANY
@pytest.mark.parametrize("does", ["silent", "html"])
def test_an_empty_reply_and_another_servers_page_are_garbled(
    provider: str, does: str, endpoints: Providers
) -> None:
    assert failed(provider, endpoints, does).outcome is Outcome.GARBLED


@ANY
def test_who_never_begins_is_slow(provider: str, endpoints: Providers) -> None:
    assert failed(provider, endpoints, "slow", model_timeout=1).outcome is Outcome.SLOW


@ANY
def test_who_hardly_goes_on_is_slow(provider: str, endpoints: Providers) -> None:
    assert failed(provider, endpoints, "drips", model_timeout=1).outcome is Outcome.SLOW


@ANY
def test_where_nobody_listens_it_is_unreachable(provider: str, endpoints: Providers) -> None:
    assert endpoints.url
    failure = failed(provider, "http://127.0.0.1:9")
    assert (failure.outcome, failure.passing) == (Outcome.UNREACHABLE, True)
    assert "POLICYDESK_MODEL_URL" in str(failure)


@pytest.mark.parametrize(
    ("provider", "parameter"),
    [
        ("openai", "temperature"),
        ("openai", "stream_options"),
        ("openai", "max_tokens"),
        ("azure_openai", "max_completion_tokens"),
        ("azure_openai", "temperature"),
        ("anthropic", "temperature"),
        ("bedrock_converse", "temperature"),
    ],
)
def test_what_an_endpoint_refuses_by_name_is_left_out_from_then_on(
    provider: str, parameter: str, endpoints: Providers
) -> None:
    model = chat_model(settings(provider, endpoints, f"picky-{parameter}"))
    assert model.say(PROMPT).text == REPLY
    assert len(endpoints.asked()) == 2
    assert model.say(PROMPT).text == REPLY
    assert len(endpoints.asked()) == 1


@pytest.mark.parametrize("provider", ["openai", "anthropic", "google_genai"])
def test_without_a_key_a_providers_own_endpoint_isnt_asked(
    provider: str, endpoints: Providers
) -> None:
    failure = failed(provider, endpoints, model_key="", model_url="")
    assert failure.outcome is Outcome.REFUSED
    assert "POLICYDESK_MODEL_KEY" in str(failure)


def test_a_package_that_is_missing_is_named_with_what_installs_it(
    endpoints: Providers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    from langchain.chat_models import base  # noqa: PLC0415 - it remembers who was there

    base._get_chat_model_creator.cache_clear()
    failure = failed("anthropic", endpoints)
    assert "`install/environment.sh run anthropic` brings it" in str(failure)
    assert "--build-arg EXTRAS=anthropic" in str(failure)
    assert not failure.passing
