from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.entering.plain_text import mentions, others, plain

BOT = "UBOT"
MARK_UP = st.sampled_from(
    [
        *("<", ">", "|", "@", "#", "!", "&lt;", "&gt;", "&amp;", "<@UBOT>", "<@U1>", "<@U1|ann>"),
        *("<!here>", "<!subteam^S1|@web>", "<#C1|news>", "<https://x.gov|here>", "\0", "\n", " "),
        *("may I", "\ud800"),
    ]
)
ANYTHING = st.lists(MARK_UP | st.text(max_size=5), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("written", "whom"),
    [
        ("may I post?", ()),
        ("<@UBOT> may I post?", ()),
        ("<@U2> may I? <@U2|ann>", ("U2",)),
        ("<@UBOT|policydesk> ask <@W3>", ("W3",)),
        ("<!subteam^S1|@web> <!here> <!channel|@channel>", ("S1", "here", "channel")),
        ("<#C1|news> <!date^1^{date}|today> <https://x.gov/@U2>", ()),
        ("&lt;@U2&gt;", ()),
    ],
)
def test_whom_a_message_mentions_beside_the_bot_is_known(written: str, whom: tuple[str]) -> None:
    assert others(written, BOT) == whom


@given(ANYTHING)
def test_whatever_is_written_can_be_looked_through_for_people(text: str) -> None:
    assert BOT not in others(text, BOT)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@UBOT> may I post?", "may I post?"),
        ("may I post, <@UBOT|policydesk>?", "may I post, ?"),
        ("may <@U1> post?", "may a colleague post?"),
        ("may <@U1|ann> post?", "may @ann post?"),
        ("in <#C1|news> or <#C2> or <#C3|>", "in #news or a channel or a channel"),
        ("<!here> <!channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S1|@web> and <!subteam^S2>", "@web and a group"),
        ("by <!date^1392734382^{date}|18 February 2014>", "by 18 February 2014"),
        ("see <https://x.gov/a?b=1&amp;c=2|the page>", "see the page"),
        ("see <https://x.gov/a?b=1&amp;c=2>", "see https://x.gov/a?b=1&c=2"),
        ("<mailto:a@x.gov|a@x.gov> <mailto:b@x.gov> <tel:5550100>", "a@x.gov b@x.gov 5550100"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt; is written &amp;amp;lt;", "&lt; is written &amp;lt;"),
        ("&lt;@U1&gt; isn't a mention", "@U1> isn't a mention"),
        ("  one \t two\n\n three ", "one two\n\nthree"),
        ("", ""),
        ("<@UBOT>", ""),
        ("half a <token", "half a <token"),
    ],
)
def test_what_a_person_typed_is_what_is_read(written: str, read: str) -> None:
    assert plain(written, BOT) == read


@given(ANYTHING)
def test_no_text_is_too_odd_and_no_mention_is_left(text: str) -> None:
    read = plain(text, BOT)

    assert not any(token in read for token in ("<@", "<#", "<!"))
    assert "\0" not in read
    read.encode()


@given(st.text(st.characters(codec="utf-8", exclude_characters="<>&\0"), max_size=80))
def test_words_without_mark_up_stay(text: str) -> None:
    assert plain(text, BOT).split() == text.split()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("<@UBOT> hello", True),
        ("hello <@UBOT|policydesk>", True),
        ("<@UBOTH> hello", False),
        ("&lt;@UBOT&gt; hello", False),
        ("UBOT", False),
    ],
)
def test_only_a_mention_is_one(text: str, *, meant: bool) -> None:
    assert mentions(text, BOT) is meant
