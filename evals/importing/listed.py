"""A file of JSON that lists things, read with every fault in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from evals.cases.faults import Faults, Place, shown
from evals.cases.rows.lines import UNFIT

_Model = TypeVar("_Model", bound=BaseModel)
# What pydantic calls it, and what people do.
_WRONG = {
    "missing": "is missing",
    "string_type": "isn't text",
    "list_type": "isn't a list",
    "model_type": "has no fields",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "string_too_long": "is too long for an id",
}
_FORM = "an entry has QuestionID, Question and Passages of DocumentID, PassageID, Passage"
_REMEDIES = {
    "string_too_long": "shorten it",
    "string_pattern_mismatch": "name the document with letters, digits, dots and dashes alone",
}


def _text(value: object) -> object:
    if isinstance(value, str):
        return UNFIT.sub(" ", value).strip()
    # Numbers are ids, too; true and false are none.
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else value


Text = Annotated[str, BeforeValidator(_text), Field(min_length=1)]


class Passage(BaseModel):
    """A piece of a document, as its set cuts it; a heading's may be empty."""

    model_config = ConfigDict(frozen=True)

    # It becomes a file's name, and mustn't lead anywhere else.
    document: Annotated[Text, Field(alias="DocumentID", pattern=r"^\w[\w. -]*$")]
    name: Text = Field(alias="PassageID")
    text: Annotated[str, BeforeValidator(_text)] = Field(alias="Passage")

    @property
    def lines(self) -> tuple[str, ...]:
        """Its paragraphs, items and headings, each in one line."""
        folded = (" ".join(line.split()) for line in self.text.splitlines())
        return tuple(line for line in folded if line)


def entries(path: Path, model: type[_Model], faults: Faults) -> Iterator[tuple[Place, _Model]]:
    """Yield what the file lists, with its place; what can't be read becomes faults."""
    for number, raw in enumerate(_list(path, faults), 1):
        place = Place(str(path), field=f"entry {number:,}")
        try:
            yield place, model.model_validate(raw)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                _explain(place, one, faults)


def _list(path: Path, faults: Faults) -> list[Any]:
    place = Place(str(path))
    try:
        listed = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        faults.add(place, f"can't be read ({error.strerror})", "check the name and permissions")
    except UnicodeDecodeError:
        faults.add(place, "isn't UTF-8", "save it with that encoding")
    except json.JSONDecodeError as error:
        wrong = f"isn't JSON ({error.msg})"
        faults.add(Place(str(path), error.lineno), wrong, "mend it, or fetch the file again")
    except RecursionError:
        faults.add(place, "is nested too deeply", "give a list of entries")
    else:
        if isinstance(listed, list) and listed:
            return listed
        faults.add(place, "isn't a list of entries", "give a file that begins with [")
    return []


def _explain(place: Place, error: Mapping[str, Any], faults: Faults) -> None:
    way = ".".join(str(step + 1) if isinstance(step, int) else step for step in error["loc"])
    wrong = _WRONG.get(error["type"], f"can't be used: {shown(str(error['input']))}")
    where = Place(place.file, place.line, f"{place.field}, {way}" if way else place.field)
    faults.add(where, wrong, _REMEDIES.get(error["type"], _FORM))
