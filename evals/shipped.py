"""The test sets that come with PolicyDesk, and where any set is."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from evals.errors import BadTestSet

_KINDS = frozenset({".yaml", ".yml", ".jsonl", ".csv"})


def find(name: str) -> Path:
    """Return the path of a test set: a file or folder of that name, else one that is shipped.

    Raises BadTestSet where there is neither.
    """
    path = Path(name)
    if path.exists():
        return path
    shipped = _shipped()
    if name not in shipped:
        ours = ", ".join(sorted(shipped))
        fault = (
            f"There is no test set {name}: no file or folder has that name. Check the path, or"
            f" name a set that comes with PolicyDesk: {ours}."
        )
        raise BadTestSet((fault,))
    return shipped[name]


def _shipped() -> dict[str, Path]:
    folder = Path(str(resources.files("evals"))) / "sets"
    found = (path for path in folder.iterdir() if path.suffix in _KINDS or path.is_dir())
    return {path.stem: path for path in found if not path.name.startswith(("_", "."))}
