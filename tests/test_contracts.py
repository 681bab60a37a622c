"""What we lean on inside Streamlit, folium, branca and streamlit-folium; each minor version must prove it anew.

A failure here after an upgrade says which promise of another package has changed, and which module of ours leans on it.
"""

from __future__ import annotations

import hashlib
import inspect
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import streamlit

# The order matters: components.maps puts folium behind its sandbox, and streamlit_folium imports folium.
from components.maps.base import Stage, base_map, restart_ids, scene_group
from components.maps.sandbox import MapEnvironment

import branca.element  # isort: skip
import folium  # isort: skip
import streamlit_folium  # isort: skip
from branca.element import Element, MacroElement  # isort: skip
from folium.template import Template  # isort: skip
import jinja2  # isort: skip
from jinja2.exceptions import SecurityError  # isort: skip
from streamlit import config  # isort: skip
from streamlit.web.server.app_discovery import discover_asgi_app  # isort: skip

from components.web.services import fonts  # isort: skip

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ("../../cm/static/aaaaaaaaaaaa/leaflet.js", "../../cm/static/bbbbbbbbbbbb/map.js")
STYLES = ("../../cm/static/cccccccccccc/leaflet.css", "../../cm/static/dddddddddddd/map.css")
SCENE: Mapping[str, Any] = {"data": "../../cm/static/eeeeeeeeeeee/kursk-2024.json", "geo": {}, "tiles": None}


