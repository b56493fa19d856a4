"""Site-generator syntax in Markdown (Liquid, Nunjucks, Hugo, MDX) → the text that its pages show.

None of it is executed. A tag becomes the words that it carries: quoted arguments
that are prose, and attributes whose name says that people read them. Paths, style
names and expressions go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Attributes and template arguments whose value is shown on the page, by their usual names.
_SHOWN = re.compile(
    "title|subtitle|heading|header|label|caption|text|content|body|kicker|cite|summary|description"
    "|question|answer|message|quote|button|legend|prompt|term|definition",
    re.IGNORECASE,
)
_STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
_ARGUMENT = re.compile(rf"(?:([\w-]+)\s*[=:]\s*\{{?\s*)?({_STRING}|`[^`]*`)", re.DOTALL)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_ADDRESS = re.compile(r"^[a-z.+-]+:\S+$|^\S*/\S*$|^\S+\.[a-z]\w{1,5}$")
_INCLUDE = re.compile(r"\s*(?:include|render)\s+(\S.*)", re.DOTALL)
_CHANNEL = re.compile(r"\s*\w*channel\b")  # chat channels are written #name

_CODE = r"(?P<code>^ *(?P<fence>```+|~~~+).*?^ *(?P=fence)[ \t]*$|(?<!`)`[^`\n]+`(?!`))"
_SILENT = (
    r"(?P<silent><!--.*?-->|\{%-?\s*comment\b.*?\bendcomment\s*-?%\}"
    r"|\{\{</?\s*/\*.*?\*/\s*>\}\}|\{:[^{}\n]*\}|(?<=[)\]>])\{\.[^{}\n]*\})"
)
_RAW = r"\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}"
_TAG = (
    rf"(?P<tag>\{{%-?(?P<liquid>(?:{_STRING}|[^%{{\"']|%(?!\}})|\{{(?![%{{]))*)%\}}"
    rf"|\{{\{{[<%](?P<hugo>(?:{_STRING}|[^\"'>%{{]|[>%](?!\}}\}})|\{{(?!\{{))*)[>%]\}}\}}"
    r"|\{\{[^{}\n]*\}\})"
)
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_JSX = (
    rf"(?P<jsx></?(?:[A-Z][\w.]*(?P<props>(?:{_STRING}|{_BRACES}|[^<>\"'{{}}])*))?>)"
    rf"|(?P<property>\s[\w:-]+={_BRACES})"
    rf"|(?P<module>^(?:import|export)\s[^\n]*\n(?:[^\n]+\n)*)"
    rf"|(?P<expression>{_BRACES})"
)
_FLAGS = re.DOTALL | re.MULTILINE
_TEMPLATES = re.compile(f"{_CODE}|{_SILENT}|{_RAW}|{_TAG}", _FLAGS)
_MDX = re.compile(f"{_CODE}|{_SILENT}|{_RAW}|{_TAG}|{_JSX}", _FLAGS)

# A pair that fills whole lines is a block; one within a line is part of its sentence.
_CLOSING = re.compile(r"\{\{[<%]\s*/\s*([\w-]+)")
_BLOCK_PAIR = (
    r"^[ \t]*\{\{[<%]\s*(?P<name>NAMES)\b[^\n]*?[>%]\}\}"
    r"(?:(?!\{\{[<%]\s*/?\s*(?P=name)\b).)*\{\{[<%]\s*/\s*(?P=name)\s*[>%]\}\}[ \t]*$"
)
_IN_ADDRESS = re.compile(r"(?:\]\(\s*<?|^[ >]*\[[^\]\n]+\]:\s*|=\s*[\"']?)[^\s()\"'<>]*$", _FLAGS)
_HEADING_ID = re.compile(r"^(#{1,6} .*?)[ \t]*\{#+([^\s{}]+)[^{}]*\}[ \t]*$", re.MULTILINE)
# Callouts of Docusaurus, MkDocs and GitHub: the fence goes, the title stays.
_CALLOUT = re.compile(
    r"^([ \t>]*)(?::::+[ \t]*[\w-]*|!!![ \t]+[\w-]+|\[!\w+\])[ \t]*\"?([^\n\"]*)\"?[ \t]*$",
    re.MULTILINE,
)


def expand(text: str, *, mdx: bool) -> tuple[str, tuple[str, ...]]:
    """Replace every tag by its visible words; code stays as it is.

    `mdx` adds JSX: components, imports and {expressions}. Warnings name what can't be
    known without running the site generator.
    """
    expansion = _Expansion(_MDX if mdx else _TEMPLATES)
    expanded = expansion.run(_set_pairs_apart(text))
    expanded = _HEADING_ID.sub(r'\1<a id="\2"></a>', expanded)
    return _CALLOUT.sub(r"\1\2", expanded), tuple(expansion.warnings)


def _set_pairs_apart(text: str) -> str:
    names = sorted(set(_CLOSING.findall(text)))
    if not names:
        return text
    pattern = _BLOCK_PAIR.replace("NAMES", "|".join(map(re.escape, names)))
    return re.sub(pattern, r"\n\g<0>\n", text, flags=_FLAGS)


class _Expansion:
    """One text being expanded; collects the warnings."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.warnings: list[str] = []

    def run(self, text: str) -> str:
        return self._pattern.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        found = match.groupdict()
        if found["code"] is not None:
            return str(found["code"])
        if found["raw"] is not None:
            return str(found["raw"])
        if found["tag"] is not None:
            return self._place(match, self._template_words(found["liquid"] or found["hugo"] or ""))
        if found.get("jsx") is not None:
            return self._place(match, _named(found["props"] or ""))
        return self._expression(found.get("expression") or "")

    def _expression(self, expression: str) -> str:
        if not expression or expression.startswith("{/*"):
            return ""
        literal = re.fullmatch(rf"\{{\s*({_STRING}|`[^`$]*`)\s*\}}", expression)
        if literal:
            return literal[1][1:-1]
        self.warnings.append(f"what {expression[:40]} shows isn't in this file")
        return ""

    def _template_words(self, inner: str) -> list[str]:
        words = _prose(inner) + _named(inner)
        included = _INCLUDE.match(inner)
        if included and not words:
            self.warnings.append(f"what {included[1].split()[0]} shows isn't in this file")
        return words

    def _place(self, match: re.Match[str], words: list[str]) -> str:
        """Put the words where the tag stood: none in an address, paragraphs if it stood alone."""
        text, start, end = match.string, match.start(), match.end()
        line = text.rfind("\n", 0, start) + 1
        if _IN_ADDRESS.search(text, line, start):
            return "#"
        before, after = text[line:start], text[end:].partition("\n")[0]
        words = [self.run(word) if "{" in word else word for word in words]
        alone = not before.strip() and not after.strip()
        if words and (alone or any("\n" in word for word in words)):
            margin = before[: len(before) - len(before.lstrip())]
            return "\n\n" + "\n\n".join(margin + word for word in words) + "\n\n"
        glued_before = words and text[start - 1 : start].isalnum()
        glued_after = words and text[end : end + 1].isalnum()
        return " " * bool(glued_before) + " ".join(words) + " " * bool(glued_after)


def _prose(inner: str) -> list[str]:
    """Those arguments without a name that people read."""
    unnamed = [value for name, value in _arguments(inner) if not name]
    if any(_PICTURE.search(value) for value in unnamed):
        return []  # what stands beside a picture's path describes it
    readable = [value for value in unnamed if not _ADDRESS.match(value)]
    # One word in lower case is a name or an option ("slim"), unless it is all there is.
    prose = [value for value in readable if " " in value.strip() or value != value.lower()]
    if prose or not readable or readable[0] != unnamed[0]:
        return prose
    sign = "#" if _CHANNEL.match(inner) and not readable[0].startswith("#") else ""
    return [sign + readable[0]]


def _named(inner: str) -> list[str]:
    return [value for name, value in _arguments(inner) if _SHOWN.fullmatch(name)]


def _arguments(inner: str) -> Iterator[tuple[str, str]]:
    for name, quoted in _ARGUMENT.findall(inner):
        value = quoted[1:-1]
        if value.strip():
            yield name, re.sub(r"\\([\"'\\])", r"\1", value)
