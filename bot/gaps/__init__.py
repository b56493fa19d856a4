"""What employees asked and the policies didn't settle, put together by meaning."""

from bot.gaps.addition import Addition, file_name, markdown
from bot.gaps.finding import GapFinding
from bot.gaps.model import Cause, Gap, Gaps, Nearest

__all__ = ["Addition", "Cause", "Gap", "GapFinding", "Gaps", "Nearest", "file_name", "markdown"]
