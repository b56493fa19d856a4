"""`policydesk eval judge`: a language model's opinion of a run's answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk
from adapters.terminal.options import json_option
from adapters.terminal.paths import Place
from adapters.terminal.progress import progress
from bot.errors import BadSettings

if TYPE_CHECKING:
    from bot.settings import Settings
    from evals.endpoint import ChatEndpoint

_MISSING = (
    "Say which model judges: POLICYDESK_JUDGE_URL is the address of any server that speaks the"
    " OpenAI API (its base, which mostly ends in /v1), POLICYDESK_JUDGE_MODEL the model's name."
)


@click.command("judge")
@click.argument("run", type=Place(file_okay=False, path_type=Path))
@click.option(
    "--times",
    type=click.IntRange(1, 20),
    default=3,
    show_default=True,
    help="How often each answer is judged; the mean counts.",
)
@json_option
@click.pass_obj
def command(desk: Desk, run: Path, *, times: int, as_json: bool) -> None:
    """Let a language model judge the answers of a run.

    RUN is the folder of a finished run. The questions and answers are sent to the model that the
    settings name; cases whose asker has groups aren't, for they may show restricted clauses. An
    interrupted command goes on where it stopped.
    """
    from adapters.terminal.evaluation.summary import judged_summary, summarised
    from adapters.terminal.screen import tell
    from evals.judge import Judge
    from evals.runs import Run
    from evals.runs.judgements import judge

    opened = Run.open(run)
    model = _model(desk.settings())
    with progress() as report:
        due = opened.facts.cases * opened.facts.repeat
        for done in judge(opened, Judge(model, times), model.model):
            report("judging", done, due)
    tell(summarised(opened), judged_summary, as_json=as_json)


def _model(settings: Settings) -> ChatEndpoint:
    from evals.endpoint import ChatEndpoint

    if not (settings.judge_url and settings.judge_model):
        raise BadSettings((_MISSING,))
    return ChatEndpoint(
        settings.judge_url, settings.judge_model, settings.judge_key.get_secret_value()
    )
