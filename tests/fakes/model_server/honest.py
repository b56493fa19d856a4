"""What a good model writes: the clauses' own sentences, and the question in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.fakes.model_server.asking import Asking

Reply = dict[str, Any]

_MOST_WORDS = 120
_SHORT = range(4, 26)
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_MARK = re.compile(r"^(?:\(\w{1,4}\)|\w{1,2}[.)]|[-•])\s+")
_OURS = {"i": "an employee", "my": "their", "me": "an employee", "can": "may", "we": "employees"}


def reply(asking: Asking) -> Reply:
    """Return what the form that is asked for should hold."""
    if "clauses" in asking.data:
        return {"completeness": "complete", "sentences": list(_draft(asking)), "caveats": []}
    if "headings" in asking.data:
        return _reading(asking.data)
    return _least(asking.schema)


def _draft(asking: Asking) -> Iterator[Reply]:
    left = _MOST_WORDS
    for one, text in asking.clauses.items():
        said = list(_sentences(text))
        short = [each for each in said if len(each.split()) in _SHORT] or said[:1]
        for each in short[:2]:
            left -= len(each.split())
            if left >= 0:
                yield {"text": each, "clauses": [one]}


def _sentences(text: str) -> Iterator[str]:
    opener = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line.endswith(":"):
            opener = line[:-1]
        elif opener:
            yield f"{opener} {_MARK.sub('', line).rstrip(';,.')}."
        else:
            yield from _END.split(line)


def _reading(data: dict[str, Any]) -> Reply:
    question, earlier = str(data["question"]), data.get("earlier_questions") or []
    alone = f"{str(earlier[-1]).rstrip('?!. ')}, and {question}" if earlier else ""
    formal = re.sub(r"\w+", lambda word: _OURS.get(word[0].lower(), word[0]), question)
    about = [f"What applies to {one.lower()}?" for one in data["headings"][:2]]
    return {"stand_alone": alone, "phrasings": [formal, *about]}


def _least(schema: dict[str, Any]) -> Reply:
    """Return the least that has the schema's form."""
    fields = schema.get("properties", {})
    return {name: _value(field) for name, field in fields.items()} or {"ok": True}


def _value(field: dict[str, Any]) -> Any:
    if "enum" in field:
        return field["enum"][0]
    empty = {"string": "ok", "boolean": True, "integer": 1, "number": 1, "array": []}
    return empty.get(field.get("type", ""), {})
