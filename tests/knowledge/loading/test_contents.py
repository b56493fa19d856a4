from knowledge.loading.contents import without_contents
from knowledge.model import Block, BlockKind

HEADINGS = [Block(BlockKind.HEADING, text, 1) for text in ("Scope", "Use", "Appeals")]
TEXT = Block(BlockKind.PARAGRAPH, "Everybody may appeal.")


def listed(*texts: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, text) for text in texts]


def test_three_entries_that_repeat_headings_below_are_left_out() -> None:
    blocks = [*listed("Scope", "Use ... 4", "Appeals 12"), *HEADINGS, TEXT]
    assert without_contents(blocks) == (*HEADINGS, TEXT)


def test_two_such_lines_stay() -> None:
    blocks = (*listed("Scope", "Use"), *HEADINGS, TEXT)
    assert without_contents(blocks) == blocks


def test_lines_after_the_headings_stay() -> None:
    blocks = (*HEADINGS, *listed("Scope", "Use", "Appeals"))
    assert without_contents(blocks) == blocks


def test_entries_may_show_the_numbers_of_the_headings() -> None:
    numbered = [Block(BlockKind.HEADING, b.text, 1, f"{n}.") for n, b in enumerate(HEADINGS, 1)]
    blocks = [*listed("1. Scope", "2 Use", "3. Appeals .... 4"), *numbered]
    assert without_contents(blocks) == tuple(numbered)
