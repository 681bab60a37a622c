"""The outer shell: the Streamlit script, routes, security headers, and the place where real things are chosen."""
