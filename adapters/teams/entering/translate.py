"""From what Teams sends to what has happened: messages, commands on them, a new place. Pure."""

from __future__ import annotations

from adapters.chat import actions
from adapters.chat.model import Asked, Asker, How, Opened, Place, Pressed
from adapters.chat.places import TEAMS
from adapters.chat.refused import Refused
from adapters.teams.entering.payload import (
    CHANNEL,
    DIRECT,
    Account,
    Activity,
    Attachment,
    Conversation,
)
from adapters.teams.entering.plain_text import mentions, of_bot, of_bot_in, others, plain
from adapters.teams.entering.values import HandedOn

_HOW = {actions.ASK_SHORTCUT: How.SHORTCUT, actions.OFFICE_SHORTCUT: How.FOR_OFFICE}
# Beside every message stands the same in HTML, and what it replies to or shows is attached too.
_FILES = ("image/", "audio/", "video/", "application/vnd.microsoft.teams.file.")
_ADDED = "add"


def post(said: Activity) -> Asked | None:
    """Return a person's message, None where the bot has nothing to do with it.

    How.THREAD doesn't say that it is for the bot: whoever knows the thread decides. Raises Refused
    for what has no name.
    """
    if said.sender is None or not said.sender.is_person:
        return None
    how = _how(said)
    if how is None:
        return None
    channel, text, bot = said.conversation.kind == CHANNEL, said.text or "", said.recipient.id
    return Asked(
        asker(said),
        place(said, named(said)),
        how,
        plain(text, of_bot(said.entities, bot)),
        named(said) if channel else "",
        files=_files(said.attachments),
        others=others(said.entities, bot),
    )


def handed_on(said: Activity, command: HandedOn) -> Asked:
    """Return a message as somebody hands it on. Raises Refused if the command is none of ours."""
    how, quoted = _HOW.get(command.command_id), command.message_payload
    if how is None:
        raise Refused(400, "unknown command")
    if quoted is None:
        raise Refused(400, "a command on no message")
    threaded = said.conversation.kind == CHANNEL
    root = (quoted.reply_to_id or "") if threaded else ""
    return Asked(
        asker(said),
        _of(said.conversation, _tenant(said), "" if root == quoted.id else root),
        how,
        plain(quoted.body.content or "", of_bot_in(quoted, said.recipient.id)),
        quoted.id if threaded else "",
        files=_files(quoted.attachments),
    )


def for_office(asked: Asked) -> Pressed:
    """Return a message to be handed to the office as the press that opens its form."""
    return Pressed(asked.who, asked.place, actions.OFFICE_SHORTCUT, asked.text, asked.ts)


def opened(said: Activity) -> Opened | None:
    """Return that the bot is somewhere new, None where somebody else is, or it left."""
    added = any(one.id == said.recipient.id for one in said.members_added or ())
    if said.type == "installationUpdate":
        added = said.action == _ADDED
    if not added or said.sender is None or not said.sender.is_person:
        return None
    return Opened(asker(said), _of(said.conversation, _tenant(said)))


def asker(said: Activity) -> Asker:
    """Return who did it. Raises Refused for nobody."""
    user = _person(said.sender)
    return Asker(TEAMS, user, (said.sender and said.sender.tenant_id) or _tenant(said))


def place(said: Activity, message: str) -> Place:
    """Return where a message is; the first message of a thread isn't in it."""
    root = said.conversation.root if said.conversation.kind == CHANNEL else ""
    return _of(said.conversation, _tenant(said), "" if root == message else root)


def named(said: Activity) -> str:
    """Return what the connector calls an activity. Raises Refused where it doesn't say."""
    if said.id is None:
        raise Refused(400, "an activity without an id")
    return said.id


def _how(said: Activity) -> How | None:
    kind = said.conversation.kind
    if kind == DIRECT:
        return How.DIRECT
    if mentions(said.entities, said.recipient.id):
        return How.MENTION
    begins = kind == CHANNEL and said.conversation.root in ("", said.id)
    return None if begins else How.THREAD


def _of(conversation: Conversation, team: str, thread: str = "") -> Place:
    kind = "im" if conversation.kind == DIRECT else conversation.kind
    return Place(TEAMS, team, conversation.channel, thread, kind)


def _tenant(said: Activity) -> str:
    if not said.tenant:
        raise Refused(400, "an activity without a tenant")
    return said.tenant


def _person(account: Account | None) -> str:
    if account is None or not account.is_person or account.aad_object_id is None:
        raise Refused(400, "an activity of nobody")
    return account.aad_object_id


def _files(attachments: list[Attachment] | None) -> bool:
    return any((one.content_type or "").startswith(_FILES) for one in attachments or ())
