"""The sample agency served at a fake platform."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import load as load_settings
from bot.wiring import build
from evals.bench.chat.platform import Platform
from evals.bench.places import Places
from evals.bench.service import Service
from knowledge.sample import sample_folder


@contextmanager
def serving(places: Places, name: str, platform: Platform) -> Iterator[Service]:
    """Serve a fresh copy of the sample agency at a fake platform."""
    data = places.library(f"chat-{platform.name.lower()}-{name}")
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(_sample(places), data)
    service = Service(data, platform.settings, platform.environment)
    platform.deliver(service.url)
    try:
        service.start()
        yield service
    finally:
        service.stop()


def _sample(places: Places) -> Path:
    """Return the data folder of the sample agency, made once."""
    data = places.library("chat-sample")
    with build(load_settings(data=data)).library as library:
        if library.live() is None:
            library.add([sample_folder()], publish=True)
    return data
