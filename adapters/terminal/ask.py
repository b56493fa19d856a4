"""`policydesk ask`: one question, or a batch of them as JSON Lines."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

from bot.model import Question
from knowledge.model import Viewer

if TYPE_CHECKING:
    pass

_log = logging.getLogger(__name__)


@click.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the decision as JSON, in one line.")
@click.option(
    "--batch",
    type=click.File("rb"),
    help='Answer the JSON Lines of a file ("-": stdin) with JSON Lines, in the same order.',
)
@click.option("--on", help="Ask as of a day such as 2025-03-03; default: today.")
@click.option("--groups", default="", help="The asker's groups, with commas: hr,legal.")
@click.option("--audience", default="", help="Whom the asker belongs to, such as police.")
@click.option("--record", is_flag=True, help="Keep the turn, and open a ticket if it needs one.")
@click.pass_obj
def ask(desk, question, as_json, batch, on, groups, audience, record) -> None:
    """Answer a question from the published policies, with every clause quoted and cited.

    Nothing is kept unless --record is given. In a batch, --on, --groups and
    --audience hold for the lines that don't say otherwise.
    """
    if (question is None) == (batch is None):
        raise click.UsageError("Give one question, or --batch FILE.")
    asked = Question("", viewer=Viewer())
