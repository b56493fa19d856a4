from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.claims.statement import read
from bot.claims.strangers import replaced

UNIT = read("Lost library cards must be reported to the registrar within 3 days.")


def apart(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.eye(len(texts), dtype=np.float32)


def alike(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.ones((len(texts), 1), dtype=np.float32)


def test_another_word_in_the_place_of_the_clauses_own_is_noticed() -> None:
    sentence = read("Lost library cards must be reported to the gardener within 3 days.")
    assert replaced(sentence, UNIT, apart)
    assert not replaced(sentence, UNIT, alike)


@pytest.mark.parametrize(
    "sentence",
    [
        "Reporting lost library cards to the registrar within 3 days is required.",
        "Tell the registrar of lost library cards within 3 days.",
        "Lost library cards must be reported to the registrar within a maximum of 3 days.",
        "Report a lost library card to the registrar within 3 days.",
    ],
)
def test_forms_grammar_and_the_plainest_verbs_are_no_strangers(sentence: str) -> None:
    assert not replaced(read(sentence), UNIT, apart)
