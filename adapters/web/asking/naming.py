"""What conversations on the page are called. Pure."""

from __future__ import annotations

import re
import secrets

from adapters.web.asking.words import NO_CONVERSATION
from adapters.web.errors import NotHere
from bot.model import Person

PLATFORM = "web"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")
_BYTES = 12


def new_token() -> str:
    """Return what a new conversation is called in its address."""
    return secrets.token_urlsafe(_BYTES)


def conversation(who: Person, token: str) -> str:
    """Return the conversation of that person's that an address names.

    Nobody else's can be named: theirs begin with their own id. Raises NotHere for what names none.
    """
    if not who.id or not _TOKEN.fullmatch(token):
        raise NotHere(NO_CONVERSATION)
    return f"{who.id}:{token}"


def token_of(name: str) -> str:
    """Return what a conversation is called in its address."""
    return name.rpartition(":")[2]


def said_at(name: str) -> str:
    """Return where a conversation's page says what was just done."""
    return f"{address(name)}#said"


def address(name: str, turn: int = 0) -> str:
    """Return where a conversation is read, at one of its turns if one is named.

    Each turn has an address that differs in more than its fragment, so that a browser which shows
    the conversation already loads it anew.
    """
    at = f"?turn={turn}#turn-{turn}" if turn else ""
    return f"/conversations/{token_of(name)}{at}"
