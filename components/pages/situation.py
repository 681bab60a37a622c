"""The situation page: map, figures, timeline and clock over one situation."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.panels.desk import Desk
from components.panels.map import draw_map
from components.panels.parts import key_of, parts
from components.panels.table import draw_table
from components.view import View

_HEAD = ("link", "head")
_ECHO = "cm-echo"


def _heard(desk: Desk) -> None:
    """Writes the view that the browser reports into the address, where it lives."""
    report = st.session_state[key_of(*_HEAD)].get("view")
    if not report:
        return
    st.session_state[_ECHO] = int(report.get("n", 0))
    view, _ = View.parse(
        {key: str(value) for key, value in report.items() if key != "n"}, desk.situation, desk.settings.borders
    )
    here = {"situation": desk.situation.id} if desk.home else {}
    st.query_params.from_dict({**here, **view.to_query(desk.situation, desk.settings.borders)})


def situation_page(desk: Desk) -> None:
    """Draws the page for the view in the address."""
    view, notices = View.parse(st.query_params.to_dict(), desk.situation, desk.settings.borders)
    state = view.as_state()
    if notices:
        st.toast("\n\n".join(notices), duration="long")

    with st.container(key="cm-page"):
        with st.container(key="cm-head"):
            echo = int(st.session_state.get(_ECHO, 0))
            parts(*_HEAD, desk=desk, view=state, echo=echo, on_view=lambda: _heard(desk))
        with st.container(key="cm-map"):
            draw_map(desk, _map_config(desk))
        with st.container(key="cm-legend"):
            parts("legend", desk=desk)
        with st.container(key="cm-panel"):
            parts("figures", "timeline", desk=desk)
        with st.container(key="cm-clock"):
            parts("clock", "sheet", desk=desk)
        with st.container(key="cm-rest"):
            draw_table(desk, view)


def _map_config(desk: Desk) -> dict[str, Any]:
    tiles = desk.settings.tiles
    return {"tiles": {"url": tiles.url, "attribution": tiles.attribution} if tiles else None}
