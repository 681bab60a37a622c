"""The only room that knows Folium: the base map, inert data for it, and the scripts that draw.

Importing this package puts Folium behind a sandboxed template environment before Folium is loaded.
"""

from components.maps import sandbox

sandbox.install()
