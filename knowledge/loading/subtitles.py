"""Video transcripts (WebVTT, SRT) → paragraphs of what is said."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass, field

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedFileError

from knowledge.errors import UnreadableDocument
from knowledge.loading.blocks import fold
from knowledge.loading.encoding import decode
from knowledge.model import Block, BlockKind, Loaded

# A longer pause begins a new paragraph, as does the first sentence end after so many words.
_PAUSE = 4_000  # milliseconds
_WORDS = 80
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_MARKUP = re.compile(r"</?(?:[cibuv]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<[\d:.]+>|\{\\an?\d+\}")


def load(path: str, data: bytes) -> Loaded:
    """Read a transcript; a paragraph's anchor is the time when it begins (hh:mm:ss).

    Cues are joined, and what a cue repeats of the one before it is left out. Raises
    UnreadableDocument.
    """
    text, warnings = decode(path, data)
    kind = "srt" if path.lower().endswith(".srt") else "vtt"
    try:
        transcript = WebVTT.from_buffer(io.StringIO(text.strip() + "\n"), format=kind)
    except MalformedFileError as error:
        reason = f"it isn't a transcript in the format of .{kind} files"
        raise UnreadableDocument(path, reason, "Export the transcript again.") from error
    lost = len(re.findall(r"^.*\d\s*-->\s*\d", text, re.MULTILINE)) - len(transcript.captions)
    if lost > 0:
        warnings = (*warnings, f"{lost} cues have broken times and were left out")
    title = fold((transcript.header_text or "").lstrip("- "))
    properties: dict[str, object] = {"title": title} if title else {}
    return Loaded(_paragraphs(transcript.captions), properties, warnings)


@dataclass(slots=True)
class _Speech:
    """The paragraph being spoken."""

    begins: str
    lines: list[str] = field(default_factory=list)

    def is_full(self) -> bool:
        words = sum(len(line.split()) for line in self.lines)
        return words >= _WORDS and bool(_SENTENCE_END.search(self.lines[-1]))

    def block(self) -> Block:
        return Block(BlockKind.PARAGRAPH, fold(" ".join(self.lines)), anchor=self.begins)


def _paragraphs(captions: list[Caption]) -> tuple[Block, ...]:
    spoken: list[_Speech] = []
    before: list[str] = []
    ended, speaker = -_PAUSE, None
    for caption in captions:
        lines = [fold(html.unescape(_MARKUP.sub("", line))) for line in caption.lines]
        begins = caption.start_time.in_milliseconds()
        paused = begins - ended > _PAUSE
        if not spoken or paused or caption.voice != speaker or spoken[-1].is_full():
            spoken.append(_Speech(f"{caption.start_time}"[:-4]))
        # Live captions scroll: each shows the last line of the one before again.
        spoken[-1].lines += [line for line in lines if line and line not in before]
        before, ended, speaker = lines, caption.end_time.in_milliseconds(), caption.voice
        spoken = [speech for speech in spoken if speech.lines]
    return tuple(speech.block() for speech in spoken)
