"""Layers: what is derived or loaded in bulk. Today that is the ground: front and held areas from settlements.

The modules `cells`, `ground` and `build` need shapely, pyproj and numpy (the extra named "ground"); nothing that
serves the page imports them. The product ships their result, `ground.geojson`, beside the table.
"""
