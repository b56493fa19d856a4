"""Which version of which document a file may be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from knowledge.errors import UnreadableDocument
from knowledge.intake.finding import Found
from knowledge.revisions import Filed, since


class Claims:
    """What the files of one run say they are, beside the versions on file of each document."""

    def __init__(self, versions: Mapping[str, Sequence[Filed]]) -> None:
        self._versions = versions
        self._claims: dict[tuple[str, date | None], Found] = {}

    def enter(self, filed: Filed, found: Found, former: Sequence[Filed]) -> None:
        """Let a file be a version; `former` are the versions that the same file was before.

        Raises UnreadableDocument: another file is that version already, or the date is missing
        that would say where it belongs.
        """
        self._refuse_undated(filed, former)
        begins = filed.version.header.effective_from
        other = self._claims.setdefault((filed.document, begins), found)
        if other != found:
            same_day = f", and holds from the same day on ({begins})" if begins else ""
            name = other.file if other.path == found.path else other.path
            raise UnreadableDocument(
                found.path,
                f"it has the same id ({filed.document}) as {name}{same_day}",
                "Give one of them an id of its own, or another day (effective_from).",
            )

    def _refuse_undated(self, filed: Filed, former: Sequence[Filed]) -> None:
        versions = self._versions.get(filed.document, ())
        before = [one for one in former if one in versions]
        rival = _rival(filed, versions, before)
        if rival is None:
            return
        begins = rival.version.header.effective_from
        if rival in before:
            reason = (
                "it doesn't say any more from which day on it holds; the version on file has"
                f" {begins}"
            )
            remedy = f"Name that day (effective_from: {begins}), or a later one"
        else:
            reason = (
                f"it doesn't say from which day on it holds, but {rival.version.path}, a version of"
                f" the same document ({filed.document}), has {begins}"
            )
            remedy = "Name that day (effective_from)"
        raise UnreadableDocument(
            filed.version.path,
            reason,
            f"{remedy}; if it is another document, give it an id of its own. To keep this one"
            f" without dates, first withdraw {filed.document} and publish that.",
        )


def _rival(filed: Filed, versions: Collection[Filed], former: Collection[Filed]) -> Filed | None:
    """Return the dated version beside which an undated one must not be taken in.

    It would count as the oldest of all: an older text would stay or come back in force. Only
    a file that never had a date may go on without one.
    """
    dated = [one for one in versions if one.version.header.effective_from]
    before = [one for one in former if one in dated]
    if filed.version.header.effective_from or not dated or (former and not before):
        return None
    return max(before or dated, key=since)
