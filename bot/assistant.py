"""A question's way to its decision, told in one list of steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import structlog
from sqlalchemy import Connection

from bot import wording
from bot.calibrations import InUse
from bot.compose import worded
from bot.confidence import Calibration
from bot.decide import Evidence, decide, lowered
from bot.errors import ModelFailed
from bot.hearing import hear
from bot.keeping import Keeping
from bot.language.model import Reader, Says, Writer, unsaid
from bot.model import Band, Citation, Decision, Kind, Question, Reason
from bot.quoting import Doubt, Quoting
from bot.records import Records
from bot.searching import Found, Searching
from bot.settings import Settings
from bot.surroundings import Surroundings
from bot.tickets import Tickets
from bot.understanding import Inquiry, Understanding
from bot.writing import Outcome, Writing
from knowledge.library import Library

# What is written with a decision, in the same transaction.
Also = Callable[[Connection, Decision], None]
_WARMING = Question("What does the policy say?")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions from the published policies. Thread-safe; holds no state of its own.

    `confidence` returns the calibration in use; it may take a look at the model. `switched_off`
    returns why nobody is answered at the moment, "" where everybody is. `doubtful` tells whether
    a document, in a revision on a day, is a ruling that may not hold any more. A language model
    may be the `reader` that rewords questions and the `writer` that words answers; it decides
    nothing. `load_writer` imports what that needs, `model_rests` tells whether it isn't asked at
    the moment after many failures.
    """

    library: Library
    purpose_of: Callable[[str], Reason | None]
    confidence: Callable[[], InUse]
    settings: Settings
    today: Callable[[], date]
    records: Records
    tickets: Tickets
    surroundings: Surroundings
    switched_off: Callable[[], str] = lambda: ""
    doubtful: Doubt = lambda _document, _revision, _on: False
    reader: Reader | None = None
    writer: Writer | None = None
    load_writer: Callable[[], None] = lambda: None
    model_rests: Callable[[], bool] = lambda: False

    @property
    def calibration(self) -> Calibration:
        """What confidences are computed with; its `provenance` says what it was fitted on."""
        return self.confidence().calibration

    @property
    def _understanding(self) -> Understanding:
        return Understanding(self.purpose_of, self.records, self.settings, self.today)

    @property
    def _searching(self) -> Searching:
        restricted = self.settings.model_restricted
        return Searching(self.library, self.confidence, self.reader, restricted)

    @property
    def _quoting(self) -> Quoting:
        return Quoting(self.library, self.surroundings, self.doubtful, self.settings.office)

    def without_model(self) -> Self:
        """Return an assistant that asks no language model, and is otherwise the same."""
        settings = self.settings.model_copy(update={"model": ""})
        return replace(self, settings=settings, reader=None, writer=None, load_writer=lambda: None)

    def off(self, reason: str) -> str:
        """Return what askers read while the service is switched off for that reason."""
        return wording.switched_off(reason, self.settings.office, self.settings.office_contact)

    def recorded(self) -> dict[str, str]:
        """Return what shapes decisions and may stand in a public record."""
        return self.settings.recorded() | {"calibration": self.calibration.digest[:12]}

    def reply(  # noqa: PLR0913 - what is asked, of which state, and what else happens with it
        self,
        question: Question,
        *,
        record: bool = False,
        revision: int | None = None,
        also: Also | None = None,
        says: Says = unsaid,
        verbatim: bool = False,
    ) -> Decision:
        """Return what the asker gets: an answer, a question back, the office, or a reason.

        With `record` the turn is kept, and what is escalated becomes a ticket;
        without, nothing is. `also` is called with the decision within the transaction that keeps
        the turn: what it writes is kept with it, or neither is. `revision` is asked instead of the
        live one: a draft under test, or what was live when a turn on record was decided; such
        a question is asked on purpose, and answered while the service is switched off. So is what
        is for the office, which gets it without a clause.

        A language model, where there is one, words an answer from the clauses that are cited
        anyway; `says` is called, in the caller's thread, with each of its sentences that has stood
        the check, before the whole has: the decision's text takes their place. With `verbatim` no
        model is asked.

        Raises KnowledgeError when the catalog or index can't be used, UnknownRevision among them.
        """
        inquiry = self._understanding.of(question)
        if revision is None and (reason := self.switched_off()):
            found_in = self.library.live()
            decision = self._unanswered(reason, question, inquiry)
        else:
            found = self._searching.found(inquiry, revision, verbatim=verbatim)
            found_in = found.findings.result.revision
            quotes = self._quoting.cite(found, inquiry)
            writing = None if verbatim else self._written(found, inquiry, quotes, says)
            decision = self._decision(found, inquiry, quotes, writing)
        _log.info("decided", kind=decision.kind, reason=decision.reason, band=decision.band)
        return self._kept(decision, question, inquiry, found_in, also) if record else decision

    def warm_up(self, revision: int | None = None) -> None:
        """Load the models and open a revision's index, so that no asker waits; nothing is kept.

        Raises what `reply` does.
        """
        try:
            self.load_writer()
        except ModelFailed as failure:
            # Answers are verbatim without it, and `doctor` says what to do.
            _log.warning("the language model can't be used", outcome=failure.outcome)
        # Not asked like a question: it must get warm also while nobody is answered.
        self._searching.plain(self._understanding.of(_WARMING), revision)

    def rate(self, turn: int, *, helpful: bool, comment: str = "") -> None:
        """Keep what an asker thought of an answer, without personal data. Raises UnknownTurn."""
        heard = hear(comment, self.settings.phone_region)
        self.records.rate(turn, helpful=helpful, comment=heard.text)

    def _written(
        self, found: Found, inquiry: Inquiry, quotes: tuple[Citation, ...], says: Says
    ) -> Writing | None:
        """Return what a model made of the clauses cited, None where there is nothing to word."""
        if self.writer is None or found.ending.kind is not Kind.ANSWER:
            return None
        read = found.reading.outcome if found.reading else Outcome.READ
        if read.by_endpoint or read is Outcome.RESTING:
            # Whoever asked has waited for it once.
            return Writing(read)
        return self.writer.write(inquiry.asked.text, quotes, says)

    def _decision(
        self,
        found: Found,
        inquiry: Inquiry,
        quotes: tuple[Citation, ...],
        writing: Writing | None,
    ) -> Decision:
        findings = found.findings
        ending = lowered(found.ending, writing.outcome) if writing else found.ending
        options = findings.back.options if findings.back and ending.kind is Kind.CLARIFY else ()
        if ending.kind is Kind.ANSWER and ending.band is Band.UNSURE:
            options = (wording.ask(self.settings.office),)
        decision = Decision(
            kind=ending.kind,
            reason=ending.reason,
            band=ending.band,
            text="",
            confidence=findings.chance,
            citations=quotes,
            passages=findings.result.passages,
            options=options,
            features=tuple(findings.features.items()),
            reading=found.reading,
            writing=writing,
        )
        return worded(decision, inquiry, self.settings)

    def _unanswered(self, reason: str, question: Question, inquiry: Inquiry) -> Decision:
        """Return why nobody is answered at the moment; what is for the office goes there."""
        if question.for_office:
            ending = decide(Evidence(Band.NONE, found=False, near=False, purpose=inquiry.purpose))
            quiet = Decision(ending.kind, ending.reason, Band.NONE, "", 0.0)
            return worded(quiet, inquiry, self.settings)
        said = self.off(reason)
        return Decision(Kind.DECLINE, Reason.SWITCHED_OFF, Band.NONE, said, 0.0)

    def _kept(
        self,
        decision: Decision,
        question: Question,
        inquiry: Inquiry,
        revision: int | None,
        also: Also | None,
    ) -> Decision:
        """Keep the turn, open the ticket it needs, and do what else belongs to it, or nothing."""
        keeping = Keeping(self.records, self.tickets, self.settings, self.recorded())
        with self.library.database.write() as connection:
            decision = keeping.keep(connection, decision, question, inquiry, revision)
            if also:
                also(connection, decision)
        return decision
