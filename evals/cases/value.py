"""A value of a row with its place, read as what it should be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from evals.cases.faults import MOST_FIELDS, Faults, code_point, meant, shown
from evals.cases.rows.lines import UNFIT
from evals.cases.rows.row import Row, Way

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Value:
    """What a row has at one place; reading it as what it isn't adds a fault and gives nothing."""

    row: Row
    way: Way
    raw: object
    faults: Faults

    @property
    def given(self) -> bool:
        """Whether there is anything; blanks are nothing, and so is a list of nothings."""
        if isinstance(self.raw, str):
            return bool(self.raw.strip())
        if isinstance(self.raw, list):
            return bool(self.elements())
        return self.raw is not None and self.raw != {}

    def refuse(self, wrong: str, remedy: str) -> None:
        """Add a fault at this place."""
        self.faults.add(self.row.place(self.way), wrong, remedy)

    def get(self, name: str) -> Value:
        """Return the value of a field; one of nothing where there is none."""
        fields = self.raw if isinstance(self.raw, Mapping) else {}
        return Value(self.row, (*self.way, name), fields.get(name), self.faults)

    def only(self, known: Collection[str]) -> None:
        """Refuse the fields that aren't known."""
        names = self.raw if isinstance(self.raw, Mapping) else {}
        if len(names) > MOST_FIELDS:
            self.refuse(f"has {len(names):,} fields", "see whether it is a case at all")
            return
        for name in names:
            if name not in known:
                remedy = f"rename or delete it; there are {', '.join(known)}"
                self.get(name).refuse(f"there is no such field{meant(name, known)}", remedy)

    def mapping(self, example: str) -> bool:
        """Whether it has fields; if not, that is a fault, and `example` shows how it should be."""
        if not isinstance(self.raw, Mapping):
            self.refuse(f"{shown(str(self.raw))} has no fields", f"write it as {example}")
        return isinstance(self.raw, Mapping)

    def elements(self) -> tuple[Value, ...]:
        """Return what a list has, but for nothings; what is no list counts as one of one."""
        if not isinstance(self.raw, list):
            return (self,) if self.given else ()
        values = (
            Value(self.row, (*self.way, index), one, self.faults)
            for index, one in enumerate(self.raw)
        )
        return tuple(value for value in values if value.given)

    def text(self) -> str:
        """Return the text without white space around it; each line break is one line feed."""
        if self.raw is None:
            return ""
        if not isinstance(self.raw, str):
            kind = "a list" if isinstance(self.raw, list) else "fields"
            wrong = f"must be text, not {'true or false' if isinstance(self.raw, bool) else kind}"
            self.refuse(wrong, "write one text, in quotation marks")
            return ""
        text = self.raw.replace("\r\n", "\n").replace("\r", "\n").strip()
        if unfit := UNFIT.search(text):
            wrong = f"has a character that nobody can see ({code_point(unfit[0])})"
            self.refuse(wrong, "delete it, or type the text again")
        return text

    def texts(self) -> tuple[str, ...]:
        """Return the texts of a list, each once."""
        return tuple(dict.fromkeys(one.text() for one in self.elements()))

    def words(self, known: type[Word], sort: str) -> tuple[Word, ...]:
        """Return the known words of a list, each once; `sort` is what a word of it is called.

        Capitals make no difference: spreadsheets write the first letter of a cell as one.
        """
        found: dict[Word, None] = {}
        by_name = {word.casefold(): word for word in known}
        for one in self.elements():
            text = one.text()
            if word := by_name.get(text.casefold()):
                found[word] = None
            elif text:
                wrong = f"{shown(text)} is no {sort}{meant(text, list(known))}"
                one.refuse(wrong, f"there are {', '.join(known)}")
        return tuple(found)

    def day(self) -> date | None:
        """Return the day of YYYY-MM-DD; None where there is nothing."""
        text = self.text()
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            self.refuse(f"{shown(text)} is no day", "write year-month-day, such as 2026-03-31")
            return None
        return day
