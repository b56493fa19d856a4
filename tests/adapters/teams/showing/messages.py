"""Messages and forms of every kind, for the rendering."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from adapters.chat import actions
from adapters.chat.content import (
    Block,
    Button,
    Buttons,
    Choice,
    Cited,
    Day,
    Divider,
    Everybody,
    Field,
    Form,
    Link,
    Mention,
    Message,
    Paragraph,
    Prose,
    Quote,
    Small,
    Suggestions,
    Thumbs,
    Typed,
    Written,
)

# What Teams could take for mark-up, a mention, a citation or a date, and letters that show nothing.
_HOSTILE = st.sampled_from(
    [
        "<at>Ann</at>",
        "**x** _y_ ~~z~~ `c`",
        "[a](http://evil.example)",
        "[1]",
        "[1]: http://evil.example",
        "![x](y)",
        "<http://evil.example>",
        "<b>&lt;&#42;\\*",
        "\n- item",
        "\n1. item",
        "\n> quoted",
        "\n# head",
        "\n    code",
        "\n```\ncode\n```",
        "\n---\n",
        "\n===\n",
        "\n| a | b |\n|---|---|\n",
        "{{DATE(2017-02-14T06:08:39Z, SHORT)}}",
        "\x00\x1b\x7f\ud800",
        "😀",
        "https://a.example/b_c?d=1&e=(2)",
        "\r\n\n",
    ]
)
_LETTER = st.characters(exclude_categories=["Cs", "Cc"])
TEXT = st.lists(_HOSTILE | st.text(_LETTER, max_size=30), max_size=8).map(" ".join)
LABEL = TEXT.filter(lambda text: any(one.isalnum() for one in text))
# As long as a clause gets: words, or one without a single space, or as many lines.
LONG = st.builds(lambda text, times: (text * times)[:20_000], LABEL, st.integers(1, 2_000))
ADDRESS = st.sampled_from(
    ["", "https://a.example/p.pdf#page=3", "http://a.example/(x)/[y]_*z*", "https://a.example/é|\\"]
)
_MENTION = st.builds(Mention, st.sampled_from(["u1", "u2", "u3"]), TEXT)
_LINK = st.builds(Link, ADDRESS.filter(bool), LABEL)
LINE = st.lists(TEXT | _MENTION | st.just(Everybody()) | _LINK, max_size=5).map(tuple)
_ACTIONS = st.sampled_from([actions.CLAIM, actions.REPLY, "whole_clause:1", "option:0"])
BUTTON = st.builds(Button, LABEL, _ACTIONS, st.just("7:1"), st.booleans())


def cited(rank: int) -> st.SearchStrategy[Cited]:
    """Return clauses of that rank."""
    return st.builds(
        Cited,
        st.just(rank),
        LABEL | LONG,
        TEXT,
        TEXT,
        TEXT,
        ADDRESS,
        st.booleans(),
        st.booleans(),
    )


_CITED = st.integers(0, 24).flatmap(lambda most: st.tuples(*map(cited, range(1, most + 1))))
BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(Prose, TEXT | LONG, st.booleans()),
    st.builds(Written, TEXT),
    st.builds(Quote, TEXT | LONG),
    st.builds(Paragraph, LINE),
    st.lists(LINE, max_size=4).map(lambda parts: Small(tuple(parts))),
    st.builds(Divider),
    st.lists(BUTTON, min_size=1, max_size=15).map(lambda row: Buttons(tuple(row))),
    st.lists(LABEL, max_size=5).map(lambda asked: Suggestions(tuple(asked))),
)


def _message(text: str, before: list[Block], quoted: list[Cited], after: list[Block]) -> Message:
    return Message(text, (*before, *quoted, *after))


_BLOCKS = st.lists(BLOCK, max_size=5)
_THUMBS: st.SearchStrategy[list[Block]] = st.sampled_from([[], [Thumbs(7)]])
MESSAGE = st.builds(
    _message,
    LABEL,
    _BLOCKS,
    _CITED.map(list),
    st.builds(lambda blocks, thumbs: [*blocks, *thumbs], _BLOCKS, _THUMBS),
)

_OPTIONS = st.lists(LABEL, max_size=12).map(
    lambda labels: tuple((f"v{place}", label) for place, label in enumerate(labels))
)
_FIELD: st.SearchStrategy[Field] = st.one_of(
    st.builds(Typed, st.just(""), LABEL, TEXT, TEXT, st.just(3_000), st.booleans()),
    st.builds(Choice, st.just(""), LABEL, _OPTIONS, st.booleans(), st.booleans()),
    st.builds(Day, st.just(""), LABEL, st.dates(date(2000, 1, 1), date(2100, 1, 1))),
)
FORM = st.builds(
    lambda title, blocks, submit: Form(
        actions.REPLY_FORM, "7", title, tuple(_named(blocks)), submit
    ),
    LABEL,
    st.lists(BLOCK | _FIELD | st.builds(Thumbs, st.just(7)), max_size=10),
    st.sampled_from(["", "Send"]),
)


def _named(blocks: list[Block | Field]) -> list[Block | Field]:
    """Return the blocks, each field of which has a name of its own."""
    made: list[Block | Field] = []
    for place, block in enumerate(blocks):
        name = f"field_{'abcdefghij'[place]}"
        match block:
            case Typed(_, label, hint, begin, longest, optional):
                made.append(Typed(name, label, hint, begin, longest, optional))
            case Choice(_, label, options, several, optional):
                made.append(Choice(name, label, options, several, optional))
            case Day(_, label, begin):
                made.append(Day(name, label, begin))
            case _:
                made.append(block)
    return made
