"""What is said in a chat, before a platform shows it. Pure.

Words are shown letter by letter: no character of a document, a question or a name is mark-up on
any platform. What rings somebody or can be pressed has a type of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mention:
    """Rings somebody of the platform by their id; `name` is shown where the id isn't enough."""

    user: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Everybody:
    """Rings all who are in the channel."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its label; only http and https, as `adapters.chat.showing.source` gives."""

    address: str
    label: str


# A line of words, mentions and links, one after the other.
Line = tuple[str | Mention | Everybody | Link, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A person's or the bot's words, in paragraphs; web addresses in them can be pressed."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model wrote; nothing in it can be pressed but its marks ([1], [2] …)."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, set off."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause that an answer rests on, quoted whole: no word of `text` is ever left out.

    `rank` is its place among the answer's citations, from 1; `marked` tells that sentences above
    name it by that. `name` is what the clause is called, with its document; `origin` the line with
    document, version and date, `see_also` what it points to ("" for nothing), `address` where its
    document can be read ("" for nowhere). `restricted` tells that not everybody may read it.
    """

    rank: int
    text: str
    name: str
    origin: str
    see_also: str = ""
    address: str = ""
    restricted: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the bot's own."""

    line: Line


@dataclass(frozen=True, slots=True)
class Small:
    """Small print, in parts side by side."""

    parts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button: `action` is one of `adapters.chat.actions`, `value` names what it is about."""

    label: str
    action: str
    value: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons."""

    row: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Thumbs:
    """Whether an answer helped, by its turn."""

    turn: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Questions that one can ask with a press; on a platform without that, a list of them."""

    questions: tuple[str, ...]


Block = (
    Prose | Written | Quote | Cited | Paragraph | Small | Divider | Buttons | Thumbs | Suggestions
)


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: `blocks` are what is seen, `text` what a notification shows.

    A platform that can't hold all of it in one message makes several; the last has the buttons.
    """

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A field for words; `begin` stands in it and is never longer than `longest`."""

    name: str
    label: str
    hint: str = ""
    begin: str = ""
    longest: int = 3_000
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice among options, each a value with its label; one of them, or `several`."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    several: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A field for a day; `begin` stands in it."""

    name: str
    label: str
    begin: date


Field = Typed | Choice | Day


@dataclass(frozen=True, slots=True)
class Form:
    """A form of its own: `name` is one of `adapters.chat.actions`, `about` comes back with it.

    Without a label to `submit` it only shows something.
    """

    name: str
    about: str
    title: str
    blocks: tuple[Block | Field, ...]
    submit: str = ""
    close: str = "Cancel"


def small(*parts: str | Link | Line) -> Small:
    """Return small print; what is empty is left out."""
    lines = (part if isinstance(part, tuple) else (part,) for part in parts if part)
    return Small(tuple(lines))
