"""What people type, how a policy would ask the same, and what has nothing to do with it.

By hand, none from a document or a test set; half need knowledge of the world ("chatgpt").
"""

from __future__ import annotations

from pathlib import Path

_LINES = Path(__file__).with_name("rewordings.tsv").read_text(encoding="utf-8").splitlines()
_PAIRS = [line.split("\t") for line in _LINES]
FIT = tuple((typed, worded) for typed, worded in _PAIRS)
# Each question with the wording of another, which is about something else.
_AWAY = 29
ASIDE = tuple((typed, FIT[(nth + _AWAY) % len(FIT)][1]) for nth, (typed, _worded) in enumerate(FIT))
