from __future__ import annotations

import re
from pathlib import Path

import adapters.web
from adapters.web.failing import CARRIED

TEMPLATES = Path(str(adapters.web.__file__)).parent / "templates"
# Hidden in one form and written in another, or what was written the page before.
WRITTEN = {"name", "text", "questions_answered"}


def test_what_forms_carry_by_themselves_is_nothing_that_somebody_wrote() -> None:
    pages = [file.read_text("utf-8") for file in TEMPLATES.rglob("*.html")]
    hidden = {name for page in pages for name in re.findall(r'type="hidden" name="(\w+)"', page)}
    assert hidden
    assert hidden - WRITTEN <= CARRIED
    written = {n for page in pages for n in re.findall(r'ui\.field\("(\w+)"', page)}
    assert written.isdisjoint(CARRIED)
