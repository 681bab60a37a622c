"""What every page shares: its title in the browser, its icon, and our own style sheet."""

from __future__ import annotations

import streamlit as st

from components.panels.desk import Desk
from components.panels.parts import parts


def open_page(desk: Desk) -> None:
    """Sets up the page; call it before anything is drawn."""
    st.set_page_config(
        page_title=f"{desk.situation.about.headline} · Conflict Map",
        page_icon=desk.icon,
        layout="wide",
        initial_sidebar_state="collapsed",
    )


def styled(desk: Desk) -> None:
    """Loads our style sheet and theme on a page that has no other part of ours."""
    with st.container(key="cm-link"):
        parts("theme", desk=desk, view={})
