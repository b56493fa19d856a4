"""Words for Teams, of which nothing is mark-up, a link or a mention. Pure.

The text of a message is Markdown with some HTML. What could be mark-up there is written as a
numeric character reference, which CommonMark (section 2.5, entity and numeric character references)
and HTML show as its letter and never read as mark-up. A TextBlock of a card is read by other
parsers, which know a backslash before punctuation and a few named references only; so words stand
in a TextBlock only where a link or a mention is among them, which a RichTextBlock can't hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import quote

# Control characters and halves of a surrogate pair show nothing, and Teams may refuse them.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINES_END = re.compile(r"\s*[\n\t]\s*")
# What may begin mark-up, a list, an address or a mention; one letter too many does no harm.
_MARK_UP = re.compile(
    r"[\\`*_~\[\]<>&|#@=+]|-(?=\s|-|$)|(?<=\d)[.)](?=\s|$)|:(?=//)|(?<=www)\.",
    re.IGNORECASE | re.MULTILINE,
)
# Fewer here: a phone may show the backslash before a letter that needs none.
_IN_BLOCK = re.compile(
    r"[\\`*~\[\]]|(?<![^\W_])_|_(?![^\W_])|(?<=\])\(|\{(?=\{)|^[-+#=]"
    r"|(?:(?<=^\d)|(?<=^\d\d)|(?<=^\d\d\d))[.)]",
    re.MULTILINE,
)
_NAMED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LISTED = re.compile(r"^(\d+[.)])(?: |$)")
_BEGINS_BLOCK = re.compile(r"^[-+=]+")
# Each of these letters has a full-width form, as far away from it.
_AWAY = 0xFEE0
_WIDE = {ord(one): ord(one) + _AWAY for one in r"\`*_~[]<>&#|"}
_MARK = re.compile(r"(\[\d{1,3}\])")
# Up to the punctuation that ends the sentence around an address.
_ADDRESS = re.compile(r"https?://[^\s<>\"“”|]+[^\s<>\"“”|.,;:!?)\]’']")
_LONGEST_ADDRESS = 2_000
# All else in an address is written as %XX, so that it can't end the link that it stands in.
_SAFE = ":/?#@!$&'+,=%-._~"


def visible(text: str) -> str:
    """Return text without characters that show nothing; lines and tabs stay."""
    return _INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """Return text whose lines are one; blanks at its ends stay, since more may stand beside it."""
    return _LINES_END.sub(" ", visible(text))


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a text that show anything; empty ones only part them."""
    yield from filter(None, (line.strip() for line in visible(text).split("\n")))


def escape(text: str) -> str:
    """Return words for the text of a message, each letter shown as it is."""
    return _MARK_UP.sub(lambda found: f"&#{ord(found[0])};", visible(text))


def in_block(text: str) -> str:
    """Return words for a TextBlock, each letter shown as it is."""
    escaped = _IN_BLOCK.sub(lambda found: f"\\{found[0]}", visible(text))
    return escaped.translate(_NAMED)


def plain(text: str) -> str:
    """Return words for where clients differ in whether they read mark-up: a choice, a preview.

    What could be mark-up has its full-width form there, since no escape is known to all.
    """
    said = _LISTED.sub("\\1\u00a0", " ".join(visible(text).split()))
    return _BEGINS_BLOCK.sub(_wide, said.translate(_WIDE))


def marked(text: str, ranks: Collection[int]) -> str:
    """Return words for the text of a message, in which [n] of these ranks stay citations."""
    parts = _MARK.split(visible(text))
    return "".join(part if _rank(part) in ranks else escape(part) for part in parts)


def marks(text: str) -> tuple[int, ...]:
    """Return the ranks that are marked in a text: of "so [2], and so [1]" 2 and 1."""
    return tuple(_rank(part) for part in _MARK.findall(text))


def addresses(text: str) -> tuple[str, ...]:
    """Return the web addresses in a text, in their order, each once."""
    found = (one[0] for one in _ADDRESS.finditer(visible(text)))
    return tuple(dict.fromkeys(one for one in found if web_address(one)))


def linked(text: str) -> str:
    """Return words for the text of a message, in which web addresses can be pressed.

    A link shows its own address, so that none is disguised.
    """
    said, end, text = [], 0, visible(text)
    for found in _ADDRESS.finditer(text):
        if web_address(found[0]):
            said += [escape(text[end : found.start()]), link(found[0], escape(found[0]))]
            end = found.end()
    return "".join((*said, escape(text[end:])))


def link(address: str, label: str) -> str:
    """Return a link in Markdown; the label must be escaped. One that isn't safe is its label."""
    safe = web_address(address)
    return f"[{label}]({safe})" if safe else label


def web_address(address: str) -> str:
    """Return an http or https address that can stand in a link, "" for any other or a long one."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    safe = quote(visible(address), safe=_SAFE)
    return safe if len(safe) <= _LONGEST_ADDRESS else ""


def _rank(mark: str) -> int:
    return int(mark[1:-1]) if _MARK.fullmatch(mark) else 0


def _wide(found: re.Match[str]) -> str:
    return "".join(chr(ord(one) + _AWAY) for one in found[0])
