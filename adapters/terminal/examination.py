"""What works, what is missing, and how to mend it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.terminal import model_findings, service_findings
from adapters.terminal.findings import Finding, State
from bot.assistant import Assistant
from bot.calibrations import InUse
from bot.settings import Settings
from bot.tickets import WAITING, Tickets
from bot.wiring import build, expire, rulings
from evals.errors import EvalError
from knowledge.errors import KnowledgeError
from knowledge.library import Library
from knowledge.migrations import current
from knowledge.model import RevisionState

# One library of 10,000 clauses with its indexes takes about 100 MB; publishing needs it twice.
_FULL, _TIGHT = 200_000_000, 1_000_000_000
_STALE = timedelta(days=30)
_MISFIT = "was fitted with another model: “sure” may be said too often, or too seldom"
_FIT = (
    "Leave POLICYDESK_EMBEDDING_MODEL empty for the model it was fitted with, or fit it on a test"
    " set of your own: `policydesk eval calibrate SET --use`."
)
_REFIT = (
    "`policydesk eval calibrate SET --use` fits it anew; `policydesk eval calibrate --packaged"
    " --use` stays with the packaged one."
)
_GATE = "docs/gate.md says how to write one."
_ADD = "`policydesk knowledge add PATH --publish` adds documents and publishes them."


def examine(settings: Settings, *, tries_model: bool) -> Iterator[Finding]:
    """Yield one finding after the other; what needs something that fails is left out.

    With `tries_model` the language model is sent one question, which may cost.
    """
    yield Finding("Python", State.OK, sys.version.split()[0])
    model = yield from _model(settings.embedding_model)
    if tries_model:
        yield model_findings.language_model(settings)
    if not settings.data.is_dir():
        yield Finding("Data folder", State.WARN, f"{settings.data} isn't there yet", _ADD)
        return
    yield from _folder(settings.data)
    try:
        assistant = build(settings)
        with assistant.library:
            yield from _catalog(assistant)
            if model:
                yield _confidence(assistant.confidence(), model)
            yield from service_findings.service(settings, assistant.library.database)
        yield _records(settings)
        yield _gate(settings.gate)
    except KnowledgeError as error:
        yield Finding("Catalog", State.FAIL, str(error))


def _model(name: str) -> Generator[Finding, None, str]:
    """Yield how the model is, and return its digest, "" where it can't be used."""
    from knowledge.retrieval.embedding import SentenceEmbedder

    try:
        digest = SentenceEmbedder(name).digest
    except KnowledgeError as error:
        yield Finding("Embedding model", State.FAIL, str(error))
        return ""
    yield Finding("Embedding model", State.OK, f"{name or 'packaged'}, SHA-256 {digest[:12]}…")
    return digest


def _gate(path: Path | None) -> Finding:
    """Say whether a draft is tested before it goes live, and whether that can be done."""
    from evals import cases, gate

    if path is None:
        return Finding("Gate", State.OK, "none is set: nothing is tested before it goes live")
    try:
        sets = [cases.read(one) for one in gate.read(path).sets]
    except EvalError as fault:
        remedy = f"Until it is mended nothing can be published without --override. {_GATE}"
        return Finding("Gate", State.FAIL, str(fault), remedy)
    played = ", ".join(f"{one.name} ({one.count} cases)" for one in sets)
    if not sets:
        return Finding("Gate", State.FAIL, f"{path} names no test set to play", _GATE)
    return Finding("Gate", State.OK, f"{path} plays {played}")


def _confidence(used: InUse, model: str) -> Finding:
    misfit = used.calibration.model != model
    if used.fault:
        too = ", which was fitted with another model too" if misfit else ""
        what = f"your own calibration isn't used: {used.fault}. The packaged one stands in{too}"
        return Finding("Confidence", State.WARN, what, _REFIT)
    if misfit:
        return Finding("Confidence", State.WARN, _MISFIT, _FIT)
    if used.entry and used.own:
        fitted = used.calibration.provenance.get("set", "a test set")
        day = used.entry.at.date().isoformat()
        what = f"was fitted on “{fitted}” with this model; {used.entry.who}, {day}"
        return Finding("Confidence", State.OK, what)
    return Finding("Confidence", State.OK, "packaged; was fitted with this model")


