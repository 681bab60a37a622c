"""Folium and branca behind a sandboxed Jinja environment: the second wall.

What a stranger gets wrong: Folium renders every element as a Jinja template *on the server*, so a string from
data that reaches a Folium element is code. The first wall is that none does (see `inert.py`); this module makes
sure that a template which slips through can reach nothing but the element tree. It must be imported before
anything imports folium, because Folium compiles its templates while it is being imported.
"""

from __future__ import annotations

import sys
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

#: Underscored names that Folium's own templates read from element objects.
ELEMENT_NAMES = frozenset({"_parent", "_name", "_id", "_children", "_template"})


class MapEnvironment(SandboxedEnvironment):
    """Allows Folium's own templates, refuses everything private besides."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Also allows the few underscored names of an element that Folium's templates need."""
        if attr in ELEMENT_NAMES and hasattr(obj, "get_name"):
            return True
        return super().is_safe_attribute(obj, attr, value)


def install() -> None:
    """Makes every template that branca and folium compile a sandboxed one.

    Raises:
        RuntimeError: folium or branca was imported first, with templates that are not sandboxed.
    """
    if jinja2.Template.environment_class is MapEnvironment:
        return
    early = [name for name in ("branca.element", "folium") if name in sys.modules]
    if early:
        raise RuntimeError(f"import components.maps before {' and '.join(early)}: its templates must be sandboxed")
    jinja2.Template.environment_class = MapEnvironment
    plain = jinja2.Environment
    jinja2.Environment = MapEnvironment  # type: ignore[misc]
    try:
        import folium  # imported here so that its templates are compiled in the sandbox
        import folium.plugins  # noqa: F401
    finally:
        jinja2.Environment = plain  # type: ignore[misc]
