"""Teams, as conversations are played on it: what one person alone reads comes in their own chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.adapters.chat.dialogs import cast
from tests.adapters.chat.dialogs.cast import Cast
from tests.adapters.chat.dialogs.playground import DIRECT, Form, Json, Seen, Told
from tests.adapters.chat.dialogs.playground import OFFICE as OFFICE_ROOM
from tests.adapters.chat.harness import Service
from tests.adapters.teams.dialogs.seeing import THUMBS, fields_of, labels, of_bot
from tests.adapters.teams.harness import OFFICE, deliver
from tests.fakes.teams import (
    OTHER_TENANT,
    Teams,
    direct,
    form,
    object_id,
    shown,
)

# How group chats are written in the tables: &friends.
_GROUP = "&"
_TEAM = "19:team@thread.tacv2"


class TeamsPlayground:
    """One conversation's people and channels; the office's stay the same.

    On `old` clients buttons do what they fall back to.
    """

    def __init__(self, teams: Teams, *, old: bool = False) -> None:
        self._teams = teams
        self._old = old
        self._cast = Cast(object_id, lambda user, name: teams.person(user, name=name))
        self._channels: set[str] = set()
        # What was said last, by conversation.
        self._last: dict[str, str] = {}

    def user(self, who: str) -> str:
        return self._cast.user(who)

    def called(self, who: str) -> str:
        return cast.full(who)

    def mention(self, who: str) -> str:
        return f"<@{self.user(who)}>"

    def says(self, who: str, where: str, text: str) -> Told:
        channel = self._channel(where, who)
        told = _told(self._teams.says(self.user(who), channel, text))
        self._last[channel] = told.name
        return told

    def adds(self, who: str, where: str, text: str) -> Told:
        channel = self._channel(where, who)
        thread = self._last[channel] if where.startswith("#") else ""
        return _told(self._teams.says(self.user(who), channel, text, thread))

    def replies(self, who: str, card: Seen, text: str) -> Told:
        return _told(self._teams.says(self.user(who), OFFICE, text, card.name))

    def types(self, who: str, where: str, text: str) -> Told:
        self._last.pop(self._channel(where, who), None)
        return _told(self._teams.says(self.user(who), direct(self.user(who)), text))

    def edits(self, who: str, where: str, text: str) -> Told:
        channel = self._channel(where, who)
        return _told(self._teams.edits(channel, self._last[channel], text))

    def deletes(self, who: str, where: str) -> Told:
        channel = self._channel(where, who)
        return _told(self._teams.deletes(channel, self._last[channel]))

    def joins(self, who: str, where: str) -> Told:
        return _told(self._teams.joins(self.user(who), self._channel(where, who)))

    def opens(self, who: str) -> Told:
        return _told(self._teams.opens(self.user(who)))

    def presses(self, who: str, seen: Seen, label: str, forged: str | None) -> Told:
        message = next(one for one in seen.made_of if label in labels(one))
        action = {words: thumb for thumb, words in THUMBS.items()}.get(label, label)
        press = self._teams.presses(self.user(who), message, action, forged=forged, old=self._old)
        return _told(press)

    def chooses(self, who: str, where: str, command: str) -> Told:
        channel = self._channel(where, who)
        message = self._teams.messages(channel, self._last.get(channel))[-1]
        return _told(self._teams.shortcut(self.user(who), message, command))

    def submits(self, who: str, values: Mapping[str, str], forged: str | None) -> Told:
        return _told(self._teams.submits(self.user(who), dict(values), forged))

    def again(self, event: str) -> None:
        self._teams.redelivers(event)

    def seen(self, who: str, where: str) -> list[Seen]:
        channel = self._channel(where, who)
        thread = self._last.get(channel) if where.startswith("#") else None
        return of_bot(self._teams.messages(channel, thread))

    def alone(self, who: str, where: str) -> list[Seen]:
        own = direct(self.user(who))
        return [] if where == DIRECT else of_bot(self._teams.messages(own))

    def everything(self, who: str, where: str) -> list[Seen]:
        posted = of_bot(self._teams.messages(self._channel(where, who)))
        return posted + self.alone(who, where)

    def cards(self) -> list[Seen]:
        return of_bot(m for m in self._teams.messages(OFFICE) if not m["thread_ts"])

    def below(self, card: Seen) -> list[Seen]:
        return of_bot(self._teams.messages(OFFICE, card.name))

    def form(self, who: str) -> Form | None:
        views = self._teams.views(self.user(who))
        return Form(form(views[-1]), fields_of(views[-1])) if views else None

    def idle(self, who: str, where: str) -> bool:
        channel = self._channel(where, who)
        return not self._teams.types(channel, self._last[channel])

    def prompts(self, who: str) -> Sequence[str]:
        return self._teams.prompts(direct(self.user(who)))

    def rates(self, who: str, seen: Seen, thumb: str, comment: str) -> Told:
        """Press a thumb, like or dislike, and say why in Teams's own form."""
        message = next(one for one in seen.made_of if THUMBS[thumb] in labels(one))
        return _told(self._teams.rates(self.user(who), message, thumb, comment))

    def searches(self, who: str, where: str, text: str) -> str:
        """Return what is found from the compose box."""
        found = self._teams.searches(self.user(who), self._channel(where, who), text)
        return shown({"text": "", "activity": {"attachments": found}})

    def deafen(self, service: Service) -> None:
        """Have the bot hear only what mentions it from now on."""
        deliver(self._teams, service, hears_all=False)

    def toasts(self, who: str) -> list[str]:
        """Return what Teams has shown somebody for a moment."""
        return self._teams.toasts(self.user(who))

    def names(self) -> set[str]:
        return {message["ts"] for message in self._teams.written()}

    def _channel(self, where: str, who: str) -> str:
        """Return a conversation's id; the bot is in all but #closed."""
        user = self.user(who)
        if where == DIRECT:
            return direct(user)
        if where == OFFICE_ROOM:
            return OFFICE
        kind = "thread.v2" if where.startswith(_GROUP) else "thread.tacv2"
        channel = f"19:{where[1:]}{self._cast.number}@{kind}"
        if channel not in self._channels:
            self._channels.add(channel)
            team = "" if where.startswith(_GROUP) else _TEAM
            self._teams.channel(channel, team=team, bot=where != "#closed")
        return channel


def prepare(teams: Teams) -> None:
    """Let those in who are there in every conversation."""
    for name, number in cast.EVERYWHERE.items():
        teams.person(object_id(number), name=cast.full(name))
    teams.person(object_id(cast.GUEST), name="Gus Guest", guest=True)
    teams.person(object_id(cast.STRANGER), name="Sam Stranger", tenant=OTHER_TENANT)
    teams.person(object_id(cast.ROBOT), name="Robot", bot=True)
    inside = [*cast.OFFICERS, cast.NEWCOMER, cast.GUEST, cast.STRANGER]
    members = [object_id(number) for number in inside]
    teams.channel(OFFICE, name="communications", team=_TEAM, members=members)


def move_in(teams: Teams) -> None:
    """Add the bot to the office's channel, as a service that is running hears."""
    teams.installs(object_id(cast.OFFICERS[0]), OFFICE)


def _told(came: Json | None) -> Told:
    came = came or {}
    return Told(came.get("ts", ""), tuple(one["id"] for one in came.get("deliveries") or ()))