def _folder(data: Path) -> Iterator[Finding]:
    try:
        with tempfile.TemporaryFile(dir=data):
            yield Finding("Data folder", State.OK, f"{data} can be written")
    except OSError as error:
        remedy = "Give the account that runs PolicyDesk write access, or name another folder."
        yield Finding("Data folder", State.FAIL, f"{data}: {error.strerror}", remedy)
    free = shutil.disk_usage(data).free
    state = State.FAIL if free < _FULL else State.WARN if free < _TIGHT else State.OK
    remedy = "" if state is State.OK else "Free some space; publishing writes a new index."
    yield Finding("Disk space", state, f"{free / 1e9:.1f} GB free", remedy)


def _catalog(assistant: Assistant) -> Iterator[Finding]:
    with assistant.library.database.read() as connection:
        steps = ", ".join(sorted(current(connection)))
    yield Finding("Catalog", State.OK, f"opens; schema {steps}")
    yield from _live(assistant)
    yield from _drafts(assistant.library)
    yield from _tickets(assistant.tickets)
    yield from _rulings(assistant)


def _live(assistant: Assistant) -> Iterator[Finding]:
    revisions = assistant.library.revisions()
    live = next((r for r in revisions if r.state is RevisionState.LIVE), None)
    if live is None:
        yield Finding("Live revision", State.WARN, "nothing is published", _ADD)
        return
    size = f"{live.documents} documents, {live.clauses} clauses"
    yield Finding("Live revision", State.OK, f"revision {live.id}: {size}")
    try:
        assistant.warm_up()
    except KnowledgeError as error:
        yield Finding("Search", State.FAIL, str(error))
    else:
        yield Finding("Search", State.OK, "the model loads, the index opens")


def _drafts(opened: Library) -> Iterator[Finding]:
    drafts = [r for r in opened.revisions() if r.state is RevisionState.DRAFT]
    stale = [draft for draft in drafts if datetime.now(UTC) - draft.created > _STALE]
    numbers = ", ".join(str(draft.id) for draft in stale)
    if stale:
        remedy = "See `policydesk knowledge diff NUMBER`, then publish it or leave it."
        yield Finding("Drafts", State.WARN, f"waiting for over a month: {numbers}", remedy)
    else:
        yield Finding("Drafts", State.OK, f"{len(drafts)} waiting to be published")


def _records(settings: Settings) -> Finding:
    gone = expire(settings)
    kept = f"kept for {settings.keep_turns} days, closed tickets for {settings.keep_tickets}"
    due = f"{gone.turns} turns, {gone.messages} messages and {gone.tickets} tickets"
    said = f"{kept}; {due} were due and are deleted" if any(astuple(gone)) else kept
    return Finding("Records", State.OK, said)


def _tickets(tickets: Tickets) -> Iterator[Finding]:
    waiting = tickets.list(*WAITING)
    urgent = sum(ticket.urgent for ticket in waiting)
    what = f"{len(waiting)} waiting, {urgent} of them urgent" if waiting else "none waiting"
    remedy = "See `policydesk tickets list`, and reply." if waiting else ""
    yield Finding("Tickets", State.WARN if waiting else State.OK, what, remedy)


def _rulings(assistant: Assistant) -> Iterator[Finding]:
    """Yield how the rulings stand, where there are any."""
    listed = rulings(assistant).list()
    doubtful = [one.number for one in listed if one.flagged or not one.in_force]
    if doubtful:
        numbers = ", ".join(map(str, doubtful))
        what = f"{len(listed)}; to be looked at, for a clause has changed or they ended: {numbers}"
        remedy = "See `policydesk rulings list`, then publish them anew or retire them."
        yield Finding("Rulings", State.WARN, what, remedy)
    elif listed:
        yield Finding("Rulings", State.OK, f"{len(listed)}, and what they interpret stands")
