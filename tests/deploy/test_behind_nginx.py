"""The read-only shared deployment: a real nginx with the shipped configuration, the real page under /maps/."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.server import LOOPBACK, free_port
from tests.deploy.conftest import Deployed, Visit
from tests.deploy.proxy import ask, configured, nginx, nginx_command

pytestmark = pytest.mark.nginx

DOORS = (
    "_stcore/upload_file/session/file",
    "_stcore/metrics",
    "_stcore/agent/interact",
    "_stcore/agent/openapi.json",
    "_stcore/agent/mcp",
)
SHUT = "This address is not open here."
WRONG = "/maps/cm/static/000000000000/page.js"
TYPES = {
    "page.js": "text/javascript; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "map.js": "text/javascript; charset=utf-8",
    "map.css": "text/css; charset=utf-8",
    "leaflet.js": "text/javascript; charset=utf-8",
    "leaflet.css": "text/css; charset=utf-8",
    "kursk-2024.json": "application/json",
    "theatre.geojson": "application/geo+json",
}


def test_the_shipped_configuration_is_accepted_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [*nginx_command(configured(tmp_path, free_port(), 1)), "-t"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_the_page_is_drawn_under_the_base_path_and_asks_nothing_of_another_host(
    deployed: Deployed, visit: Visit
) -> None:
    screen = visit(deployed.proxy).go()
    assert screen.map.url.startswith(f"{deployed.proxy.url}component/streamlit_folium.st_folium/")
    assert screen.map.locator(".cm-mark[data-cm-id]").count() > 0
    assert screen.log.foreign(deployed.proxy.host) == []
    assert [url for url in screen.log.urls if not urlsplit(url).path.startswith("/maps/")] == []


def test_a_copied_link_restores_the_view(deployed: Deployed, visit: Visit) -> None:
    screen = visit(deployed.proxy).go()
    chosen = screen.data()["claims"][40]["id"]
    wanted = {"clock": "2024-11-04", "from": "2024-10-20", "to": "2024-11-12", "selected": chosen}
    link = f"?t=2024-11-04&from=2024-10-20&to=2024-11-12&sel={chosen}&off=ru#map=8.00/51.3000/35.4000"
    other = visit(deployed.proxy).go(link)
    other.await_state(**wanted)
    assert other.state()["filter"]["off"] == ["ru"]
    assert {key: round(value, 1) for key, value in other.window().items()} == {"zoom": 8, "lat": 51.3, "lon": 35.4}
    other.await_quiet()
    other.reload().await_state(**wanted)


@pytest.mark.parametrize(("path", "title"), [("sources", "Sources"), ("method", "Method")])
def test_the_other_pages_load_by_their_address_and_from_the_navigation(
    deployed: Deployed, visit: Visit, path: str, title: str
) -> None:
    screen = visit(deployed.proxy)
    screen.page.goto(deployed.proxy.url + path)
    screen.page.get_by_role("heading", name=title, exact=True).wait_for()
    screen.page.goto(deployed.proxy.url)
    screen.page.get_by_role("link", name=title, exact=True).first.click()
    screen.page.get_by_role("heading", name=title, exact=True).wait_for()
    assert urlsplit(screen.page.url).path == f"/maps/{path}"


def test_our_files_come_packed_with_their_type_and_may_be_kept_for_ever(deployed: Deployed, visit: Visit) -> None:
    screen = visit(deployed.proxy).go()
    paths = {urlsplit(url).path for url in screen.log.urls if "/cm/static/" in url}
    answers = {path.rsplit("/", 1)[1]: ask(deployed.proxy.port, path, accept_encoding="gzip") for path in paths}
    assert {name: answers[name].headers["content-type"] for name in TYPES} == TYPES
    for name, answer in answers.items():
        assert answer.status == 200, name
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable", name
        assert answer.headers["content-encoding"] == "gzip", name
        assert re.fullmatch(r'"[0-9a-f]{12}"', answer.headers["etag"]), name
        assert gzip.decompress(answer.body), name


def test_streamlits_own_scripts_are_packed_by_the_proxy(deployed: Deployed) -> None:
    page = ask(deployed.proxy.port, "/maps/").text
    (script,) = re.findall(r'<script type="module"[^>]* src="\./(static/js/[^"]+)"', page)
    packed = ask(deployed.proxy.port, f"/maps/{script}", accept_encoding="gzip")
    plain = ask(deployed.app.port, f"/maps/{script}", accept_encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert "immutable" in packed.headers["cache-control"]


def test_a_wrong_hash_is_404_in_plain_text_and_never_the_page(deployed: Deployed) -> None:
    for port in (deployed.proxy.port, deployed.app.port):
        answer = ask(port, WRONG)
        assert (answer.status, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
        assert answer.text == "Nothing is kept at this address."


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("door", DOORS)
def test_a_door_is_shut_at_the_proxy_and_again_at_the_application(deployed: Deployed, door: str, method: str) -> None:
    for port in (deployed.proxy.port, deployed.app.port):
        answer = ask(port, f"/maps/{door}", method, body=b"x" * 100 if method in ("POST", "PUT") else None)
        assert (answer.status, answer.text.strip()) == (403, "" if method == "HEAD" else SHUT)


@pytest.mark.parametrize(
    "path",
    [
        "/maps/_stcore/upload%5Ffile/s/f",
        "/maps//_stcore/metrics",
        "/maps/./_stcore/agent/mcp",
        "/maps/x/../_stcore/metrics",
    ],
)
def test_no_spelling_of_a_door_opens_it_at_the_proxy(deployed: Deployed, path: str) -> None:
    assert ask(deployed.proxy.port, path, "PUT").status == 403


def test_outside_the_base_path_there_is_nothing(deployed: Deployed) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/stream", "/cm/static/000000000000/page.js", "/mapsx"):
        answer = ask(deployed.proxy.port, path)
        assert (answer.status, answer.headers["content-type"]) == (404, "text/plain"), path


def test_the_base_path_without_its_slash_leads_to_the_page_and_keeps_the_view(deployed: Deployed) -> None:
    answer = ask(deployed.proxy.port, "/maps?t=2024-11-04")
    assert (answer.status, answer.headers["location"]) == (308, "/maps/?t=2024-11-04")


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("http://{host}", 101),
        ("https://{host}", 101),
        ("http://other.example", 403),
        ("null", 403),
        ("http://{host}.other.example", 403),
    ],
)
def test_only_our_own_page_may_open_the_stream(deployed: Deployed, origin: str, expected: int) -> None:
    answer = ask(
        deployed.proxy.port,
        "/maps/_stcore/stream",
        origin=origin.format(host=deployed.proxy.host),
        connection="Upgrade",
        upgrade="websocket",
        sec_websocket_version="13",
        sec_websocket_key="dGhlIHNhbXBsZSBub25jZQ==",
    )
    assert answer.status == expected


def test_the_security_headers_reach_the_reader(deployed: Deployed) -> None:
    for path in ("/maps/", "/maps/sources", "/maps/component/streamlit_folium.st_folium/index.html", WRONG):
        through, direct = (ask(port, path).headers for port in (deployed.proxy.port, deployed.app.port))
        for name in ("content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options"):
            assert through[name] == direct[name], (path, name)


def test_a_large_body_is_refused_before_it_is_read(deployed: Deployed) -> None:
    assert ask(deployed.proxy.port, "/maps/", "POST", content_length="1000000").status == 413


def test_while_the_application_is_away_the_reader_is_told_in_one_sentence(tmp_path: Path) -> None:
    with nginx(tmp_path / "nginx", free_port()) as proxy:
        answer = ask(proxy.port, "/maps/")
    assert (answer.status, answer.headers["content-type"]) == (503, "text/plain")
    assert answer.text == "The map is being restarted. Reload the page in a minute.\n"


def test_a_flood_from_one_address_is_told_to_wait(tmp_path: Path) -> None:
    with nginx(tmp_path / "nginx", free_port()) as proxy:
        found = [ask(proxy.port, "/maps/cm/x") for _ in range(500)]
    busy = [answer for answer in found if answer.status == 429]
    assert busy
    assert busy[0].text == "Too many requests from your address. Wait a minute, then reload the page.\n"


def test_the_application_listens_on_loopback_alone(deployed: Deployed) -> None:
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    listening = {row.split()[1] for row in lines if row.split()[3] == "0A"}
    port = f"{deployed.app.port:04X}"
    assert {address for address in listening if address.endswith(f":{port}")} == {f"0100007F:{port}"}
    assert deployed.app.host.startswith(LOOPBACK)
