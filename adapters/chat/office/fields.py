"""What the office's forms have in common. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.chat.content import Choice, Form, Paragraph
from adapters.chat.office.card import source
from adapters.chat.showing.splitting import shortened
from knowledge.model import Passage

# What can be typed into one field: the least that a platform takes, which is Slack's.
LONGEST = 3_000
_LABEL = 75
_CLOSE = "Close"


def choice(
    name: str,
    label: str,
    offered: Mapping[str, Passage],
    *,
    several: bool = False,
    optional: bool = False,
) -> Choice:
    """Return a choice among clauses; what each stands for comes back."""
    options = tuple(
        (value, shortened(f"{rank}. {source(one)}", _LABEL))
        for rank, (value, one) in enumerate(offered.items(), start=1)
    )
    return Choice(name, label, options, several=several, optional=optional)


def notice_form(title: str, said: str) -> Form:
    """Return a form that only says something."""
    return Form("", "", title, (Paragraph((said,)),), close=_CLOSE)
