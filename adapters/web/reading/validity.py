"""How a version stands, in words."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.web.links import clause_link
from knowledge.model import Clause, Version
from knowledge.opening import Opened, Validity

_KINDS = {Validity.IN_FORCE: "good", Validity.COMING: "info", Validity.DRAFT: "info"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader must know: a badge with its kind, and a sentence, "" where all is well.

    `to` is where to read on, `link` what leads there; "" for nowhere.
    """

    badge: str
    kind: str
    said: str = ""
    to: str = ""
    link: str = ""


def standing(opened: Opened, cited: Clause | None, there: tuple[Clause, ...]) -> Standing:
    """Say how the version stands; `there` are the clauses of the document's current version."""
    validity, header = opened.validity, opened.version.header
    kind = _KINDS.get(validity, "warning")
    if validity is Validity.IN_FORCE:
        since = f" since {header.effective_from}" if header.effective_from else ""
        return Standing(f"In force{since}", kind)
    said = {
        Validity.COMING: f"This version isn't in force yet. It begins on {header.effective_from}.",
        Validity.ENDED: f"This version is no longer in force. It ended on {header.effective_to}.",
        Validity.REPLACED: "This version was corrected and isn't in force any more.",
        Validity.WITHDRAWN: "This document was withdrawn. Employees can't read it any more.",
        Validity.DRAFT: "Only a draft holds this version. Employees can't read it yet.",
    }[validity]
    badge = validity.value.capitalize()
    current = opened.current
    if current is None or current.id == opened.version.id:
        return Standing(badge, kind, said)
    return Standing(badge, kind, f"{said}{_compared(cited, there)}", *_onward(current, cited))


def _compared(cited: Clause | None, there: tuple[Clause, ...]) -> str:
    if cited is None:
        return ""
    same = next((one for one in there if one.id == cited.id), None)
    if same is None:
        return " The clause isn't at this place any more in the current version."
    if (same.lead_in, same.text) == (cited.lead_in, cited.text):
        return " The clause reads the same in the current version."
    return " The clause reads differently in the current version."


def _onward(current: Version, cited: Clause | None) -> tuple[str, str]:
    to = f"/read/{current.id}" if cited is None else clause_link(current.id, cited.id)
    return to, "Read the current version"
