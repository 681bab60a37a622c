"""The Folium map is constant, deterministic, loads only our files, and stands behind a sandbox."""

from __future__ import annotations

import jinja2
import pytest
from jinja2.exceptions import SecurityError

from components.maps.base import base_map, restart_ids, scene_group
from components.maps.sandbox import MapEnvironment

SCRIPTS = ("../../cm/static/a/leaflet.js", "../../cm/static/b/map.js")
STYLES = ("../../cm/static/c/map.css",)
HOSTILE = "{{ ''.__class__.__mro__ }}{% raw %}</script><script>x</script>${alert(1)}"


def rendered(config: dict[str, object]) -> str:
    restart_ids()
    base = base_map(SCRIPTS, STYLES)
    scene_group(config).add_to(base)
    return str(base.get_root().render())


def test_the_same_map_gives_the_same_page_on_every_run() -> None:
    assert rendered({"data": "x"}) == rendered({"data": "x"})


def test_the_map_names_no_file_but_the_ones_it_was_given() -> None:
    page = rendered({"data": "x"})
    assert all(name in page for name in SCRIPTS + STYLES)
    assert "//cdn" not in page
    assert "https://" not in page


def test_text_in_the_configuration_is_not_run_by_the_template_engine() -> None:
    page = rendered({"data": HOSTILE})
    assert "<class" not in page
    assert HOSTILE not in page


def test_folium_compiles_its_templates_in_the_sandbox() -> None:
    assert jinja2.Template.environment_class is MapEnvironment
    with pytest.raises(SecurityError, match="unsafe"):
        jinja2.Template("{{ this.__class__.__mro__ }}").render(this=object())
