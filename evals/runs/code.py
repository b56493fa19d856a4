"""Which state of PolicyDesk's own source is running."""

from __future__ import annotations

import subprocess
from pathlib import Path

import evals

_ROOT = Path(evals.__file__).parents[1]
_PACKAGES = ("adapters", "bot", "evals", "knowledge")
_LONGEST = 10  # seconds; a repository on a slow disk must not hold anybody up


def state() -> tuple[str, bool]:
    """Return the commit that is checked out, and whether the source differs from it.

    Where the source isn't under git's control, or git isn't there, the commit is "".
    """
    # An environment may lie within somebody's repository, and be none of its files.
    if not _git("ls-files", "--", "evals/__init__.py"):
        return "", False
    return _git("rev-parse", "HEAD"), bool(_git("status", "--porcelain", "--", *_PACKAGES))


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own words only
            ["git", "-C", str(_ROOT), *arguments],  # noqa: S607 - git is where its user has it
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
