from __future__ import annotations

from hypothesis import given, settings

from adapters.chat.content import Cited
from adapters.teams.showing.clauses import result
from adapters.teams.showing.text import visible
from tests.adapters.teams.showing.card_schema import RESULT
from tests.adapters.teams.showing.messages import cited
from tests.adapters.teams.showing.reading import of_type, seen

CLAUSE = Cited(
    1,
    "Be kind.\n- to <all>",
    "4.1 · Social",
    "4.1 · Social Media Policy · version 3",
    address="https://a.example/p.pdf#page=3",
)


def _letters(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=40, deadline=None)
@given(cited(1))
def test_teams_takes_every_clause_as_a_result(clause: Cited) -> None:
    made = result(clause)
    RESULT.validate(made["content"])
    preview = made["preview"]["content"]
    assert len(preview["title"]) <= 80
    assert len(preview["text"]) <= 160
    assert all(seen(words or "x").set_as == frozenset() for words in preview.values())


def test_a_result_is_picked_by_its_name_and_sent_as_the_whole_clause_with_its_link() -> None:
    made = result(CLAUSE)
    preview = made["preview"]
    assert preview["contentType"] == "application/vnd.microsoft.card.thumbnail"
    assert preview["content"] == {"title": "4.1 · Social", "text": "Be kind. - to \uff1call\uff1e"}
    runs = [one["text"] for one in of_type(made["content"], "TextRun")]
    assert runs == ["4.1 · Social", "Be kind.", "- to <all>", CLAUSE.origin]
    (link,) = of_type(made["content"], "TextBlock")
    assert link["text"] == "[Open the document](https://a.example/p.pdf#page=3)"


def test_nothing_of_ours_but_the_link_can_be_pressed_on_it() -> None:
    assert of_type(result(CLAUSE)["content"], "Action.Submit", "Action.Execute") == []


@given(cited(1))
def test_not_a_letter_of_the_clause_is_lost(clause: Cited) -> None:
    runs = "".join(one["text"] for one in of_type(result(clause)["content"], "TextRun"))
    assert _letters(visible(clause.text)) in _letters(runs)
