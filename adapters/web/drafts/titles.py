"""What the jobs that decide what is live are called."""

from __future__ import annotations

from typing import Final

from adapters.web.drafts.fate import PUBLISH

ROLL_BACK: Final = "drafts.roll_back"
TITLES: Final = {PUBLISH: "Publishing a draft", ROLL_BACK: "Going back to a revision"}
