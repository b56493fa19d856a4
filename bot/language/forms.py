"""The forms that a model's replies must have, and how they are read, whole or as they come. Pure.

The JSON schemas keep to what every provider's structured output takes: objects with all fields
required, in this order, and nothing else; texts, lists, and texts from a short list. Bounds are
therefore checked here and stand in no schema.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence, Sized
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

# More than any reply that was asked for has; what is longer is none.
LONGEST_REPLY = 20_000
_LONGEST_TEXT = 1_000
_LONGEST_ID = 40
_MOST = 30

_Sized = TypeVar("_Sized", bound=Sized)


def _at_most(most: int) -> Callable[[_Sized], _Sized]:
    def bounded(given: _Sized) -> _Sized:
        if len(given) > most:
            raise ValueError(f"is longer than {most}")
        return given

    return bounded


def one_line(text: str) -> str:
    """Return the text in one line, single-spaced, without what people can't see."""
    return " ".join("".join(c if _visible(c) else " " for c in text).split())


def _visible(character: str) -> bool:
    return unicodedata.category(character)[0] != "C"


_Text = Annotated[str, AfterValidator(_at_most(_LONGEST_TEXT)), AfterValidator(one_line)]
_Id = Annotated[str, AfterValidator(_at_most(_LONGEST_ID))]
_Few = AfterValidator(_at_most(_MOST))


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SentenceForm(_Form):
    """One sentence, and the ids of the clauses it rests on."""

    text: _Text
    clauses: Annotated[tuple[_Id, ...], _Few]


class DraftForm(_Form):
    """The answer to the question, as far as the clauses settle it."""

    # First, so that it is known before any sentence has come.
    completeness: Literal["complete", "partial", "none"]
    sentences: Annotated[tuple[SentenceForm, ...], _Few]
    caveats: Annotated[tuple[SentenceForm, ...], _Few]


class PhrasingsForm(_Form):
    """The same question in other words."""

    stand_alone: _Text
    phrasings: Annotated[tuple[_Text, ...], _Few]


_AnyForm = TypeVar("_AnyForm", bound=_Form)


def read(form: type[_AnyForm], reply: str) -> _AnyForm | None:
    """Return what the reply says; None where it isn't one JSON object of that form.

    Words and a Markdown fence may stand around the object.
    """
    start, end = reply.find("{"), reply.rfind("}")
    if start < 0 or len(reply) > LONGEST_REPLY:
        return None
    try:
        return form.model_validate(_DECODER.decode(reply[start : end + 1]))
    except (ValueError, RecursionError):
        return None


def finished(so_far: str) -> DraftForm | None:
    """Return as much of a draft under way as can't change any more; None before its sentences.

    That is how complete it is, and the sentences that have come to their end. A model that doesn't
    keep the order of the fields is understood when all of its reply is there.
    """
    opening = _OPENING.search(so_far)
    if opening is None or opening.start() != so_far.find("{"):
        return None
    try:
        return DraftForm.model_validate(
            {
                "completeness": opening[1],
                "sentences": _closed(so_far, opening.end()),
                "caveats": (),
            }
        )
    except ValueError:
        return None


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a field stands there twice")
    return made


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)
_OPENING = re.compile(
    r'\{\s*"completeness"\s*:\s*"(complete|partial|none)"\s*,\s*"sentences"\s*:\s*\[\s*'
)
_NEXT = re.compile(r"\s*,\s*")


def _closed(so_far: str, start: int) -> list[Any]:
    """Return the elements of the list whose first begins there, as far as they are closed."""
    found: list[Any] = []
    while so_far.startswith("{", start):
        try:
            element, end = _DECODER.raw_decode(so_far, start)
        except (ValueError, RecursionError):
            break
        found.append(element)
        following = _NEXT.match(so_far, end)
        if following is None:
            break
        start = following.end()
    return found
