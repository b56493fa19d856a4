"""Real documents: nothing that is shown lacks the negation, exception or condition beside it.

Judged by the loader's own paragraphs and by rules of its own, not by the code under test:
whatever a paragraph hangs on must be read wherever the paragraph is read.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rich.console import Console

from bot.citing import citation
from bot.context import MOST_WORDS, together
from bot.surroundings import Whole
from evals.bench.figures import Figure, at_most, plain
from evals.bench.places import Places
from knowledge.clauses import split
from knowledge.errors import KnowledgeError
from knowledge.header import read_header
from knowledge.loading import SUFFIXES, load
from knowledge.model import Block, BlockKind, Header, Passage, Version

# Enough of the large corpora for stable shares, little enough for a minute.
_DOCUMENTS_EACH = 40
_PRINTED = 25
_REACH = 60
# Paragraphs are looked for in reading order, from so many clauses before the last one found.
_BACK = 3
# So many words of the beginning or the end of a paragraph tell that it is read.
_HEAD, _TAIL, _FEWEST = 8, 4, 3

_EXCEPTION = re.compile(
    r"(?:however|but|nevertheless|these exceptions|the exceptions? (?:is|are)|exception:|"
    r"(?:this|these|that|the above|it|they) [\w ]{0,40}(?:not apply|n't apply|not cover|not "
    r"include|applies only|apply only))\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:[:—]|\b(?:not|never|from|if|unless|may|must|shall|following))$", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|except|only|conditions|all of the following)\b[^.]{0,60}[:—]?$",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:not|never|don['’]?ts?|cannot|prohibited|forbidden|exceptions?|avoid|unacceptable)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=[.?!])\s")
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"^(?:\(\w{1,5}\)\s*|[§\s]*\d[\w.()-]*[.)]?\s+|[A-Za-z]{1,4}[.)]\s+)+[—\s]*")


@dataclass(frozen=True, slots=True)
class _Lack:
    """A paragraph that is shown without what it needs."""

    rule: str
    path: str
    number: str
    needs: str
    shown: str


def run(places: Places) -> list[Figure]:
    """Check a fixed sample of all corpora; the worst are printed to be read."""
    asked: Counter[str] = Counter()
    lacks: list[_Lack] = []
    for path, header, blocks in _documents(places.corpora):
        document = _Document(path, header, blocks)
        for rule, one, needs in _pairs(blocks):
            verdict = document.judge(rule, one, needs)
            if verdict is not None:
                asked[rule] += 1
                lacks.extend(verdict)
    _print(lacks)
    found: dict[str, int] = defaultdict(int)
    for lack in lacks:
        found[lack.rule] += 1
    return [
        plain("paragraphs that hang on another", sum(asked.values())),
        *(
            at_most(f"shown without {rule}", found[rule] / count, 0.01, note=f"{count} pairs")
            for rule, count in sorted(asked.items())
        ),
    ]


def _documents(corpora: Path) -> Iterator[tuple[str, Header, Sequence[Block]]]:
    dealer = random.Random(7)  # noqa: S311 - not for secrets
    for corpus in sorted(path for path in corpora.iterdir() if path.is_dir()):
        files = sorted(f for f in corpus.rglob("*") if f.suffix.lower() in SUFFIXES)
        for file in dealer.sample(files, min(len(files), _DOCUMENTS_EACH)):
            path = file.relative_to(corpora).as_posix()
            try:
                loaded = load(path, file.read_bytes())
                header, _ = read_header(path, loaded.properties, None, loaded.blocks)
            except KnowledgeError:
                continue  # named by the benchmark `corpora`
            yield path, header, loaded.blocks


def _pairs(blocks: Sequence[Block]) -> Iterator[tuple[str, Block, Block]]:
    """Yield a rule, a paragraph and what must be read with it, as the document has them."""
    listed = (BlockKind.ITEM, BlockKind.PARAGRAPH)
    for one, after in pairwise(blocks):
        if after.kind not in listed or not after.text or not one.text:
            continue
        if one.kind is BlockKind.HEADING:
            if after.kind is BlockKind.ITEM and _NEGATIVE.search(one.text):
                yield "the heading that denies it", after, one
        elif one.kind in listed:
            if _EXCEPTION.match(_LABEL.sub("", after.text)):
                yield "the exception after it", one, after
            listed_after = after.kind is BlockKind.ITEM or after.text[:1] in "(“"
            if listed_after and _OPEN.search(one.text):
                yield "what leads into it", after, one
                if _CONDITION.search(one.text):
                    yield "its first condition", one, after


class _Document:
    """A document's clauses, and what the asker reads of each."""

    def __init__(self, path: str, header: Header, blocks: Sequence[Block]) -> None:
        self.path = path
        self.version = Version("", path, "", header)
        self.clauses, _ = split(header, blocks)
        self.texts = [_plain(clause.text) for clause in self.clauses]
        self.shown: dict[int, str] = {}
        self.at = 0

    def judge(self, rule: str, one: Block, needs: Block) -> list[_Lack] | None:
        """Return what is amiss with a paragraph: nothing or one lack; None if it isn't found."""
        place = self._find(one)
        if place is None:
            return None
        shown = self._shown(place)
        if _tail(needs) in shown or _head(needs) in shown or len(shown.split()) > MOST_WORDS:
            return []
        clause = self.clauses[place]
        return [
            _Lack(rule, self.path, clause.number, needs.text, f"{clause.lead_in} | {clause.text}")
        ]

    def _find(self, block: Block) -> int | None:
        """Return the clause that holds the block, looked for from the last one on."""
        own = _plain(_LABEL.sub("", block.text))
        if len(own.split()) < _FEWEST:
            return None  # "Title:" is found anywhere
        near = range(max(0, self.at - _BACK), min(self.at + _REACH, len(self.texts)))
        places = [place for place in near if own in self.texts[place]]
        places = places or [place for place, text in enumerate(self.texts) if own in text]
        place = places[0] if len(places) == 1 else None  # else nobody knows which is meant
        if place is not None and own.count(" ") > _HEAD:
            self.at = place
        return place

    def _shown(self, place: int) -> str:
        if place not in self.shown:
            start = max(0, place - _REACH)
            near = self.clauses[start : place + _REACH]
            group = together(near, place - start)
            first, *others = group.clauses
            passage = Passage(first, self.version, 1.0, 1.0, 1.0)
            found = citation(Whole(passage, tuple(others), group.torn))
            read = (first.lead_in, found.quote, found.note, *(one.text for one in found.items))
            self.shown[place] = _plain(" ".join(read))
        return self.shown[place]


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _words(block: Block) -> list[str]:
    return _WORD.findall(_LABEL.sub("", block.text).lower())


def _tail(block: Block) -> str:
    last = _STOP.split(_LABEL.sub("", block.text))[-1]
    return f" {' '.join(_WORD.findall(last.lower())[-_TAIL:])} "


def _head(block: Block) -> str:
    return f" {' '.join(_words(block)[:_HEAD])} "


def _print(lacks: Sequence[_Lack]) -> None:
    console = Console()
    by_rule: Mapping[str, list[_Lack]] = defaultdict(list)
    for lack in lacks:
        by_rule[lack.rule].append(lack)
    for rule, found in by_rule.items():
        console.print(f"shown without {rule}: {len(found)}", markup=False)
        for lack in found[:_PRINTED]:
            needs, shown = lack.needs[:160], lack.shown[-160:].replace("\n", " ")
            line = f"  {lack.path} {lack.number}: “{needs}” … not with “{shown}”"
            console.print(line, markup=False)
