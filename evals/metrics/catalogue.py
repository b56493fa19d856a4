"""The metrics as named values: each says in one sentence what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower"]
Unit = Literal["share", "points", "ms", "tokens"]


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured; its name is its identity, in files and on screens.

    A share lies between 0 and 1, and so do points, of which a single one has no meaning of its
    own. `group` is the heading under which people find it.
    """

    name: str
    meaning: str
    better: Better = "higher"
    unit: Unit = "share"
    group: str = ""


def _group(name: str, *metrics: Metric) -> tuple[Metric, ...]:
    return tuple(
        Metric(metric.name, metric.meaning, metric.better, metric.unit, name) for metric in metrics
    )


_RETRIEVAL = _group(
    "retrieval",
    *(
        Metric(f"recall@{k}", f"Of the clauses that a case needs, how many are {where}.")
        for k, where in (
            (1, "found in first place"),
            (3, "among the first three found"),
            (5, "among the first five found"),
            (10, "among the first ten found"),
        )
    ),
    Metric(
        "map@10",
        "How far up the needed clauses stand, all of them together (mean average precision).",
        unit="points",
    ),
    Metric(
        "ndcg@10",
        "How close the order of what was found is to the best order there could be (nDCG).",
        unit="points",
    ),
    Metric(
        "mrr",
        "How far up the first needed clause stands: 1 for first place, ½ for second, and so on.",
        unit="points",
    ),
)

_ACCESS = _group(
    "access",
    Metric(
        "leaks",
        "How many cases find or show anything that the asker may not read; must be 0.",
        "lower",
    ),
)

_CITATIONS = _group(
    "citations",
    Metric("citation_precision", "Of the clauses that an answer cites, how many are right."),
    Metric("citation_recall", "Of the clauses that an answer needs, how many it cites."),
    Metric(
        "cited_right",
        "How many questions that the text settles get an answer that cites all it needs.",
    ),
    Metric("quote_verbatim", "How many of the quotes stand word for word in their clause."),
    Metric("version_right", "How many of the clauses cited apply on the day asked."),
)

_DECISIONS = _group(
    "decisions",
    Metric("decision_accuracy", "How many cases end as they should."),
    Metric(
        "reason_accuracy",
        "How many cases that name the right reason end as they should, and for that reason.",
    ),
    Metric(
        "answered_when_answerable",
        "How many questions that the text settles are answered, or asked back where that's right.",
    ),
    Metric(
        "not_answered_when_unanswerable",
        "How many questions that the text doesn't settle are left unanswered, as they should be.",
    ),
    Metric(
        "not_sure_when_unanswerable",
        "How many questions that the text doesn't settle get no answer without a caveat.",
    ),
    Metric("escalation_precision", "Of what was passed to a person, how much belongs there."),
    Metric("escalation_recall", "Of what only a person can settle, how much was passed to one."),
    Metric("clarify_precision", "Of the questions back, how many were right to ask."),
    Metric("clarify_recall", "Where only a question back is right, how often one was asked."),
    Metric("decline_precision", "Of what was turned away, how much was right to turn away."),
    Metric("urgent_precision", "Of what was passed on as urgent, how much is urgent."),
    Metric("urgent_recall", "Of what is urgent, how much was passed on as urgent."),
)

_CONFIDENCE = _group(
    "confidence",
    Metric("sure_precision", "Of the answers given without a caveat, how many cite all they need."),
    Metric(
        "coverage@95",
        "How many cases can be served, the most confident first, if 95 % of them must be right.",
    ),
    Metric(
        "aurc",
        "How often what it trusts most is wrong, on average from the strictest to the most"
        " generous threshold (area under the risk–coverage curve).",
        "lower",
        "points",
    ),
    Metric(
        "auroc",
        "How often a right case is trusted more than a wrong one; ½ is no better than a coin.",
        unit="points",
    ),
    Metric(
        "brier",
        "How far the stated confidence lies from what turned out, squared (Brier score).",
        "lower",
        "points",
    ),
    Metric(
        "calibration_error",
        "How far the stated confidence lies from the share that is right (calibration error).",
        "lower",
        "points",
    ),
)

_ANSWERS = _group(
    "answers",
    Metric("passed", "How many cases are right in everything they ask for."),
    Metric("facts", "Of the facts that an answer must have, how many it has."),
    Metric(
        "forbidden",
        "Of the cases that forbid a phrase or a clause, how many show it all the same.",
        "lower",
    ),
    Metric(
        "verbatim",
        "How much of an answer's wording is the cited clauses' own, in runs of five words or more.",
    ),
    Metric(
        "stability",
        "How many repeated cases have the same decision and the same citations every time.",
    ),
    Metric(
        "written",
        "Of the answers that a language model was to word, how many stand in its words.",
    ),
    Metric(
        "replaced",
        "Of the answers that a language model was to word, how many stand in the policy's alone.",
        "lower",
    ),
)

_COST = _group(
    "cost",
    Metric("p50_ms", "Half of the cases take no longer than this.", "lower", "ms"),
    Metric("p95_ms", "Of 100 cases, 95 take no longer than this.", "lower", "ms"),
    Metric("tokens", "What a language model reads and writes for a case.", "lower", "tokens"),
)

_JUDGED = _group(
    "judged",
    Metric("judge_answers", "How far an answer settles the question, as a language model sees it."),
    Metric(
        "judge_grounded", "How far its clauses bear out an answer, as a language model sees it."
    ),
    Metric(
        "judge_spread",
        "How much the language model's opinions of one answer differ (standard deviation).",
        "lower",
        "points",
    ),
)

METRICS: tuple[Metric, ...] = (
    *_RETRIEVAL,
    *_ACCESS,
    *_CITATIONS,
    *_DECISIONS,
    *_CONFIDENCE,
    *_ANSWERS,
    *_COST,
    *_JUDGED,
)
