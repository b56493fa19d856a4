from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.citations import Fault, faults

LIBRARY = (
    "If you lose a badge, you must tell the desk at once. If a guardian agrees, a minor may borrow "
    "maps. Before moving a cabinet, with or without its maps, clerks must obtain approval from the "
    "Keeper of Maps. Only keepers have the right to open, close or clean rooms and to hire guards. "
    "Guests can get a free, read-only ticket at the gate. Fees are raised in June, at which point "
    "the desk tells all readers prior to renewal. Readers at R-7 or above must wear a badge. "
    "No keeper, or guest or child of a keeper, shall sell maps. The prize is reported before the "
    "hall closes. A ban on ink applies. It does not apply to pencils, chalk or erasers. Clerks "
    "must count the maps and the globes (if they are on show). At any point during the year, the "
    "Board may close the rooms. The Maps Board of Ravenna and the desk must approve a sale."
)


def apart(texts: Sequence[str]) -> NDArray[np.float32]:
    """Say that no text means what another does."""
    return np.eye(len(texts), dtype=np.float32)


def told(sentence: str) -> tuple[Fault, ...]:
    return faults(sentence, ["c"], {"c": LIBRARY}, apart)


@pytest.mark.parametrize(
    "sentence",
    [
        "You must tell the desk at once.",
        "Clerks must obtain approval from the Keeper of Maps before moving a cabinet.",
        "To move a cabinet, clerks must obtain approval from the Keeper of Maps.",
        "No, only keepers have the right to open, close or clean rooms.",
        "Guests can get a ticket at the gate.",
        "No guest of a keeper shall sell maps.",
        "The ban on ink does not apply to chalk.",
        "Clerks must count the maps.",
        "The Board may close the rooms.",
        "The MBR and the desk must approve a sale.",
        "Readers at R-7 or above must wear a badge.",
    ],
)
def test_what_limits_nothing_that_is_said_may_be_left_out(sentence: str) -> None:
    assert told(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("A minor may borrow maps.", Fault.CONDITION),
        ("Everybody must tell the desk of a badge at once.", Fault.CONDITION),
        ("Keepers have the right to open, close or clean rooms.", Fault.CONDITION),
        ("A keeper shall sell maps.", Fault.DUTY),
        ("Readers above R-7 must wear a badge.", Fault.FIGURE),
        ("Clerks must obtain approval from the mayor before moving a cabinet.", Fault.REPLACED),
        ("The Maps Board of Ravenna, the desk and the mayor must approve a sale.", Fault.SUBJECT),
        ("The MRB and the desk must approve a sale.", Fault.NAME),
    ],
)
def test_what_limits_what_is_said_may_not_be_left_out(sentence: str, fault: Fault) -> None:
    assert fault in told(sentence)
