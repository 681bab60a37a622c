"""The situation page: map, figures, timeline and clock over one situation."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.panels.desk import Desk
from components.panels.map import draw_map
from components.panels.parts import part
from components.panels.table import draw_table
from components.view import View

_LINK = "cm-part-link"
_ECHO = "cm-echo"


def _heard(desk: Desk) -> None:
    """Writes the view that the browser reports into the address, where it lives."""
    report = st.session_state[_LINK].get("view")
    if not report:
        return
    st.session_state[_ECHO] = int(report.get("n", 0))
    view, _ = View.parse(
        {key: str(value) for key, value in report.items() if key != "n"}, desk.situation, desk.settings.borders
    )
    st.query_params.from_dict(view.to_query(desk.situation, desk.settings.borders))


def situation_page(desk: Desk) -> None:
    """Draws the page for the view in the address."""
    view, notices = View.parse(st.query_params.to_dict(), desk.situation, desk.settings.borders)
    state = view.as_state()
    if notices:
        st.toast("\n\n".join(notices), duration="long")

    with st.container(key="cm-page"):
        with st.container(key="cm-head"):
            part("head", desk, view=state)
        with st.container(key="cm-map"):
            draw_map(desk, _map_config(desk))
        with st.container(key="cm-legend"):
            part("legend", desk, view=state)
        with st.container(key="cm-panel"):
            part("figures", desk, view=state)
            part("timeline", desk, view=state)
        with st.container(key="cm-clock"):
            part("clock", desk, view=state)
        with st.container(key="cm-rest"):
            draw_table(desk, view)
        with st.container(key="cm-link"):
            part("sheet", desk, view=state)
            part(
                "link",
                desk,
                view=state,
                echo=int(st.session_state.get(_ECHO, 0)),
                on_view=lambda: _heard(desk),
            )


def _map_config(desk: Desk) -> dict[str, Any]:
    tiles = desk.settings.tiles
    return {"tiles": {"url": tiles.url, "attribution": tiles.attribution} if tiles else None}
