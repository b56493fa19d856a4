"""A message that somebody hands to the office: the form, and what it comes to. Pure."""

from __future__ import annotations

from adapters.slack.model import Asked, How, Place, Pressed, Submitted
from adapters.slack.office import modals
from adapters.slack.office.entries import entered
from adapters.slack.office.fields import View
from adapters.slack.office.modals import NOTE, TEXT

_BETWEEN = ":"


def form(pressed: Pressed, office: str) -> View:
    """Return the form with the words of the message that the shortcut was used on."""
    place = pressed.place
    about = _BETWEEN.join((place.team, place.channel, place.thread, pressed.message))
    return modals.for_office_view(about, pressed.value, office)


def asked(sent: Submitted) -> Asked:
    """Return what the office is asked: the message, and the note below it.

    Raises ValueError for a form that isn't ours.
    """
    team, channel, thread, ts = sent.about.split(_BETWEEN)
    text = "\n\n".join(filter(None, (entered(sent, TEXT), entered(sent, NOTE))))
    kind = "im" if channel.startswith("D") else ""
    return Asked(sent.who, Place(team, channel, thread, kind), How.FOR_OFFICE, text, ts)
