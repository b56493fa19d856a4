"""What a model was asked, read from the request as a model would read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asking:
    """A request for a chat completion."""

    body: dict[str, Any]

    @property
    def instruction(self) -> str:
        return "\n".join(_text(one) for one in self.body["messages"] if one["role"] == "system")

    @property
    def data(self) -> dict[str, Any]:
        """The JSON object in the last message, {} where it holds none."""
        said = _text(self.body["messages"][-1])
        try:
            found = json.loads(said[said.index("{") : said.rindex("}") + 1])
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def clauses(self) -> dict[str, str]:
        return {one["id"]: one["text"] for one in self.data.get("clauses", [])}

    @property
    def ids(self) -> list[str]:
        return list(self.clauses)

    @property
    def tool(self) -> str:
        """The name of the function that the reply is to call, "" where it calls none."""
        tools = self.body.get("tools") or []
        return str(tools[0]["function"]["name"]) if tools else ""

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON schema that the reply must have, {} where none is named."""
        tools = self.body.get("tools") or []
        if tools:
            return dict(tools[0]["function"]["parameters"])
        form = self.body.get("response_format") or {}
        return dict(form.get("json_schema", {}).get("schema", {}))

    def texts(self) -> Iterator[str]:
        """Yield every text in the data."""
        yield from _texts(self.data)


def _text(message: dict[str, Any]) -> str:
    content = message["content"]
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
