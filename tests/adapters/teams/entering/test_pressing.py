from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat import actions
from adapters.chat.model import Asker, Place, Pressed, Submitted
from adapters.chat.refused import Refused
from adapters.chat.shapes import ACTIONS, FORMS
from adapters.teams.entering import pressing
from adapters.teams.entering.values import Data, Feedback, Mark
from tests.adapters.teams.entering.activities import ANN, CHANNEL, GROUP, TENANT, activity

OF_ANN = Asker("teams", ANN, TENANT)
PAIRS = {actions.WHOLE_CLAUSE, actions.OPTION, actions.SEND_PROPOSED, actions.KEEP_BACK}
VALUES = {name: "7:2" if name in PAIRS else "7" for name in ACTIONS} | {actions.FEEDBACK: "7:up"}
ABOUT = dict.fromkeys(FORMS, "7") | {
    actions.PREVIEW_FORM: "7:31",
    actions.FOR_OFFICE_FORM: f"{TENANT}:19%3Ac@thread.tacv2:16:17",
}


def press(action: str | None, value: str = "", channel: str = CHANNEL, **fields: Any) -> Pressed:
    said = activity(channel, "16", type="invoke", **{"replyToId": "17"} | fields)
    return pressing.pressed(said, Mark(action=action, value=value))


def sent(form: str, about: str, **values: Any) -> Submitted:
    data = {"policydesk": {"form": form, "about": about}, "msteams": {"type": "task/submit"}}
    return pressing.submitted(activity(CHANNEL), Data.model_validate(data | values))


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_every_button_of_ours_is_known(action: str) -> None:
    place = Place("teams", TENANT, CHANNEL, "16", "channel")

    assert press(action, VALUES[action]) == Pressed(OF_ANN, place, action, VALUES[action], "17")


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("drop_tables", "7"),
        ("", "7"),
        (None, "7"),
        (actions.ASK_SHORTCUT, "7"),
        (actions.REPLY_FORM, "7"),
        (actions.CLAIM, ""),
        (actions.CLAIM, "0"),
        (actions.CLAIM, "7 OR 1=1"),
        (actions.CLAIM, "\u0667"),
        (actions.CLAIM, "7\n"),
        (actions.CLAIM, "9" * 19),
        (actions.CLAIM, "7:2"),
        (actions.FEEDBACK, "7:sideways"),
        (actions.WHOLE_CLAUSE, "7"),
        (actions.SEND_PROPOSED, "7:2:3"),
    ],
)
def test_what_we_never_wrote_on_a_button_is_refused(action: str | None, value: str) -> None:
    with pytest.raises(Refused) as refused:
        press(action, value)

    assert refused.value.status == 400


def test_a_card_without_our_mark_is_refused() -> None:
    with pytest.raises(Refused, match="unknown action"):
        pressing.pressed(activity(), None)


@given(st.sampled_from(sorted(ACTIONS)), st.text(max_size=30))
def test_a_forged_value_is_never_let_in_nor_logged(action: str, value: str) -> None:
    try:
        pressed = press(action, value)
    except Refused as refused:
        assert refused.why == f"forged value of {action}"  # noqa: PT017 - most values end here
    else:
        assert set(pressed.value) <= set("0123456789:updown")


@pytest.mark.parametrize(
    ("channel", "on", "thread", "message"),
    [
        (CHANNEL, "17", "16", "17"),
        (CHANNEL, "16", "", "16"),
        (CHANNEL, None, "16", ""),
        (GROUP, "17", "", "17"),
    ],
)
def test_a_press_knows_what_it_is_on(
    channel: str, on: str | None, thread: str, message: str
) -> None:
    pressed = press(actions.CLAIM, "7", channel, replyToId=on)

    assert (pressed.place.channel, pressed.place.thread) == (channel, thread)
    assert pressed.message == message


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_of_ours_is_known(form: str) -> None:
    assert sent(form, ABOUT[form]) == Submitted(OF_ANN, form, ABOUT[form], {})


def test_what_was_entered_is_found_and_what_was_not_is_none() -> None:
    submitted = sent(actions.REPLY_FORM, "7", text="Yes.\0 \ud800", note="")

    assert submitted.values == {"text": "Yes.  ?", "note": None}


