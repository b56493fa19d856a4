"""Cases to the text of a test set; reading it gives the same cases again."""

from __future__ import annotations

import json
from collections.abc import Iterable

import yaml

from evals.model import Case, Gold

_WIDTH = 88


def to_row(case: Case) -> dict[str, object]:
    """Return the fields of a case as a test set has them; what is empty is left out."""
    fields: dict[str, object] = {
        "id": case.id,
        "question": case.question,
        "expect": _one_or_list(case.expect),
        "reason": _one_or_list(case.reasons),
        "history": [{"role": one.role, "content": one.content} for one in case.history],
        "audience": case.viewer.audience,
        "groups": sorted(case.viewer.groups),
        "on": case.on.isoformat() if case.on else "",
        "tags": list(case.tags),
        **_gold(case),
        "forbidden_clauses": [_clause(one) for one in case.forbidden_clauses],
        "forbidden_phrases": list(case.forbidden_phrases),
        "facts": [_one_or_list(fact) for fact in case.facts],
        "note": case.note,
    }
    return {name: value for name, value in fields.items() if value}


def jsonl_line(case: Case) -> str:
    """Return the case as a line of JSON Lines, with its line feed."""
    return json.dumps(to_row(case), ensure_ascii=False) + "\n"


def write_yaml(cases: Iterable[Case]) -> str:
    """Return a YAML list of the cases for people: the question first, long texts folded."""
    return "\n".join(map(_item, cases))


def _gold(case: Case) -> dict[str, object]:
    if len(case.gold) == 1:
        return {"gold": [_clause(one) for one in case.gold[0]]}
    return {"gold_all": [_one_or_list([_clause(one) for one in each]) for each in case.gold]}


def _clause(gold: Gold) -> dict[str, str]:
    parts = {
        "document": gold.document,
        "number": gold.number,
        "quote": gold.quote,
        "version": gold.version,
    }
    return {name: text for name, text in parts.items() if text}


def _one_or_list(values: Iterable[object]) -> object:
    listed = [str(one) if isinstance(one, str) else one for one in values]
    return listed[0] if len(listed) == 1 else listed


class _Dumper(yaml.SafeDumper):
    """Writes texts as a person would."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists below their field, too."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|"
    elif len(text) > _WIDTH and text == " ".join(text.split()):
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _item(case: Case) -> str:
    fields = {"question": case.question, **to_row(case)}
    return yaml.dump(
        [fields],
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=_WIDTH,
    )
