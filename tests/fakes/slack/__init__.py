"""A Slack of our own, in a process of its own: strict where Slack is, and told what to do by tests.

`with slack() as one:` starts it; `one` is a `Slack`: what people do there, what went wrong there,
and what they see.
"""

from tests.fakes.slack.client import Slack, slack, until
from tests.fakes.slack.line import RefusedBySlack
from tests.fakes.slack.seen import buttons, form, rung, shown

__all__ = ["RefusedBySlack", "Slack", "buttons", "form", "rung", "shown", "slack", "until"]
