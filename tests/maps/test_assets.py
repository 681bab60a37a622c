"""What the browser loads is made once, named by its content, and complete."""

from __future__ import annotations

import gzip
import hashlib
from importlib import resources
from pathlib import Path

import pytest

from components.maps import assets


def test_an_asset_is_named_by_its_content_and_packed_once() -> None:
    made = assets.asset("x.js", b"var a = 1;")
    assert made.digest == hashlib.sha256(b"var a = 1;").hexdigest()[:12]
    assert made.path == f"cm/static/{made.digest}/x.js"
    assert gzip.decompress(made.packed) == made.body
    assert made.media_type == "text/javascript; charset=utf-8"


def test_a_file_of_an_unknown_kind_has_no_media_type() -> None:
    with pytest.raises(KeyError):
        _ = assets.asset("x.exe", b"").media_type


def test_every_script_and_style_of_ours_is_in_a_bundle() -> None:
    scripts = {*assets.PAGE_SCRIPTS, *assets.REVIEW_SCRIPTS, *assets.MAP_SCRIPTS}
    listed = {*scripts, *assets.PAGE_STYLES, *assets.REVIEW_STYLES, *assets.MAP_STYLES, "icon.svg"}
    kept = {item.name for item in resources.files("components.maps").joinpath("static").iterdir()}
    assert kept == listed


def test_the_map_document_takes_the_page_fonts_by_a_relative_address() -> None:
    rule = assets.font_faces({"Source Sans|normal": "sans.woff2"})
    assert 'url("../../../static/media/sans.woff2")' in rule
    assert 'font-family:"Source Sans"' in rule


def test_missing_outlines_are_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"world\.geojson"):
        assets.geometry(tmp_path, {"world": "world.geojson"})
