"""The script that Streamlit runs for every interaction: opens the desk and hands it to the chosen page."""

import logging
from functools import partial

import streamlit as st

from components.errors import ConflictMapError
from components.pages.method import method_page
from components.pages.reports import reports_page
from components.pages.situation import situation_page
from components.pages.sources import sources_page
from components.panels.page import open_page
from components.web.application import room, services
from components.web.chosen import chosen_desk

log = logging.getLogger(__name__)

try:
    desk, notice = chosen_desk(services())
except ConflictMapError as error:
    log.exception("the situation could not be opened")
    st.set_page_config(page_title="Conflict Map")
    st.error("The situation could not be opened.")
    st.text(str(error))
    st.stop()

open_page(desk)
if notice:
    st.toast(notice, duration="long")
page = st.navigation(
    [
        st.Page(partial(situation_page, desk), title="Map", url_path="map", default=True),
        st.Page(partial(reports_page, desk, room()), title="Reports", url_path="reports"),
        st.Page(partial(sources_page, desk), title="Sources", url_path="sources"),
        st.Page(partial(method_page, desk), title="Method", url_path="method"),
    ],
    position="top",
)
page.run()
