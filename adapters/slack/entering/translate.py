"""From what Slack sends to what has happened: messages, commands and shortcuts. Pure."""

from __future__ import annotations

from adapters.chat import actions
from adapters.chat.model import Asked, Asker, How, Place, Pressed
from adapters.chat.places import SLACK
from adapters.chat.refused import Refused
from adapters.slack.entering.payload import Command, Post, Shortcut
from adapters.slack.entering.plain_text import mentions, others, plain
from adapters.slack.entering.workspace import Workspace

# Everything else with a subtype is an edit, a deletion, a join, a bot or Slack's own housekeeping.
_SPOKEN = (None, "file_share", "thread_broadcast")
_SLACK_ITSELF = "USLACKBOT"
_HOW = {actions.ASK_SHORTCUT: How.SHORTCUT, actions.OFFICE_SHORTCUT: How.FOR_OFFICE}


def post(said: Post, ours: Workspace) -> Asked | None:
    """Return a person's message, None where the bot has nothing to do with it.

    How.THREAD doesn't say that it is for the bot: whoever knows the thread decides.
    """
    if said.user is None or said.subtype not in _SPOKEN or said.bot_id is not None:
        return None
    if said.user in (ours.user, _SLACK_ITSELF):
        return None
    place = _place(said, ours)
    how = _how(said, place, ours)
    if how is None:
        return None
    text = plain(said.text or "", ours.user)
    team = said.user_team or said.source_team or said.team or ours.team
    return Asked(
        Asker(SLACK, said.user, team),
        place,
        how,
        text,
        said.ts,
        files=bool(said.files),
        others=others(said.text or "", ours.user),
    )


def command(given: Command) -> Asked:
    """Return what was asked by a command."""
    who, place = Asker(SLACK, given.user_id, given.team_id), _of(given.team_id, given.channel_id)
    return Asked(who, place, How.COMMAND, plain(given.text), "", given.response_url)


def shortcut(used: Shortcut, ours: Workspace) -> Asked:
    """Return a message as somebody hands it on. Raises Refused if the shortcut is none of ours."""
    how = _HOW.get(used.callback_id)
    if how is None:
        raise Refused(400, "unknown shortcut")
    quoted = used.message
    return Asked(
        Asker(SLACK, used.user.id, used.user.team_id or ours.team),
        _of(ours.team, used.channel.id, quoted.thread_ts),
        how,
        plain(quoted.text or "", ours.user),
        quoted.ts,
        used.response_url,
        files=bool(quoted.files),
    )


def for_office(asked: Asked) -> Pressed:
    """Return a message to be handed to the office as the press that opens its form."""
    return Pressed(
        asked.who,
        asked.place,
        actions.OFFICE_SHORTCUT,
        asked.text,
        asked.ts,
        asked.response_url,
    )


def _place(said: Post, ours: Workspace) -> Place:
    # The first message of a thread names itself as its thread once it has replies.
    thread = "" if said.thread_ts == said.ts else said.thread_ts
    return _of(ours.team, said.channel, thread, said.channel_type)


def _of(team: str, channel: str, thread: str = "", channel_type: str = "") -> Place:
    return Place(SLACK, team, channel, thread, "im" if channel.startswith("D") else channel_type)


def _how(said: Post, place: Place, ours: Workspace) -> How | None:
    if place.channel_type == "im":
        return How.DIRECT
    if said.type == "app_mention" or mentions(said.text or "", ours.user):
        return How.MENTION
    return How.THREAD if place.thread else None
