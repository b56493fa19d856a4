from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat import actions, lanes
from adapters.chat.model import Asker, Place, Pressed, Submitted, from_event, to_body
from adapters.chat.refused import Refused
from adapters.delivery.model import Event
from adapters.slack.entering import pressing
from adapters.slack.entering.payload import Press, Submission
from adapters.slack.entering.workspace import Workspace

OURS = Workspace("T1", "UBOT", "A1")
IN_CHANNEL, IN_THREAD = Place("slack", "T1", "C1"), Place("slack", "T1", "C1", "16.1")
ON_A_FORM = Place("slack", "T1", "")
NAMES = {
    name: value
    for name, value in vars(actions).items()
    if isinstance(value, str) and name.isupper() and name != "COMMAND"
}
FORMS = {value for name, value in NAMES.items() if name.endswith(("_FORM", "_VIEW"))}
SHORTCUTS = {value for name, value in NAMES.items() if name.endswith("_SHORTCUT")}
BUTTONS = set(NAMES.values()) - FORMS - SHORTCUTS
PAIRS = {
    *(actions.WHOLE_CLAUSE, actions.OPTION),
    *(actions.SEND_PROPOSED, actions.KEEP_BACK),
}
VALUES = {name: "7:2" if name in PAIRS else "7" for name in BUTTONS} | {actions.FEEDBACK: "7:up"}


def press(action: str, value: str | None, **fields: Any) -> Pressed | None:
    payload = {
        "user": {"id": "U1", "team_id": "T1"},
        "trigger_id": "9.9",
        "channel": {"id": "C1"},
        "container": {"message_ts": "17.1", "channel_id": "C1", "is_ephemeral": False},
        "message": {"ts": "17.1"},
        "response_url": "https://hooks.slack.com/x",
        "actions": [{"action_id": action, "value": value}],
    }
    return pressing.pressed(Press.model_validate(payload | fields), OURS)


@pytest.mark.parametrize("action", sorted(BUTTONS))
def test_every_button_of_ours_is_known(action: str) -> None:
    pressed = press(action, VALUES[action])

    assert pressed == Pressed(
        Asker("slack", "U1", "T1"),
        IN_CHANNEL,
        action,
        VALUES[action],
        "17.1",
        "https://hooks.slack.com/x",
    )
    assert from_event(Event("slack", "1", "", json.loads(json.dumps(to_body(pressed))))) == pressed


def test_a_button_that_stands_there_several_times_is_still_that_button() -> None:
    pressed = press(f"{actions.OPTION}:2", "7:2")

    assert pressed is not None
    assert (pressed.action, pressed.value) == (actions.OPTION, "7:2")


def test_of_two_thumbs_the_chosen_one_is_heard() -> None:
    thumb = {"action_id": actions.FEEDBACK, "type": "feedback_buttons", "value": "7:down"}
    pressed = press("", "", actions=[thumb])

    assert pressed is not None
    assert pressed.value == "7:down"


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("drop_tables", "7"),
        ("", "7"),
        ("claim:x", "7"),
        ("CLAIM", "7"),
        ("claim:1:1", "7"),
        (actions.ASK_SHORTCUT, "7"),
        (actions.REPLY_FORM, "7"),
        (actions.CLAIM, None),
        (actions.CLAIM, ""),
        (actions.CLAIM, "0"),
        (actions.CLAIM, "-7"),
        (actions.CLAIM, "7 OR 1=1"),
        (actions.CLAIM, "\u0667"),
        (actions.CLAIM, "7\n"),
        (actions.CLAIM, "9" * 19),
        (actions.CLAIM, "7:2"),
        (actions.FEEDBACK, "7"),
        (actions.FEEDBACK, "7:sideways"),
        (actions.WHOLE_CLAUSE, "7"),
        (actions.WHOLE_CLAUSE, "7:-1"),
        (actions.OPTION, ":2"),
        (actions.SEND_PROPOSED, "7:2:3"),
    ],
)
def test_what_we_never_wrote_on_a_button_is_refused(action: str, value: str | None) -> None:
    with pytest.raises(Refused) as refused:
        press(action, value)

    assert refused.value.status == 400


@given(st.sampled_from(sorted(BUTTONS)), st.text(max_size=30))
def test_a_forged_value_is_never_let_in_nor_logged(action: str, value: str) -> None:
    try:
        pressed = press(action, value)
    except Refused as refused:
        assert refused.why == f"forged value of {action}"  # noqa: PT017 - most values end here
    else:
        assert pressed is not None
        assert set(value) <= set("0123456789:updown")


