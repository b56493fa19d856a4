"""A row to a case: what each field means, and what a case can't do without."""

from __future__ import annotations

from bot.model import Kind, Message, Reason
from evals.cases.faults import Faults, code_point
from evals.cases.identity import identity, invisible
from evals.cases.rows.row import Row
from evals.cases.value import Value
from evals.model import Case, Gold
from knowledge.model import Viewer

FIELDS = (
    "id",
    "question",
    "expect",
    "reason",
    "history",
    "audience",
    "groups",
    "on",
    "tags",
    "gold",
    "gold_all",
    "forbidden_clauses",
    "forbidden_phrases",
    "facts",
    "note",
)
GOLD_FIELDS = ("document", "number", "quote", "version")
ROLES = ("user", "assistant", "office")
# An id names a case in lists, reports and test runs.
_LONGEST_ID = 100
_CLAUSE = '{document: policies/leave.md, number: "3.1"}'
_MESSAGE = '{role: user, content: "…"}, in a spreadsheet “user: …”'


def read_case(row: Row, faults: Faults) -> Case | None:
    """Return the case that a row has; None, and everything that is wrong with it as faults."""
    before = faults.total
    fields = Value(row, (), row.fields, faults)
    fields.only(FIELDS)
    case = Case(
        id=_id(fields.get("id")),
        question=_question(fields.get("question")),
        expect=_expect(fields),
        history=tuple(_message(one) for one in fields.get("history").elements()),
        viewer=Viewer(frozenset(fields.get("groups").texts()), fields.get("audience").text()),
        on=fields.get("on").day(),
        tags=fields.get("tags").texts(),
        reasons=fields.get("reason").words(Reason, "reason"),
        gold=_requirements(fields),
        forbidden_clauses=_clauses(fields.get("forbidden_clauses")),
        forbidden_phrases=fields.get("forbidden_phrases").texts(),
        facts=tuple(one.texts() for one in fields.get("facts").elements()),
        note=fields.get("note").text(),
    )
    return case if faults.total == before else None


def _id(field: Value) -> str:
    if not field.given:
        field.refuse("is missing", "give every case an id of its own, such as a number")
    text = identity(field.text())
    if len(text) > _LONGEST_ID or "\n" in text:
        wrong = f"is longer than a line of {_LONGEST_ID} characters"
        field.refuse(wrong, "give the case a short name")
    elif unseen := next(filter(invisible, text), None):
        # Two ids that look the same would be two cases in every list.
        wrong = f"has a character that nobody can see ({code_point(unseen)})"
        field.refuse(wrong, "type the id again, by hand")
    return text


def _question(field: Value) -> str:
    if not field.given:
        remedy = "write what an employee asks, or delete the case"
        field.refuse("is empty, so this case is still a draft", remedy)
    return field.text()


def _expect(fields: Value) -> tuple[Kind, ...]:
    field = fields.get("expect")
    if not field.given:
        field.refuse("is missing", f"write what is right: {', '.join(Kind)}")
    before = field.faults.total
    expected = field.words(Kind, "decision")
    gold = any(fields.get(name).given for name in ("gold", "gold_all"))
    # A word that isn't known may have been another decision.
    if expected == (Kind.ANSWER,) and not gold and field.faults.total == before:
        wrong = "is missing, but only an answer is right"
        remedy = "name the clause that answers, or put another decision into expect"
        fields.get("gold").refuse(wrong, remedy)
    return expected


def _message(entry: Value) -> Message:
    if not entry.mapping(_MESSAGE):
        return Message("", "")
    entry.only(("role", "content"))
    role, content = entry.get("role"), entry.get("content")
    who = role.text()
    if who not in ROLES:
        role.refuse("doesn't say who wrote the message", f"write {', '.join(ROLES)}")
    if not content.given:
        content.refuse("is empty", "write what the message said, or delete it")
    return Message(who, content.text())


def _requirements(fields: Value) -> tuple[tuple[Gold, ...], ...]:
    """Return `gold`, any clause of which is right, and each entry of `gold_all`."""
    any_of = _clauses(fields.get("gold"))
    all_of = tuple(_clauses(entry) for entry in fields.get("gold_all").elements())
    return ((any_of,) if any_of else ()) + all_of


def _clauses(field: Value) -> tuple[Gold, ...]:
    return tuple(gold for entry in field.elements() if (gold := _clause(entry)))


def _clause(entry: Value) -> Gold | None:
    if not entry.mapping(_CLAUSE):
        return None
    entry.only(GOLD_FIELDS)
    document, number, quote, version = (entry.get(name).text() for name in GOLD_FIELDS)
    if not entry.get("document").given:
        entry.get("document").refuse("is missing", "name the document that the clause is from")
    if not entry.get("number").given and not entry.get("quote").given:
        wrong = "names neither a number nor a quote"
        entry.refuse(wrong, "write the clause's number, or some words that stand in it")
    return Gold(document, number, quote, version)
