from __future__ import annotations

import pytest

from tests.knowledge.loading.pdf_file import column, pdf_file

FIRST = "2.1 Records of social media posts are kept for three years by the Records Officer."
SECOND = "2.2 Comments are records too."


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A PDF of two pages with a clause on each."""
    return pdf_file(
        lambda canvas: column(canvas, 72, 100, FIRST, 40),
        lambda canvas: column(canvas, 72, 300, SECOND),
    )
