"""The same scripts on a page of ours without Streamlit, from a plain file server on loopback.

What a stranger gets wrong: the page is under a stricter policy than the product's, with no inline script, no
evaluation and no foreign host, so that a script which needs any of them fails here.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from components.intake import read_package
from components.maps import assets
from components.maps.document import document
from components.settings import bundled_folder
from components.web.services import OUTLINES

from .server import LOOPBACK, listening

HERE = Path(__file__).parent
STATIC = Path(assets.__file__).parent / "static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:"
ORDER = tuple(dict.fromkeys((*assets.PAGE_SCRIPTS, *assets.MAP_SCRIPTS)))
STYLES = tuple(dict.fromkeys((*assets.PAGE_STYLES, *assets.MAP_STYLES)))
#: Every part says that it is drawn, the map with its first paint.
IS_DRAWN = """() => document.documentElement.dataset.cmReady === "true"
  && __probe.isReady(["head", "legend", "figures", "timeline", "clock"])"""
_TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"}


@dataclass
class Site:
    """Files in memory at addresses.

    Attributes:
        port: on loopback.
        files: body by path; may be added to while it runs.
        asked: every path that was asked for.
    """

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/"

    def put(self, path: str, value: Any) -> str:
        """Adds a JSON file; returns its path."""
        self.files[path] = json.dumps(value).encode()
        return path


@contextmanager
def site(files: dict[str, bytes] | None = None) -> Iterator[Site]:
    """Serves files until the block ends."""
    here = Site(files=files or {})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            kind = _TYPES.get(Path(path).suffix or ".html", "application/json")
            here.asked.append(self.path)
            body = here.files.get(path)
            self.send_response(404 if body is None else 200)
            self.send_header("content-type", kind)
            self.send_header("content-security-policy", POLICY)
            self.send_header("content-length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    with listening(Handler) as here.port:
        yield here


def standalone_files() -> dict[str, bytes]:
    """The page, the scripts as they lie in the repository, the real document and outlines."""
    leaflet = assets.page_assets()
    package = read_package(bundled_folder() / "kursk-2024")
    outlines = {role: (bundled_folder() / "outlines" / name).read_bytes() for role, name in OUTLINES.items()}
    if package.ground is not None:
        outlines["ground"] = json.dumps(package.ground).encode()
    scripts = "".join(f'<script src="{name}"></script>\n' for name in ("leaflet.js", *(f"static/{n}" for n in ORDER)))
    styles = "".join(
        f'<link rel="stylesheet" href="{name}">\n' for name in ("leaflet.css", *(f"static/{n}" for n in STYLES))
    )
    page = (HERE / "standalone.html").read_text(encoding="utf-8")
    page = page.replace("<!-- scripts -->", scripts).replace("<!-- styles -->", styles)
    return {
        "/": page.encode(),
        "/start.js": (HERE / "standalone.js").read_bytes(),
        "/leaflet.js": leaflet["leaflet.js"].body,
        "/leaflet.css": leaflet["leaflet.css"].body,
        "/favicon.ico": b"",
        "/data.json": document(package.situation, package.ground).body,
        **{f"/static/{name}": (STATIC / name).read_bytes() for name in (*ORDER, *STYLES)},
        **{f"/geo/{role}.geojson": body for role, body in outlines.items()},
    }
