"""Documents read: at the clause that was cited, in the version cited, beside the original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.reading.originals import Originals
from adapters.web.reading.readings import Readings
from knowledge.rendering.renderer import Renderer


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages; whoever may ask may read what they may be told of."""
    library = parts.assistant.library
    readings = Readings.of(parts)
    return (
        *readings.pages(),
        *Originals(readings, Renderer(library.original), library.original).pages(),
    )


def kinds(parts: Parts) -> Mapping[str, Kind]:
    """Return no kinds of jobs: nothing here takes long or changes anything."""
    del parts
    return {}
