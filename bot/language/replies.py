"""A reply as it comes in, piece by piece, whichever kit it comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.errors import ModelFailed
from bot.language.forms import LONGEST_REPLY
from bot.language.model import Said
from bot.writing import Outcome

# How the providers say that the model or a filter of theirs declined; in lower case.
_DECLINED: Final = frozenset(
    "content_filter content_filtered refusal guardrail_intervened"
    " safety recitation blocklist prohibited_content spii".split()
)
_ENDS: Final = ("finish_reason", "stop_reason", "stopReason")
# About as many characters are a token of English, where an endpoint doesn't count:
# https://help.openai.com/en/articles/4936856
_CHARACTERS: Final = 4


class Reply:
    """What has come of a reply so far; `take` is given langchain's messages in their order.

    Of a model that was to call a tool (`by_tool`), what it says besides isn't heard.
    """

    def __init__(self, *, by_tool: bool) -> None:
        self._by_tool = by_tool
        self._text = ""
        self._handed = ""
        self._about: dict[str, Any] = {}
        self._read = 0
        self._written = 0

    @property
    def so_far(self) -> str:
        """What may be heard of it by now."""
        return self._handed or ("" if self._by_tool else self._text)

    def take(self, piece: Any) -> None:
        """Take the next piece.

        Raises ModelFailed: DECLINED where the model won't answer, GARBLED where it is longer than
        any reply, of which no more need be read.
        """
        self._text += piece.text
        self._handed += _handed(piece)
        self._about |= piece.response_metadata
        used = getattr(piece, "usage_metadata", None) or {}
        self._read += used.get("input_tokens", 0)
        self._written += used.get("output_tokens", 0)
        if self._end in _DECLINED or _declined(piece):
            raise ModelFailed("The model declines to answer this.", Outcome.DECLINED)
        if max(len(self._text), len(self._handed)) > LONGEST_REPLY:
            raise ModelFailed("The model's reply has no end; choose another.", Outcome.GARBLED)

    def said(self, asked: str) -> Said:
        """Return the reply, which is over. Raises ModelFailed where nothing or half of it came."""
        text = self._handed or self._text
        if not text.strip():
            raise ModelFailed(self._silence(), Outcome.GARBLED)
        if not self._end and not _whole(text):
            raise ModelFailed(
                "The model's endpoint broke off in the middle of its reply.",
                Outcome.UNREACHABLE,
                passing=True,
            )
        version = (self._about.get("model_name"), self._about.get("system_fingerprint"))
        return Said(
            text,
            " ".join(str(part) for part in version if part),
            self._read or _estimate(asked),
            self._written or _estimate(text),
        )

    @property
    def _end(self) -> str:
        found = (self._about.get(name) for name in _ENDS)
        return str(next((one for one in found if one), "")).lower()

    def _silence(self) -> str:
        if self._end in ("length", "max_tokens"):
            return (
                "The model used up its tokens before it said anything; one that reasons at"
                " length can't be used: see POLICYDESK_MODEL."
            )
        return "The model said nothing; another POLICYDESK_MODEL_FORM may suit it."


def _handed(piece: Any) -> str:
    """Return what the piece hands to the tool that the model was to call."""
    pieces = getattr(piece, "tool_call_chunks", None)
    if pieces is None:  # it came in one, from a model that doesn't stream
        return "".join(json.dumps(call["args"]) for call in piece.tool_calls[:1])
    return "".join(one["args"] or "" for one in pieces if not one["index"])


def _declined(piece: Any) -> bool:
    feedback = piece.response_metadata.get("prompt_feedback") or {}
    blocked = isinstance(feedback, Mapping) and feedback.get("block_reason")
    return bool(blocked or piece.additional_kwargs.get("refusal"))


def _whole(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _estimate(text: str) -> int:
    return -(-len(text) // _CHARACTERS)
