"""What is said in a chat → Block Kit: messages and forms as Slack takes them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.chat import actions, wording
from adapters.chat.content import Block as Content
from adapters.chat.content import (
    Button,
    Buttons,
    Choice,
    Cited,
    Day,
    Divider,
    Everybody,
    Field,
    Form,
    Line,
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
from adapters.slack.showing import blocks
from adapters.slack.showing.blocks import Block, Posted
from adapters.slack.showing.limits import fit, fit_view


def render(said: Message) -> tuple[Mapping[str, Any], ...]:
    """Return a message as one for Slack, or several where it is long: {"text", "blocks"}."""
    shown = tuple(block for part in said.blocks for block in _shown(part))
    posted = fit(Posted(blocks.escape(said.text), shown))
    return tuple({"text": one.text, "blocks": list(one.blocks)} for one in posted)


def view(form: Form) -> dict[str, Any]:
    """Return a form as Slack's view.

    Each field's block is called what its action is, so that a fault is shown at its field.
    """
    parts = [block for part in form.blocks for block in _part(part)]
    named = {"callback_id": form.name} if form.name else {}
    about = {"private_metadata": form.about} if form.about else {}
    submit = {"submit": blocks.plain(form.submit)} if form.submit else {}
    titles = {"title": blocks.plain(form.title), "close": blocks.plain(form.close)}
    return fit_view({"type": "modal", **named, **about, **titles, **submit, "blocks": parts})


def _shown(part: Content) -> Iterator[Block]:
    match part:
        case Prose(text, bold):
            yield blocks.prose(text, bold=bold)
        case Written(text):
            yield blocks.letters(text)
        case Quote(text):
            yield blocks.quote(text)
        case Cited():
            yield from _cited(part)
        case Paragraph(line):
            yield blocks.section(_line(line))
        case Small(parts):
            yield blocks.context(*map(_line, parts))
        case Suggestions(questions):
            yield blocks.prose("\n".join(f"• {question}" for question in questions))
        case Divider():
            yield blocks.divider()
        case Buttons() | Thumbs():
            yield _pressed(part)


def _pressed(part: Buttons | Thumbs) -> Block:
    if isinstance(part, Buttons):
        return blocks.actions(*_buttons(part.row))
    up, down = wording.HELPFUL, wording.NOT_HELPFUL
    return blocks.feedback(actions.FEEDBACK, str(part.turn), up, down)


def _cited(cited: Cited) -> Iterator[Block]:
    mark = f"[{cited.rank}] " if cited.marked else ""
    there = blocks.link(cited.address, wording.OPEN_SOURCE) if cited.address else ""
    yield blocks.quote(cited.text)
    yield blocks.context(f"{mark}{cited.origin}", there, cited.see_also)


def _line(line: Line) -> str | Block:
    """Return words letter by letter; with mentions or links among them, as our own mark-up."""
    match line:
        case (str() as words,):
            return words
        case (Link(address, label),):
            return blocks.link(address, label)
    return blocks.mrkdwn("".join(map(_marked_up, line)))


def _marked_up(piece: str | Mention | Everybody | Link) -> str:
    match piece:
        case Mention(user):
            return f"<@{blocks.escape(user)}>"
        case Everybody():
            return "<!channel>"
        case Link(address, label):
            return f"<{blocks.escape(address)}|{blocks.escape(label)}>"
        case str():
            return blocks.escape(piece)


def _buttons(row: Sequence[Button]) -> Iterator[Block]:
    """Yield buttons; a block holds no two of one name, so those that repeat have a number added."""
    times = Counter(one.action for one in row)
    for place, one in enumerate(row):
        name = f"{one.action}:{place}" if times[one.action] > 1 else one.action
        yield blocks.button(one.label, name, one.value, "primary" if one.primary else "")


def _part(part: Content | Field) -> Iterator[Block]:
    match part:
        case Typed() | Choice() | Day():
            yield _field(part)
        case _:
            yield from _shown(part)


def _field(field: Field) -> Block:
    match field:
        case Typed():
            hint, optional = field.hint, field.optional
            element: dict[str, Any] = {
                "type": "plain_text_input",
                "multiline": True,
                "max_length": field.longest,
            }
            element |= {"initial_value": field.begin} if field.begin else {}
        case Choice():
            hint, optional = "", field.optional
            kind = "multi_static_select" if field.several else "static_select"
            choices = [{"text": blocks.plain(label), "value": v} for v, label in field.options]
            element = {"type": kind, "options": choices}
        case Day():
            hint, optional = "", False
            element = {"type": "datepicker", "initial_date": field.begin.isoformat()}
    told = {"hint": blocks.plain(hint)} if hint else {}
    return {
        "type": "input",
        "block_id": field.name,
        "label": blocks.plain(field.label),
        "element": {**element, "action_id": field.name},
        "optional": optional,
        **told,
    }
