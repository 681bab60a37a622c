"""The Sources page: every publication, and every claim that rests on it."""

from __future__ import annotations

import streamlit as st

from components.panels.desk import Desk
from components.panels.page import styled
from components.panels.parts import parts


def sources_page(desk: Desk) -> None:
    """Draws the page."""
    about = desk.situation
    with st.container(key="cm-text"):
        st.title("Sources")
        st.markdown(
            f"{len(about.sources)} publications carry the {len(about.claims)} claims of this situation. A publication "
            "is where something was printed; who said it stands beside each claim. Several pages of one agency are one "
            "origin. Links leave this site and open in a new tab; nothing is fetched from them here."
        )
    parts("sources", desk=desk, view={})
    styled(desk)
