from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import isolation
from knowledge.errors import KnowledgeError, UnreadableDocument
from knowledge.loading.isolation import Reader
from tests.knowledge.loading.reading import texts

# One paragraph of nested brackets costs Markdown's parser a time that grows with its square.
_SLOW = b"[" * 200_000


def test_documents_come_back_as_they_were_read() -> None:
    with Reader() as reader:
        loaded = reader.read("a.md", b"---\ntitle: T\n---\n# Policy\n\nText.")
        again = reader.read("b.txt", b"Second.")
    assert texts(loaded.blocks) == ["Policy", "Text."]
    assert loaded.properties == {"title": "T"}
    assert texts(again.blocks) == ["Second."]


def test_a_fault_crosses_the_process_boundary_intact() -> None:
    with Reader() as reader, pytest.raises(UnreadableDocument) as caught:
        reader.read("a.md", b"one\ntwo\0")
    fault = caught.value
    assert (fault.path, fault.place) == ("a.md", "line 2")
    assert "NUL" in fault.reason
    assert fault.remedy in str(fault)


def test_one_child_serves_many_documents() -> None:
    with Reader() as reader:
        reader.read("a.md", b"One")
        first = reader._child
        with pytest.raises(UnreadableDocument):
            reader.read("a.md", b"")
        reader.read("a.md", b"Two")
        assert reader._child is first


def test_a_document_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    with Reader(seconds=1) as reader:
        with pytest.raises(UnreadableDocument, match="longer than 1 seconds"):
            reader.read("slow.md", _SLOW)
        assert texts(reader.read("a.md", b"Next.").blocks) == ["Next."]


def test_a_document_that_eats_the_memory_is_given_up_and_the_next_one_is_read() -> None:
    words = b"word " * 4_000_000
    with Reader(memory=300_000_000) as reader:
        with pytest.raises(UnreadableDocument, match="memory"):
            reader.read("big.txt", words)
        assert texts(reader.read("a.md", b"Next.").blocks) == ["Next."]


def test_a_child_that_died_between_documents_is_replaced_without_a_fault() -> None:
    with Reader() as reader:
        reader.read("a.md", b"One")
        assert reader._child is not None
        reader._child.kill()
        reader._child.wait()
        assert texts(reader.read("a.md", b"Two").blocks) == ["Two"]


def test_a_child_that_crashes_over_a_document_is_a_fault_of_that_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crash = (
        "import os; from knowledge import loading;"
        "loading.load = lambda path, data: os.kill(os.getpid(), 11);" + isolation._START
    )
    monkeypatch.setattr(isolation, "_START", crash)
    with Reader() as reader, pytest.raises(UnreadableDocument, match="crashed"):
        reader.read("a.md", b"One")


def test_a_child_that_does_not_start_is_no_fault_of_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolation, "_START", "raise SystemExit(1)")
    with Reader() as reader, pytest.raises(KnowledgeError, match="doesn't start") as caught:
        reader.read("a.md", b"One")
    assert not isinstance(caught.value, UnreadableDocument)


def test_closing_ends_the_child() -> None:
    reader = Reader()
    reader.read("a.md", b"One")
    child = reader._child
    reader.close()
    assert child is not None
    assert child.poll() is not None


def test_the_child_imports_no_model() -> None:
    code = (
        "import sys; from knowledge.loading import load; import knowledge.loading.isolation;"
        "load('a.md', b'x'); load('a.html', b'<p>x'); load('a.txt', b'x');"
        "assert not {'torch', 'transformers', 'chromadb', 'numpy'} & set(sys.modules)"
    )
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


def test_what_a_parser_prints_never_reaches_standard_output() -> None:
    code = (
        "from knowledge import isolation; from knowledge.loading.isolation import Reader\n"
        "isolation._START = 'print(1, flush=True);' + isolation._START\n"
        "with Reader() as reader: reader.read('a.md', b'x')"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=root, capture_output=True)
    assert done.stdout == b""


def test_an_interrupted_reading_leaves_no_answer_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_seconds: float) -> bool:
        raise KeyboardInterrupt

    with Reader() as reader:
        reader.read("a.md", b"One")
        assert reader._channel is not None
        monkeypatch.setattr(reader._channel, "poll", interrupt)
        with pytest.raises(KeyboardInterrupt):
            reader.read("b.md", b"Two")
        assert texts(reader.read("c.md", b"Three").blocks) == ["Three"]
