"""The Folium map: a constant base, and one group through which everything that may change reaches the browser.

What a stranger gets wrong: streamlit-folium destroys its iframe when the generated script of the base map
changes by one character. So nothing in the base depends on data, filter, selection or theme; those travel
through the group (data) and between the parts in the browser (view).
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from typing import Any

import folium
from branca.element import Element, MacroElement
from folium.template import Template

from components.maps.inert import inert

_run = threading.local()


def restart_ids() -> None:
    """Starts the element ids of this thread anew: the same map then gives the same script on every run.

    Call it first in every script run that builds a map, and build the base map first after it.
    """
    _run.ids = itertools.count()


def _generate_id(_cls: type[Element]) -> str:
    ids = getattr(_run, "ids", None)
    if ids is None:
        ids = _run.ids = itertools.count()
    return f"{next(ids):032x}"


# branca draws its ids from the operating system's random source; ours count (branca 0.8: held by a contract test).
setattr(Element, "_generate_id", classmethod(_generate_id))  # noqa: B010 - a plain assignment is no override to mypy


class Stage(MacroElement):
    """Prepares the constant parts of the map: panes, controls, keyboard, the reader's language."""

    _template = Template("""{% macro script(this, kwargs) %}
    ConflictMap.map.prepare({{ this._parent.get_name() }}, window);
    {% endmacro %}""")

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Stage"


class Scene(MacroElement):
    """Tells the browser which data document and outlines to draw, as inert JSON.

    Args:
        config: addresses of data and geometry relative to the map's document, borders setting, tiles.
    """

    _template = Template("""{% macro script(this, kwargs) %}
    ConflictMap.map.show(map_div, JSON.parse({{ this.payload }}), window);
    {% endmacro %}""")

    def __init__(self, config: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Scene"
        self.payload = inert(dict(config))


class ConflictMap(folium.Map):
    """A Folium map that loads only our own files and has no tiles.

    Args:
        scripts: addresses of scripts, relative to the map's document, in order.
        styles: addresses of style sheets.
    """

    def __init__(self, scripts: tuple[str, ...], styles: tuple[str, ...]) -> None:
        self.default_js = [(url, url) for url in scripts]
        self.default_css = [(url, url) for url in styles]
        # The first view is replaced by the browser part before anything is drawn; these are constants.
        super().__init__(
            location=[51.5, 36.5], zoom_start=7, tiles=None, control_scale=False, zoom_control=False,
            zoom_snap=0.05, zoom_delta=0.5, wheel_px_per_zoom_level=90, min_zoom=2, max_zoom=13,
            world_copy_jump=False, attribution_control=False, bounce_at_zoom_limits=False,
        )  # fmt: skip


def base_map(scripts: tuple[str, ...], styles: tuple[str, ...]) -> folium.Map:
    """The constant base map; call `restart_ids` before it."""
    base = ConflictMap(scripts, styles)
    Stage().add_to(base)
    return base


def scene_group(config: Mapping[str, Any]) -> folium.FeatureGroup:
    """The one group that changes: it holds the `Scene`."""
    group = folium.FeatureGroup(name="situation")
    Scene(config).add_to(group)
    return group
