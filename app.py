"""Conflict Map. ``streamlit run app.py`` and ``uvicorn app:app`` both serve it."""

import streamlit as st

from components.web.application import SCRIPT, lifespan, middleware, routes

# Written out here because `streamlit run` looks for this very call in the source, without running it.
app = st.App(SCRIPT, routes=routes(), middleware=middleware(), lifespan=lifespan)
