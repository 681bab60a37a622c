"""The scripts, styles and geometry that the browser needs, served by us from memory.

What a stranger gets wrong: nothing here is built. Our scripts are classic scripts on one namespace, so a
bundle is their concatenation in the order of the lists below; the same lists let a self-contained page
inline them. Every address holds a hash of the content, so that it can be cached for ever.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

import xstatic.pkg.leaflet as leaflet_package

#: Parts of the page, in the order in which they are loaded: later files use earlier ones.
PAGE_SCRIPTS = (
    "bus.js", "marks.js", "model.js", "link-window.js", "detail.js", "lane-layout.js", "lanes.js", "bars.js",
    "figures.js", "timeline.js", "play.js", "clock-axis.js", "clock-overview.js", "clock.js", "search.js",
    "place-search.js", "filters.js", "head.js", "legend.js", "theme.js", "link.js", "sources.js", "parts.js",
)  # fmt: skip
#: The review of a report; loaded after the page's own.
REVIEW_SCRIPTS = (
    "review-text.js", "review-card.js", "review-place.js", "review-form.js", "review-tie.js", "review-head.js",
    "review-panel.js", "review.js", "review-list.js",
)  # fmt: skip
#: The map's own document has its own copy of the first three.
MAP_SCRIPTS = (
    "bus.js", "marks.js", "model.js", "geo.js", "scene-ground.js", "scene-marks.js", "labels.js", "inset.js",
    "chips.js", "found.js", "link-window.js", "map.js", "map-host.js",
)  # fmt: skip
PAGE_STYLES = ("tokens.css", "page.css", "head.css", "place-search.css", "panel.css", "clock.css")
REVIEW_STYLES = ("review.css", "review-form.css")
MAP_STYLES = ("tokens.css", "map.css")

MEDIA_TYPES: Mapping[str, str] = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it goes over the wire.

    Attributes:
        name: file name with its ending, for example ``page.js``.
        body: the bytes, not compressed.
        packed: the same bytes as gzip.
        digest: twelve hexadecimal digits of the body's SHA-256.
    """

    name: str
    body: bytes = field(repr=False)
    packed: bytes = field(repr=False)
    digest: str

    @property
    def media_type(self) -> str:
        """Content type by the ending of the name; an unknown ending is refused at start-up."""
        return MEDIA_TYPES[Path(self.name).suffix]

    @property
    def path(self) -> str:
        """Address below the application's root, without a leading slash."""
        return f"cm/static/{self.digest}/{self.name}"


def asset(name: str, body: bytes) -> Asset:
    """Packs one file once, at start-up, so that no request pays for compression."""
    return Asset(name, body, gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:12])


def _static(name: str) -> str:
    return resources.files("components.maps").joinpath("static", name).read_text(encoding="utf-8")


def bundle(name: str, files: tuple[str, ...]) -> Asset:
    """Joins files of ``static/`` in order; the name of each stands above it for whoever reads the source."""
    text = "\n".join(f"/* {file} */\n{_static(file)}" for file in files)
    return asset(name, text.encode())


def _leaflet(name: str) -> bytes:
    return (Path(leaflet_package.BASE_DIR) / name).read_bytes()


def font_faces(fonts: Mapping[str, str]) -> str:
    """Rules that let the map's document use the fonts that Streamlit already serves.

    Args:
        fonts: file name below Streamlit's ``static/media`` by "family|style".
    """
    rule = (
        '@font-face{{font-family:"{family}";font-style:{style};font-weight:200 900;font-display:swap;src:url("{url}")}}'
    )
    faces = []
    for key, file in sorted(fonts.items()):
        family, style = key.split("|")
        faces.append(rule.format(family=family, style=style, url=f"../../../static/media/{file}"))
    return "\n".join(faces)


@cache
def page_assets() -> Mapping[str, Asset]:
    """All assets that do not depend on a situation or on Streamlit, by name."""
    made = [
        bundle("page.js", PAGE_SCRIPTS),
        bundle("page.css", PAGE_STYLES),
        bundle("map.js", MAP_SCRIPTS),
        bundle("review.js", REVIEW_SCRIPTS),
        bundle("review.css", REVIEW_STYLES),
        asset("leaflet.js", _leaflet("leaflet.js").split(b"//# sourceMappingURL")[0]),
        asset("leaflet.css", _leaflet("leaflet.css")),
        asset("icon.svg", _static("icon.svg").encode()),
    ]
    return {item.name: item for item in made}


def map_style(fonts: Mapping[str, str]) -> Asset:
    """The map document's styles with its fonts."""
    joined = "\n".join(_static(file) for file in MAP_STYLES)
    return asset("map.css", f"{font_faces(fonts)}\n{joined}".encode())


def geometry(folder: Path, names: Mapping[str, str]) -> Mapping[str, Asset]:
    """Outline files by role.

    Args:
        folder: where the files lie.
        names: file name by role, for example ``{"theatre": "theatre.geojson"}``.

    Raises:
        FileNotFoundError: a file is missing; the message names it.
    """
    return {role: asset(Path(name).name, (folder / name).read_bytes()) for role, name in names.items()}
