"""`policydesk eval compare`: what became better or worse from one run to another."""

from __future__ import annotations

from pathlib import Path

import click

from adapters.terminal.options import json_option
from adapters.terminal.paths import Place

_run = Place(file_okay=False, path_type=Path)


@click.command("compare")
@click.argument("a", type=_run)
@click.argument("b", type=_run)
@click.option("--all", "whole", is_flag=True, help="Show every metric and every case.")
@click.option("--html", type=Place(dir_okay=False, path_type=Path), help="Write a page, too.")
@click.option("--markdown", is_flag=True, help="Print Markdown, for a pull request.")
@json_option
def command(  # noqa: PLR0913  # a command's parameters are its options
    a: Path, b: Path, *, whole: bool, html: Path | None, markdown: bool, as_json: bool
) -> None:
    """Show what became better or worse from run A to run B.

    A and B are the folders of two runs. Compared are the cases that are the same in both. A
    difference is within noise where chance alone may have made it: where its 95 % interval
    includes zero.
    """
    from adapters.terminal.evaluation.differences import comparison_lines
    from adapters.terminal.printable import printable
    from adapters.terminal.progress import waiting
    from adapters.terminal.screen import tell
    from evals.compare import compare, writing
    from evals.runs import Run

    if markdown and as_json:
        raise click.UsageError("Choose one of --markdown and --json.")
    with waiting("Comparing"):
        compared = compare(Run.open(a), Run.open(b))
    if html:
        from evals.compare.page import write_html

        write_html(compared, html)
        click.echo(f"The page is {html}.", err=True)
    if markdown:
        click.echo(printable(writing.markdown(compared)), nl=False)
    elif as_json:
        tell(writing.plain(compared), str, as_json=True)
    else:
        tell(compared, lambda found: comparison_lines(found, whole=whole), as_json=False)
