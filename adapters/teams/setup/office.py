"""Whether the office's channel and the people on call can be reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.chat.checked import Checked
from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.teams.addresses import Addresses
from adapters.teams.people.calls import NotThere
from adapters.teams.people.roster import Roster

_CHANNEL, _ON_CALL = "Office channel", "On call"


class Office:
    """The office's channel `channel`, "" for none, and what is known of it and of people."""

    def __init__(self, channel: str, known: Addresses, roster: Roster) -> None:
        self._channel = channel
        self._known = known
        self._roster = roster
        self._members: frozenset[str] = frozenset()

    def channel(self) -> Checked:
        """Return whether the channel's members can be read."""
        if not self._channel:
            remedy = "POLICYDESK_TEAMS_OFFICE_CHANNEL names the channel where tickets become cards."
            return Checked(_CHANNEL, "warn", "none is set", remedy)
        if self._known.newest() is None:
            what = "nobody has written to PolicyDesk yet, so it isn't known where to ask for it"
            remedy = "Add the app to the office's team, and write “@PolicyDesk hello” there."
            return Checked(_CHANNEL, "warn", what, remedy)
        try:
            self._members = self._roster.members(self._channel)
        except NotThere as refused:
            remedy = "Add the app to the office's team; mend POLICYDESK_TEAMS_OFFICE_CHANNEL."
            return Checked(
                _CHANNEL, "fail", f"the bot isn't in it, or there is none ({refused})", remedy
            )
        except DirectoryUnreachable as fault:
            what = f"its members can't be read ({fault})"
            return Checked(_CHANNEL, "fail", what, "Try again; if it stays, see the credentials.")
        what = f"the bot is in it; {len(self._members)} may answer tickets"
        return Checked(_CHANNEL, "ok", what)

    def on_call(self, first: Sequence[str], second: Sequence[str]) -> Iterator[Checked]:
        """Yield who is called, and who can't be."""
        if not first:
            remedy = "POLICYDESK_TEAMS_ON_CALL names who is called, by their object ids."
            yield Checked(_ON_CALL, "warn", "nobody; what is urgent rings nobody", remedy)
        strangers = [who for who in dict.fromkeys((*first, *second)) if not self._met(who)]
        for who in strangers:
            what = f"{who} was never met, so it may be that they can't be called"
            remedy = "Have them add PolicyDesk and write to it once; or mend their id."
            yield Checked(_ON_CALL, "warn", what, remedy)
        if first and not strangers:
            yield Checked(_ON_CALL, "ok", f"{len(first)} at first, {len(second)} after them")

    def _met(self, who: str) -> bool:
        """Whether somebody has written to the bot, or is in the office's channel with it."""
        return who in self._members or self._known.person(who) is not None
