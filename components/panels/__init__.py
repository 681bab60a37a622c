"""Functions that draw with Streamlit: given a desk and a view they draw, and return what the reader chose."""
