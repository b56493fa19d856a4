"""From a payload to the press of a button or a form that was sent; forged ones are refused. Pure.

Whoever has the signing secret can send anything, and a message of an earlier release may still
hold a button that no longer means what it did: nothing gets in whose name or value isn't as we
would have written it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adapters.chat.model import Asker, Place, Pressed, Submitted
from adapters.chat.places import SLACK
from adapters.chat.refused import Refused
from adapters.chat.shapes import ACTIONS, FORMS, valid
from adapters.slack.entering.payload import Press, Submission, User
from adapters.slack.entering.workspace import Workspace

# A block holds no two elements of one name: what stands there several times has a number added.
_NUMBERED = re.compile(r"([a-z_]+)(:[0-9]{1,3})?", re.ASCII)
# Where the kinds of fields keep what was entered.
_ENTERED = ("value", "selected_date", "selected_time", "selected_user", "selected_conversation")
_LONGEST = 10_000


def pressed(press: Press, ours: Workspace) -> Pressed:
    """Return what was pressed. Raises Refused for what we never wrote."""
    action = press.actions[0]
    named = _NUMBERED.fullmatch(action.action_id)
    name = named[1] if named else ""
    chosen = action.selected_option.value if action.selected_option else action.value or ""
    if name not in ACTIONS:
        raise Refused(400, "unknown action")
    if not valid(name, chosen):
        raise Refused(400, f"forged value of {name}")
    return Pressed(
        _asker(press.user, ours),
        _place(press, ours),
        name,
        chosen,
        "" if press.container.is_ephemeral or press.message is None else press.message.ts,
        press.response_url,
    )


def submitted(sent: Submission, ours: Workspace) -> Submitted:
    """Return what was entered. Raises Refused for a form that we never wrote."""
    form = sent.view
    if form.callback_id not in FORMS:
        raise Refused(400, "unknown form")
    fields = [field for block in form.state.values.values() for field in block.items()]
    values = {_named(name): _entered(element) for name, element in fields}
    return Submitted(_asker(sent.user, ours), form.callback_id, form.private_metadata, values)


def by_block(sent: Submission, faults: Mapping[str, str]) -> Mapping[str, str]:
    """Return the faults of fields by the blocks that hold them, below which Slack shows them."""
    state = sent.view.state.values
    block_of = {field: block for block, fields in state.items() for field in fields}
    return {block_of.get(field, field): fault for field, fault in faults.items()}


def _asker(user: User, ours: Workspace) -> Asker:
    return Asker(SLACK, user.id, user.team_id or ours.team)


def _place(press: Press, ours: Workspace) -> Place:
    on, within = press.message, press.container
    channel = press.channel.id if press.channel else within.channel_id or ""
    thread = (on.thread_ts if on else "") or within.thread_ts
    # As with posts: the first message of a thread isn't in it.
    begins = thread == (on.ts if on else within.message_ts)
    kind = "im" if channel.startswith("D") else ""
    return Place(SLACK, ours.team, channel, "" if begins else thread, kind)


def _named(field: str) -> str:
    if not _NUMBERED.fullmatch(field):
        raise Refused(400, "unknown field")
    return field


def _entered(element: Mapping[str, Any]) -> Any:
    """Return a field's content: a text, several texts, or None where nothing was entered."""
    if isinstance(option := element.get("selected_option"), Mapping):
        return _text(option.get("value"))
    if isinstance(options := element.get("selected_options"), list):
        return [_text(one.get("value")) for one in options if isinstance(one, Mapping)]
    return next((_text(element[name]) for name in _ENTERED if element.get(name)), None)


def _text(entered: object) -> str:
    if not isinstance(entered, str) or len(entered) > _LONGEST:
        raise Refused(400, "malformed field")
    return entered.replace("\0", " ").encode("utf-8", "replace").decode()
