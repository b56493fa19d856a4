"""The sentences that the bot says: plain, kind, short enough for a phone.

What a policy says is quoted, never reworded; these are the words around the quotes. What is said
of people and tickets stands in `ticket_wording`, of a language model's words in `model_wording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.model import Citation, Reason
from knowledge.model import Clause, ClauseKind, Header, Passage

WHICH_ACCOUNT = "Is this about your own account or the agency's?"
WHICH_AUDIENCE = "The answer depends on who you are. Which fits you:"
EVERYONE_ELSE = "Someone else"

TORN = "this belongs to a longer list; read all of it before you rely on it"

SURE = "Sure: the clauses quoted answer this."
MAY_NOT_SETTLE = "This may not settle it, but it comes closest:"
WELCOME = "You're welcome! Ask me again at any time."


def ask(office: str) -> str:
    """Return the ready reply that brings in the office."""
    return f"Ask {office}"


def audience_phrase(label: str) -> str:
    """Return an audience's name as a document's header has it, for people to read."""
    return label.replace("-", " ").replace("_", " ")


def name(clause: Clause) -> str:
    """Return what a clause is cited by: its number, else its heading; a number is never made up."""
    return clause.number or (clause.headings[-1] if clause.headings else "")


def quoted(citation: Citation, rank: int) -> str:
    """Return a quote with its lead-in, where it is from, and its number in the list of sources."""
    also = see_also(citation)
    see = f"\n{also}" if also else ""
    return f"{from_clause(citation)} [{rank}]{see}"


def from_clause(citation: Citation) -> str:
    """Return a quote with its lead-in, and where it is from."""
    return f"“{quoted_words(citation)}”\n— {origin(citation)}"


def quoted_words(citation: Citation) -> str:
    """Return what is quoted, word for word: lead-in, clause and the items of its list, in lines."""
    found = citation.passage.clause
    items = (_item(item, found) for item in citation.items)
    return "\n".join((*filter(None, (found.lead_in, citation.quote)), *items))


def see_also(citation: Citation) -> str:
    """Return which clauses a cited one refers to, "" where it refers to none."""
    also = "; ".join(dict.fromkeys(map(name, citation.refers)))
    return f"See also {also}." if also else ""


def _item(item: Clause, opener: Clause) -> str:
    """Return a clause of a list with its own mark: "(a)" of 6.1(a); a paragraph has none."""
    mark = item.number.removeprefix(opener.number) if opener.number else item.number
    bullet = "-" if item.kind is ClauseKind.ITEM else ""
    return f"{mark.lstrip('.') or bullet} {item.text}".lstrip()


def origin(citation: Citation) -> str:
    """Return where a quote is from, in one line, with what its reader must know of it."""
    note = f" ({citation.note})" if citation.note else ""
    return source(citation.passage.clause, citation.passage.version.header) + note


def source(clause: Clause, header: Header) -> str:
    """Return number, document, version, effective date and place of a clause, in one line."""
    parts = (name(clause), header.title, _version(header.version), since(header), place(clause))
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _version(label: str) -> str:
    return f"version {label}" if label[:1].isdigit() else label


def since(header: Header) -> str:
    """Return since when a version that is in force applies, "" where its document doesn't say."""
    if header.effective_from:
        return f"since {long_day(header.effective_from)}"
    return f"until {long_day(header.effective_to)}" if header.effective_to else ""


def place(clause: Clause) -> str:
    """Return the page, or the anchor where that tells more than the clause's name does."""
    if clause.page is not None:
        return f"page {clause.page}"
    named = _slug(clause.anchor) == _slug(name(clause))
    return f"#{clause.anchor}" if clause.anchor and not named else ""


def _slug(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def long_day(day: date) -> str:
    """Return a day as people write it: 1 July 2026."""
    return f"{day.day} {day:%B} {day.year}"


def quotes(citations: Sequence[Citation]) -> str:
    """Return all quotes, numbered as the sources are."""
    return "\n\n".join(quoted(citation, rank) for rank, citation in enumerate(citations, start=1))


def applies_until(day: date) -> str:
    """Return the note of a clause that changes or ends after a day."""
    return f"applies in these words until {long_day(day)}"


def for_whom(passage: Passage) -> str:
    """Return the note of a clause that isn't for everybody, "" where it is."""
    audience = passage.version.header.audience
    return f"for {', '.join(audience_phrase(label) for label in audience)}" if audience else ""


def may_not_settle(answer: str, office: str) -> str:
    """Return the answer that the bot isn't sure of, with the office within reach."""
    after = f"If that isn't what you need, {office} can settle it."
    return f"{MAY_NOT_SETTLE}\n\n{answer}\n\n{after}"


def asks_back(reason: Reason, options: Sequence[str]) -> str:
    """Return the question that the answer waits for."""
    if reason is Reason.WHICH_ACCOUNT:
        return WHICH_ACCOUNT
    *others, last = options
    return f"{WHICH_AUDIENCE} {', '.join(others)}, or {last[0].lower()}{last[1:]}?"


def moment(at: datetime) -> str:
    """Return a day and an hour as people write them; of the time zone that `at` has."""
    return f"{at:%A}, {long_day(at.date())}, {at:%H:%M}"


def switched_off(reason: str, office: str, contact: str) -> str:
    """Return what every asker reads while the service is switched off."""
    at = f" at {contact}" if contact else ""
    return f"I'm switched off at the moment: {reason}\n\nUntil I'm back, {office} can help{at}."


def declined(reason: Reason, agency: str, office: str, found: Sequence[str] = ()) -> str:
    """Return why the bot leaves a message alone, and what to do instead."""
    return {
        Reason.EMPTY: "I got an empty message. What would you like to know?",
        Reason.TOO_LONG: "That's more than I can read at once. Please ask in a few sentences.",
        Reason.SMALL_TALK: (
            f"Hello! I answer questions about {agency}'s policies, word for word and with their "
            "source. What would you like to know?"
        ),
        Reason.OFF_TOPIC: (
            f"That's outside what I know: I answer questions about {agency}'s policies and "
            f"training. If it is about those, try other words, or ask {office}."
        ),
        Reason.PERSONAL_DATA: (
            f"Your message seems to contain {_listed(found)}. I haven't kept it. Please ask again "
            "without it."
        ),
    }[reason]


def data_removed(found: Sequence[str]) -> str:
    """Return the remark on an urgent message that was passed on without its personal data."""
    return f"I took {_listed(found)} out of your message before passing it on."


def _listed(found: Sequence[str]) -> str:
    names = [f"a {kind}" for kind in dict.fromkeys(found)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def ruling(office: str, officer: str, day: date, interprets: Sequence[str], reply: str) -> str:
    """Return the words of a ruling: whose it is, of which day, on which clauses, and the reply.

    A reply of several lines begins on a line of its own.
    """
    whose = f"{officer} of {office}" if officer else office
    on = f", on {'; '.join(interprets)}" if interprets else ""
    between = "\n" if "\n" in reply else " "
    return f"Ruling of {whose}, {long_day(day)}{on}:{between}{reply}"


def in_doubt(office: str) -> str:
    """Return the note of a ruling whose clauses aren't what they were."""
    return f"a clause that this interprets has changed since; {office} is looking at it"
