"""The manifest that makes an app at Slack, and what it asks for."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from adapters.chat import actions
from adapters.slack.entering.route import PATH
from bot import chat_wording


def manifest(service: str) -> str:
    """Return the manifest as YAML, ready to paste.

    `service` is the web address under which Slack reaches the service, "" for Socket Mode.
    """
    here = PackageLoader("adapters.slack.setup", "")
    # YAML, not a page: what is put in is quoted as JSON is.
    environment = Environment(loader=here, undefined=StrictUndefined, autoescape=False)  # noqa: S701
    return environment.get_template("manifest.yaml.j2").render(
        url=service.rstrip("/") + PATH if service else "",
        prompts=chat_wording.PROMPTS,
        command=actions.COMMAND,
        ask=actions.ASK_SHORTCUT,
        office=actions.OFFICE_SHORTCUT,
    )


@cache
def scopes() -> frozenset[str]:
    """Return the scopes that the manifest asks for."""
    read = cast("dict[str, Any]", yaml.safe_load(manifest("")))
    return frozenset(read["oauth_config"]["scopes"]["bot"])
