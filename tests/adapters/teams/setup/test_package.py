from __future__ import annotations

import io
import json
from zipfile import ZipFile

from PIL import Image

from adapters.teams.setup.manifest import manifest
from adapters.teams.setup.package import package
from tests.adapters.teams.setup.test_manifest import APP


def opened() -> ZipFile:
    return ZipFile(io.BytesIO(package(APP)))


def picture(name: str) -> Image.Image:
    return Image.open(io.BytesIO(opened().read(name)))


def test_it_holds_the_manifest_and_two_icons_and_nothing_else() -> None:
    packed = opened()

    assert packed.testzip() is None
    assert packed.namelist() == ["manifest.json", "color.png", "outline.png"]
    read = json.loads(packed.read("manifest.json"))
    assert read == manifest(APP)
    assert set(read["icons"].values()) == {"color.png", "outline.png"}


def test_the_same_app_gives_the_same_bytes() -> None:
    assert package(APP) == package(APP)


def test_the_colour_icon_fills_its_square() -> None:
    color = picture("color.png")

    assert (color.format, color.size) == ("PNG", (192, 192))
    assert color.mode == "RGB"


def test_the_outline_icon_is_white_on_transparent() -> None:
    outline = picture("outline.png")

    assert (outline.format, outline.size, outline.mode) == ("PNG", (32, 32), "RGBA")
    red, green, blue, opacity = (channel.tobytes() for channel in outline.split())
    assert set(red + green + blue) == {255}
    assert 32 < sum(one > 127 for one in opacity) < 32 * 32 / 2
    assert opacity[0] == 0
