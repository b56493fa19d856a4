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

_CODE = r"(?P<code>^ *(?P<fence>```+|~~~+).*?^ *(?P=fence)[ \t]*$|(?<!`)`[^`\n]+`(?!`))"
_SILENT = (
    r"(?P<silent><!--.*?-->|\{%-?\s*comment\b.*?\bendcomment\s*-?%\}"
    r"|\{\{</?\s*/\*.*?\*/\s*>\}\}|^\{:[^{}\n]*\}[ \t]*$|\{:[^{}\n]*\})"
)
_RAW = r"\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}"
_TAG = (
    rf"(?P<tag>\{{%-?(?P<liquid>(?:{_STRING}|[^%\"']|%(?!\}}))*)%\}}"
    rf"|\{{\{{[<%](?P<hugo>(?:{_STRING}|[^\"'>%]|[>%](?!\}}\}}))*)[>%]\}}\}}"
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
    warnings: list[str] = []

    def replace(match: re.Match[str]) -> str:
        if match["code"] is not None:
            return match["code"]
        if match["raw"] is not None:
            return match["raw"]
        if match["tag"] is not None:
            return _place(match, _template_words(match["liquid"] or match["hugo"] or ""))
        return _jsx(match, warnings) if mdx and match["silent"] is None else ""

    pattern = _MDX if mdx else _TEMPLATES
    expanded = pattern.sub(replace, text)
    expanded = _HEADING_ID.sub(r'\1<a id="\2"></a>', expanded)
    return _CALLOUT.sub(r"\1\2", expanded), tuple(warnings)


def _jsx(match: re.Match[str], warnings: list[str]) -> str:
    if match["jsx"] is not None:
        return _place(match, _named(match["props"] or ""))
    expression = match["expression"]
    if expression is None or expression.startswith("{/*"):
        return ""
    literal = re.fullmatch(rf"\{{\s*({_STRING}|`[^`$]*`)\s*\}}", expression)
    if literal:
        return literal[1][1:-1]
    line = match.string.count("\n", 0, match.start()) + 1
    warnings.append(f"line {line}: what {expression[:40]} shows isn't in the file")
    return ""


def _template_words(inner: str) -> list[str]:
    """Prose among the arguments of one Liquid or Hugo tag."""
    unnamed = [value for name, value in _arguments(inner) if not name]
    if any(_PICTURE.search(value) for value in unnamed):
        unnamed = []  # what stands beside a picture's path describes it
    prose = [value for value in unnamed[:1] if not _ADDRESS.match(value)]
    # Later arguments in one lower-case word are options ("slim", "no-icon").
    prose += [
        value
        for value in unnamed[1:]
        if not _ADDRESS.match(value) and (" " in value.strip() or value != value.lower())
    ]
    return prose + _named(inner)


def _named(inner: str) -> list[str]:
    return [value for name, value in _arguments(inner) if _SHOWN.fullmatch(name)]


def _arguments(inner: str) -> Iterator[tuple[str, str]]:
    for name, quoted in _ARGUMENT.findall(inner):
        value = quoted[1:-1]
        if value.strip():
            yield name, re.sub(r"\\([\"'\\])", r"\1", value)


def _place(match: re.Match[str], words: list[str]) -> str:
    """Put the words where the tag stood: none in an address, paragraphs if it stood alone."""
    text, start, end = match.string, match.start(), match.end()
    if re.search(r"(?:\]\(\s*<?|=\s*[\"']?)[^\s()\"'<>]*$", text[max(0, start - 200) : start]):
        return ""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    alone = not text[line_start:start].strip() and not rest.strip()
    if words and (alone or any("\n" in word for word in words)):
        margin = re.match(r"[ \t]*", text[line_start:start])
        return "\n\n" + "\n\n".join((margin[0] if margin else "") + word for word in words) + "\n\n"
    return " ".join(words)
