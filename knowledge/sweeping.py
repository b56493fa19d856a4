"""What can be built again, or never counted, is removed."""

from __future__ import annotations

from knowledge.catalog.history import History
from knowledge.retrieval.folders import Folders

_DRAFTS = 3  # that keep their index; most of them are never looked at again


def sweep(history: History, folders: Folders) -> None:
    """Remove all indexes but those of what is live, was or came before, and of the newest drafts.

    Any other is built again when somebody asks for it.
    """
    live = history.live()
    before = None if live is None else history.parent(live)
    keep = {*sorted(history.drafts())[-_DRAFTS:], *history.recent()}
    folders.sweep(keep if before is None else keep | {before})


def clean(history: History, folders: Folders) -> None:
    """Remove what interrupted processes left behind; call it with the right to write."""
    for revision in history.unfinished():
        history.discard(revision)
    sweep(history, folders)
