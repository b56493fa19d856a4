"""A page that stands alone: one file, no script, nothing loaded from anywhere."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evals.report import text

_HERE = "evals.report"


def render(template: str, /, **context: Any) -> str:
    """Return a template as a page. Whatever is put into it is shown as text.

    It lies in the folder `templates`, extends `page.html.j2`, whose colours and habits it
    shares, and fills the blocks `title` and `body`; in the body stands `<main id="main">`.
    """
    environment = Environment(
        loader=PackageLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
    )
    environment.filters |= {"short": text.short, "headline": text.headline}
    style = _sheet("page.css") + _sheet("report.css")
    return environment.get_template(template).render(style=style, **context)


def _fit(value: object) -> object:
    """Take out what can't be shown; markup is ours, and escaping comes later."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else text.legible(value)


def _sheet(name: str) -> Markup:
    sheet = files(_HERE) / "templates" / name
    return Markup(sheet.read_text("utf-8"))  # noqa: S704 — our own file
