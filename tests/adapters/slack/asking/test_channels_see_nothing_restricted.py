"""Whatever is asked by whoever: what goes to a channel holds no word of a restricted document."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.chat import actions
from adapters.chat.model import How
from adapters.delivery.model import Outgoing
from tests.adapters.slack.asking.talk import Talk, stamp

# Words that stand in one restricted document only, and in no question.
SECRET = ("sealed", "ten years", "Personnel Files", "vault", "until the court", "Legal Holds")
QUESTIONS = (
    "How long are medical certificates kept?",
    "Where are medical certificates kept?",
    "Where are drafts of a settlement?",
    "What happens to drafts of a settlement and to medical certificates?",
    "May I post pictures of a medical certificate?",
    "May I post pictures of a crime scene?",
    "Do posts need approval?",
    "And for how long?",
    "My own account",
    "Where?",
    "I would like to speak to a person in the press office, please.",
    "Thanks!",
)
HOWS = (How.MENTION, How.THREAD, How.COMMAND, How.SHORTCUT, How.FOR_OFFICE, How.DIRECT)
PRESSES = (actions.SHARE, actions.ASK_OFFICE, actions.OPTION)
Step = tuple[str, How, str, list[str]]
STEPS = st.tuples(
    st.sampled_from(("U1", "U50", "U60", "U70")),
    st.sampled_from(HOWS),
    st.sampled_from(QUESTIONS),
    st.lists(st.sampled_from(PRESSES), max_size=2),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=5))
def test_nothing_restricted_goes_to_a_channel(talk: Talk, steps: list[Step]) -> None:
    begun, thread = len(talk.sent()), stamp()
    for user, how, question, pressed in steps:
        there = "" if how is How.COMMAND else thread
        talk.asks(user, question, how, there)
        for action in pressed:
            turn = talk.turns()
            value = f"{turn}:0" if action == actions.OPTION else str(turn)
            talk.presses(user, action, value, thread)
    open_to_all = [one for one in talk.sent()[begun:] if _for_all(one)]

    for one in open_to_all:
        words = json.dumps(one.body, ensure_ascii=False)
        assert not [secret for secret in SECRET if secret in words]


def test_the_words_are_told_to_who_may_read_them(talk: Talk) -> None:
    """Else the property would hold of a bot that says nothing."""
    told = [
        talk.mention("U50", "Where are medical certificates kept?").text,
        talk.mention("U60", "Where are drafts of a settlement?").text,
    ]

    assert "sealed" in told[0]
    assert "vault" in told[1]


def _for_all(one: Outgoing) -> bool:
    return one.body["do"] == "post" and one.lane.startswith("C")
