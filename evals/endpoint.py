"""A language model behind an OpenAI-compatible address: vLLM, Ollama, llama.cpp, gateways, clouds.

https://platform.openai.com/docs/api-reference/chat is the form that all of these speak.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from evals.errors import JudgeFailed

# What a second try may mend: too many requests, and a server that is busy or restarting.
_PASSING = frozenset({408, 409, 429, 500, 502, 503, 504})
_TRIES = 4
_LONGEST_WAIT = 30.0  # seconds, whatever a server asks for


@dataclass(frozen=True, slots=True)
class ChatEndpoint:
    """Answers a system and a user message. `timeout` and `pause` (before a second try): seconds."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    pause: float = 1.0

    def __call__(self, system: str, user: str) -> str:
        """Return what the model says.

        Raises JudgeFailed when it can't be reached, refuses, or answers in another form; neither
        the key nor what was asked stands in the message.
        """
        for attempt in range(_TRIES):
            last = attempt == _TRIES - 1
            try:
                response = self._post(system, user)
            except httpx.HTTPError as error:
                if last:
                    raise self._failed(f"can't be reached ({type(error).__name__})") from error
                wait = self.pause * 2**attempt
            else:
                if response.status_code not in _PASSING or last:
                    return self._said(response)
                wait = _asked_for(response) or self.pause * 2**attempt
            time.sleep(min(wait, _LONGEST_WAIT))
        raise AssertionError("the last try returns or raises")

    def _post(self, system: str, user: str) -> httpx.Response:
        said = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        address = f"{self.url.rstrip('/')}/chat/completions"
        body: dict[str, Any] = {"model": self.model, "messages": said}
        return httpx.post(address, json=body, headers=headers, timeout=self.timeout)

    def _said(self, response: httpx.Response) -> str:
        if not response.is_success:
            raise self._failed(f"refuses with status {response.status_code}")
        try:
            text = response.json()["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError) as error:
            raise self._failed("answers in a form that isn't the chat completions API's") from error
        if not isinstance(text, str):
            raise self._failed("answers without any text")
        return text

    def _failed(self, what: str) -> JudgeFailed:
        return JudgeFailed(
            f"The model {self.model} at {self.url} {what}. Check POLICYDESK_JUDGE_URL,"
            " POLICYDESK_JUDGE_MODEL and POLICYDESK_JUDGE_KEY. What was judged before is kept."
        )


def _asked_for(response: httpx.Response) -> float:
    """Return the seconds that the server asks to wait, 0 where it names none."""
    named = response.headers.get("Retry-After", "")
    return float(named) if named.isdigit() else 0.0
