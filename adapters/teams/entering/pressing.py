"""From an activity to the press of a button or a form that was sent; forged ones are refused. Pure.

What a card carries comes back by way of its reader's own Teams, which can change it: nothing gets
in whose name or value isn't as we would have written it.
"""

from __future__ import annotations

import re

from adapters.chat import actions
from adapters.chat.model import Place, Pressed, Submitted
from adapters.chat.office import for_office
from adapters.chat.office.modals import CLAUSES
from adapters.chat.refused import Refused
from adapters.chat.shapes import ACTIONS, FORMS, valid, valid_form
from adapters.teams.entering import translate
from adapters.teams.entering.payload import Activity
from adapters.teams.entering.values import Comment, Data, Feedback, Mark

# What each form is opened by again, with what is wrong in it.
_OPENED_BY = {
    actions.WRITE_BACK_FORM: actions.WRITE_BACK,
    actions.REPLY_FORM: actions.REPLY,
    actions.PICK_FORM: actions.PICK,
    actions.NOT_FOR_US_FORM: actions.NOT_FOR_US,
    actions.RULE_FORM: actions.RULE,
}
_REACTIONS = {"like": "up", "dislike": "down"}
# Where several can be chosen, Teams joins their values; ours are ids without commas.
_SEVERAL, _BETWEEN = frozenset({CLAUSES}), ","
_FIELD = re.compile("[a-z_]{1,40}", re.ASCII)
_LONGEST = 10_000


def pressed(said: Activity, mark: Mark | None) -> Pressed:
    """Return what was pressed. Raises Refused for what we never wrote."""
    action = mark.action if mark else None
    if mark is None or action not in ACTIONS:
        raise Refused(400, "unknown action")
    if not valid(action, mark.value):
        raise Refused(400, f"forged value of {action}")
    return _press(said, action, mark.value)


def submitted(said: Activity, data: Data) -> Submitted:
    """Return what was entered. Raises Refused for a form that we never wrote."""
    mark = data.mark
    form = mark.form if mark else None
    if mark is None or form not in FORMS:
        raise Refused(400, "unknown form")
    if not valid_form(form, mark.about):
        raise Refused(400, f"forged {form}")
    values = {_named(name): _entered(name, one) for name, one in data.fields.items()}
    sent = Submitted(translate.asker(said), form, mark.about, values)
    if form == actions.FOR_OFFICE_FORM and not _is_here(said, for_office.asked(sent).place):
        raise Refused(400, f"forged {form}")
    return sent


def opening(said: Activity, sent: Submitted) -> Pressed | None:
    """Return the press that opens a form again, None for one that nothing opens by itself."""
    if sent.form == actions.FOR_OFFICE_FORM:
        return translate.for_office(for_office.asked(sent))
    action = _OPENED_BY.get(sent.form)
    return _press(said, action, sent.about) if action else None


def judged(said: Activity, feedback: Feedback, turn: int) -> Pressed | Submitted:
    """Return what an asker thinks of an answer: a thumb, or with it why.

    Raises Refused for a reaction that Teams doesn't have.
    """
    reaction = _REACTIONS.get(feedback.action_value.reaction)
    if reaction is None:
        raise Refused(400, "unknown reaction")
    comment = _text(_comment(feedback.action_value.feedback)).strip()
    if not comment:
        return _press(said, actions.FEEDBACK, f"{turn}:{reaction}")
    who = translate.asker(said)
    return Submitted(who, actions.WHY_FORM, str(turn), {"why": comment, "said": reaction})


def _is_here(said: Activity, place: Place) -> bool:
    return (place.team, place.channel) == (said.tenant, said.conversation.channel)


def _press(said: Activity, action: str, value: str) -> Pressed:
    on = said.reply_to_id or ""
    return Pressed(translate.asker(said), translate.place(said, on), action, value, on)


def _comment(told: str | None) -> str:
    try:
        return Comment.model_validate_json(told or "{}").feedback_text
    except ValueError:
        raise Refused(400, "malformed feedback") from None


def _named(field: str) -> str:
    if not _FIELD.fullmatch(field):
        raise Refused(400, "unknown field")
    return field


def _entered(field: str, given: object) -> str | list[str] | None:
    """Return a text, several texts, or None where nothing was entered."""
    entered = _text(given)
    return entered.split(_BETWEEN) if entered and field in _SEVERAL else entered or None


def _text(entered: object) -> str:
    if not isinstance(entered, str) or len(entered) > _LONGEST:
        raise Refused(400, "malformed field")
    return entered.replace("\0", " ").encode("utf-8", "replace").decode()
