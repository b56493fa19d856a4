"""What became of a text's words: kept, removed, added, moved. Pure."""

from knowledge.word_diff.aligning import word_diff
from knowledge.word_diff.spans import Edit, Span

__all__ = ["Edit", "Span", "word_diff"]
