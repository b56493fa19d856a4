"""Every sentence that the bot says of a language model's words."""

from __future__ import annotations

from bot.writing import Outcome, Sentence, Writing

WRITTEN = (
    "Put in plain words by a language model and checked against the clauses. What counts are the "
    "policy's own words:"
)
# While an answer is being written: before its first sentence, and below those that have passed.
LOOKING_UP = "Looking it up …"
MORE_IS_CHECKED = "… more is being written and checked."
_NOT_WRITTEN = {
    Outcome.PARTIAL: (
        "A language model read these clauses and found only a part of your answer in them. Here "
        "they are, word for word:"
    ),
    Outcome.NONE: (
        "A language model read these clauses and didn't find your answer in them. Here they are, "
        "word for word:"
    ),
    Outcome.DROPPED: (
        "What a language model made of these clauses didn't stand our check. Here they are, word "
        "for word:"
    ),
    # Whoever may read a clause needn't be told what others must not.
    Outcome.RESTRICTED: "",
}
_NO_MODEL = "The language model can't help at the moment. Here are the clauses, word for word:"


def by_model(writing: Writing) -> str:
    """Return a language model's words with their label, or why the clauses stand for themselves."""
    if writing.outcome is not Outcome.WRITTEN:
        return _NOT_WRITTEN.get(writing.outcome, _NO_MODEL)
    said = " ".join(map(marked, writing.sentences))
    caveats = (f"Note: {marked(one)}" for one in writing.caveats)
    return "\n\n".join((said, *caveats, WRITTEN))


def marked(sentence: Sentence) -> str:
    """Return a sentence with the numbers of the quotes that it rests on: "You must ask. [1]"."""
    return " ".join((sentence.text, *(f"[{rank}]" for rank in sentence.ranks)))


def worded_by(model: str, dropped: int) -> str:
    """Return for the office whose words an answer was in, and how many sentences were left out."""
    left_out = {0: "", 1: " 1 of its sentences was left out, as it didn't stand the check."}
    several = f" {dropped} of its sentences were left out, as they didn't stand the check."
    return (
        f"A language model ({model}) put the answer in plain words above the clauses."
        f"{left_out.get(dropped, several)}"
    )
