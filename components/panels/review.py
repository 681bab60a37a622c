"""The review of one report: its text with the proposals beside it, hosted in two components.

What a stranger gets wrong: the report's text goes to the browser once, through a component of its own whose data never
changes; a decision sends only what can change. What the browser asks for is a list of acts, each with a number, and is
done in that order; the answer to each goes back with its number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.panels.desk import Desk
from components.panels.parts import places_path

KEY = "cm-review"
_TEXT_ADAPTER = """
export default function ({ data }) {
  if (!window.__conflictMapText || window.__conflictMapText.report !== data.report) {
    window.__conflictMapText = data;
    window.dispatchEvent(new CustomEvent("cm-text"));
  }
}
"""
_ADAPTER = """
const root = new URL("../../", document.querySelector('script[type="module"][src*="static/js/"]').src);
function load(tag, attrs) {
  return new Promise((done, failed) => {
    const node = Object.assign(document.createElement(tag), attrs);
    node.onload = done;
    node.onerror = () => failed(new Error("Could not load " + (attrs.src || attrs.href) + ". Reload the page."));
    document.head.appendChild(node);
  });
}
const style = (path) => load("link", { rel: "stylesheet", href: new URL(path, root).href });
const script = (path) => load("script", { src: new URL(path, root).href });
export default function ({ data, parentElement, setTriggerValue }) {
  const paths = data.paths;
  const page = (window.__conflictMapPage ||= Promise.all([style(paths.style), script(paths.script)]));
  const review = (window.__conflictMapReview ||= page.then(() =>
    Promise.all([style(paths.reviewStyle), script(paths.reviewScript)])));
  let box = parentElement.querySelector(":scope > .cm-review-host");
  if (!box) {
    box = document.createElement("div");
    box.className = "cm-review-host";
    parentElement.appendChild(box);
  }
  const part = () => window.ConflictMap && window.ConflictMap[data.list ? "reviewList" : "review"];
  review.then(() => part().mount(box, data, {
    root: root.href,
    send: (acts) => setTriggerValue("acts", acts),
    leaflet: () => (window.__conflictMapLeaflet ||= Promise.all([style(paths.leafletStyle), script(paths.leaflet)])),
  })).catch((error) => { box.textContent = error.message; });
  return () => part() && part().unmount(box);
}
"""
_text_component = st.components.v2.component("conflict_map_report_text", js=_TEXT_ADAPTER, isolate_styles=False)
_component = st.components.v2.component("conflict_map_review", js=_ADAPTER, isolate_styles=False)


def draw_review(
    desk: Desk, text: str, data: Mapping[str, Any], on_acts: Callable[[list[Mapping[str, Any]]], None]
) -> None:
    """Draws the review of a report.

    Args:
        desk: the open situation; its document tells the browser speakers, places, topics and claims.
        text: the report's text as it is kept.
        data: "report", "items", "may" and "outcomes"; see `proposals`.
        on_acts: called before a rerun with what the browser asks for, in order.
    """
    with st.container(key="cm-review-text"):
        _text_component(key="cm-report-text", data={"report": data["report"]["id"], "text": text})
    _component(key=KEY, data={**_common(desk), **data}, on_acts_change=lambda: on_acts(_asked()))


def draw_list(
    desk: Desk,
    key: str,
    *,
    reports: Sequence[Mapping[str, Any]] | None = None,
    situations: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """Draws links to reports, each as `proposals.row_data` gives it, or to situations."""
    data = {"list": True, "reports": reports, "situations": situations}
    _component(key=key, data={**_common(desk), **data}, on_acts_change=lambda: None)


def _common(desk: Desk) -> dict[str, Any]:
    paths = {
        "script": desk.assets["page.js"].path,
        "style": desk.assets["page.css"].path,
        "reviewScript": desk.assets["review.js"].path,
        "reviewStyle": desk.assets["review.css"].path,
        "leaflet": desk.assets["leaflet.js"].path,
        "leafletStyle": desk.assets["leaflet.css"].path,
        "document": desk.document_path,
        "places": places_path(desk),
        "geo": {role: desk.geometry[role].path for role in ("world", "theatre") if role in desk.geometry},
    }
    return {"paths": paths, "home": desk.home, "situation": desk.situation.id}


def _asked() -> list[Mapping[str, Any]]:
    """What the browser sent, whatever it is: only rows that could be acts."""
    state = st.session_state.get(KEY)
    asked = state.get("acts") if state is not None else None
    return [act for act in asked if isinstance(act, Mapping)] if isinstance(asked, list) else []
