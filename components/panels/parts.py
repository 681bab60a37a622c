"""The parts of the page that our own scripts draw, each hosted by one Streamlit component.

What a stranger gets wrong: a part is drawn once. Hover, selection, date, filter and play travel in the browser
between the parts and the map; Python hears of a new view when the hand rests, through the part named ``link``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components.panels.desk import Desk

#: Names of the parts, as the scripts know them.
PARTS = ("head", "legend", "figures", "timeline", "clock", "sheet", "link", "sources", "theme")

#: Address of the search for a place below the application's root; `web` answers there.
PLACES_PATH = "cm/places"

# The adapter: loads our bundle once per page, then hands the element over. The application's root is read off
# Streamlit's own script address, so that it holds under a base path and behind a hosting prefix.
_ADAPTER = """
const root = new URL("../../", document.querySelector('script[type="module"][src*="static/js/"]').src);
const make = (tag, attrs) => Object.assign(document.createElement(tag), attrs);
function load(tag, attrs) {
  return new Promise((done, failed) => {
    const node = make(tag, attrs);
    node.onload = done;
    node.onerror = () => failed(new Error("Could not load " + (attrs.src || attrs.href) + ". Reload the page."));
    document.head.appendChild(node);
  });
}
export default function ({ data, parentElement, setStateValue }) {
  const page = (window.__conflictMapPage ||= Promise.all([
    load("link", { rel: "stylesheet", href: new URL(data.style, root).href }),
    load("script", { src: new URL(data.script, root).href }),
  ]));
  // A part puts classes of its own on its box, so an existing box is left alone.
  const boxes = data.parts.map((name) => [name, parentElement.querySelector(":scope > .cm-host-" + name)
    || parentElement.appendChild(make("div", { className: "cm-host cm-host-" + name }))]);
  page.then(() => boxes.forEach(([name, box]) => window.ConflictMap.mount(box, name, {
    url: new URL(data.document, root).href, places: new URL(data.places, root).href, home: data.home,
    view: data.view, echo: data.echo,
    report: (view) => setStateValue("view", view),
  }))).catch((error) => { boxes[0][1].textContent = error.message; });
  return () => window.ConflictMap && boxes.forEach(([, box]) => window.ConflictMap.unmount(box));
}
"""

_component = st.components.v2.component("conflict_map_part", js=_ADAPTER, isolate_styles=False)


def parts(
    *names: str,
    desk: Desk,
    view: Mapping[str, Any] | None = None,
    echo: int = 0,
    on_view: Callable[[], None] | None = None,
) -> None:
    """Draws parts of the page one below the other, in one component.

    Args:
        names: each one of `PARTS`.
        desk: the open situation.
        view: state the page opens with, in the browser's terms (see `View.as_state`). Parts without one wait until
            another part has opened the page; their data never changes, so that a rerun leaves them alone.
        echo: number of the last report of the browser that this run has seen.
        on_view: called before a rerun in which the browser reports another view.

    Raises:
        KeyError: a name is not one of `PARTS`.
    """
    for name in names:
        if name not in PARTS:
            raise KeyError(name)
    _component(
        key=key_of(*names),
        data={
            "parts": list(names),
            "script": desk.assets["page.js"].path,
            "style": desk.assets["page.css"].path,
            "document": desk.document_path,
            "places": places_path(desk),
            "home": desk.home,
            "view": None if view is None else dict(view),
            "echo": echo,
        },
        on_view_change=on_view or _ignore,
    )


def places_path(desk: Desk) -> str:
    """Address of the search for a place in this situation, below the application's root."""
    return f"{PLACES_PATH}?{desk.home}" if desk.home else PLACES_PATH


def key_of(*names: str) -> str:
    """Key of the component of these parts in the session's state."""
    return "cm-part-" + "-".join(names)


def _ignore() -> None:
    """Parts without ``link`` report nothing."""
