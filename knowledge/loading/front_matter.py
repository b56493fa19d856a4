"""The header that Markdown files carry: YAML between lines of `---`, or TOML between `+++`."""

from __future__ import annotations

import re
import tomllib

import yaml

from knowledge.errors import UnreadableDocument

_FLAGS = re.DOTALL | re.MULTILINE
_YAML = re.compile(r"\s*---[ \t]*\n(?P<header>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", _FLAGS)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(?P<header>.*?)^\+\+\+[ \t]*(?:\n|\Z)", _FLAGS)
_UNENDED = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\n[\w-]+(?::\s| *=)")
_REMEDY = "Correct it: without its header nobody knows who may read this document."


def split_front_matter(path: str, text: str) -> tuple[dict[str, object], str]:
    """Give the header's keys and the text after it. Raises UnreadableDocument if it is broken."""
    if match := _YAML.match(text):
        header = match["header"]
        properties = read_yaml(path, header, first_line=2) if _looks_like_keys(header) else None
        if properties is not None:
            return properties, text[match.end() :]
    if match := _TOML.match(text):
        return _read_toml(path, match["header"]), text[match.end() :]
    if match := _UNENDED.match(text):
        reason = f"its header has no end: a line of {match['fence']} is missing below it"
        raise UnreadableDocument(path, reason, _REMEDY)
    return {}, text


def read_yaml(path: str, text: str, *, first_line: int = 1) -> dict[str, object]:
    """Read a YAML mapping; every scalar stays the text that it is in the file.

    So version 1.10 isn't 1.1, and an impossible date is found where dates are read.
    Raises UnreadableDocument.
    """
    try:
        if "*" in text and any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(text)):
            # Nested references unfold without end ("billion laughs").
            raise UnreadableDocument(path, "its header uses YAML references (*name)", _REMEDY)
        properties = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes only texts
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + first_line}" if mark else ""
        reason = f"its header isn't valid YAML ({error.problem})"
        raise UnreadableDocument(path, reason, _REMEDY, place) from error
    except (yaml.YAMLError, RecursionError) as error:
        reason = f"its header isn't valid YAML ({error})"
        raise UnreadableDocument(path, reason, _REMEDY) from error
    if properties is None:
        return {}
    if not isinstance(properties, dict):
        reason = "its header isn't a list of keys and values"
        raise UnreadableDocument(path, reason, _REMEDY)
    return {str(key): value for key, value in properties.items()}


def _looks_like_keys(header: str) -> bool:
    """A header has keys, or nothing; otherwise the line is a rule across the page."""
    return not header.strip() or bool(re.search(r"^[\w\"' -]+:(?:\s|$)", header, re.MULTILINE))


def _read_toml(path: str, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = f"its header isn't valid TOML ({error})"
        raise UnreadableDocument(path, reason, _REMEDY) from error
