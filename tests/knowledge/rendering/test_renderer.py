from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest

from knowledge.errors import UnreadableDocument
from knowledge.model import Header, Version
from knowledge.rendering import renderer
from knowledge.rendering.model import Document, PageImage, Sought
from knowledge.rendering.renderer import Renderer

NOTHING = Sought("")
# One paragraph of nested brackets costs Markdown's parser a time that grows with its square.
SLOW = b"[" * 200_000


class Files:
    """Originals by digest, and how often each was asked for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []

    def put(self, path: str, data: bytes) -> Version:
        digest = f"digest of {path} {len(data)}"
        self.files[digest] = data
        return Version(path, path, digest, Header(path, path))

    def __call__(self, digest: str) -> bytes:
        self.asked.append(digest)
        return self.files[digest]


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def shows(files: Files) -> Iterator[Renderer]:
    made = Renderer(files, seconds=2)
    yield made
    made.close()


def test_what_was_shown_is_kept(files: Files, shows: Renderer, pdf: bytes) -> None:
    version = files.put("a.pdf", pdf)
    first = shows.show(version, 1, NOTHING)
    assert isinstance(first, PageImage)
    assert shows.show(version, 1, NOTHING) is first
    assert shows.show(version, 2, NOTHING) is not first
    assert len(files.asked) == 2


def test_another_clause_is_marked_anew(files: Files, shows: Renderer) -> None:
    version = files.put("a.md", b"One. Two.")
    for words in ("One", "Two"):
        made = shows.show(version, 1, Sought(words))
        assert isinstance(made, Document)
        assert f'<mark id="doc-cited">{words}</mark>' in made.html


def test_the_same_bytes_under_another_suffix_are_another_document(
    files: Files, shows: Renderer
) -> None:
    text = files.put("a.txt", b"*One*")
    page = Version("b", "b.md", text.digest, text.header)
    assert shows.show(text, 1, NOTHING) == Document('<p class="plain">*One*</p>', marked=False)
    assert shows.show(page, 1, NOTHING) == Document("<p><em>One</em></p>\n", marked=False)


def test_what_takes_too_long_is_given_up_once_and_the_next_one_is_shown(
    files: Files, shows: Renderer
) -> None:
    slow = files.put("slow.md", SLOW)
    for _ in range(2):
        with pytest.raises(UnreadableDocument, match="showing it took longer than 2 seconds"):
            shows.show(slow, 1, NOTHING)
    assert len(files.asked) == 1
    assert isinstance(shows.show(files.put("a.md", b"Next."), 1, NOTHING), Document)


def test_little_is_kept_and_the_longest_unasked_goes_first(
    files: Files, shows: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderer, "_KEPT", 50)
    first, second = files.put("a.md", b"a" * 30), files.put("b.md", b"b" * 31)
    for version in (first, second, first):
        shows.show(version, 1, NOTHING)
    assert files.asked == [first.digest, second.digest, first.digest]


def test_of_many_who_ask_at_once_each_gets_theirs_and_nothing_is_made_twice(
    files: Files, shows: Renderer
) -> None:
    versions = [files.put(f"{n}.md", f"Number {n}".encode() * (n + 1)) for n in range(3)]
    seen: list[bool] = []

    def ask(n: int) -> None:
        made = shows.show(versions[n], 1, NOTHING)
        seen.append(isinstance(made, Document) and f"Number {n}" in made.html)

    threads = [Thread(target=ask, args=(n,)) for n in range(3) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 12
    assert sorted(files.asked) == sorted(version.digest for version in versions)
