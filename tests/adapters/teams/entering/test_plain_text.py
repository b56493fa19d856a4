from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.entering.payload import Entity
from adapters.teams.entering.plain_text import mentions, of_bot, of_bot_in, others, plain
from adapters.teams.entering.values import Quoted
from tests.adapters.teams.entering.activities import BOT, mention

MARK_UP = st.sampled_from(
    [
        *("<", ">", "/", "&", ";", "&lt;", "&gt;", "&amp;", "&nbsp;", "&#64;", "<at>", "</at>"),
        *("<at>Ann</at>", "<at id='0'>", "<br>", "<p>", "</p>", "<script>", "<b>", "\0", "\n"),
        *("may I", "\ud800", "at", "&lt;at&gt;"),
    ]
)
ANYTHING = st.lists(MARK_UP | st.text(max_size=5), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<at>PolicyDesk</at> may I post?", "may I post?"),
        ("may I post, <at>PolicyDesk</at>?", "may I post, ?"),
        ("may <at>Ann Lee</at> post?", "may @Ann Lee post?"),
        ('may <at id="1">Ann</at> post?', "may @Ann post?"),
        ("one&nbsp; two \t three\n\n four ", "one two three\n\nfour"),
        ("<p>one</p><p>two<br/>three</p>", "one\ntwo\nthree"),
        ('see <a href="https://x.gov">the page</a>', "see the page"),
        ("<div><b>may</b> I <i>post</i>?</div>", "may I post?"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("1 < 2 && 3 > 2", "1 < 2 && 3 > 2"),
        ("Dear <citizen>, <b>no</b>", "Dear <citizen>, no"),
        ("&amp;lt; is written &amp;amp;lt;", "&lt; is written &amp;lt;"),
        ("&lt;at&gt;Ann&lt;/at&gt; isn't a mention", "at>Ann/at> isn't a mention"),
        ("", ""),
        ("<at>PolicyDesk</at>", ""),
    ],
)
def test_what_was_typed_is_read(written: str, read: str) -> None:
    assert plain(written, ["<at>PolicyDesk</at>"]) == read


@given(ANYTHING)
def test_whatever_is_typed_can_be_kept_and_rings_nobody(text: str) -> None:
    read = plain(text)

    assert "\0" not in read
    assert "<at" not in read.lower()
    read.encode()


def entities(*given: dict[str, object]) -> list[Entity]:
    return [Entity.model_validate(one) for one in given]


def test_the_bot_is_mentioned_only_where_its_account_is() -> None:
    assert mentions(entities(mention()), BOT)
    assert not mentions(entities(mention("29:bob", "PolicyDesk"), {"type": "clientInfo"}), BOT)
    assert not mentions(None, BOT)


def test_the_bot_s_mention_is_taken_off_however_it_is_written() -> None:
    nameless = {"type": "mention", "mentioned": {"id": BOT, "name": "Desk"}}

    assert of_bot(entities(mention(), nameless), BOT) == (
        "<at>PolicyDesk</at>",
        "<at>Desk</at>",
    )


def test_whom_a_message_mentions_beside_the_bot_is_known_each_once() -> None:
    bob = mention("29:bob", "Bob")
    known = {"type": "mention", "mentioned": {"id": "29:cy", "aadObjectId": "3"}}
    odd = {"type": "mention", "mentioned": {"id": "2\0"}}

    assert others(entities(mention(), bob, bob, known, odd), BOT) == ("29:bob", "3")


def test_in_a_message_that_is_handed_on_the_bot_is_known_by_its_app() -> None:
    ours = {"mentionText": "Desk", "mentioned": {"application": {"id": BOT.removeprefix("28:")}}}
    ann = {"mentionText": "Ann", "mentioned": {"user": {"id": "1"}}}
    content = '<p><at id="0">Desk</at> may <at id="1">Ann</at>?</p>'
    message = {"id": "17", "body": {"content": content}, "mentions": [ours, ann]}
    quoted = Quoted.model_validate(message)

    assert plain(content, of_bot_in(quoted, BOT)) == "may @Ann?"
