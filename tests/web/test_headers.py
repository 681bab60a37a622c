from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from components.web.headers import SecurityHeaders, ShutDoors, inline_script_hashes, policy

TILES = "https://tiles.example"
PLAIN = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
DOORS = (
    "/_stcore/metrics",
    "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
    "/_stcore/upload_file/session/file",
)


class InlineScripts(HTMLParser):
    """Collects the text of scripts that have no address."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_inline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_inline = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._is_inline = False

    def handle_data(self, data: str) -> None:
        if self._is_inline:
            self.found.append(data)


def rules(text: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in text.split(";"))


def client(*, tiles_host: str | None = None, uploads: bool = False) -> TestClient:
    async def answer(request: Request) -> Response:
        return PlainTextResponse(f"{request.method} {request.url.path}")

    async def own(_request: Request) -> Response:
        return PlainTextResponse(
            "own", headers={"Content-Security-Policy": "default-src *", "X-Frame-Options": "ALLOW"}
        )

    async def moved(_request: Request) -> Response:
        return RedirectResponse("/page")

    async def same(_request: Request) -> Response:
        return Response(status_code=304)

    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(await socket.receive_text())
        await socket.close()

    methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"]
    return TestClient(
        Starlette(
            routes=[
                Route("/own", own),
                Route("/moved", moved),
                Route("/same", same),
                Route("/missing-method", answer, methods=["PUT"]),
                WebSocketRoute("/_stcore/stream", talk),
                Route("/page", answer, methods=methods),
                Route("/maps/{rest:path}", answer, methods=methods),
                Route("/component/{rest:path}", answer),
                Route("/_stcore/{rest:path}", answer, methods=methods),
            ],
            middleware=[Middleware(SecurityHeaders, tiles_host=tiles_host), Middleware(ShutDoors, uploads=uploads)],
        ),
        follow_redirects=False,
    )


def test_a_page_runs_only_our_scripts_component_modules_and_streamlits_named_inline_script() -> None:
    assert rules(policy(tiles_host=None, frame=False)) == {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", "blob:", *inline_script_hashes()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }


def test_a_component_frame_may_evaluate_the_map_script_and_differs_in_nothing_else() -> None:
    page, frame = rules(policy(tiles_host=None, frame=False)), rules(policy(tiles_host=None, frame=True))
    assert {**frame, "script-src": page["script-src"]} == page
    assert frame["script-src"] == "'self' 'unsafe-inline' 'unsafe-eval'"


@pytest.mark.parametrize("frame", [False, True])
def test_a_tile_server_is_let_in_as_images_and_nowhere_else(frame: bool) -> None:
    with_tiles, without = (rules(policy(tiles_host=host, frame=frame)) for host in (TILES, None))
    assert with_tiles == {**without, "img-src": f"{without['img-src']} {TILES}"}


def test_the_hashes_are_those_of_the_inline_scripts_in_streamlits_page() -> None:
    parser = InlineScripts()
    parser.feed((Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8"))
    expected = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in parser.found]
    assert list(inline_script_hashes()) == [f"'sha256-{digest}'" for digest in expected]
    assert len(expected) == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/page", 200),
        ("HEAD", "/page", 200),
        ("GET", "/moved", 307),
        ("GET", "/same", 304),
        ("GET", "/nowhere", 404),
        ("GET", "/missing-method", 405),
        ("POST", "/_stcore/upload_file/session/file", 403),
    ],
)
def test_every_answer_carries_the_headers(method: str, path: str, status: int) -> None:
    answer = client().request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in PLAIN} == PLAIN
    assert answer.headers["content-security-policy"] == policy(tiles_host=None, frame=False)


@pytest.mark.parametrize("path", ["/component/streamlit_folium.st_folium/index.html", "/maps/component/any/index.html"])
def test_a_frame_gets_the_frames_policy_also_below_a_base_path(path: str) -> None:
    answer = client(tiles_host=TILES).get(path)
    assert answer.headers["content-security-policy"] == policy(tiles_host=TILES, frame=True)


def test_a_header_that_a_route_set_is_replaced_never_doubled() -> None:
    answer = client().get("/own")
    assert answer.headers.get_list("content-security-policy") == [policy(tiles_host=None, frame=False)]
    assert answer.headers.get_list("x-frame-options") == ["SAMEORIGIN"]


def test_a_websocket_passes_untouched() -> None:
    with client().websocket_connect("/_stcore/stream") as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "hello"


@pytest.mark.parametrize("base", ["", "/maps"])
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_a_shut_door_answers_403_to_every_method_also_below_a_base_path(method: str, door: str, base: str) -> None:
    answer = client().request(method, base + door)
    assert (answer.status_code, answer.text) == (403, "This address is not open here.")


@pytest.mark.parametrize("path", ["/_stcore/upload%5Ffile/s/f", "/%5fstcore/metrics", "/maps/_stcore%2Fmetrics"])
def test_percent_signs_open_no_door(path: str) -> None:
    assert client().put(path).status_code == 403


def test_uploads_are_open_where_a_reader_may_send_files_and_the_other_doors_stay_shut() -> None:
    opened = {door: client(uploads=True).put(door).status_code for door in DOORS}
    assert opened == {door: 200 if "upload_file" in door else 403 for door in DOORS}


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/page", "/maps/sources"])
def test_what_a_reader_needs_stays_open(path: str) -> None:
    assert client().get(path).status_code == 200
