"""Two walls on the way to the map: nothing in the text for a template to see, and templates that reach nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import jinja2
import pytest
from jinja2.exceptions import SecurityError, TemplateError
from playwright.sync_api import Browser

from components.maps.base import base_map, restart_ids, scene_group
from components.maps.inert import inert
from components.maps.sandbox import MapEnvironment, install
from tests.browser.screen import DESKTOP, context_of

from .payloads import FLAG, payloads

#: What a string would want of a template engine.
REACHING = (
    "{{ this.__class__.__mro__ }}",
    "{{ this.__init__.__globals__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__['os'].popen('id') }}",
    "{{ this.get_name.__globals__ }}",
    "{{ this|attr('__class__') }}",
    "{{ '{0.__class__}'.format(this) }}",
    "{{ namespace.__init__.__globals__ }}",
)
#: Folium's own ways to show a string, each of which is a template.
FOLIUM: dict[str, Callable[[str], Any]] = {
    "popup": lambda text: folium.Marker([50, 30], popup=text),
    "popup element": lambda text: folium.Marker([50, 30], popup=folium.Popup(text, parse_html=True)),
    "tooltip": lambda text: folium.Marker([50, 30], tooltip=text),
    "icon": lambda text: folium.Marker([50, 30], icon=folium.Icon(icon=text, color="red")),
    "drawn icon": lambda text: folium.Marker([50, 30], icon=folium.DivIcon(html=text)),
    "colour": lambda text: folium.CircleMarker([50, 30], color=text),
    "layer name": lambda text: folium.FeatureGroup(name=text),
    "feature value": lambda text: folium.GeoJson(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": text,
                    "properties": {text: text},
                    "geometry": {"type": "Point", "coordinates": [30, 50]},
                }
            ],
        }
    ),
    "attribution": lambda text: folium.TileLayer(tiles="/{z}/{x}/{y}", attr=text),
}


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return tmp_path / "canary"


def rendered(element: Any = None) -> str:
    restart_ids()
    base = base_map(scripts=("a.js",), styles=("a.css",))
    if element is not None:
        element.add_to(base)
    return str(base.get_root().render())


def test_a_scene_carries_hostile_text_through_the_templates_unchanged(canary: Path) -> None:
    strings = payloads("http://127.0.0.1:9/", canary)
    config = {"data": strings[0], "geo": {text: text for text in strings}}
    page = rendered(scene_group(config))
    assert f"JSON.parse({inert(config)})" in page
    assert not canary.exists()


def test_the_base_map_is_the_same_whatever_the_data_say(canary: Path) -> None:
    """A script that changes by one character would build the map anew in every browser."""
    assert rendered() == rendered()


def test_javascript_reads_the_very_value_back(browser: Browser, canary: Path) -> None:
    """The literal stands in a script, as it does in the map's document; keys and values are payloads."""
    values: list[Any] = [*payloads("http://127.0.0.1:9/", canary), "", "\x00\x7f\ud7ff￿", -0.5, 10**15, None, True]
    value = {"list": values, "keys": {str(text): number for number, text in enumerate(values)}}
    context = context_of(browser, DESKTOP)
    page = context.new_page()
    page.set_content(f"<script>window.__value = JSON.parse({inert(value)});</script>")
    assert page.evaluate("() => window.__value") == value
    assert page.evaluate(f"() => window.{FLAG}") is None
    context.close()


@pytest.mark.parametrize("text", REACHING)
def test_a_template_reaches_nothing_private(text: str) -> None:
    with pytest.raises((SecurityError, TemplateError, AttributeError)):
        reached(text)


def reached(text: str) -> None:
    """Renders with undefined names refused, so that an empty result is no escape from the question."""
    environment = MapEnvironment(undefined=jinja2.StrictUndefined)
    environment.from_string(text).render(this=folium.Map(tiles=None))


def test_the_sandbox_is_the_one_that_folium_compiles_in() -> None:
    install()
    assert jinja2.Template.environment_class is MapEnvironment
    assert isinstance(folium.Map._template.environment, MapEnvironment)
    assert isinstance(folium.Popup._template.environment, MapEnvironment)


@pytest.mark.parametrize("sink", FOLIUM)
def test_a_string_that_slips_into_a_folium_element_makes_no_file(sink: str, canary: Path) -> None:
    """We hand Folium no string of a reader; should a later change do it, the second wall holds."""
    for text in payloads("http://127.0.0.1:9/", canary):
        try:
            rendered(FOLIUM[sink](text))
        except (TemplateError, ValueError, AttributeError):
            continue
        finally:
            assert not canary.exists(), text


def test_without_the_sandbox_the_same_string_makes_the_file(canary: Path) -> None:
    """The counterpart: the canary can sing."""
    text = f"{{{{ cycler.__init__.__globals__.os.open('{canary}', 66) }}}}"
    jinja2.Environment(autoescape=False).from_string(text).render()  # noqa: S701 - this is what must not be
    assert canary.exists()
