"""Lines of one unit packed into clauses of a readable size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from knowledge.model import BlockKind, ClauseKind

from .definitions import defines
from .leads import LONG_LEAD, is_unfinished, leading, narrows, title_lead, warns
from .lines import Line
from .tables import table_texts
from .units import Text, Unit, chain

# Of this many words is a clause that small embedding models (256 word pieces) read whole.
_WORDS = 120
# Fewer words than this hardly stand alone: they join a neighbour that may then grow a little.
_ORPHAN = 25
_SLACK = 150
_WORDY_ROW = 25
_GATHERED = (BlockKind.ITEM, BlockKind.ROW)
_PROSE = frozenset({ClauseKind.PROSE, ClauseKind.ITEM})


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of a future clause, and the first line that it came from."""

    text: str
    kind: ClauseKind
    lead_in: str
    line: Line
    alone: bool = False
    glued: bool = False

    @property
    def words(self) -> int:
        """How many words it has, by its white space."""
        return _words(self.text)


def pack(unit: Unit) -> list[Piece]:
    """Pack a unit's lines into as few clauses as stay readable, never tearing a line.

    A short list stays with its lead-in paragraph; a longer one is split between items,
    each part keeping the lead-in. Definitions, notes and wordy table rows stand alone. A
    paragraph that takes back something of the one before it stays with it, at any length.
    """
    return _joined(_with_what_narrows(_pieces(unit)))


def _words(text: str) -> int:
    return text.count(" ") + text.count("\n") + 1


def _pieces(unit: Unit) -> Iterator[Piece]:
    headings = (*unit.section.headings, *unit.titles)
    before: Piece | None = None
    for place, (kind, group) in enumerate(groupby(unit.texts, key=lambda text: text.kind)):
        run = list(group)
        if kind in _GATHERED:
            # The heading leads into a list right under it, and into any list if it warns.
            title = unit.title if not place or warns(unit.title) else ""
            title = title_lead(title, run[0].quoted)
            yield from _gathered(before, run, unit.lead_in, title)
            before = None
            continue
        paragraphs = [_paragraph(text, unit.lead_in, headings) for text in run]
        yield from ([before] if before else [])
        yield from paragraphs[:-1]
        before = paragraphs[-1]
    if before:
        yield before


def _paragraph(text: Text, lead_in: str, headings: tuple[str, ...]) -> Piece:
    kind = ClauseKind.ITEM if lead_in else ClauseKind.PROSE
    if text.kind is BlockKind.NOTE:
        kind = ClauseKind.NOTE
    elif defines(text.quoted, headings):
        kind = ClauseKind.DEFINITION
    alone = kind in (ClauseKind.NOTE, ClauseKind.DEFINITION)
    asks = text.quoted.endswith("?") and _words(text.quoted) < _ORPHAN
    glued = asks or is_unfinished(text.quoted)
    return Piece(text.quoted, kind, lead_in, text.line, alone=alone, glued=glued)


def _gathered(
    before: Piece | None, run: Sequence[Text], lead_in: str, title: str
) -> Iterator[Piece]:
    """Yield a list or table together with the paragraph before it, if that leads into it."""
    is_table = run[0].kind is BlockKind.ROW
    leads = leading(before.text) if before else ""
    whole = "\n".join([before.text if before else "", *[text.quoted for text in run]])
    if before and leads and not is_table and _words(whole) <= _WORDS:
        yield replace(before, text=whole)
        return
    if before and leads and before.words <= LONG_LEAD:
        leads = before.text
    elif before:
        yield before
    inner = chain(lead_in, leads or title)
    yield from _rows(run, inner) if is_table else _items(run, inner)


def _rows(run: Sequence[Text], lead_in: str) -> Iterator[Piece]:
    texts = table_texts([text.line.block for text in run])
    wordy = sum(map(_words, texts)) > _WORDY_ROW * len(texts)
    for text, quoted in zip(run, texts, strict=True):
        if quoted:
            yield Piece(quoted, ClauseKind.ROW, lead_in, text.line, alone=wordy)


def _items(run: Sequence[Text], lead_in: str) -> Iterator[Piece]:
    """Yield the items of a list, each with the items nested in it.

    A nest that is too long is opened: its items are read after the item that holds them.
    """
    top = min(text.line.block.level for text in run)
    nests: list[list[Text]] = []
    for text in run:
        if text.line.block.level == top or not nests:
            nests.append([text])
        else:
            nests[-1].append(text)
    for nest in nests:
        head, whole = nest[0], "\n".join(text.quoted for text in nest)
        if len(nest) == 1 or _words(whole) <= _WORDS:
            yield Piece(whole, ClauseKind.ITEM, lead_in, head.line)
            continue
        short = _words(head.quoted) <= LONG_LEAD
        if not short:
            yield Piece(head.quoted, ClauseKind.ITEM, lead_in, head.line)
        yield from _items(nest[1:], chain(lead_in, head.quoted if short else leading(head.quoted)))


def _with_what_narrows(pieces: Iterator[Piece]) -> list[Piece]:
    result: list[Piece] = []
    for piece in pieces:
        before = result[-1] if result else None
        together = (
            before
            and before.lead_in == piece.lead_in
            and _PROSE.issuperset((before.kind, piece.kind))
        )
        if before and together and narrows(piece.text):
            result[-1] = replace(before, text=f"{before.text}\n{piece.text}", glued=piece.glued)
        else:
            result.append(piece)
    return result


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    result: list[Piece] = []
    for piece in pieces:
        if result and _belong(result[-1], piece):
            before = result[-1]
            kind = before.kind if before.kind is piece.kind else ClauseKind.PROSE
            text = f"{before.text}\n{piece.text}"
            result[-1] = replace(before, text=text, kind=kind, glued=piece.glued)
        else:
            result.append(piece)
    return result


def _belong(before: Piece, piece: Piece) -> bool:
    if before.alone or piece.alone or before.lead_in != piece.lead_in:
        return False
    if ClauseKind.ROW in (before.kind, piece.kind) and before.kind is not piece.kind:
        return False
    small = before.glued or min(before.words, piece.words) < _ORPHAN
    return before.words + piece.words <= (_SLACK if small and not piece.glued else _WORDS)
