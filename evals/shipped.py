"""The test sets that come with PolicyDesk, and where any set is."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from evals.errors import BadTestSet
from evals.runs.files import FACTS

_KINDS = frozenset({".yaml", ".yml", ".jsonl", ".csv"})


def find(name: str) -> Path:
    """Return the path of a test set: a file or folder of that name, else one that is shipped.

    The folder of a run is no set, though it may well have the name of one. Raises BadTestSet
    where there is neither.
    """
    path, ours = Path(name), shipped()
    is_run = (path / FACTS).exists()
    if path.exists() and not is_run:
        return path
    if is_run and name not in ours:
        fault = f"{name} is the folder of a run, not a test set. Name the set that was played."
        raise BadTestSet((fault,))
    if name not in ours:
        names = ", ".join(sorted(ours))
        fault = (
            f"There is no test set {name}: no file or folder has that name. Check the path, or"
            f" name a set that comes with PolicyDesk: {names}."
        )
        raise BadTestSet((fault,))
    return ours[name]


def shipped() -> dict[str, Path]:
    """Return the sets that come with PolicyDesk, by name."""
    folder = Path(str(resources.files("evals"))) / "sets"
    found = (path for path in folder.iterdir() if path.suffix in _KINDS or path.is_dir())
    return {path.stem: path for path in found if not path.name.startswith(("_", "."))}
