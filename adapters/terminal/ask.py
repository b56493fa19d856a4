"""`policydesk ask`: one question, or a batch of them as JSON Lines."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

import click

from adapters.terminal.answers import answer, show
from adapters.terminal.batch import BadLine, Item, parse
from adapters.terminal.desk import Desk, thread
from adapters.terminal.options import audience_option, groups_option, json_option, on_option
from adapters.terminal.paths import Input
from adapters.terminal.payload import fault, one_line_json
from adapters.terminal.printable import whole
from bot.errors import BotError
from bot.model import Question
from knowledge.errors import KnowledgeError
from knowledge.model import Viewer

if TYPE_CHECKING:
    from bot.assistant import Assistant

_log = logging.getLogger(__name__)


@click.command()
@click.argument("question", required=False)
@json_option
@click.option(
    "--batch",
    type=Input("rb"),
    help='Answer the JSON Lines of a file ("-": stdin) with JSON Lines, in the same order.',
)
@on_option
@groups_option
@audience_option
@click.option("--record", is_flag=True, help="Keep the turn, and open a ticket where one is due.")
@click.pass_obj
def ask(  # noqa: PLR0913  # a command's parameters are its options
    desk: Desk,
    question: str | None,
    *,
    as_json: bool,
    batch: BinaryIO | None,
    on: date | None,
    groups: frozenset[str],
    audience: str,
    record: bool,
) -> None:
    """Answer a question, with every clause quoted and cited.

    Nothing is kept unless --record is given. In a batch --on, --groups and --audience hold for
    the lines that don't say otherwise. The exit code is 0 whatever the decision.
    """
    if (question is None) == (batch is None):
        raise click.UsageError("Give one question, or --batch FILE.")
    asked = Question(whole(question or ""), Viewer(groups, audience), on=on)
    with desk.assistant() as assistant:
        if batch is not None:
            for line in _answers(assistant, parse(batch, asked), record=record):
                print(one_line_json(line), flush=True)
            return
        if record:
            # The office's reply will find its asker in `chat`.
            asked = replace(asked, conversation=thread())
        if as_json:
            print(one_line_json(answer(assistant, None, asked, record=record)))
        else:
            show(assistant, asked, record=record)


def _answers(
    assistant: Assistant, lines: Iterable[Item | BadLine], *, record: bool
) -> Iterator[dict[str, object]]:
    """Yield one object per line; a line that fails doesn't stop the others."""
    for line in lines:
        if isinstance(line, BadLine):
            yield fault(line.identity, line.error)
            continue
        try:
            yield answer(assistant, line.identity, line.question, record=record)
        except (KnowledgeError, BotError) as error:
            yield fault(line.identity, str(error))
        except Exception as error:  # noqa: BLE001  # one bad question mustn't cost the others
            _log.exception("a question of the batch failed")
            yield fault(line.identity, f"PolicyDesk has a fault: {type(error).__name__}: {error}")
