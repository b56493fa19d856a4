"""A test set sent to the console: taken in where nothing is wrong with it, else sent back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final
from uuid import uuid4

from starlette.datastructures import UploadFile
from starlette.responses import Response

from adapters.web.errors import BadForm
from adapters.web.evaluating.shelf import Shelf, set_link
from adapters.web.jobs.model import Job
from adapters.web.rendering import back, render
from adapters.web.visit import Visit
from evals.cases.rows import READERS
from evals.errors import BadTestSet, FileThere
from evals.known_sets import Origin, take_in
from knowledge.report import Progress

_FORM: Final = "/evaluations/sets/add"
_OWNERS: Final = 0o700
_LONGEST: Final = 80  # characters of a name


@dataclass(frozen=True, slots=True)
class Adding:
    """Answers on the page that takes sets in, and reads what was sent."""

    shelf: Shelf

    def form(self, visit: Visit) -> Response:
        """Show the form, and what was wrong with what was sent last."""
        number = visit.count("job", 0)
        job = self.shelf.parts.jobs.show(number) if number else None
        wrong = job.result if job and job.kind == "test set" else None
        return self._form(visit, {}, wrong or {})

    def begin(self, visit: Visit) -> Response:
        """Put the file aside and have it read."""
        try:
            file = _sent(visit)
        except BadForm as bad:
            return self._form(visit, bad.faults, {})
        name = _named(file.filename or "")
        folder = self._aside / uuid4().hex
        folder.mkdir(_OWNERS, parents=True)
        with (folder / name).open("wb") as copy:
            shutil.copyfileobj(file.file, copy)
        about = {"folder": folder.name, "file": name, "replace": bool(visit.said_in("replace"))}
        visit.note(file=name)
        number = self.shelf.parts.jobs.begin("test set", about, visit.person)
        return back(visit, f"/jobs/{number}")

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Take in what was put aside; with faults nothing is taken in, and the form tells them."""
        progress("reading the test set", 0, 1)
        name, folder = str(job.about["file"]), self._aside / str(job.about["folder"])
        try:
            key = take_in(folder / name, self.shelf.own, replace=bool(job.about["replace"]))
        except BadTestSet as bad:
            return _sent_back(job, name, bad.faults)
        except FileThere:
            there = f"There is a set {name} already. Tick the box to replace it, or rename yours."
            return _sent_back(job, name, (there,))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return {"to": set_link(key), "said": f"{name} has been added. It can be played now."}

    def remove(self, visit: Visit) -> Response:
        """Remove one of the agency's own sets; its runs stay."""
        found = self.shelf.set(visit.path("set"))
        if found.origin is not Origin.OWN:
            raise BadForm({"form": "Only sets that were added here can be removed here."})
        found.path.unlink(missing_ok=True)
        return back(visit, "/evaluations/sets", f"{found.name} has been removed; its runs stay.")

    @property
    def _aside(self) -> Path:
        return self.shelf.own / ".sent"

    def _form(self, visit: Visit, faults: Mapping[str, str], wrong: Mapping[str, Any]) -> Response:
        return render(
            visit,
            "evaluations/add_set.html",
            422 if faults else 200,
            faults=faults,
            sent=str(wrong.get("file", "")),
            wrong=tuple(map(str, wrong.get("faults", ()))),
            suffixes=", ".join(READERS),
        )


def _sent(visit: Visit) -> UploadFile:
    files = visit.files("file")
    if len(files) != 1:
        raise BadForm({"file": "Choose the file of a test set."})
    (file,) = files
    if PurePosixPath(file.filename or "").suffix.lower() not in READERS:
        known = ", ".join(READERS)
        raise BadForm({"file": f"A test set is a file of one of these kinds: {known}."})
    return file


def _named(given: str) -> str:
    """Return the name under which a file is kept: what any file system takes, and hides nowhere."""
    name = PurePosixPath(given.replace("\\", "/"))
    stem = re.sub(r"[^\w.() -]+", "-", name.stem).strip(" .-")[:_LONGEST] or "questions"
    return f"{stem}{name.suffix.lower()}"


def _sent_back(job: Job, name: str, faults: tuple[str, ...]) -> Mapping[str, Any]:
    said = f"{name} has not been added: see what is wrong with it."
    return {"to": f"{_FORM}?job={job.id}", "said": said, "file": name, "faults": faults}
