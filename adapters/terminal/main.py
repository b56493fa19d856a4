"""The command `policydesk`: all commands, and one place where they end.

Exit codes: 0 done; 1 a fault that a person can mend, in one line on stderr;
2 a command that can't be read; 3 some documents failed and the rest went on;
70 a fault of ours; 130 interrupted. A reader that goes away ends a command cleanly.
"""

from __future__ import annotations

import os
import sys
from importlib import metadata
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click

from adapters.terminal.desk import Desk
from adapters.terminal.lazy import LazyGroup
from adapters.terminal.logs import configure
from adapters.terminal.paths import Place
from adapters.terminal.printable import one_line, printable
from bot.errors import BotError
from evals.errors import EvalError
from knowledge.errors import KnowledgeError

MENDABLE, OURS, INTERRUPTED = 1, 70, 130

_COMMANDS = {
    "demo": "adapters.terminal.demo:demo",
    "ask": "adapters.terminal.ask:ask",
    "chat": "adapters.terminal.chat:chat",
    "knowledge": "adapters.terminal.knowledge_commands:knowledge",
    "tickets": "adapters.terminal.tickets:tickets",
    "rulings": "adapters.terminal.rulings:rulings",
    "serve": "adapters.terminal.serve:serve",
    "console": "adapters.terminal.console_commands:console",
    "off": "adapters.terminal.switch:off",
    "on": "adapters.terminal.switch:on",
    "slack": "adapters.terminal.slack_commands:slack",
    "teams": "adapters.terminal.teams_commands:teams",
    "eval": "adapters.terminal.evaluation.group:evaluation",
    "backup": "adapters.terminal.backup:backup",
    "restore": "adapters.terminal.backup:restore",
    "doctor": "adapters.terminal.doctor:doctor",
    "completion": "adapters.terminal.completion:completion",
}


class _Commands(LazyGroup):
    """Ends every command alike."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command; every fault becomes one line on stderr and its exit code."""
        try:
            result = super().invoke(context)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except (KnowledgeError, BotError) as fault:
            _end(MENDABLE, one_line(str(fault)))
        except EvalError as fault:
            # A bad test set has a line for each of its faults.
            _end(MENDABLE, printable(str(fault)))
        except BrokenPipeError:
            _abandon_output()
            raise click.exceptions.Exit(0) from None
        except OSError as fault:
            _abandon_output()
            _end(MENDABLE, one_line(f"{fault.filename or 'Reading or writing'}: {fault.strerror}."))
        except (KeyboardInterrupt, EOFError):
            _end(INTERRUPTED, "Stopped.")
        except Exception as fault:  # noqa: BLE001  # the last resort; it is told, with its trace
            _apologise(fault, verbose=context.ensure_object(Desk).verbose)
        return result


@click.group(
    cls=_Commands, places=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--data",
    type=Place(file_okay=False, path_type=Path),
    help="The data folder; default: POLICYDESK_DATA or ./policydesk-data (demo: ./demo-data).",
)
@click.option("--verbose", is_flag=True, help="Show on stderr what is being done.")
@click.version_option(metadata.version("policydesk"), prog_name="policydesk")
@click.pass_context
def cli(context: click.Context, data: Path | None, *, verbose: bool) -> None:
    """Answer employees' questions from an agency's own policy, every clause quoted and cited."""
    configure(verbose=verbose)
    context.obj = Desk(data, verbose)


def main() -> None:
    """Run the command line and exit."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # A stream closed before the start would lend its number to the next file opened.
        stream = getattr(sys, name) or open(os.devnull, mode)  # noqa: PTH123, SIM115
        if isinstance(stream, TextIOWrapper):
            # What a terminal can't show, or sends broken, must not end a conversation.
            stream.reconfigure(errors="replace")
        setattr(sys, name, stream)
    cli(prog_name="policydesk")


def _end(code: int, line: str) -> NoReturn:
    click.echo(line, err=True)
    raise click.exceptions.Exit(code)


def _abandon_output() -> None:
    # The interpreter flushes once more at exit; that must not fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _apologise(fault: Exception, *, verbose: bool) -> NoReturn:
    if verbose:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    details = "" if verbose else " For the details, run it again as `policydesk --verbose …`."
    what = one_line(f"{type(fault).__name__}: {fault}")[:200]
    _end(OURS, f"Sorry, PolicyDesk has a fault: {what}.{details}")
