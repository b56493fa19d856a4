"""What a database complains about, in our own names and words."""

from __future__ import annotations

import errno

from knowledge.errors import CatalogBusy, CatalogUnusable, KnowledgeError

BUSY = "{where} is busy: another process is writing. Nothing was lost; try again in a moment."
_FULL = (
    "The disk that holds {where} is full. What was live before still is;"
    " free some space and run the command again."
)
_READ_ONLY = "{where} can't be written. Give the account that runs PolicyDesk write access to it."
_DAMAGED = "{where} is damaged or isn't a PolicyDesk database. Restore a backup into a new folder."
_BROKEN_DISK = "The disk that holds {where} reports errors. Check it, and restore a backup."
_UNREACHABLE = "The database {where} can't be reached. Check its address and that it is running."
BEHEADED = (
    "{where} is missing or empty, but {rest} beside it isn't. Put the missing file back, or"
    " restore a backup into a new folder."
)
NEWER = (
    "{where} was written by a newer version of PolicyDesk ({steps})."
    " Use that version, or restore a backup that this one made."
)

_SQLITE = {
    "BUSY": (CatalogBusy, BUSY),
    "LOCKED": (CatalogBusy, BUSY),
    "FULL": (CatalogUnusable, _FULL),
    "READONLY": (CatalogUnusable, _READ_ONLY),
    "CANTOPEN": (CatalogUnusable, _READ_ONLY),
    "PERM": (CatalogUnusable, _READ_ONLY),
    "CORRUPT": (CatalogUnusable, _DAMAGED),
    "NOTADB": (CatalogUnusable, _DAMAGED),
    # What the processes share has no room; SQLite asks for it before it reads anything.
    "IOERR_SHMSIZE": (CatalogUnusable, _FULL),
    "IOERR": (CatalogUnusable, _BROKEN_DISK),
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "40001": (CatalogBusy, BUSY),
    "40P01": (CatalogBusy, BUSY),
    "55P03": (CatalogBusy, BUSY),
    "53100": (CatalogUnusable, _FULL),
    "25006": (CatalogUnusable, _READ_ONLY),
    "42501": (CatalogUnusable, _READ_ONLY),
    # The server stops, stops at once, or isn't up yet.
    "57P01": (CatalogUnusable, _UNREACHABLE),
    "57P02": (CatalogUnusable, _UNREACHABLE),
    "57P03": (CatalogUnusable, _UNREACHABLE),
}
_OPERATING_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EIO: _BROKEN_DISK,
}


def fault(error: BaseException, where: str) -> KnowledgeError | None:
    """Name a driver's or the operating system's error; None for what a person can't mend.

    `where` is the file or database as the person knows it, never with a password.
    """
    if isinstance(error, OSError):
        words = _OPERATING_SYSTEM.get(error.errno or 0)
        return CatalogUnusable(words.format(where=where)) if words else None
    if name := getattr(error, "sqlite_errorname", ""):
        code = name.removeprefix("SQLITE_")
        found = _SQLITE.get(code) or _SQLITE.get(code.split("_")[0])
    elif state := getattr(error, "sqlstate", ""):
        found = _POSTGRESQL.get(state)
    elif type(error).__name__ == "OperationalError":
        # PostgreSQL without a code: the connection was refused or lost.
        found = (CatalogUnusable, _UNREACHABLE)
    else:
        found = None
    if found is None:
        return None
    kind, words = found
    return kind(words.format(where=where))