@pytest.mark.parametrize(
    ("fields", "place", "message"),
    [
        ({"message": {"ts": "17.1", "thread_ts": "16.1"}}, IN_THREAD, "17.1"),
        ({"message": {"ts": "17.1", "thread_ts": "17.1"}}, IN_CHANNEL, "17.1"),
        (
            {
                "message": None,
                "container": {"message_ts": "17.1", "thread_ts": "16.1", "is_ephemeral": True},
            },
            IN_THREAD,
            "",
        ),
        ({"message": None, "channel": None, "container": {"view_id": "V1"}}, ON_A_FORM, ""),
        ({"channel": {"id": "D1"}}, Place("slack", "T1", "D1", "", "im"), "17.1"),
    ],
)
def test_a_press_knows_what_it_is_on(fields: dict[str, Any], place: Place, message: str) -> None:
    pressed = press(actions.CLAIM, "7", **fields)

    assert pressed is not None
    assert (pressed.place, pressed.message) == (place, message)


def sent(form: str, values: dict[str, Any], about: str = "7") -> Submission:
    state = {f"block of {name}": {name: element} for name, element in values.items()}
    view = {"id": "V1", "callback_id": form, "private_metadata": about, "state": {"values": state}}
    return Submission.model_validate({"user": {"id": "U1"}, "view": view})


@pytest.mark.parametrize("form", sorted(FORMS - {actions.CLAUSE_VIEW}))
def test_every_form_of_ours_is_known(form: str) -> None:
    submitted = pressing.submitted(sent(form, {}), OURS)

    assert submitted == Submitted(Asker("slack", "U1", "T1"), form, "7", {})


@pytest.mark.parametrize(
    ("element", "entered"),
    [
        ({"type": "plain_text_input", "value": "Yes.\0 \ud800"}, "Yes.  ?"),
        ({"type": "plain_text_input", "value": None}, None),
        ({"type": "static_select", "selected_option": {"value": "c1"}}, "c1"),
        ({"type": "radio_buttons", "selected_option": None}, None),
        ({"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}, ["a", "b"]),
        ({"type": "checkboxes", "selected_options": []}, []),
        ({"type": "datepicker", "selected_date": "2026-12-31"}, "2026-12-31"),
        ({"type": "users_select", "selected_user": "U2"}, "U2"),
    ],
)
def test_what_was_entered_is_found_in_each_kind_of_field(
    element: dict[str, Any], entered: object
) -> None:
    submitted = pressing.submitted(sent(actions.REPLY_FORM, {"text": element}), OURS)

    assert submitted.values == {"text": entered}


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("another_form", {}),
        (actions.CLAUSE_VIEW, {}),
        (actions.REPLY_FORM, {"../etc": {"value": "x"}}),
        (actions.REPLY_FORM, {"text": {"value": ["x"]}}),
        (actions.REPLY_FORM, {"text": {"value": "x" * 10_001}}),
        (actions.REPLY_FORM, {"text": {"selected_option": {"value": 7}}}),
    ],
)
def test_a_form_that_we_never_wrote_is_refused(form: str, values: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        pressing.submitted(sent(form, values), OURS)


def test_a_fault_is_shown_below_the_block_of_its_field() -> None:
    form = sent(actions.REPLY_FORM, {"text": {"value": ""}})

    assert pressing.by_block(form, {"text": "Empty."}) == {"block of text": "Empty."}


@pytest.mark.parametrize("action", sorted(BUTTONS - {actions.CLAIM}))
def test_what_is_done_to_a_ticket_is_done_in_turn_with_its_claim(action: str) -> None:
    claimed, pressed = press(actions.CLAIM, "7"), press(action, VALUES[action])
    assert claimed is not None
    assert pressed is not None

    on_an_answer = action in (
        *(actions.FEEDBACK, actions.ASK_OFFICE, actions.WHOLE_CLAUSE),
        *(actions.SHARE, actions.OPTION),
    )
    same = lanes.event(pressed, "1").lane == lanes.event(claimed, "2").lane
    assert same is not on_an_answer


@pytest.mark.parametrize(
    ("form", "about", "lane"),
    [
        (actions.REPLY_FORM, "7", "ticket 7"),
        (actions.PREVIEW_FORM, "7:31", "ticket 7"),
        (actions.WRITE_BACK_FORM, "7", "ticket 7"),
        (actions.WHY_FORM, "7", "user U1"),
        (actions.FOR_OFFICE_FORM, "T1:C1::17.1", "user U1"),
        (actions.REPLY_FORM, "", "user U1"),
    ],
)
def test_a_form_about_a_ticket_waits_for_what_was_pressed_before(
    form: str, about: str, lane: str
) -> None:
    assert lanes.event(Submitted(Asker("slack", "U1", "T1"), form, about, {}), "1").lane == lane
