from __future__ import annotations

from adapters.terminal.findings import Finding, State
from adapters.terminal.model_findings import language_model
from bot.settings import load
from tests.bot.providing import ANY, KEY, endpoints, running, settings
from tests.fakes.providers import Providers

__all__ = ["endpoints", "running"]  # pytest finds fixtures by their names in this module


def found(at: Providers | str, does: str = "trial", **more: object) -> Finding:
    return language_model(settings("openai", at, does, **more))


def test_without_a_model_all_is_well() -> None:
    finding = language_model(load())
    assert finding.state is State.OK
    assert "the policy's own words" in finding.what


@ANY
def test_a_model_that_answers_is_named_with_its_version_and_its_seconds(
    provider: str, endpoints: Providers
) -> None:
    finding = language_model(settings(provider, endpoints, "trial"))
    assert finding.state is State.OK
    assert finding.what.startswith(f"{provider}:")
    assert " s; words answers" in finding.what


def test_nothing_of_anybodys_is_sent(endpoints: Providers) -> None:
    found(endpoints)
    (asked,) = endpoints.asked()
    assert "What colour is the sky" in asked["body"]["messages"][1]["content"]


def test_what_it_costs_is_said_where_money_is_counted(endpoints: Providers) -> None:
    assert " for " not in found(endpoints).what
    counted = found(endpoints, model_money_per_day=5, model_price_in=1, model_price_out=10)
    # 40 tokens read and 9 written.
    assert "for 0.000130 of 5 a day" in counted.what


def test_a_model_that_is_used_for_nothing_says_so(endpoints: Providers) -> None:
    assert "used for nothing" in found(endpoints, model_writes=False).what


def test_a_form_that_isnt_kept_names_the_setting(endpoints: Providers) -> None:
    finding = found(endpoints, "good")
    assert finding.state is State.FAIL
    assert "POLICYDESK_MODEL_FORM" in finding.remedy


def test_a_first_word_that_comes_too_late_names_the_setting(endpoints: Providers) -> None:
    finding = found(endpoints, "trial", model_first_token=0.001)
    assert finding.state is State.WARN
    assert "POLICYDESK_MODEL_FIRST_TOKEN" in finding.remedy


def test_what_the_settings_have_wrong_fails_and_what_may_pass_warns(endpoints: Providers) -> None:
    states = {
        "http-401": (State.FAIL, "POLICYDESK_MODEL_KEY"),
        "http-404": (State.FAIL, "POLICYDESK_MODEL_URL"),
        "http-400": (State.FAIL, "POLICYDESK_MODEL_FORM"),
        "html": (State.FAIL, "POLICYDESK_MODEL_URL"),
        "http-429": (State.WARN, "too much to do"),
        "http-500": (State.WARN, "trouble"),
    }
    for does, (state, says) in states.items():
        finding = found(endpoints, does)
        assert (finding.state, says in finding.what) == (state, True)
        assert "the policy's own words" in finding.remedy
        assert KEY not in finding.what


def test_a_host_that_isnt_there_says_where_to_look() -> None:
    finding = found("http://127.0.0.1:9")
    assert finding.state is State.WARN
    assert "POLICYDESK_MODEL_URL" in finding.what
    assert "NO_PROXY" in finding.remedy
