from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.forms import LONGEST_REPLY, DraftForm, PhrasingsForm, finished, read
from tests.bot.language.scripted import draft

PLAIN = draft(("You must ask first.", ["k3fm"]), ("You may post.", ["k3fm", "w7dc"]))
# What may stand in a text and looks like the end of something.
TEXTS = st.text(st.sampled_from('ab .}]{[",\\:\n'), max_size=12) | st.text(max_size=12)
SENTENCES = st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=2)), max_size=4)
WHOLE = st.builds(
    lambda made, caveats, said: draft(*made, completeness=said, caveats=tuple(caveats)),
    SENTENCES,
    SENTENCES,
    st.sampled_from(["complete", "partial", "none"]),
)


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for one in schema.values():
            yield from parts(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from parts(one)


@pytest.mark.parametrize("form", [DraftForm, PhrasingsForm])
def test_a_schema_holds_nothing_that_a_provider_refuses(form: type[DraftForm]) -> None:
    found = list(parts(form.model_json_schema()))
    refused = {"default", "anyOf", "oneOf", "allOf", "not", "format", "pattern", "prefixItems"}
    bounds = {"minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"}

    assert not [one for one in found if (refused | bounds) & one.keys()]
    objects = [one for one in found if one.get("type") == "object"]
    assert objects
    assert all(one["required"] == list(one["properties"]) for one in objects)
    assert all(one["additionalProperties"] is False for one in objects)


def test_how_complete_an_answer_is_comes_before_its_sentences() -> None:
    assert list(DraftForm.model_json_schema()["properties"]) == [
        "completeness",
        "sentences",
        "caveats",
    ]


@pytest.mark.parametrize(
    "around", ["{}", "```json\n{}\n```", "Here is the answer:\n{}\nI hope it helps!", "\n {} "]
)
def test_words_and_a_fence_may_stand_around_the_one_object(around: str) -> None:
    found = read(DraftForm, around.replace("{}", json.dumps(PLAIN)))

    assert found is not None
    assert found.model_dump(mode="json") == PLAIN


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I can't help with that.",
        json.dumps(PLAIN)[:-1],
        json.dumps(PLAIN) * 2,
        json.dumps([PLAIN]).replace("[{", "{[{", 1),
        json.dumps({"answer": PLAIN}),
        json.dumps(PLAIN | {"citations": []}),
        json.dumps(PLAIN | {"completeness": "mostly"}),
        json.dumps(PLAIN | {"sentences": "You may."}),
        json.dumps(PLAIN | {"sentences": [{"text": 5, "clauses": []}]}),
        json.dumps({key: PLAIN[key] for key in ("completeness", "sentences")}),
        json.dumps(PLAIN).replace('"caveats"', '"sentences": [], "caveats"'),
        json.dumps(draft(("a" * 2_000, []))),
        json.dumps(draft(*[("a", ["b"])] * 50)),
        json.dumps(PLAIN) + " " * LONGEST_REPLY,
        '{"completeness":' * 5_000,
        '{"a":' + "[" * 15_000 + "}",
        "{" + "9" * 10_000 + "}",
    ],
)
def test_what_has_another_form_is_not_guessed_at(reply: str) -> None:
    assert read(DraftForm, reply) is None


def test_a_text_is_one_line_without_what_nobody_sees() -> None:
    found = read(PhrasingsForm, '{"stand_alone": " a\\u0000b\\n\\u202ec\\ud800 ", "phrasings": []}')

    assert found is not None
    assert found.stand_alone == "a b c"


def test_a_sentence_is_there_once_it_is_closed() -> None:
    whole = json.dumps(PLAIN)
    first = whole.index("}") + 1
    known = [finished(whole[:end]) for end in (20, first - 1, first, len(whole))]

    assert known[0] is None
    assert [len(one.sentences) for one in known if one] == [0, 1, 2]


def test_a_draft_in_another_order_is_read_only_when_it_is_whole() -> None:
    turned = json.dumps({key: PLAIN[key] for key in ("sentences", "caveats", "completeness")})

    assert finished(turned) is None
    assert read(DraftForm, turned) is not None


@given(
    WHOLE,
    st.integers(0, 400),
    st.sampled_from(["", "```json\n", "Sure! "]),
    st.sampled_from([None, 2]),
)
def test_nothing_is_finished_that_the_whole_does_not_hold(
    made: dict[str, Any], cut: int, before: str, indent: int | None
) -> None:
    reply = before + json.dumps(made, indent=indent)
    whole, part = read(DraftForm, reply), finished(reply[:cut])

    assert whole is not None
    if part is not None:
        assert part.completeness == whole.completeness
        assert part.sentences == whole.sentences[: len(part.sentences)]


@given(WHOLE)
def test_at_the_end_every_sentence_is_finished(made: dict[str, Any]) -> None:
    reply = json.dumps(made)
    whole, part = read(DraftForm, reply), finished(reply)

    assert whole is not None
    assert part is not None
    assert part.sentences == whole.sentences


@given(st.text() | st.text(st.sampled_from('{}[]",:\\ completnsa')))
def test_any_text_is_read_or_not_and_nothing_is_raised(reply: str) -> None:
    opened = '{"completeness": "complete", "sentences": [' + reply
    for text in (reply, opened):
        read(DraftForm, text)
        read(PhrasingsForm, text)
        finished(text)