def test_of_several_clauses_each_is_found() -> None:
    assert sent(actions.RULE_FORM, "7", clauses="c1,c2").values == {"clauses": ["c1", "c2"]}
    assert sent(actions.RULE_FORM, "7", clauses="c1").values == {"clauses": ["c1"]}
    assert sent(actions.RULE_FORM, "7", clauses="").values == {"clauses": None}


@pytest.mark.parametrize(
    ("form", "about", "values"),
    [
        ("another_form", "7", {}),
        (actions.CLAUSE_VIEW, "7", {}),
        (actions.REPLY_FORM, "x", {}),
        (actions.REPLY_FORM, "", {}),
        (actions.PREVIEW_FORM, "7", {}),
        (actions.FOR_OFFICE_FORM, f"{ANN}:19%3Ac@thread.tacv2:16:17", {}),
        (actions.FOR_OFFICE_FORM, f"{TENANT}:19%3Aelsewhere@thread.tacv2:16:17", {}),
        (actions.FOR_OFFICE_FORM, f"{TENANT}:16:17", {}),
        (actions.FOR_OFFICE_FORM, f"{TENANT}:\0:16:17", {}),
        (actions.REPLY_FORM, "7", {"../etc": "x"}),
        (actions.REPLY_FORM, "7", {"text": ["x"]}),
        (actions.REPLY_FORM, "7", {"text": 7}),
        (actions.REPLY_FORM, "7", {"text": "x" * 10_001}),
    ],
)
def test_a_form_that_we_never_wrote_is_refused(
    form: str, about: str, values: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        sent(form, about, **values)


@pytest.mark.parametrize(
    ("form", "action"),
    [
        (actions.REPLY_FORM, actions.REPLY),
        (actions.PICK_FORM, actions.PICK),
        (actions.NOT_FOR_US_FORM, actions.NOT_FOR_US),
        (actions.RULE_FORM, actions.RULE),
        (actions.WRITE_BACK_FORM, actions.WRITE_BACK),
    ],
)
def test_a_form_is_opened_again_by_what_opened_it(form: str, action: str) -> None:
    opening = pressing.opening(activity(CHANNEL), sent(form, "7"))

    assert opening is not None
    assert (opening.who, opening.action, opening.value) == (OF_ANN, action, "7")


def test_the_form_for_the_office_is_opened_again_about_the_same_message() -> None:
    form = sent(actions.FOR_OFFICE_FORM, ABOUT[actions.FOR_OFFICE_FORM])
    opening = pressing.opening(activity(CHANNEL), form)

    assert opening is not None
    assert (opening.action, opening.message) == (actions.OFFICE_SHORTCUT, "17")
    assert (opening.place.channel, opening.place.thread) == (CHANNEL, "16")


def test_a_preview_is_opened_by_nothing_again() -> None:
    assert pressing.opening(activity(), sent(actions.PREVIEW_FORM, "7:31")) is None


def judged(reaction: str, feedback: str | None) -> Pressed | Submitted:
    chosen = {"reaction": reaction, "feedback": feedback}
    given = {"actionName": "feedback", "actionValue": chosen}
    said = activity(type="invoke", replyToId="17")
    return pressing.judged(said, Feedback.model_validate(given), 7)


@pytest.mark.parametrize(("reaction", "value"), [("like", "7:up"), ("dislike", "7:down")])
@pytest.mark.parametrize("feedback", [None, "{}", '{"feedbackText": " "}'])
def test_a_thumb_is_a_press(reaction: str, value: str, feedback: str | None) -> None:
    pressed = judged(reaction, feedback)

    assert isinstance(pressed, Pressed)
    assert (pressed.action, pressed.value, pressed.message) == (actions.FEEDBACK, value, "17")


@pytest.mark.parametrize(("reaction", "said"), [("like", "up"), ("dislike", "down")])
def test_a_thumb_with_a_comment_says_why(reaction: str, said: str) -> None:
    assert judged(reaction, '{"feedbackText": "no date"}') == Submitted(
        OF_ANN, actions.WHY_FORM, "7", {"why": "no date", "said": said}
    )


@pytest.mark.parametrize(
    ("reaction", "feedback"),
    [("shrug", "{}"), ("like", "no json"), ("like", '{"feedbackText": 7}'), ("like", "[]")],
)
def test_a_reaction_that_teams_does_not_have_is_refused(reaction: str, feedback: str) -> None:
    with pytest.raises(Refused):
        judged(reaction, feedback)
