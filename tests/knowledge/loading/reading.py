"""Short ways to load a document in a test and to look at its blocks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from knowledge.errors import UnreadableDocument
from knowledge.loading import load
from knowledge.model import Block, BlockKind, Loaded


def read(path: str, text: str) -> Loaded:
    return load(path, text.encode())


def markdown(text: str) -> tuple[Block, ...]:
    return read("page.md", text).blocks


def texts(blocks: tuple[Block, ...], kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in blocks if kind is None or block.kind is kind]


def shape(blocks: tuple[Block, ...]) -> list[tuple[str, int, str, str]]:
    """Kind, level, number and text of every block."""
    return [(block.kind.value, block.level, block.number, block.text) for block in blocks]


def refusal(path: str, data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        load(path, data)
    return caught.value


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
