"""Questions to suggest to somebody who opens the bot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, islice, zip_longest

from bot import chat_wording
from knowledge.access import may
from knowledge.model import Viewer
from knowledge.serving import Serving

_MOST = 4
# Whoever opens the bot doesn't wait for a library to be read through.
_LOOKED_AT = 40


class Prompts:
    """Questions that the documents say they answer, of documents that everybody may read."""

    def __init__(self, library: Serving, today: Callable[[], date]) -> None:
        self._library = library
        self._today = today
        self._known: tuple[int | None, tuple[str, ...]] = (None, ())

    def newest(self) -> tuple[str, ...]:
        """Return up to four questions, of as many documents as there are; else three of our own."""
        live = self._library.live()
        if live is not None and live != self._known[0]:
            self._known = (live, tuple(self._found(live)))
        return self._known[1] or chat_wording.PROMPTS

    def _found(self, live: int) -> Iterator[str]:
        """Yield each document's first question, then each one's second, and so on."""
        asked = [*islice(self._of_documents(live), _MOST)]
        ranked = chain.from_iterable(zip_longest(*asked, fillvalue=""))
        return islice(dict.fromkeys(filter(None, ranked)), _MOST)

    def _of_documents(self, live: int) -> Iterator[tuple[str, ...]]:
        for listed in self._library.documents(live)[:_LOOKED_AT]:
            header = self._library.show(listed.document, live).version.header
            questions = tuple(chain.from_iterable(asked for _, asked in header.questions))
            if questions and may(Viewer(), header, self._today()):
                yield questions
