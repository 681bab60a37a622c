"""The plain way to draw the bundled situation: the whole Folium map made anew in every run.

One Marker with Popup and tooltip for every claim whose place has a point or an anchor, one GeoJson for each of the
outlines that our own map draws in the theatre frame, the rows in a dataframe, pills as the filter. Nothing is made
slower than a first attempt would be: the package is read once, and only the tiles and the foreign hosts are left out.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from components.intake import read_package
from components.model import Claim, Situation
from components.settings import bundled_folder

OUTLINES = ("theatre", "areas", "rivers")
folium.Map.default_js = [("leaflet", "../../app/static/leaflet.js"), ("$", "../../app/static/dollar.js")]
folium.Map.default_css = [("leaflet", "../../app/static/leaflet.css")]


@st.cache_resource
def read() -> tuple[Situation, list[Any]]:
    """The situation and its outlines, read once."""
    data = bundled_folder()
    package = read_package(data / "kursk-2024")
    outlines = [json.loads((data / "outlines" / f"{name}.geojson").read_text(encoding="utf-8")) for name in OUTLINES]
    return package.situation, outlines + ([package.ground] if package.ground else [])


def pin(claim: Claim, situation: Situation) -> folium.Marker | None:
    """A marker, None where there is nowhere to put it."""
    place = situation.places[claim.place]
    point = place.point or (place.anchor.point if place.anchor else None)
    if point is None:
        return None
    names = ", ".join(situation.speakers[key].name for key in claim.speakers)
    text = f"<b>{escape(names)}</b><p>{escape(claim.title)}</p><p>{escape(claim.summary)}</p>"
    return folium.Marker(point.latlon, popup=folium.Popup(text, max_width=320), tooltip=escape(claim.title))


situation, outlines = read()
st.set_page_config(layout="wide")
sides = sorted({str(speaker.side) for speaker in situation.speakers.values()})
chosen = st.pills("Actors", sides, selection_mode="multi", default=sides)
claims = [claim for claim in situation.claims.values() if situation.speakers[claim.speakers[0]].side in chosen]
world = folium.Map([51.5, 36.5], zoom_start=7, tiles=None)
for outline in outlines:
    folium.GeoJson(outline).add_to(world)
pins = [marker for claim in claims if (marker := pin(claim, situation))]
for marker in pins:
    marker.add_to(world)
st_folium(world, key="map", height=578, use_container_width=True)
st.text(str(len(pins)))
st.dataframe(
    [
        {
            "said": claim.said.text,
            "who": ", ".join(situation.speakers[key].name for key in claim.speakers),
            "what": claim.title,
            "value": claim.figure.text if claim.figure else "",
            "place": situation.places[claim.place].name,
        }
        for claim in claims
    ]
)
