"""Everything that can go wrong with documents and the knowledge base, by name.

A message says what is wrong, where, and what to do about it, in words that a
communications officer understands. Callers show it as it stands.
"""


class KnowledgeError(Exception):
    """The root of all faults that a person can mend."""


class UnreadableDocument(KnowledgeError):
    """One document could not be read; the others are not touched by it."""

    def __init__(self, path: str, reason: str, remedy: str, place: str = "") -> None:
        self.path = path
        self.reason = reason
        self.remedy = remedy
        self.place = place
        where = f"{path} ({place})" if place else path
        super().__init__(f"{where}: {reason}. {remedy}")


class BadHeader(KnowledgeError):
    """The header data of a document has faults; `faults` lists all of them."""

    def __init__(self, path: str, faults: tuple[str, ...]) -> None:
        self.path = path
        self.faults = faults
        super().__init__(f"{path}: " + "; ".join(faults))


class UnknownDocument(KnowledgeError):
    """No document of that id or path is in the knowledge base."""


class UnknownRevision(KnowledgeError):
    """No revision of that number exists."""


class PublishRefused(KnowledgeError):
    """A check spoke against publishing, or the draft no longer fits the live revision.

    `objections` are what checks said, a sentence each; none where another thing is in the way.
    """

    def __init__(self, message: str, objections: tuple[str, ...] = ()) -> None:
        self.objections = objections
        super().__init__(message)


class CatalogBusy(KnowledgeError):
    """Another process is writing; trying again later will work."""


class CatalogUnusable(KnowledgeError):
    """The data folder or database can't be used: read-only, full, damaged, or newer than we are."""


class IndexMissing(KnowledgeError):
    """A revision's index folder is gone or damaged; it can be rebuilt from the catalog."""


class ModelUnusable(KnowledgeError):
    """The embedding model is missing, or isn't the one that was promised."""
