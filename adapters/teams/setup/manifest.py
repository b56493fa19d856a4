"""The manifest that makes an app in Teams, and what it asks for. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from adapters.chat import actions
from adapters.teams import names
from bot import chat_wording

# Of the schema at developer.microsoft.com/json-schemas/teams, a copy of which the tests have.
SCHEMA = "1.30"
# The schema's maxLength of a developer's name and of the full description.
_NAME, _FULL = 32, 4000

_VERSION = re.compile(r"(?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){2}", re.ASCII)
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*", re.ASCII)
_LONGEST = 1024

_DOES = "Answers questions about the policies, word for word and with their source."
_PROMPT = "Ask it, or write your own question"
_FULL_TEXT = """\
PolicyDesk answers employees' questions from the policies of {agency}. Every answer quotes the \
clauses that it rests on, word for word, and names their source. What the clauses don't settle \
goes to {office}, and the reply comes back to you.

Write to it, mention it in a channel or a group chat, choose “Ask policy about this” from a \
message's menu, or search the clauses while you write a message. {hears}

It quotes policies; it doesn't decide about you, and it is no legal advice."""
_HEARS = {
    False: "In channels and group chats it reads only what mentions it.",
    True: "In channels and group chats it is sent every message, so that a follow-up needs no "
    "mention; it keeps nothing of what isn't meant for it.",
}


@dataclass(frozen=True, slots=True)
class App:
    """What is said of an app: its registration, who answers for it and where it is served.

    `app_id` is its GUID, `service` a web address as `address` gives it, and so is `about`, a page
    for people; `version` is as the function `version` gives it. `hears` asks for every message of
    channels and group chats.
    """

    app_id: str
    service: str
    about: str
    version: str
    agency: str
    office: str
    hears: bool = False

    @property
    def endpoint(self) -> str:
        """Where the connector sends what people do; it stands in the bot's registration."""
        return self.service + names.PATH


def manifest(app: App) -> dict[str, Any]:
    """Return the manifest; it is valid against the schema, whatever the agency is called."""
    here = PackageLoader("adapters.teams.setup", "")
    # JSON, not a page: what is put in is quoted as JSON is.
    environment = Environment(loader=here, undefined=StrictUndefined, autoescape=False)  # noqa: S701
    hears = _HEARS[app.hears]
    full = _FULL_TEXT.format(agency=app.agency, office=app.office, hears=hears)
    text = environment.get_template("manifest.json.j2").render(
        schema=SCHEMA,
        version=app.version,
        app=app.app_id,
        agency=_fitting(_upper_first(app.agency), _NAME) or "PolicyDesk",
        about=app.about,
        short=_DOES,
        full=_fitting(full, _FULL),
        prompts=chat_wording.PROMPTS,
        prompt_hint=_PROMPT,
        search=names.SEARCH,
        search_text=names.SEARCH_TEXT,
        ask=actions.ASK_SHORTCUT,
        office=actions.OFFICE_SHORTCUT,
        hears=app.hears,
        host=urlsplit(app.service).hostname,
    )
    return cast("dict[str, Any]", json.loads(text))


def address(given: str) -> str:
    """Return a web address without what stands at its end. Raises ValueError with a remedy."""
    text = given.strip().removesuffix(names.PATH).rstrip("/")
    if not text.lower().startswith("https://"):
        raise ValueError(f"“{given}” doesn't begin with https://, and Teams takes nothing else.")
    if not _usable(text):
        raise ValueError(
            f"“{given}” is no address of a service; write it like https://policydesk.agency.gov,"
            " with nothing behind the name but a port or a path."
        )
    return text


def version(given: str) -> str:
    """Return a version of the app. Raises ValueError with a remedy."""
    if not _VERSION.fullmatch(given.strip()):
        raise ValueError(f"“{given}” is no version; write three numbers, like 1.0.1.")
    return given.strip()


def _usable(text: str) -> bool:
    try:
        parts = urlsplit(text)
        named = _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        return False
    plain = text.isascii() and text.isprintable() and not set(text) & set(' "<>\\^`{|}')
    behind = parts.query or parts.fragment or "@" in parts.netloc or text[-1] in "?#"
    return bool(named and plain and not behind and len(text) <= _LONGEST)


def _fitting(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _upper_first(text: str) -> str:
    plain = " ".join(text.split())
    return plain[:1].upper() + plain[1:]
