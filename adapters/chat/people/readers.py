"""What somebody on a chat platform may read: the first question of an answer's audience."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from adapters.chat import places
from adapters.chat.model import Asker
from adapters.chat.people.somebody import Directory, DirectoryUnreachable, People, Somebody
from bot import chat_wording
from bot.model import Person
from knowledge.model import Viewer

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with what they may read.

    `refusal` is why they aren't answered, "" where they are; `unsure` tells that their groups
    couldn't be looked up, so that they count as having none. A `machine` (a bot, or an account
    that was switched off) isn't answered at all.
    """

    person: Person
    viewer: Viewer = Viewer()
    refusal: str = ""
    unsure: bool = False
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read what, by the platform's people and the directory of groups. Thread-safe.

    With `open_to_strangers` guests and people of other teams read what everybody may. `home` is the
    agency's own team where more than one may use the bot, and who isn't known to be of it is a
    stranger; with "" it is the team that a question came from.
    """

    people: People
    directory: Directory
    agency: str
    open_to_strangers: bool
    home: str = ""

    def of(self, who: Asker, team: str) -> Reader:
        """Return what somebody may read; `team` is the one that the bot is installed in.

        Guests and people of other teams have no groups, whatever a directory says.
        """
        somebody = self._somebody(who.user)
        if somebody is None:
            refusal = self._refusal(chat_wording.UNKNOWN_PERSON)
            return Reader(places.person(who), refusal=refusal, unsure=True)
        person = places.person(who, somebody.name)
        if somebody.bot or somebody.gone:
            return Reader(person, machine=True)
        if self._is_stranger(somebody, who, team):
            return Reader(person, refusal=self._refusal(chat_wording.strangers(self.agency)))
        return self._known(person, somebody)

    def refusal(self, who: Asker, team: str) -> str:
        """Return why somebody isn't even shown what everybody may read, "" where they are.

        Nobody is looked up for it where strangers are answered, and nobody's groups are.
        """
        if self.open_to_strangers:
            return ""
        somebody = self._somebody(who.user)
        if somebody is None:
            return chat_wording.UNKNOWN_PERSON
        stranger = self._is_stranger(somebody, who, team)
        return chat_wording.strangers(self.agency) if stranger else ""

    def viewer_of(self, who: Asker) -> Viewer:
        """Return what somebody of the bot's own team may read."""
        return self.of(who, who.team).viewer

    def name_of(self, user: str) -> str:
        """Return a user's name, "" where it can't be looked up."""
        somebody = self._somebody(user)
        return somebody.name if somebody else ""

    def _somebody(self, user: str) -> Somebody | None:
        try:
            return self.people.of(user)
        except DirectoryUnreachable as error:
            _log.warning("a person can't be looked up", why=str(error))
            return None

    def _is_stranger(self, somebody: Somebody, who: Asker, team: str) -> bool:
        if self.home:
            return somebody.guest or somebody.team != self.home
        return somebody.guest or bool({somebody.team, who.team} - {"", team})

    def _known(self, person: Person, somebody: Somebody) -> Reader:
        try:
            return Reader(person, Viewer(self.directory.groups(somebody)))
        except DirectoryUnreachable as error:
            _log.warning("groups can't be looked up", why=str(error))
            return Reader(person, unsure=True)

    def _refusal(self, said: str) -> str:
        """Return what a possible stranger reads, "" where strangers are answered."""
        return "" if self.open_to_strangers else said
