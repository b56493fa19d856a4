"""Markdown and MDX → blocks, by way of the HTML that they stand for."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from knowledge.errors import UnreadableDocument
from knowledge.loading.blocks import fold
from knowledge.loading.components import expand
from knowledge.loading.encoding import decode
from knowledge.loading.front_matter import split_front_matter
from knowledge.loading.html import blocks_of, parse
from knowledge.model import Block, BlockKind, Loaded

_MAX_NESTING = 150
_FLATTEN = "Use fewer levels and add it again."
# What site generators print at the top of a page, the fullest first.
_DESCRIPTIONS = ("summary", "description", "abstract", "excerpt", "deck")


def load(path: str, data: bytes) -> Loaded:
    """Read a Markdown or MDX page; front matter becomes properties. Raises UnreadableDocument."""
    page, properties, warnings = to_html(path, data)
    blocks, notes = blocks_of(parse(page))
    if not blocks:
        blocks = _description(properties)
    return Loaded(blocks, properties, warnings + notes)


def to_html(path: str, data: bytes) -> tuple[str, dict[str, object], tuple[str, ...]]:
    """Return the page as HTML that nobody has cleaned, its front matter, and warnings.

    Raises UnreadableDocument.
    """
    text, warnings = decode(path, data)
    properties, body = split_front_matter(path, text)
    expanded, unknown = expand(body, mdx=path.lower().endswith(".mdx"))
    return _render(path, expanded), properties, warnings + unknown


def _description(properties: dict[str, object]) -> tuple[Block, ...]:
    """A page that is all header shows its description."""
    for key in _DESCRIPTIONS:
        text = properties.get(key)
        if isinstance(text, str) and fold(text):
            return (Block(BlockKind.PARAGRAPH, fold(text)),)
    return ()


def _render(path: str, text: str) -> str:
    parser = _parser()
    references: dict[str, object] = {}
    tokens = parser.parse(text, references)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        # The parser drops what is deeper without a word.
        raise UnreadableDocument(path, "its lists or quotes are nested too deeply", _FLATTEN)
    return str(parser.renderer.render(tokens, parser.options, references))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    # Policies indent paragraphs; their authors never mean program code by it.
    parser.disable("code")
    parser.use(anchors_plugin, max_level=6)
    parser.use(footnote_plugin, inline=False).use(deflist_plugin)
    return parser
