"""Sentences and labels that are Teams's own; all others stand in `bot.wording` and beside it."""

from __future__ import annotations

# Above quotes that no sentence names; the numbers of the citations follow it.
CITED = "What the policy says, word for word:"
ASK_THIS = "Ask this"
EVERYBODY = "Everybody in this channel"
SOMEBODY = "somebody"
RESTRICTED = "Restricted"
RESTRICTED_WHY = "Not everybody may read this. Please share it only with people who may."

FILL_IN = "Please write something."
CHOOSE = "Please choose one."
CHOOSE_DAY = "Please choose a day."
LOOK_BELOW = "Nothing was sent yet. Please look at what is marked below."
LEFT_OUT = "There is more to read than a form holds; the rest is left out here."

# Where a message has to stay one and Teams finds it too large.
CUT_SHORT = "There is more to read than Teams shows in one message; the rest is left out here."

HEARD = "I've got that."
ASKED = "I'm looking it up. The answer comes in your chat with me, for you alone."
NOT_DONE = "I couldn't do that. Please write to me in our chat instead."
WHAT_TO_SEARCH = "Type a few words, or a clause's number."
NO_CLAUSE_FOUND = "I found no clause about that which everybody may read."


def how_to_use(agency: str) -> str:
    """Return how to ask, for a mention without a question and for who adds the bot."""
    return (
        f"I answer questions about {agency}'s policies, word for word and with their source. "
        "Write your question to me in our chat; in a channel or a group chat, mention me with it. "
        "What not everybody may read I answer in our chat. I read text only, no files or pictures."
    )
