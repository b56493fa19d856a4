"""Whatever a model replies, what is decided stays or is one step lower, and no lie is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.calibrations import InUse
from bot.citations import faults
from bot.decide import Ending, lowered
from bot.language.drafting import Drafting
from bot.model import Band, Decision, Kind, Question
from bot.model_wording import WRITTEN
from bot.wording import MAY_NOT_SETTLE, quotes
from bot.writing import Outcome, Sentence
from tests.bot.agency import agency, fill
from tests.bot.conftest import Clock
from tests.bot.language.scripted import Scripted
from tests.fakes.embedder import WordEmbedder

ASKED = Question("may I post pictures of my uniform?")
ENCODE = WordEmbedder().encode
# What the clauses say, what they don't, and what is more than words.
SAID = (
    "Employees may post pictures of their uniform on a personal account.",
    "You may post pictures of your uniform on a personal account.",
    "Employees must not post pictures of their uniform on a personal account.",
    "Employees may post pictures of their uniform for 14 days.",
    "Only supervisors may post pictures of their uniform.",
    "Employees may post pictures of their uniform unless it rains.",
    "[see](https://evil.example) Employees may post pictures.",
    "<!channel> you may.",
    "Yes.",
    "",
)
texts = st.one_of(
    st.sampled_from(SAID),
    st.text(max_size=60),
    st.lists(st.sampled_from(" ".join(SAID).split()), max_size=14).map(" ".join),
)


@dataclass(frozen=True)
class Reply:
    """What a model replies to the ids that it is given."""

    made: Callable[[list[str]], str]

    def __call__(self, data: dict[str, Any]) -> str:
        return self.made([one["id"] for one in data["clauses"]])


@st.composite
def forms(draw: st.DrawFn) -> Reply:
    """Draw a reply of the right form; its ids are given ones, and others."""
    places = st.lists(st.one_of(st.integers(0, 2), st.text(max_size=5)), max_size=3)
    lists = st.lists(st.tuples(texts, places), max_size=5)
    completeness = draw(st.sampled_from(["complete", "complete", "partial", "none"]))
    sentences, caveats = draw(lists), draw(lists)

    def made(ids: list[str]) -> str:
        def filled(some: list[tuple[str, list[Any]]]) -> list[dict[str, Any]]:
            return [
                {"text": text, "clauses": [_id(one, ids) for one in places]}
                for text, places in some
            ]

        reply = {"completeness": completeness}
        return json.dumps(reply | {"sentences": filled(sentences), "caveats": filled(caveats)})

    return Reply(made)


def garbage() -> st.SearchStrategy[Reply]:
    json_values = st.recursive(
        st.none() | st.booleans() | st.floats() | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    )
    said = texts | json_values.map(json.dumps)
    cut = st.tuples(forms(), st.integers(0, 200)).map(
        lambda pair: Reply(lambda ids: pair[0].made(ids)[: pair[1]])
    )
    return said.map(lambda text: Reply(lambda _ids: text)) | cut


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("agency")
    fill(folder, "", Clock())
    made = agency(folder, "", Clock())
    yield made
    made.library.close()


@pytest.mark.parametrize("band", [Band.SURE, Band.UNSURE])
@given(reply=forms() | garbage(), piece=st.integers(1, 80))
@settings(max_examples=150)
def test_whatever_a_model_replies(plain: Assistant, band: Band, reply: Reply, piece: int) -> None:
    asked = plain if band is Band.SURE else replace(plain, confidence=lambda: _never_sure(plain))
    before = asked.reply(ASKED)
    assert (before.kind, before.band) == (Kind.ANSWER, band)
    model, said = Scripted(reply, piece=piece), list[Sentence]()
    writer = Drafting(model, ENCODE, "US", restricted=False)
    after = replace(asked, writer=writer).reply(ASKED, says=said.append)

    outcome = after.writing.outcome if after.writing else None
    assert outcome is not None
    ending = lowered(Ending(before.kind, before.reason, before.band), outcome)
    assert Ending(after.kind, after.reason, after.band) == ending
    assert (after.citations, after.passages) == (before.citations, before.passages)
    assert after.confidence == before.confidence
    if outcome is Outcome.NONE:
        assert json.loads(after.writing.call.returned)["completeness"] == "none"
    _holds_no_lie(after, said, model.data)
    assert quotes(before.citations) in after.text


def test_what_is_drawn_is_now_and_then_written(plain: Assistant) -> None:
    reply = {
        "completeness": "complete",
        "sentences": [{"text": SAID[1], "clauses": [0]}],
        "caveats": [],
    }
    model = Scripted(
        lambda data: json.dumps(reply).replace("[0]", f'["{data["clauses"][0]["id"]}"]')
    )
    decision = replace(plain, writer=Drafting(model, ENCODE, "US", restricted=False)).reply(ASKED)
    assert decision.text.startswith(f"{SAID[1]} [1]\n\n{WRITTEN}")


def _holds_no_lie(decision: Decision, said: list[Sentence], data: dict[str, Any]) -> None:
    """Fail where a sentence was said or is shown that the check wouldn't pass by itself."""
    writing = decision.writing
    assert writing is not None
    ids = [one["id"] for one in data["clauses"]]
    clauses = {one["id"]: one["text"] for one in data["clauses"]}
    shown = (*writing.sentences, *writing.caveats) if writing.outcome is Outcome.WRITTEN else ()
    for one in (*said, *shown):
        assert faults(one.text, [ids[rank - 1] for rank in one.ranks], clauses, ENCODE) == ()
        assert one.text in SAID or "://" not in one.text
    assert (WRITTEN in decision.text) == bool(shown)
    above = decision.text.partition(WRITTEN)[0] if shown else ""
    for one in shown:
        above = above.replace(one.text, "", 1)
    assert set(above.replace("Note:", "").split()) <= _frame()


def _frame() -> set[str]:
    """Return the words that stand above a model's label whatever it says."""
    return {"[1]", "[2]", "[3]", *MAY_NOT_SETTLE.split()}


def _never_sure(assistant: Assistant) -> InUse:
    used = assistant.confidence()
    return replace(used, calibration=replace(used.calibration, sure=1.01, unsure=0.01))


def _id(one: object, ids: list[str]) -> str:
    return ids[one % len(ids)] if isinstance(one, int) else str(one)
