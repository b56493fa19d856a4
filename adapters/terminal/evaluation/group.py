"""`policydesk eval …`: each command's module is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

# In the order in which an evaluator needs them.
_COMMANDS = ("new", "import", "run", "report", "compare", "gate", "calibrate", "judge", "metrics")
_MODULES = {"import": "import_"}


class _Commands(click.Group):
    """Loads a command when it is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the names."""
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        if name not in _COMMANDS:
            return None
        module = import_module(f"adapters.terminal.evaluation.{_MODULES.get(name, name)}")
        command = module.command
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, name="eval")
def evaluation() -> None:
    """Say whether the answers are good, whether a change made them better, and what may go live.

    A test set is a file of questions with what is right for each. `run` plays it and keeps
    everything in a folder, which `report`, `compare` and `gate` read.
    """
