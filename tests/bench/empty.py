"""The smallest Streamlit app whose rerun can be seen: what one rerun and one first paint cost at the least."""

import streamlit as st

st.session_state.setdefault("runs", 0)
st.session_state["runs"] += 1
st.button("Again")
st.text(str(st.session_state["runs"]))
