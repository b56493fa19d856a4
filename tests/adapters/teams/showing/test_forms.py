from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given, settings

from adapters.chat import actions
from adapters.chat.content import (
    Button,
    Buttons,
    Choice,
    Day,
    Field,
    Form,
    Mention,
    Paragraph,
    Prose,
    Quote,
    Typed,
    small,
)
from adapters.teams import wording
from adapters.teams.showing.forms import task
from adapters.teams.showing.limits import MESSAGE
from tests.adapters.teams.showing.card_schema import DIALOG
from tests.adapters.teams.showing.messages import FORM
from tests.adapters.teams.showing.reading import of_type, seen

_INPUTS = ("Input.Text", "Input.Date", "Input.ChoiceSet")
TEXT = Typed("text", "Your reply", "Nothing is sent before you see it.")
CLAUSE = Choice("clause", "Which clause?", (("a", "1. 4.1 *x*"), ("b", "2. 4.2")))
CLAUSES = Choice("clauses", "Which?", (("a", "4.1"), ("b", "4.2")), several=True, optional=True)
EXPIRES = Day("expires", "It holds until", date(2027, 11, 22))
REPLY = Form(actions.REPLY_FORM, "12", "Reply", (Quote("May I?"), TEXT), "Preview")


def _fields(made: dict[str, Any]) -> dict[str, Any]:
    return {one["id"]: one for one in of_type(made["card"]["content"], *_INPUTS)}


def _read(made: dict[str, Any]) -> list[str]:
    blocks = of_type(made["card"]["content"], "RichTextBlock")
    return ["".join(run["text"] for run in one["inlines"]) for one in blocks]


def _form(*fields: Field) -> Form:
    return Form(actions.RULE_FORM, "12", "Rule", fields, "Publish")


@settings(max_examples=60, deadline=None)
@given(FORM)
def test_teams_takes_every_form_and_no_field_is_missing(form: Form) -> None:
    made = task(form)
    card = made["card"]["content"]
    if card["body"]:
        DIALOG.validate(card)
    assert len(json.dumps(made, ensure_ascii=False).encode("utf-16-le")) <= MESSAGE
    named = [one.name for one in form.blocks if isinstance(one, Field)]
    shown = [one for one in named if one in _fields(made)]
    empty = {one.name for one in form.blocks if isinstance(one, Choice) and not one.options}
    assert shown == [one for one in named if one not in empty]
    titles = [one["title"] for one in of_type(card, "Input.ChoiceSet") for one in one["choices"]]
    assert all(seen(title).set_as == frozenset() for title in titles)


def test_a_form_has_its_title_its_fields_and_one_button_that_brings_back_what_it_is_about() -> None:
    made = task(REPLY)
    assert (made["title"], made["height"], made["width"]) == ("Reply", "medium", "medium")
    assert made["card"]["content"]["actions"] == [
        {
            "type": "Action.Submit",
            "title": "Preview",
            "style": "positive",
            "data": {"policydesk": {"form": "reply_form", "about": "12"}},
        }
    ]
    assert _fields(made)["text"] == {
        "type": "Input.Text",
        "id": "text",
        "label": "Your reply",
        "isRequired": True,
        "errorMessage": wording.FILL_IN,
        "maxLength": 3_000,
        "isMultiline": True,
    }
    assert _read(made) == ["May I?", "Nothing is sent before you see it."]


def test_a_form_that_only_shows_something_has_no_button() -> None:
    made = task(Form(actions.CLAUSE_VIEW, "", "Clause 4.1", (Quote("Be kind."),)))
    assert "actions" not in made["card"]["content"]


def test_a_choice_is_read_whole_and_has_no_mark_up() -> None:
    field = _fields(task(_form(CLAUSE)))["clause"]
    assert [one["title"] for one in field["choices"]] == [
        "1.\u00a04.1 \uff0ax\uff0a",
        "2.\u00a04.2",
    ]
    assert (field["style"], field["wrap"], field["isMultiSelect"]) == ("expanded", True, False)
    many = Choice("clause", "Which?", tuple((str(n), str(n)) for n in range(11)))
    assert _fields(task(_form(many)))["clause"]["style"] == "compact"


def test_what_may_be_left_empty_is_not_asked_for() -> None:
    field = _fields(task(_form(CLAUSES)))["clauses"]
    assert not field["isRequired"]
    assert "errorMessage" not in field


def test_a_form_that_is_opened_again_has_what_was_entered_and_what_is_wrong_at_its_field() -> None:
    entered = {"text": "Yes\x00", "clauses": ["b", "gone"], "clause": "a", "expires": "2026-01-01"}
    faults = {"expires": "Choose a day after today.", "": "The office is closed."}
    made = task(_form(TEXT, CLAUSE, CLAUSES, EXPIRES), faults, entered)
    fields = _fields(made)
    values = {name: one["value"] for name, one in fields.items()}
    assert values == {"text": "Yes", "clause": "a", "clauses": "b", "expires": "2026-01-01"}
    assert _read(made) == [
        wording.LOOK_BELOW,
        "The office is closed.",
        "Nothing is sent before you see it.",
        "Choose a day after today.",
    ]
    body = made["card"]["content"]["body"]
    assert body[-1]["inlines"][0]["color"] == "Attention"
    assert body[-2]["id"] == "expires"


def test_a_day_that_is_none_gives_way_to_the_one_it_began_with() -> None:
    made = task(_form(EXPIRES), {}, {"expires": "soon"})
    assert _fields(made)["expires"]["value"] == "2027-11-22"


def test_what_is_only_read_is_left_out_where_it_does_not_fit_and_the_form_says_so() -> None:
    long = (Quote("word " * 4_000), Quote("more " * 6_000), Prose("end"))
    made = task(Form(actions.PICK_FORM, "12", "Pick", (*long, CLAUSE, TEXT), "Preview"))
    assert set(_fields(made)) == {"clause", "text"}
    assert wording.LEFT_OUT in _read(made)
    assert "end" not in _read(made)
    assert made["height"] == "large"


def test_what_is_pressed_in_a_message_is_not_in_a_form() -> None:
    pressed = Buttons((Button("Settle", actions.SETTLE, "12"),))
    made = task(Form(actions.PREVIEW_FORM, "12", "As read", (Prose("Yes."), pressed), "Send"))
    assert of_type(made["card"]["content"]["body"], "ActionSet") == []


def test_a_form_calls_nobody_by_mistake() -> None:
    line = Paragraph((Mention("id-1", "Ann"), " asked"))
    made = task(Form(actions.REPLY_FORM, "12", "Reply", (line, small("x"), TEXT), "Preview"))
    assert _read(made)[0] == "Ann asked"
    assert "entities" not in made["card"]["content"]["msteams"]
