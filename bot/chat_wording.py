"""What people read in a chat beside answers: how it went, and why something wasn't done."""

from __future__ import annotations

NO_FILES = "I can't read files or pictures. Please write your question as text."
TEXT_ONLY = "I read your text only, not what you attached to it."
NO_DIRECTORY = (
    "I couldn't look up your groups just now, so this is only what everybody may read. "
    "If you expected more, please ask again in a few minutes."
)
STRANGERS = "Sorry, I answer only people of {agency} itself, not guests or people from elsewhere."
UNKNOWN_PERSON = (
    "Sorry, I can't look up who you are at the moment, so I can't answer. "
    "Please try again in a few minutes."
)
FOR_YOU_ALONE = "Only you can see this: not everybody in the channel may read it."
DELICATE = "Only you can see this, and the office will reply to you alone."

THANKS = "Thank you."
THANKS_KEPT = "Thank you. It is kept for those who test the answers."
NOT_YOUR_ANSWER = "Only the person who asked can do that. You can ask me yourself at any time."
EXPIRED = "I don't have that answer on record any more. Please ask again."
NO_SUCH_REPLY = "I don't know what that button is about, so I did nothing. Please write to me."

CLAUSE_GONE = (
    "This clause isn't in force any more in these words. Ask again to read what holds now."
)
CLAUSE_NOT_YOURS = "This clause isn't open to everybody, and I can't see that it is open to you."
NOT_SHARED = (
    "I didn't share it: not everybody in the channel gets this answer, or it isn't what holds any "
    "more. Ask again there to see what everybody may read."
)
NOT_IN_THE_CHANNEL = "I'm not in that channel. Have me added to it, then press it again."
NOT_SHARED_THERE = "I couldn't share it: that channel doesn't let me post there."
CANT_WRITE_TO_YOU = (
    "I couldn't write to you in our own chat. Please open one with me (add the app), and ask me "
    "there."
)
SHARED_ALREADY = "It is in the channel already."
CHOSEN_ALREADY = "You chose that already; the answer stands there."
SETTLED = "Thank you. The question is closed. If it comes up again, press “Write back”."
IS_SETTLED = "Settled."
CLOSED_ALREADY = "This question is closed already; thank you. “Write back” opens it again."
NOT_THE_ASKER = "Only the person who asked can do that."
FOR_EXAMPLE = "For example:"
PROMPTS = (
    "What may I post on my own account?",
    "How long are comments kept?",
    "Who may speak to the press?",
)
WHY_TITLE = "What was wrong?"
WHY_LABEL = "What did you expect, or what is missing?"
WHY_HINT = "It is kept without your name, for those who test the answers."
SEND = "Send"
CLOSE = "Close"


def clause(number: str) -> str:
    """Return the title of a view that shows a clause; its number is "" where it has none."""
    return f"Clause {number}".strip()


def strangers(agency: str) -> str:
    """Return what guests read where only the agency's own people are answered."""
    return STRANGERS.format(agency=agency)


def given_back(office: str, ticket: int) -> str:
    """Return what an asker reads who wrote below the office's reply."""
    return f"I've passed that to {office}: ticket {ticket} waits for a reply again."


def does_it_settle(ticket: int) -> str:
    """Return what an asker reads who thanks for the office's reply."""
    return f"You're welcome! Does that settle it (ticket {ticket})?"


def is_it_for(office: str, ticket: int) -> str:
    """Return what an asker is offered who writes on after the office's reply, but not below it."""
    return (
        f"Is that for {office} (ticket {ticket})? Then press “Write back” and tell them. "
        "A new question is best asked in full."
    )


def or_is_it_for(office: str, ticket: int) -> str:
    """Return the same below an answer that didn't settle it."""
    return f"If it belongs to what {office} replied (ticket {ticket}), press “Write back” instead."


def written_back(office: str) -> str:
    """Return what an asker reads who has written to the office again."""
    return f"{office[:1].upper()}{office[1:]} has your message; the reply will come to you here."


def was_it_for_me(office: str, contact: str) -> str:
    """Return what reads who may have meant the bot, or needs the office, and named neither."""
    at = f", or reach them at {contact}" if contact else ""
    return (
        "I left that alone, as you didn't mention me. If it was for me, or is something that "
        f"{office} should have, write it again with my name{at}."
    )


def you_asked(question: str) -> str:
    """Return what shows at once that a question was heard; it stands above the answer."""
    return f"You asked: {question}\nThe answer comes here, for you alone."


def has_it_already(office: str, ticket: int) -> str:
    """Return what an asker reads who sends the same question to the office again."""
    return f"{office[:1].upper()}{office[1:]} has it already, as ticket {ticket}."


def chosen(reply: str) -> str:
    """Return which ready reply an answer is for."""
    return f"You chose: {reply}"


def shared_by(who: str, question: str) -> str:
    """Return whose answer a channel reads."""
    return f"{who or 'Somebody'} asked: {question}"


def failed(office: str, contact: str) -> str:
    """Return the apology for what couldn't be handled."""
    at = f" at {contact}" if contact else ""
    return (
        "Sorry, something went wrong and I couldn't do that. The people who run me can see it. "
        f"Please try again later, or ask {office}{at}."
    )
