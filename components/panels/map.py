"""The map in the page: the only module that knows streamlit-folium.

What a stranger gets wrong: nothing comes back from the map through streamlit-folium. Panning must not rerun the
script, and a click is a selection like any other, which the bus carries; so ``returned_objects`` is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# The order matters: components.maps puts folium behind its sandbox, and streamlit_folium imports folium.
from components.maps.base import base_map, restart_ids, scene_group
from components.panels.desk import Desk

from streamlit_folium import st_folium  # isort: skip

#: The map's document lies at <root>/component/streamlit_folium.st_folium/, two levels below the root.
_ROOT = "../../"
#: Height that the frame asks for; the page's own style sheet sets the real one.
_HEIGHT_PX = 578


def draw_map(desk: Desk, config: Mapping[str, Any]) -> None:
    """Draws the map.

    Args:
        desk: the open situation.
        config: what the operator set: ``tiles`` ({"url", "attribution"} or None).
    """
    restart_ids()
    base = base_map(
        scripts=tuple(_ROOT + desk.assets[name].path for name in ("leaflet.js", "map.js")),
        styles=tuple(_ROOT + desk.assets[name].path for name in ("leaflet.css", "map.css")),
    )
    scene = {
        "data": _ROOT + desk.document_path,
        "geo": {role: _ROOT + item.path for role, item in sorted(desk.geometry.items())},
        **config,
    }
    st_folium(
        base,
        key="map",
        feature_group_to_add=scene_group(scene),
        returned_objects=[],
        height=_HEIGHT_PX,
        use_container_width=True,
    )
