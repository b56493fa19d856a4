"""What Slack shows before there is an answer."""

from __future__ import annotations

LOOKING_UP = "is looking it up …"
MEANWHILE = (
    "Reading the policies …",
    "Looking for the clause that settles it …",
    "Checking since when it applies …",
)
PROMPTS_TITLE = "Ask about a policy, for example:"
