from __future__ import annotations

from adapters.web.drafts.words import HeaderLine, clause_view, header_lines, tally, told
from knowledge.clause_changes import ClauseChange, What
from knowledge.comparison import HeaderChange
from knowledge.word_diff import Edit, Span
from tests.knowledge.examples import clause

OLD = clause("a", "Keep it for 3 years.", number="4.2", headings=("Rules", "Records"))
NEW = clause("b", "Keep it for 9 years.", number="4.3", questions=("How long?",))


def test_a_header_says_who_may_read_in_words() -> None:
    changes = [HeaderChange("groups", "hr", ""), HeaderChange("effective_to", "", "2027-01-01")]
    assert header_lines(changes) == (
        HeaderLine("May be read by", "hr", "everybody"),
        HeaderLine("In force until", "no end", "2027-01-01"),
    )


def test_clauses_are_counted_by_what_became_of_them() -> None:
    changes = [
        ClauseChange(What.CHANGED, OLD, NEW),
        ClauseChange(What.ADDED, None, NEW),
        ClauseChange(What.CHANGED, OLD, NEW),
    ]
    assert tally(changes) == "1 new, 2 changed"
    assert tally([]) == ""


def test_a_clause_is_shown_with_both_numbers_its_place_and_its_words() -> None:
    view = clause_view(ClauseChange(What.MOVED, OLD, NEW))
    assert (view.before, view.after, view.headings) == ("4.2", "4.3", "Rules")
    assert Span(Edit.REMOVED, " 3") in view.spans
    assert (view.asked_before, view.asked_after) == ((), ("How long?",))
    assert not view.same_words


def test_a_new_clauses_questions_are_no_change() -> None:
    view = clause_view(ClauseChange(What.ADDED, None, NEW))
    assert (view.before, view.after, view.asked_after) == ("", "4.3", ())


def test_where_a_report_lies_on_the_servers_disk_is_left_out() -> None:
    assert told(["2 cases fail", "The report is /srv/run/report.html"]) == ("2 cases fail",)
