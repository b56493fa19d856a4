"""In which order things are handled: one conversation, or one ticket, after the other. Pure."""

from __future__ import annotations

import re

from adapters.chat import actions
from adapters.chat.model import Asked, Happening, How, Opened, Pressed, to_body
from adapters.delivery.model import Event

_OF_A_TICKET = frozenset(
    {
        *(actions.SETTLE, actions.WRITE_BACK, actions.WRITE_BACK_FORM),
        *(actions.CLAIM, actions.TAKE_OVER, actions.RELEASE, actions.REOPEN),
        *(actions.REPLY, actions.REPLY_FORM, actions.PREVIEW_FORM),
        *(actions.PICK, actions.PICK_FORM, actions.RULE, actions.RULE_FORM),
        *(actions.NOT_FOR_US, actions.NOT_FOR_US_FORM),
        *(actions.SEND_PROPOSED, actions.KEEP_BACK),
    }
)
_ALONE = (How.COMMAND, How.SHORTCUT, How.FOR_OFFICE)
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


def event(happening: Happening, name: str) -> Event:
    """Return what goes into the inbox; `name` is what its platform knows it by."""
    return Event(happening.who.platform, name, _lane(happening), to_body(happening))


def _lane(happening: Happening) -> str:
    if isinstance(happening, Asked):
        return _of_message(happening)
    if isinstance(happening, Opened):
        return happening.place.channel
    if isinstance(happening, Pressed):
        ticket = _ticket(happening.action, happening.value)
        return ticket or f"{happening.place.channel}:{happening.place.thread or happening.message}"
    return _ticket(happening.form, happening.about) or f"user {happening.who.user}"


def _of_message(asked: Asked) -> str:
    channel, thread = asked.place.channel, asked.place.thread or asked.ts
    if asked.how in _ALONE:
        return f"{channel}:{thread or '-'}:{asked.who.user}"
    return f"{channel}:{thread}"


def _ticket(what: str, about: str) -> str:
    number = _NUMBER.search(about)
    return f"ticket {number[0]}" if number and what in _OF_A_TICKET else ""
