"""What shaped a run: everything that one must know to tell whether two runs can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from evals.errors import BadRun
from evals.runs.files import FACTS, replace_file


@dataclass(frozen=True, slots=True)
class Facts:
    """The content of `run.json`.

    `cases` counts them; each was to be played `repeat` times. `day` is the day asked, for cases
    that name none. `documents` is the digest of what the revision holds, `model` that of the
    embedding model, `confidence` the provenance of the calibration in use. `code` is the commit
    of PolicyDesk's source, "" where it isn't under version control, and `changed` tells whether
    it differs from that commit. `finished` is None until everything is played and scored.
    """

    name: str
    set_name: str
    set_path: str
    set_digest: str
    cases: int
    day: date
    repeat: int
    revision: int
    documents: str
    settings: Mapping[str, str]
    confidence: Mapping[str, Any]
    model: str
    code: str
    changed: bool
    policydesk: str
    started: datetime
    finished: datetime | None = None

    def differences(self, other: Facts) -> tuple[str, ...]:
        """Return the names of the facts that keep one run from going on as the other."""
        kept = {"name", "set_name", "set_path", "started", "finished"}
        names = (field.name for field in fields(self) if field.name not in kept)
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))


_FACTS = TypeAdapter(Facts)


def write(folder: Path, facts: Facts) -> None:
    """Write `run.json` as a whole, or not at all."""
    replace_file(folder / FACTS, _FACTS.dump_json(facts, indent=2) + b"\n")


def read(folder: Path) -> Facts:
    """Return the facts of a run's folder. Raises BadRun: no run, or a damaged one."""
    try:
        return _FACTS.validate_json((folder / FACTS).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise BadRun(
            f"{folder} isn't the folder of a run: it has no {FACTS}."
            " `policydesk eval run SET` makes one."
        ) from None
    except ValidationError as wrong:
        place = ".".join(map(str, wrong.errors()[0]["loc"]))
        where = f" ({place})" if place else ""
        raise BadRun(
            f"{folder / FACTS} is damaged, or of another release of PolicyDesk{where}."
            " Play the set again."
        ) from wrong
