"""What people see of a decision on a terminal and in Slack, and what of it isn't mere words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rich.console import Console

from adapters.chat.showing.answer import render as in_a_chat
from adapters.slack.showing.render import render as in_slack
from adapters.terminal.render import render as on_terminal
from bot.model import Decision
from bot.settings import Settings

_MARK = re.compile(
    r"\w+://\S+|\bwww\.\S+|[a-z]+:[/\w]\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*|[<>@]\S+|"
    r"\*\*?\S|~\S|`+|\]\(|!\[|\w_\b|\b_\w|:\w+:|#\w|\d{3}-\d{4}"
)
_RUN = 6
_ACTIVE = frozenset("link user usergroup broadcast channel emoji image date color".split())


def terminal(decision: Decision) -> str:
    console = Console(width=10_000, color_system=None)
    with console.capture() as captured:
        console.print(on_terminal(decision))
    return captured.get()


def marks(text: str) -> Counter[str]:
    """Return links, addresses, mentions, numbers to call and mark-up."""
    return Counter(match[0].rstrip(".,;:)]\"'") for match in _MARK.finditer(text))


def unseen(text: str) -> set[str]:
    """Return the signs that nobody sees, or that turn others round."""
    return {sign for sign in text if unicodedata.category(sign).startswith("C")}


def runs(text: str) -> set[tuple[str, ...]]:
    """Return the words of a text, so many in a row that two texts don't share them by chance."""
    words = text.lower().split()
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def active(decision: Decision, settings: Settings) -> set[str]:
    """Return what in Slack is more than letters, and isn't a button of ours."""
    posted = in_slack(in_a_chat(decision, settings))
    blocks = [dict(block) for one in posted for block in one["blocks"]]
    return {json.dumps(one, sort_keys=True) for one in _active(blocks)}


def _active(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if value.get("type") in _ACTIVE or value.get("type") == "mrkdwn" or value.get("emoji"):
            yield value
        for one in value.values():
            yield from _active(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _active(one)
