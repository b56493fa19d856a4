from __future__ import annotations

import pytest

from tests.knowledge.loading.reading import markdown, read, texts


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('Ask in {% slack_channel "tweet-this" %}.', ["Ask in #tweet-this."]),
        ('Ask {% slack_channel "talent" "the Talent team" %}.', ["Ask the Talent team."]),
        ('See [travel]({% page "/travel/" %}#top) now.', ["See travel now."]),
        ('See <a href="{{< ref "guides/x.md" >}}">guide</a>.', ["See guide."]),
        ('See [it][r].\n\n[r]: {% page "/x/" %}\n[s]: {% page "/y/" %}\n', ["See it."]),
        ('See [it][r].\n\n[r]: {% page "/x/" %}\n', ["See it."]),
        ('{% alert "Heads up!" "error" "slim" %}\nMind.\n{% endalert %}', ["Heads up!", "Mind."]),
        (
            '{{< ring title="Case in point">}}\nIt works.\n{{< /ring >}}',
            ["Case in point", "It works."],
        ),
        ('{{< button href="/x" text="Register now" >}}', ["Register now"]),
        ('{{< img src="a.png" alt="A lock" >}}\n\nText.', ["Text."]),
        ('{% image "_img/x.png" "A Lock" %}\n\nText.', ["Text."]),
        ("Click {{< highlight >}}File{{< /highlight >}} first.", ["Click File first."]),
        (
            "{{< checkbox >}}One.{{< /checkbox >}}\n{{< checkbox >}}Two.{{< /checkbox >}}",
            ["One.", "Two."],
        ),
        ("a{% comment %}TODO{% endcomment %}b", ["ab"]),
        ("{% raw %}Use {% alert %} here{% endraw %}", ["Use {% alert %} here"]),
        ("[x]({{ site.baseurl }}/y){:rel='external'} z", ["x z"]),
        ("[x](/y){.usa-button} <https://a.b/c>{.ext} z", ["x https://a.b/c z"]),
        ("{% capture c %}\nKept.\n{% endcapture %}", ["Kept."]),
        ("`{% alert %}` is code", ["{% alert %} is code"]),
        ("> [!NOTE]\n> Mind the gap.", ["Mind the gap."]),
        (":::tip Good to know\nYes.\n:::", ["Good to know Yes."]),
    ],
)
def test_template_tags_become_what_their_page_shows(source: str, shown: list[str]) -> None:
    assert texts(markdown(source)) == shown


def test_markdown_inside_an_argument_is_read_with_its_own_tags() -> None:
    blocks = markdown(
        '{% include x.liquid\n title = "using voice"\n content= "\nLike this:\n\n'
        "- read [A](/a){:rel='external'}\n\"\n%}"
    )
    assert texts(blocks) == ["using voice", "Like this:", "read A"]


def test_what_another_file_would_show_is_a_warning() -> None:
    loaded = read("a.md", '{% include "warning.html" %}\n\nText.')
    assert loaded.warnings == ('what "warning.html" shows isn\'t in this file',)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("import Box from '../Box.astro';\n\n<Box>\n  You *may*.\n</Box>", ["You may."]),
        (
            '<Accordion title="May I post?" icon="x">\n\nYes.\n\n</Accordion>',
            ["May I post?", "Yes."],
        ),
        ("<Tip label={'Mind'}>now</Tip>", ["Mind now"]),
        ("See <a href={`${import.meta.env.URL}quiz/`} class='l'>the quiz</a>.", ["See the quiz."]),
        ("{/* hidden */}\n\nShown.", ["Shown."]),
        ("A {'literal'} stays.", ["A literal stays."]),
        ('<Image src="a.png" alt="card" />\nCaption.', ["Caption."]),
        ("export const x = {\n  a: 1,\n};\n\nText.", ["Text."]),
        ("<>Both</>", ["Both"]),
    ],
)
def test_jsx_keeps_children_and_the_words_in_attributes(source: str, shown: list[str]) -> None:
    assert texts(read("page.mdx", source).blocks) == shown


def test_an_expression_that_only_the_site_knows_is_a_warning() -> None:
    loaded = read("page.mdx", "Pay {prices.standard} each.")
    assert texts(loaded.blocks) == ["Pay each."]
    assert "prices.standard" in loaded.warnings[0]


def test_braces_in_plain_markdown_are_text() -> None:
    assert texts(markdown("Use {curly} braces and <Image> tags.")) == [
        "Use {curly} braces and tags."
    ]
