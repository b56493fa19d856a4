"""A page that stands alone: one file, no script, nothing loaded from anywhere.

Templates of other packages may extend `page.html.j2` and name their own style sheet.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evals.report import text

_PACKAGE = "evals.report"


def render(template: str, /, **context: Any) -> str:
    """Return a template as a page. Whatever is put into it is shown as text."""
    environment = Environment(
        loader=PackageLoader(_PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
    )
    environment.filters |= {"short": text.short, "headline": text.headline}
    return environment.get_template(template).render(style=_style(), **context)


def _fit(value: object) -> object:
    """Take out what can't be shown; markup is ours, and escaping comes later."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else text.legible(value)


def _style() -> Markup:
    folder = files(_PACKAGE) / "templates"
    sheets = (folder / name for name in ("page.css", "report.css"))
    return Markup("\n".join(sheet.read_text("utf-8") for sheet in sheets))  # noqa: S704 — our own
