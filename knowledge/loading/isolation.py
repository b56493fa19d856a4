"""Documents are parsed in a child process, within limits on time and memory."""

from __future__ import annotations

from knowledge.isolation import MEMORY, Child
from knowledge.model import Loaded

# A 300-page PDF takes seconds; on a busy machine ten times that.
SECONDS = 120.0


class Reader(Child):
    """Reads documents in a child process; a context manager that ends the child.

    Not for several threads at once: give each its own.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        super().__init__("knowledge.loading:load", "reading it", seconds=seconds, memory=memory)

    def read(self, path: str, data: bytes) -> Loaded:
        """Read one document as `knowledge.loading.load` does, within the limits.

        Raises UnreadableDocument, or KnowledgeError where no child can be started.
        """
        loaded: Loaded = self.ask(path, data)
        return loaded
