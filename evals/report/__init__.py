"""A run told to people: a page for a director, Markdown for a pull request, JUnit XML for CI."""

from evals.report.html import write_html
from evals.report.judgement import Judgement
from evals.report.junit import write_junit
from evals.report.markdown import markdown

__all__ = ["Judgement", "markdown", "write_html", "write_junit"]
