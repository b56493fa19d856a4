"""What the viewer may not see changes nothing that is said to him: no score, count, text or log."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import structlog
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.model import Decision, Message, Question
from bot.purpose import Purpose
from bot.settings import Settings
from bot.wiring import build
from knowledge.library import Library
from knowledge.model import Passage, Viewer
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder

EMBEDDER = WordEmbedder()
PURPOSE = Purpose(EMBEDDER)
TODAY = Calendar().today
DAYS = [date(2025, 1, 1), date(2026, 2, 1), TODAY, date(2026, 6, 1), date(2026, 12, 1)]
SENTENCES = (
    "Employees may post pictures, provided that:\n\n(a) it is approved;\n\n(b) no badge is read.",
    "Employees must not post pictures in uniform.",
    "Posts about working conditions need no approval, see 1.1.",
    "The informant is called Nightingalex and works at Willowbrooke.",
    "The informant is called Nightingaley and works at Willowbrooke.",
    "Records of social media posts are kept for three years.",
    "Records of social media posts are kept for seven years.",
    "Comments may be hidden only under the moderation rules.",
)
TYPED = "nightingalez willowbroke informant pictures uniform approval records posts kept moderaton"


@dataclass(frozen=True)
class Edition:
    """A version of a document: when it begins, who may read it, and what it says."""

    begins: date | None
    groups: str
    says: tuple[str, ...]
    ends: date | None = None

    def text(self, name: str, groups: str) -> str:
        dates = {"effective_from": self.begins, "effective_to": self.ends}
        lines = [f"{key}: {day}" for key, day in dates.items() if day]
        lines += [f"groups: [{groups}]"] if groups else []
        front = "\n".join(
            ["---", f"id: {name}", f"title: The {name}", *lines, "---", "", "# Rules"]
        )
        return "\n\n".join([front, *(f"1.{n} {text}" for n, text in enumerate(self.says, 1)), ""])


Works = dict[str, tuple[Edition, ...]]


says = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map(tuple)
dated = st.builds(Edition, st.sampled_from(DAYS), st.sampled_from(["", "it", "hr", "hr"]), says)
undated = st.builds(Edition, st.none(), st.sampled_from(["", "it", "hr"]), says)
works: st.SearchStrategy[Works] = st.dictionaries(
    st.sampled_from(["gifts", "leave", "posts", "staff"]),
    st.lists(dated, min_size=1, max_size=3, unique_by=lambda e: e.begins).map(
        lambda found: tuple(sorted(found, key=lambda e: e.begins or date.min))
    )
    | undated.map(lambda one: (one,)),
    min_size=1,
)
questions = st.builds(
    Question,
    text=st.lists(st.sampled_from(TYPED.split()), min_size=1, max_size=6).map(" ".join)
    | st.sampled_from(SENTENCES).map(lambda text: text.partition("\n")[0]),
    viewer=st.sampled_from([Viewer(), Viewer(frozenset({"it"}))]),
    history=st.sampled_from([(), (Message("user", "may employees post pictures in uniform?"),)]),
    on=st.sampled_from([*DAYS, None]),
)


# An example takes seconds; to shrink one takes an hour.
@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(works, st.lists(questions, min_size=12, max_size=12), st.sampled_from(["hr", ""]))
def test_hidden_documents_change_nothing_that_is_said(
    held: Works, asked: Sequence[Question], first: str
) -> None:
    with ExitStack() as opened:
        beside = opened.enter_context(office(held, first, "hr"))
        alone = opened.enter_context(office(visible(held)))
        for question in asked:
            assert said(beside, question) == said(alone, question)


def visible(held: Works) -> Works:
    """Return what is left without the restricted editions; these end what they follow."""
    return {
        name: tuple(
            replace(edition, ends=following.begins - timedelta(days=1))
            if following and following.begins and following.groups == "hr"
            else edition
            for edition, following in zip(editions, (*editions[1:], None), strict=True)
            if edition.groups != "hr"
        )
        for name, editions in held.items()
    }


@contextmanager
def office(held: Works, *hidden: str) -> Iterator[Assistant]:
    """Put up an assistant upon these works, published with each group for what is hidden."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "documents")
        folder.mkdir()
        calendar = Calendar()
        made = build(Settings(data=Path(name, "data")))
        made.library.close()
        with Library.open(Path(name, "data"), embedder=EMBEDDER, today=calendar) as library:
            for group in hidden or ("",):
                write(folder, held, group)
                library.add([folder], publish=True)
            yield replace(made, library=library, purpose_of=PURPOSE, today=calendar)


def write(folder: Path, held: Works, hidden: str) -> None:
    for name, editions in held.items():
        for edition in editions:
            groups = hidden if edition.groups == "hr" else edition.groups
            Path(folder, f"{name}-{edition.begins}.md").write_text(edition.text(name, groups))


def said(assistant: Assistant, question: Question) -> tuple[Decision, object]:
    """Return the decision and what was logged; a file's digest tells that its header differs."""
    with structlog.testing.capture_logs() as lines:
        decision = assistant.reply(question)
    cited = tuple(
        replace(citation, passage=undigested(citation.passage)) for citation in decision.citations
    )
    passages = tuple(map(undigested, decision.passages))
    return replace(decision, citations=cited, passages=passages), lines


def undigested(passage: Passage) -> Passage:
    return replace(passage, version=replace(passage.version, id="", digest=""))
