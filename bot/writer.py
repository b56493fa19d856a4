"""Language models through langchain's init_chat_model; nothing else imports langchain."""

from __future__ import annotations

import json
import logging
import os
import time
import warnings
from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from bot.errors import ModelFailed
from bot.language import endpoints
from bot.language.failures import failure, refuses
from bot.language.model import Hears, Prompt, Said, silent
from bot.language.replies import Reply
from bot.language.schema import plain
from bot.settings import Settings
from bot.writing import Outcome

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Their logs and warnings quote addresses, questions and replies.
_KITS: Final = (
    "langchain langchain_core langchain_openai langchain_anthropic langchain_aws"
    " langchain_google_genai langsmith openai anthropic httpx httpx2 botocore boto3 google"
).split()
# Whoever has these set for other programs would send what is asked to another's service, or
# through it: LANGSMITH_TRACING, LANGSMITH_GATEWAY, LANGCHAIN_TRACING_V2 and more.
_THEIRS: Final = ("LANGSMITH_", "LANGCHAIN_")


def chat_model(settings: Settings) -> LangchainModel:
    """Return the model that `settings.model` names; its kit is imported when it is first asked."""
    return LangchainModel(settings)


class LangchainModel:
    """A language model behind a provider's endpoint. Thread-safe.

    Proxies are those of the environment (HTTPS_PROXY, NO_PROXY), as all the kits know them.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._form = endpoints.form(settings)
        self._lock = Lock()
        self._kits: dict[frozenset[str], BaseChatModel] = {}
        self._without: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The setting that chose it: "provider:name"."""
        return self._settings.model

    def warm_up(self) -> None:
        """Import what asks, so that the first asking doesn't wait for it. Raises ModelFailed."""
        self._kit(self._without)

    def say(self, prompt: Prompt, hears: Hears = silent) -> Said:
        """Return what the model says; `hears` gets it as it comes, in the caller's own thread.

        What the endpoint refuses by name, and can be left out, is left out from then on.
        Raises ModelFailed.
        """
        without = self._without
        while True:
            try:
                said = self._asked(prompt, hears, without)
            except _UnwelcomeError as unwelcome:
                without |= {unwelcome.name}
            else:
                self._without = without
                return said

    def _asked(self, prompt: Prompt, hears: Hears, without: frozenset[str]) -> Said:
        until = time.monotonic() + self._settings.model_timeout
        reply, heard = Reply(by_tool=self._form == "function_calling"), ""
        with closing(self._pieces(prompt, without)) as pieces:
            for piece in pieces:
                reply.take(piece)
                if reply.so_far != heard:
                    heard = reply.so_far
                    hears(heard)
                if time.monotonic() > until:
                    raise ModelFailed("The model doesn't come to an end.", Outcome.SLOW)
        return reply.said(prompt.instruction + prompt.data)

    def _pieces(self, prompt: Prompt, without: frozenset[str]) -> Generator[Any]:
        """Yield langchain's messages as they come. Raises ModelFailed or _UnwelcomeError."""
        kit, schema = self._kit(without), plain(prompt.form)
        strict = endpoints.strictness(self._settings)
        limit = endpoints.limit(self._settings, prompt.most_tokens, without)
        asked = [("system", self._instruction(prompt, schema)), ("human", prompt.data)]
        try:
            # Its first step asks; the second would parse, and what it can't parse it loses.
            structured: Any = kit.with_structured_output(schema, method=self._form, **strict)
            yield from structured.first.stream(asked, **limit)
        except Exception as error:  # noqa: BLE001 - each kit raises what it likes
            optional = tuple(name for name in endpoints.OPTIONAL if name not in without)
            if name := refuses(error, optional, prompt.instruction + prompt.data):
                raise _UnwelcomeError(name) from None
            # Not `from error`: its text may hold the key and what was asked.
            raise failure(error, datetime.now(UTC)) from None

    def _instruction(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        if self._form != "json_mode":
            return prompt.instruction
        # This form alone doesn't hold the model to the schema, so it has to read it.
        return f"{prompt.instruction}\n\nThe JSON object is of this schema: {json.dumps(schema)}"

    def _kit(self, without: frozenset[str]) -> BaseChatModel:
        with self._lock:
            if without not in self._kits:
                self._kits[without] = _made(self._settings, without)
            return self._kits[without]


class _UnwelcomeError(Exception):
    """The endpoint takes all but the parameter of this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def _made(settings: Settings, without: frozenset[str]) -> BaseChatModel:
    """Return the provider's kit. Raises ModelFailed."""
    told = endpoints.arguments(settings, endpoints.key(settings, os.environ), without)
    _turn_tracing_off()
    try:
        from langchain.chat_models import init_chat_model

        kit: Any = init_chat_model(**told)
    except ImportError:
        raise ModelFailed(
            f"{settings.model} needs more than is installed: {endpoints.installing(settings)}.",
            Outcome.UNREACHABLE,
        ) from None
    except Exception as error:  # noqa: BLE001 - each kit raises what it likes
        raise failure(error, datetime.now(UTC)) from None
    _hush()
    if told["model_provider"] == "google_genai":
        # Beneath the kit its transport would try for ten minutes.
        kit.client.stream_generate_content = partial(kit.client.stream_generate_content, retry=None)
    return cast("BaseChatModel", kit)


def _turn_tracing_off() -> None:
    for name in [name for name in os.environ if name.startswith(_THEIRS)]:
        del os.environ[name]
    import langsmith

    langsmith.configure(enabled=False)


def _hush() -> None:
    for kit in _KITS:
        logging.getLogger(kit).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=rf"({'|'.join(_KITS)}|pydantic)(\.|$)")