class Recorder:
    """Stands in for streamlit-folium's component and keeps what it was handed."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []

    def __call__(self, **arguments: Any) -> None:
        self.calls.append(arguments)


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    # The component function is streamlit-folium's own door to the browser; there is no other place to listen at.
    monkeypatch.setattr(streamlit_folium, "_component_func", recorder)
    return recorder


def draw(scene: Mapping[str, Any] = SCENE, scripts: tuple[str, ...] = SCRIPTS) -> None:
    restart_ids()
    base = base_map(scripts, STYLES)
    streamlit_folium.st_folium(
        base,
        key="map",
        feature_group_to_add=scene_group(scene),
        returned_objects=[],
        height=578,
        use_container_width=True,
    )


def test_branca_asks_a_classmethod_for_one_id_per_element(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[type] = []

    def counted(cls: type) -> str:
        asked.append(cls)
        return f"{len(asked):032x}"

    monkeypatch.setattr(Element, "_generate_id", classmethod(counted))
    assert folium.FeatureGroup()._id == f"{1:032x}"
    assert asked == [folium.FeatureGroup]


def test_brancas_own_generator_is_a_classmethod_without_arguments() -> None:
    source = Path(inspect.getfile(branca.element)).read_text(encoding="utf-8")
    assert re.search(r"@classmethod\n    def _generate_id\(cls\) -> str:", source)
    assert source.count("self._generate_id()") == 1


def test_restarted_ids_make_two_renders_the_same_text() -> None:
    def rendered() -> str:
        restart_ids()
        base = base_map(SCRIPTS, STYLES)
        scene_group(SCENE).add_to(base)
        return str(base.get_root().render())

    assert rendered() == rendered()


def test_the_frame_is_kept_when_data_change_and_replaced_when_the_base_does(handed: Recorder) -> None:
    draw()
    draw({**SCENE, "data": "../../cm/static/ffffffffffff/other.json", "tiles": {"url": "x", "attribution": "y"}})
    draw(scripts=(SCRIPTS[0], "../../cm/static/999999999999/map.js"))
    keys = [call["key"] for call in handed.calls]
    groups = [call["feature_group"] for call in handed.calls]
    assert keys[0] == keys[1] == keys[2]
    assert groups[0] != groups[1]
    assert groups[0] == groups[2]


def test_the_frames_identity_is_the_base_script_and_nothing_else(handed: Recorder) -> None:
    draw()
    restart_ids()
    base = base_map(SCRIPTS, STYLES)
    Stage().add_to(base)
    streamlit_folium.st_folium(base, key="map", feature_group_to_add=scene_group(SCENE), returned_objects=[])
    first, second = handed.calls
    assert first["script"] != second["script"]
    assert first["key"] != second["key"]
    assert first["key"] == streamlit_folium.generate_js_hash(first["script"], "map", False)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_changed_theme_changes_nothing_that_the_map_is_handed(handed: Recorder, theme: str) -> None:
    draw()
    before = config.get_option("theme.base")
    config.set_option("theme.base", theme)
    try:
        draw()
    finally:
        config.set_option("theme.base", before)
    first, second = ({name: part for name, part in call.items() if name != "on_change"} for call in handed.calls)
    assert first == second


def test_only_our_own_files_are_loaded(handed: Recorder) -> None:
    draw()
    (call,) = handed.calls
    assert tuple(call["js_links"]) == SCRIPTS
    assert tuple(call["css_links"]) == STYLES


def test_what_reaches_the_browser_names_no_other_host(handed: Recorder) -> None:
    draw()
    (call,) = handed.calls
    for part in ("script", "feature_group", "header", "html"):
        assert re.findall(r"(?:https?:)?//[a-z0-9]", call[part] or "", re.IGNORECASE) == [], part


def digest(call: Mapping[str, Any]) -> str:
    return hashlib.sha256((call["script"] + call["feature_group"] + call["key"]).encode()).hexdigest()


def test_another_process_hands_the_browser_the_same_bytes(handed: Recorder) -> None:
    draw()
    code = (
        "import sys; import tests.test_contracts as t; r = t.Recorder(); t.streamlit_folium._component_func = r;"
        "t.draw(); sys.stdout.write(t.digest(r.calls[0]))"
    )
    other = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert other.stdout == digest(handed.calls[0])


@pytest.mark.parametrize(
    "text",
    [
        "{{ this.__class__.__mro__ }}",
        "{{ this._template.environment.__init__.__globals__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ this.render.__globals__.keys() }}",
    ],
)
def test_a_template_that_slips_through_reaches_no_python(text: str) -> None:
    class Planted(MacroElement):
        _template = Template("{% macro script(this, kwargs) %}" + text + "{% endmacro %}")

    base = folium.Map(tiles=None)
    base.add_child(Planted())  # type: ignore[no-untyped-call]
    with pytest.raises(SecurityError):
        base.get_root().render()


def test_folium_and_branca_compile_in_the_sandbox_and_nothing_else_does() -> None:
    assert isinstance(folium.Map._template.environment, MapEnvironment)
    assert isinstance(folium.FeatureGroup._template.environment, MapEnvironment)
    assert isinstance(branca.element.Figure._template.environment, MapEnvironment)
    assert jinja2.Environment is not MapEnvironment


def test_foliums_own_map_and_group_still_render_in_the_sandbox() -> None:
    base = folium.Map(location=[51.5, 36.5], tiles=None)
    folium.FeatureGroup(name="situation").add_to(base)
    text = base.get_root().render()
    assert "L.map(" in text
    assert "L.featureGroup(" in text


def test_streamlit_finds_the_application_in_app_py() -> None:
    found = discover_asgi_app(ROOT / "app.py")
    assert (found.is_asgi_app, found.app_name, found.import_string) == (True, "app", "app:app")


@pytest.mark.parametrize("key", ["Source Sans|normal", "Source Sans|italic"])
def test_streamlit_ships_the_fonts_that_the_map_shares_under_the_names_we_look_for(key: str) -> None:
    file = Path(streamlit.__file__).parent / "static" / "static" / "media" / fonts()[key]
    assert file.read_bytes()[:4] == b"wOF2"


def test_streamlits_page_has_the_script_tag_from_which_the_parts_read_the_root() -> None:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<script type="module"[^>]* src="\./static/js/[^"]+"', page)) == 1


@pytest.mark.parametrize(
    ("package", "minor"),
    [("streamlit", "1.67"), ("folium", "0.20"), ("streamlit-folium", "0.27"), ("branca", "0.8")],
)
def test_the_installed_version_is_the_one_these_promises_were_read_in(package: str, minor: str) -> None:
    assert version(package).split(".")[:2] == minor.split(".")
    assert re.search(rf'"{package}>={re.escape(minor)}[^"]*,<', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
