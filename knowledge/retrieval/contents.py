"""The list of what an index folder holds; a folder without a good one isn't an index."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from knowledge.errors import IndexMissing
from knowledge.model import Partition

_FILE = "contents.json"
# Raised whenever what a folder holds of a clause changes; older folders are built anew.
_FORMAT = 3


def read(folder: Path) -> tuple[Partition, ...]:
    """Return the partitions that the folder holds.

    Raises:
        IndexMissing: it is gone, damaged, or of another version.
    """
    try:
        listed = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        if listed["format"] == _FORMAT:
            return tuple(
                Partition(frozenset(p["groups"]), p["current"]) for p in listed["partitions"]
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexMissing(f"{folder}: no usable index here ({error}). Rebuild it.") from error
    raise IndexMissing(f"{folder}: the index is of another version of PolicyDesk. Rebuild it.")


def write(folder: Path, partitions: Iterable[Partition]) -> None:
    """Write the list, in an order of its own, which makes the folder an index."""
    # What is in force comes first: a clause that is on both sides counts there.
    ordered = sorted(partitions, key=lambda p: (not p.current, sorted(p.groups)))
    listed = [{"groups": sorted(p.groups), "current": p.current} for p in ordered]
    content = json.dumps({"format": _FORMAT, "partitions": listed}, indent=1)
    (folder / _FILE).write_text(content, encoding="utf-8")


def usable(folder: Path) -> bool:
    """Whether the folder is an index of this version."""
    try:
        read(folder)
    except IndexMissing:
        return False
    return True


def name(partition: Partition) -> str:
    """Return the partition's name among the folder's parts: letters, digits, hyphens."""
    side = "current" if partition.current else "other"
    groups = json.dumps(sorted(partition.groups)).encode()
    return f"{side}-{hashlib.sha256(groups).hexdigest()[:16]}"
