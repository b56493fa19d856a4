"""What buttons and forms of ours carry; anything else was never written by us. Pure.

Who can send to a platform's way in, or has changed what their own client sends, can send anything,
and a message of an earlier release may still hold a button that no longer means what it did.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from adapters.chat import actions

_ID = "[1-9][0-9]{0,17}"
_ONE, _TWO = re.compile(_ID), re.compile(f"{_ID}:[0-9]{{1,18}}")
_VALUES: Mapping[str, re.Pattern[str]] = {
    actions.FEEDBACK: re.compile(f"{_ID}:(up|down)"),
    actions.ASK_OFFICE: _ONE,
    actions.WHOLE_CLAUSE: _TWO,
    actions.SHARE: _ONE,
    actions.OPTION: _TWO,
    actions.SETTLE: _ONE,
    actions.WRITE_BACK: _ONE,
    actions.CLAIM: _ONE,
    actions.TAKE_OVER: _ONE,
    actions.RELEASE: _ONE,
    actions.REPLY: _ONE,
    actions.PICK: _ONE,
    actions.NOT_FOR_US: _ONE,
    actions.REOPEN: _ONE,
    actions.RULE: _ONE,
    actions.SEND_PROPOSED: _TWO,
    actions.KEEP_BACK: _TWO,
}
_ABOUT: Mapping[str, re.Pattern[str]] = {
    actions.WHY_FORM: _ONE,
    actions.WRITE_BACK_FORM: _ONE,
    actions.REPLY_FORM: _ONE,
    actions.PREVIEW_FORM: _TWO,
    actions.PICK_FORM: _ONE,
    actions.NOT_FOR_US_FORM: _ONE,
    actions.RULE_FORM: _ONE,
    # Where the message is: a team, a channel, a thread and the message.
    actions.FOR_OFFICE_FORM: re.compile("[ -9;-~]{1,400}(:[ -9;-~]{0,600}){3}"),
}

ACTIONS = frozenset(_VALUES)
FORMS = frozenset(_ABOUT)


def valid(action: str, value: str) -> bool:
    """Whether a button of ours of that name can carry this value."""
    shape = _VALUES.get(action)
    return shape is not None and shape.fullmatch(value) is not None


def valid_form(form: str, about: str) -> bool:
    """Whether a form of ours of that name can be about this."""
    shape = _ABOUT.get(form)
    return shape is not None and shape.fullmatch(about) is not None
