"""`policydesk eval report`: a run told to people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.paths import Place
from adapters.terminal.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evals.report import Judgement
    from evals.runs import Run

_folder = Place(file_okay=False, path_type=Path)
_file = Place(dir_okay=False, path_type=Path)


@click.command("report")
@click.argument("run", type=_folder)
@click.option("--html", type=_file, help="Where to write the page; default: report.html in RUN.")
@click.option("--markdown", is_flag=True, help="Print a summary for a pull request instead.")
@click.option("--junit", type=_file, help="Write JUnit XML for CI, a test for each case.")
@click.option("--rules", type=_file, help="Put a gate's verdict first: its file (TOML).")
@click.option("--baseline", type=_folder, help="The run that the gate compares this one with.")
def command(  # noqa: PLR0913  # a command's parameters are its options
    run: Path,
    *,
    html: Path | None,
    markdown: bool,
    junit: Path | None,
    rules: Path | None,
    baseline: Path | None,
) -> None:
    """Write a page about a run for a director.

    RUN is the folder of a run. The page, whose name is printed, stands alone: it can be sent,
    printed and kept. With
    --markdown or --junit there is a page only if --html asks for it. The exit code is 0 whatever
    the figures are.
    """
    if baseline and not rules:
        raise click.UsageError("--baseline goes with --rules.")
    from evals import report
    from evals.runs import Run
    from evals.runs.files import REPORT

    opened = Run.open(run)
    verdict = _verdict(opened, rules, baseline)
    if not (markdown or junit):
        html = html or run / REPORT
    if html:
        report.write_html(opened, html, verdict=verdict)
        click.echo(printable(str(html)), err=markdown)
    if junit:
        report.write_junit(opened, junit)
        click.echo(printable(str(junit)), err=markdown)
    if markdown:
        click.echo(report.markdown(opened, verdict), nl=False)


def _verdict(run: Run, rules: Path | None, baseline: Path | None) -> Sequence[Judgement] | None:
    if rules is None:
        return None
    from evals import gate
    from evals.runs import Run

    return gate.judge(gate.read(rules), run, Run.open(baseline) if baseline else None).judged
