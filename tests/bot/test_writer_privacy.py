from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from typing import Any

import pytest

from bot.writer import LangchainModel
from tests.bot.providing import ANY, KEY, PROMPT, endpoints, failed, running, settings
from tests.fakes.providers import Providers, providers

__all__ = ["endpoints", "running"]  # pytest finds fixtures by their names in this module


@ANY
def test_no_failure_quotes_the_key_or_what_was_asked(
    provider: str, endpoints: Providers, capsys: pytest.CaptureFixture[str]
) -> None:
    for does in ("http-400", "http-401", "http-500", "breaks", "html"):
        failure = failed(provider, endpoints, does)
        shown = f"{failure!r} {failure} {failure.__cause__}"
        assert KEY not in shown
        assert "Elmwood" not in shown
    printed = "".join(capsys.readouterr())
    assert KEY not in printed
    assert "Elmwood" not in printed


def test_a_models_repr_holds_no_key(endpoints: Providers) -> None:
    model = LangchainModel(settings("openai", endpoints))
    model.warm_up()
    assert KEY not in repr(model)


def test_the_kits_log_nothing_though_their_variables_ask_for_it(
    endpoints: Providers, caplog: pytest.LogCaptureFixture
) -> None:
    model = LangchainModel(settings("openai", endpoints))
    with caplog.at_level(logging.DEBUG):
        model.say(PROMPT)
    assert "Elmwood" not in caplog.text
    assert KEY not in caplog.text
    assert "127.0.0.1" not in "".join(r.getMessage() for r in caplog.records if r.name == "httpx2")


# Asks a model, and prints every address that was connected to or looked up meanwhile.
_WATCHED = """
import atexit, json, sys
from tests.bot.providing import PROMPT, settings
seen = []
def watch(event, args):
    if event == "socket.connect":
        seen.append(str(args[1][1] if isinstance(args[1], tuple) else args[1]))
    elif event == "socket.getaddrinfo" and args[0] not in ("127.0.0.1", b"127.0.0.1"):
        seen.append(str(args[0]))
atexit.register(lambda: print(json.dumps(sorted(set(seen)))))
from bot.writer import chat_model
sys.addaudithook(watch)
chat_model(settings(sys.argv[1], sys.argv[2])).say(PROMPT)
"""
_TRACED = {
    "LANGSMITH_TRACING": "true",
    "LANGSMITH_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "lsv2_fake",
    "LANGCHAIN_TRACING": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGCHAIN_API_KEY": "lsv2_fake",
    "LANGSMITH_GATEWAY_API_KEY": "lsv2_fake",
    "OPENAI_LOG": "debug",
    "ANTHROPIC_LOG": "debug",
}


@ANY
def test_only_the_endpoint_is_told_whatever_tracing_and_gateways_the_environment_asks_for(
    provider: str, endpoints: Providers
) -> None:
    with providers() as tracing:
        elsewhere = dict.fromkeys(
            (
                "LANGSMITH_ENDPOINT LANGCHAIN_ENDPOINT LANGSMITH_GATEWAY OPENAI_BASE_URL"
                " OPENAI_API_BASE ANTHROPIC_BASE_URL ANTHROPIC_API_URL AZURE_OPENAI_ENDPOINT"
            ).split(),
            tracing.url,
        )
        done = subprocess.run(
            [sys.executable, "-c", _WATCHED, provider, endpoints.url],
            env={**os.environ, **_TRACED, **elsewhere},
            capture_output=True,
            text=True,
            check=True,
        )
        assert tracing.asked() == []
    assert json.loads(done.stdout.splitlines()[-1]) == [endpoints.url.rpartition(":")[2]]
    assert "Elmwood" not in done.stdout + done.stderr
    assert KEY not in done.stdout + done.stderr


def test_a_gateway_of_langsmiths_gets_nothing_where_the_provider_has_its_own_address(
    endpoints: Providers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGSMITH_GATEWAY", endpoints.url)
    for provider in ("openai", "anthropic", "bedrock_converse"):
        model = LangchainModel(settings(provider, endpoints, model_url=""))
        model.warm_up()
        kit: Any = model._kit(frozenset())
        assert endpoints.url not in str(kit.__dict__)


def test_nothing_of_langchain_is_loaded_before_a_model_is_asked() -> None:
    code = (
        "import sys, bot.wiring, bot.writer, bot.language.trying\n"
        "from bot.settings import load\n"
        "bot.writer.chat_model(load(model='openai:x', model_key='k'))\n"
        "print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    kits = ("langchain", "langsmith", "langgraph", "openai", "anthropic", "boto3", "tiktoken")
    assert [name for name in done.stdout.split() if name.startswith(kits)] == []
