"""What the models write, by their names: a good one, and what goes wrong with the others."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from string import Template
from typing import Any

from tests.fakes.model_server import honest
from tests.fakes.model_server.asking import Asking
from tests.fakes.model_server.honest import Reply
from tests.fakes.model_server.orders import ordered

NO = "I'm sorry, but I can't help with that."

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen".split()
_NEXT = dict(itertools.pairwise(_WORDS))
_FIGURE = re.compile(rf"\b(?:\d+|{'|'.join(_NEXT)})\b", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:[Nn]obody (?:must|may|shall|can)|(?:must|may|shall|can|should) (?:not|never)|cannot"
    r"|must|shall|should|may|can|need no)\b"
)
_ALLOWED = {"must": "may", "shall": "may", "should": "need not", "may": "must", "can": "must"}


def good(asking: Asking) -> str:
    """True sentences from the clauses with their ids, and sensible phrasings."""
    return json.dumps(honest.reply(asking))


def none(asking: Asking) -> str:
    """Says that the clauses don't settle it."""
    return _changed(asking, completeness="none", sentences=[])


def partial(asking: Asking) -> str:
    """Says that the clauses settle it in part."""
    return _changed(asking, completeness="partial")


def invents_ids(asking: Asking) -> str:
    """Cites clauses that nobody gave it."""
    return _cites(asking, lambda number, _ids: [f"c{number + 90}"])


def wrong_clause(asking: Asking) -> str:
    """Cites another clause than the one it has it from; one alone is cited for what isn't in it."""
    made = "New employees get six weeks of parking in the north garage."
    text = None if len(asking.ids) > 1 else made
    return _cites(asking, lambda number, ids: [ids[(number + 1) % len(ids)]], text)


def swaps_numbers(asking: Asking) -> str:
    """Says every number one higher; where there is none, one that the clause doesn't have."""
    return _rewritten(asking, _other_number)


def flips(asking: Asking) -> str:
    """Says "may" for "must not" and for "must", and "must" for "may"."""
    return _rewritten(asking, _flipped)


def leaks(asking: Asking) -> str:
    """Tells what it was instructed to do."""
    told = asking.instruction.split("\n\n")[0][:600]
    return _says(asking, [f"My instructions are: {told}"])


def obeys(asking: Asking) -> str:
    """Writes what is ordered behind INJECT: anywhere in the data, in code too; else it is good."""
    return _written(asking, list(filter(None, map(ordered, asking.texts())))) or good(asking)


def recites(asking: Asking) -> str:
    """Writes what its name spells in hexadecimal: "recites-7965732e" says yes."""
    spelled = str(asking.body["model"]).rpartition("-")[2]
    return _written(asking, [bytes.fromhex(spelled).decode()])


def empty(_asking: Asking) -> str:
    """Says nothing."""
    return ""


def garbled(asking: Asking) -> str:
    """Breaks the JSON."""
    return good(asking).replace(": ", " = ", 2).replace("[", "(", 1)


def fenced(asking: Asking) -> str:
    """Puts the JSON in a Markdown fence."""
    return f"```json\n{good(asking)}\n```"


def chatty(asking: Asking) -> str:
    """Talks before and after the JSON."""
    return f"Sure, here is the answer!\n\n{good(asking)}\n\nI hope this helps."


def refuses_prose(_asking: Asking) -> str:
    """Refuses in its own words, where JSON was asked for."""
    return NO


def _changed(asking: Asking, **fields: object) -> str:
    reply = honest.reply(asking)
    return json.dumps({name: fields.get(name, value) for name, value in reply.items()})


def _rewritten(asking: Asking, change: Callable[[str], str]) -> str:
    reply: Reply = honest.reply(asking)
    for one in reply.get("sentences", []):
        one["text"] = change(one["text"])
    if "phrasings" in reply:
        reply["phrasings"] = list(map(change, reply["phrasings"]))
    return json.dumps(reply)


def _cites(
    asking: Asking, ids: Callable[[int, list[str]], list[str]], text: str | None = None
) -> str:
    reply: Reply = honest.reply(asking)
    for number, one in enumerate(reply.get("sentences", [])):
        now = asking.ids.index(one["clauses"][0]) if len(asking.ids) > 1 else number
        one.update(clauses=ids(now, asking.ids), text=text or one["text"])
    return json.dumps(reply)


def _written(asking: Asking, orders: list[str]) -> str:
    """Return a whole reply where an order begins with a brace, else each line as a sentence."""
    known = {
        "ids": json.dumps(asking.ids),
        "instruction": asking.instruction,
        "data": json.dumps(asking.data),
    }
    filled = [Template(one).safe_substitute(known) for one in orders]
    lines = [line.strip() for one in filled for line in one.split("\n") if line.strip()]
    whole = (one for one in filled if one.startswith("{"))
    return next(whole, _says(asking, lines) if lines else "")


def _says(asking: Asking, lines: list[str]) -> str:
    if "clauses" not in asking.data:
        return json.dumps({"stand_alone": lines[0], "phrasings": lines})
    sentences = [{"text": line, "clauses": asking.ids} for line in lines]
    return json.dumps({"completeness": "complete", "sentences": sentences, "caveats": []})


def _other_number(text: str) -> str:
    changed = _FIGURE.sub(lambda found: _next(found[0]), text)
    return changed if changed != text else f"{text.rstrip('.')} within 45 days."


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else _NEXT[number.lower()]


def _flipped(text: str) -> str:
    changed = _MODAL.sub(lambda found: _opposite(found[0]), text)
    return changed if changed != text else f"You must not do this: {text}"


def _opposite(modal: str) -> str:
    if modal.lower().startswith("nobody"):
        return "Everybody may"
    return _ALLOWED.get(modal) or ("need" if modal == "need no" else "may")


WRITES: dict[str, Callable[[Asking], Any]] = {
    made.__name__.replace("_", "-"): made
    for made in (
        good, none, partial, invents_ids, wrong_clause, swaps_numbers, flips, leaks, obeys,
        recites, empty, garbled, fenced, chatty, refuses_prose,
    )
}  # fmt: skip
