"""`policydesk eval …`."""

from __future__ import annotations

import click

from adapters.terminal.lazy import LazyGroup

_MODULES = {"import": "import_"}
# In the order in which an evaluator needs them.
_COMMANDS = {
    name: f"adapters.terminal.evaluation.{_MODULES.get(name, name)}:command"
    for name in (
        "new",
        "import",
        "run",
        "report",
        "compare",
        "gate",
        "calibrate",
        "judge",
        "metrics",
    )
}


@click.group("eval", cls=LazyGroup, places=_COMMANDS)
def evaluation() -> None:
    """Say whether the answers are good enough.

    Also whether a change made them better, and whether an update may go live.

    A test set is a file of questions with what is right for each. `run` plays it and keeps
    everything in a folder, which `report`, `compare` and `gate` read.
    """
