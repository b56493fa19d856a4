"""Other people's test sets as ours: questions with the passages that answer them, as in ObliQA.

ObliQA is described in Gokhan et al., "RIRAG: Regulatory Information Retrieval and Answer
Generation" (2024). Its files are lists of {QuestionID, Question, Passages: [{DocumentID,
PassageID, Passage}]}; those of its documents lists of {DocumentID, PassageID, Passage}.
"""

from __future__ import annotations

from evals.importing.documents import Document, read_documents
from evals.importing.questions import read_questions

__all__ = ["Document", "read_documents", "read_questions"]
