from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.showing.source import source
from adapters.slack.showing.blocks import link
from knowledge.model import Header, Version
from tests.adapters.slack.decisions import TEXT, clause


def _source(address: str, path: str = "p.md", anchor: str = "", page: int | None = None) -> str:
    found = replace(clause("Be kind."), anchor=anchor, page=page)
    return source(found, Version("v", path, "0" * 64, Header("p", "Policy", source=address)))


@pytest.mark.parametrize(
    ("address", "path", "found"),
    [
        ("https://a.example/p", "p.md", "https://a.example/p"),
        ("https://a.example/p", "p.html", "https://a.example/p#s4"),
        ("https://a.example/p#top", "p.html", "https://a.example/p#top"),
        ("https://a.example/p.pdf", "p.pdf", "https://a.example/p.pdf#page=3"),
        ("http://a.example:8080/p?a=1&b=2", "p.md", "http://a.example:8080/p?a=1&b=2"),
        ("https://a.example/my policy|x>", "p.md", "https://a.example/my%20policy%7Cx%3E"),
        ("https://a.example/100%25", "p.md", "https://a.example/100%25"),
        (" https://bücher.example/ü ", "p.md", "https://xn--bcher-kva.example/%C3%BC"),
    ],
)
def test_a_clause_is_found_at_its_documents_address(address: str, path: str, found: str) -> None:
    assert _source(address, path, anchor="s4", page=3) == found


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Intranet, COM-04",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@a.example/",
        "https://[a.example/",
        f"https://a.example/{'x' * 3000}",
        f"https://{'x' * 80}.example/",
    ],
)
def test_whatever_is_no_safe_web_address_is_no_link(address: str) -> None:
    assert _source(address) == ""


@given(st.sampled_from(["", "http://", "https://a.example/"]), TEXT, TEXT)
def test_no_address_breaks_out_of_its_link(scheme: str, rest: str, anchor: str) -> None:
    found = _source(scheme + rest, "p.html", anchor)
    assert not set(found) & set('<>|" \n')
    assert found.isascii()
    if found:
        assert link(found, "x")["text"].count("<") == 1
