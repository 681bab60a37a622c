"""The Reports page: bring a report, see what waits, review one."""

from __future__ import annotations

import streamlit as st

from components.access import Act
from components.errors import NotFoundError
from components.panels.desk import Desk
from components.panels.page import styled
from components.panels.reports import Room, draw_one, draw_reports, draw_situations


def reports_page(desk: Desk, room: Room) -> None:
    """Draws the report in the address, else the list."""
    if not (room.may(Act.PROPOSE) or room.may(Act.REVIEW)):
        st.title("Reports")
        st.text("Reports are brought and reviewed by people who are signed in. Ask the operator for the right.")
        styled(desk)
        return
    report_id = st.query_params.get("report", "")
    if report_id:
        try:
            draw_one(desk, room, report_id)
        except NotFoundError:
            st.toast("There is no such report in this situation; here is the list.")
        else:
            return
    with st.container(key="cm-reports-page"):
        st.title("Reports")
        draw_reports(desk, room)
        draw_situations(desk, room, room.acts.store.situations())
