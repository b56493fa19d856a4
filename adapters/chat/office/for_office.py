"""A message that somebody hands to the office: the form, and what it comes to. Pure."""

from __future__ import annotations

from adapters.chat.content import Form
from adapters.chat.model import Asked, How, Place, Pressed, Submitted
from adapters.chat.naming import joined, parted
from adapters.chat.office import modals
from adapters.chat.office.entries import entered
from adapters.chat.office.modals import NOTE, TEXT


def form(pressed: Pressed, office: str) -> Form:
    """Return the form with the words of the message that the shortcut was used on."""
    place = pressed.place
    about = joined(place.team, place.channel, place.thread, pressed.message)
    return modals.for_office_form(about, pressed.value, office)


def asked(sent: Submitted) -> Asked:
    """Return what the office is asked: the message, and the note below it.

    Raises ValueError for a form that isn't ours.
    """
    team, channel, thread, ts = parted(sent.about)
    text = "\n\n".join(filter(None, (entered(sent, TEXT), entered(sent, NOTE))))
    place = Place(sent.who.platform, team, channel, thread)
    return Asked(sent.who, place, How.FOR_OFFICE, text, ts)
