"""`policydesk eval gate`: whether a run is good enough."""

from __future__ import annotations

from pathlib import Path

import click

from adapters.terminal.options import json_option
from adapters.terminal.paths import Place

_PASSED, _FAILED = 0, 1


@click.command("gate")
@click.argument("run", type=Place(file_okay=False, path_type=Path))
@click.option(
    "--rules",
    required=True,
    type=Place(dir_okay=False, path_type=Path),
    help="The gate's file (TOML).",
)
@click.option(
    "--baseline",
    type=Place(file_okay=False, path_type=Path),
    help="The run that metrics may not be much worse than.",
)
@json_option
@click.pass_context
def command(
    context: click.Context, run: Path, rules: Path, baseline: Path | None, *, as_json: bool
) -> None:
    """Say whether a run meets the rules of a gate.

    RUN is the folder of a run. The exit code is 0 when every rule is met, 1 when one isn't or
    the rules can't be read.
    """
    from adapters.terminal.evaluation.verdict_lines import verdict_lines
    from adapters.terminal.progress import waiting
    from adapters.terminal.screen import tell
    from evals.gate import judge, plain, read
    from evals.runs import Run

    with waiting("Judging"):
        asked = read(rules)
        verdict = judge(asked, Run.open(run), Run.open(baseline) if baseline else None)
    told = plain(verdict) if as_json else verdict
    tell(told, lambda _: verdict_lines(verdict), as_json=as_json)
    context.exit(_PASSED if verdict.passed else _FAILED)
