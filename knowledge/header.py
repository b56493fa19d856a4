"""What a document says of itself: from front matter, document properties or a sidecar file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from knowledge.errors import BadHeader
from knowledge.loading.encoding import decode
from knowledge.loading.front_matter import read_yaml
from knowledge.model import Block, BlockKind, Header

SIDECAR_SUFFIX = ".yaml"
# A file of such a name is meant as a sidecar and isn't one.
MISTAKEN_SUFFIXES = (".yml", ".YAML", ".YML")
KEYS = (
    "id",
    "title",
    "owner",
    "version",
    "effective_from",
    "effective_to",
    "next_review",
    "audience",
    "groups",
    "source",
    "supersedes",
    "questions_answered",
)
# Who may read a document and from when on it holds must not depend on a slip of the pen.
_GUARDED = ("effective_from", "effective_to", "audience", "groups")
# rapidfuzz's ratio (0–100): "efective_from" has 96, "grups" 91, "effective_date" 85,
# "effective" 86, but "grouping" and "group_id" 71. Words as short as "id" are near to anything.
_NEAR = 85
_NEAR_GUARDED = 75
_SHORTEST_NEAR = 5
_ADDRESS_LIKE = re.compile(r"[:/]|\w\.\w")
_NOTHING = frozenset({"", "~", "null", "none"})


def sidecar_path(path: str) -> str:
    """Name the file that may carry the header of the document at `path`."""
    return path + SIDECAR_SUFFIX


def read_sidecar(path: str, data: bytes) -> dict[str, object]:
    """Read the sidecar of the document at `path`; every value stays the text in the file.

    Raises UnreadableDocument, which names the sidecar.
    """
    name = sidecar_path(path)
    text, _ = decode(name, data)
    return read_yaml(name, text)


def read_header(
    path: str,
    properties: Mapping[str, object],
    sidecar: Mapping[str, object] | None,
    blocks: Sequence[Block],
) -> tuple[Header, tuple[str, ...]]:
    """Make the header of one document, and warnings about keys that look misspelt.

    A key of the sidecar wins over the same key of the document. Without an id the
    path identifies the document; without a title its first heading names it, else
    its file name. Keys that aren't ours are ignored, but one that is nearly `groups`,
    `audience` or an effective date is a fault: the document would be open to everybody,
    or in force, for a misspelling. It is ignored where the proper key is written too.
    Raises BadHeader with all faults at once.
    """
    own, foreign = own_keys(properties)
    beside, more = own_keys(sidecar or {})
    reading = _Reading({**own, **beside})
    warnings = reading.misspelt((*foreign, *more))
    header = Header(
        document=reading.text("id") or path,
        title=reading.text("title") or _title(path, blocks),
        owner=reading.text("owner"),
        version=reading.text("version"),
        effective_from=reading.day("effective_from"),
        effective_to=reading.day("effective_to"),
        audience=reading.texts("audience"),
        groups=frozenset(reading.texts("groups")),
        source=reading.link("source"),
        supersedes=reading.texts("supersedes"),
        questions=reading.questions("questions_answered"),
        next_review=reading.day("next_review"),
    )
    begins, ends = header.effective_from, header.effective_to
    if begins and ends and begins > ends:
        reading.faults.append(f"effective_from ({begins}) is later than effective_to ({ends})")
    if reading.faults:
        raise BadHeader(path, tuple(reading.faults))
    return header, warnings


def is_undivided(properties: Mapping[str, object]) -> bool:
    """Whether a document says that all of its text is one clause (`undivided: true`)."""
    return str(properties.get("undivided", "")).lower() == "true"


def named(properties: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """Return the id and the groups that a document or sidecar names, whatever else is wrong in it.

    "" and () where it names none, or nothing that could be one.
    """
    reading = _Reading(own_keys(properties)[0])
    return reading.text("id"), reading.texts("groups")


def own_keys(properties: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
    """Return our keys by their proper names, and all others as they are written."""
    own: dict[str, object] = {}
    foreign: list[str] = []
    for written, value in properties.items():
        key = _proper(written)
        if key in KEYS:
            own[key] = value
        else:
            foreign.append(written)
    return own, foreign


def _proper(written: str) -> str:
    return re.sub(r"[\s-]+", "_", written.strip()).lower()


def _nearest(written: str, keys: Sequence[str], cutoff: float) -> str:
    key = _proper(written)
    if len(key) < _SHORTEST_NEAR:
        return ""
    found = process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=cutoff)
    return found[0] if found else ""


def _title(path: str, blocks: Sequence[Block]) -> str:
    heading = next((block.text for block in blocks if block.kind is BlockKind.HEADING), "")
    stem = PurePosixPath(path).stem
    return heading or re.sub(r"[\s_-]+", " ", stem).strip().capitalize() or path


@dataclass(slots=True)
class _Reading:
    """Reads values one by one and collects what is wrong with them."""

    values: Mapping[str, object]
    faults: list[str] = field(default_factory=list)

    def misspelt(self, foreign: Sequence[str]) -> tuple[str, ...]:
        """Return warnings about keys that are nearly ours; guarded ones are faults."""
        warnings: list[str] = []
        for written in foreign:
            guarded = _nearest(written, _GUARDED, _NEAR_GUARDED)
            # Nobody knows which of two dates an "effective date" is.
            meant = [key for key in _GUARDED if guarded and key[:5] == guarded[:5]]
            if any(key not in self.values for key in meant):
                self._fault(f"{written!r}", f"isn't a key; write {' or '.join(meant)}")
            elif near := guarded or _nearest(written, KEYS, _NEAR):
                warnings.append(f"the header's key {written!r} is unknown; is {near!r} meant?")
        return tuple(warnings)

    def text(self, key: str) -> str:
        value = self._value(key)
        if value is None or isinstance(value, (Mapping, list, tuple, bytes)):
            if value is not None:
                self._fault(key, "must be one text")
            return ""
        return " ".join(str(value).split())

    def texts(self, key: str) -> tuple[str, ...]:
        """A list, or one text with commas or semicolons (document properties hold no lists)."""
        value = self._value(key)
        if isinstance(value, (Mapping, bytes)):
            self._fault(key, "must be a list of texts")
            return ()
        members = value if isinstance(value, (list, tuple)) else re.split("[,;]", str(value or ""))
        if any(isinstance(member, (Mapping, list, tuple)) for member in members):
            self._fault(key, "must be a list of texts")
            return ()
        folded = (" ".join(str(member).split()) for member in members)
        texts = tuple(dict.fromkeys(text for text in folded if text))
        if value is not None and members and not texts:
            self._fault(key, "names nothing; write a name, or leave it out")
        return texts

    def day(self, key: str) -> date | None:
        value = self._value(key)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        written = str(value).strip()
        try:
            return date.fromisoformat(re.sub(r"[T ]\d\d:\d\d.*$", "", written))
        except ValueError:
            self._fault(key, f"is {written!r}; it must be a day that exists, like 2025-03-31")
            return None

    def link(self, key: str) -> str:
        address = self.text(key)
        if not _ADDRESS_LIKE.search(address):
            return ""  # site generators keep a name of their own under this key
        try:
            parts = urlsplit(address)
            good = parts.scheme in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            good = False
        if not good:
            self._fault(key, f"is {address!r}; it must begin with https:// or http://")
            return ""
        return address

    def questions(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        value = self._value(key)
        if value is None:
            return ()
        pairs = value.items() if isinstance(value, Mapping) else self._listed_questions(value)
        return tuple(
            (" ".join(str(clause).split()), asked)
            for clause, questions in pairs
            if (asked := self._asked(key, clause, questions))
        )

    def _listed_questions(self, value: object) -> list[tuple[object, object]]:
        entries = value if isinstance(value, list) else [value]
        pairs: list[tuple[object, object]] = []
        for entry in entries:
            if isinstance(entry, Mapping) and entry.keys() >= {"clause", "questions"}:
                pairs.append((entry["clause"], entry["questions"]))
            else:
                self._fault(
                    "questions_answered",
                    "must map clauses to questions, or list entries of clause and questions",
                )
                break
        return pairs

    def _asked(self, key: str, clause: object, questions: object) -> tuple[str, ...]:
        listed = questions if isinstance(questions, (list, tuple)) else [questions]
        if not all(isinstance(question, str) for question in listed):
            self._fault(key, f"has something else than questions under {clause}")
            return ()
        folded = (" ".join(str(question).split()) for question in listed)
        return tuple(dict.fromkeys(question for question in folded if question))

    def _value(self, key: str) -> object:
        value = self.values.get(key)
        is_nothing = isinstance(value, str) and value.strip().lower() in _NOTHING
        return None if is_nothing else value

    def _fault(self, key: str, what: str) -> None:
        self.faults.append(f"{key} {what}")
