from __future__ import annotations

import pytest

from adapters.chat import actions
from adapters.chat.content import Button
from adapters.teams.showing.buttons import rows, submit


def _one(button: Button) -> dict[str, object]:
    (row,) = rows([button])
    (made,) = row["actions"]
    return dict(made)


def test_what_opens_a_form_asks_for_it() -> None:
    assert _one(Button("Reply", actions.REPLY, "12", primary=True)) == {
        "type": "Action.Submit",
        "title": "Reply",
        "style": "positive",
        "data": {
            "msteams": {"type": "task/fetch"},
            "policydesk": {"action": "reply", "value": "12"},
        },
    }


def test_one_of_several_clauses_opens_as_a_form_too() -> None:
    made = _one(Button("Show all", f"{actions.WHOLE_CLAUSE}:2", "7:2"))
    assert made["type"] == "Action.Submit"


def test_any_other_button_is_executed_and_an_older_client_submits_the_same() -> None:
    data = {"policydesk": {"action": "claim", "value": "12"}}
    assert _one(Button("I'll take it", actions.CLAIM, "12")) == {
        "type": "Action.Execute",
        "title": "I'll take it",
        "verb": "claim",
        "data": data,
        "fallback": {"type": "Action.Submit", "title": "I'll take it", "data": data},
    }


def test_more_buttons_than_teams_shows_side_by_side_go_into_a_second_row() -> None:
    made = [Button(str(n), actions.CLAIM, "1") for n in range(8)]
    assert [len(row["actions"]) for row in rows(made)] == [6, 2]


def test_a_long_label_is_shortened_and_stands_whole_in_the_tooltip() -> None:
    made = _one(Button("Show " + "x" * 100, actions.CLAIM, "1"))
    assert made["title"] == "Show " + "x" * 69 + "…"
    assert made["tooltip"] == "Show " + "x" * 100


def test_a_value_that_is_too_long_is_a_fault_and_is_not_cut() -> None:
    with pytest.raises(ValueError, match="2001 characters can't be kept in 2000"):
        list(rows([Button("x", actions.CLAIM, "1" * 2_001)]))
    with pytest.raises(ValueError, match="can't be kept"):
        submit("Send", actions.REPLY_FORM, "1" * 2_001)
