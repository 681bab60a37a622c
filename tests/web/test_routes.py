from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components.maps.assets import Asset, asset
from components.web.routes import served_routes

SCRIPT = asset("page.js", b"window.ConflictMap = {};\n" * 40)
OUTLINES = asset("theatre.geojson", b'{"type":"FeatureCollection","features":[]}')
KEPT = {item.path: item for item in (SCRIPT, OUTLINES)}
WRONG = "cm/static/000000000000/page.js"


def find(path: str) -> Asset | None:
    return KEPT.get(path)


def client(base_path: str = "") -> TestClient:
    # Like Streamlit, answers any other address with a page of its own and status 200.
    def page(_request: object) -> HTMLResponse:
        return HTMLResponse("<html>the page</html>")

    return TestClient(Starlette(routes=[*served_routes(find, base_path), Route("/{rest:path}", page)]))


@pytest.mark.parametrize(
    ("item", "media_type"),
    [(SCRIPT, "text/javascript; charset=utf-8"), (OUTLINES, "application/geo+json")],
)
def test_a_file_comes_with_its_type_and_may_be_kept_for_ever(item: Asset, media_type: str) -> None:
    answer = client().get(f"/{item.path}", headers={"accept-encoding": "identity"})
    assert answer.status_code == 200
    assert answer.content == item.body
    assert dict(answer.headers) == {
        "cache-control": "public, max-age=31536000, immutable",
        "etag": f'"{item.digest}"',
        "vary": "accept-encoding",
        "content-type": media_type,
        "content-length": str(len(item.body)),
    }


def test_a_reader_who_takes_gzip_gets_the_packed_bytes() -> None:
    answer = client().get(f"/{SCRIPT.path}", headers={"accept-encoding": "br, gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(SCRIPT.packed) < len(SCRIPT.body)
    assert answer.content == SCRIPT.body == gzip.decompress(SCRIPT.packed)


def test_a_known_tag_is_answered_without_a_body() -> None:
    answer = client().get(f"/{SCRIPT.path}", headers={"if-none-match": f'"{SCRIPT.digest}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == f'"{SCRIPT.digest}"'
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_another_tag_gets_the_file() -> None:
    answer = client().get(f"/{SCRIPT.path}", headers={"if-none-match": '"000000000000"'})
    assert (answer.status_code, answer.content) == (200, SCRIPT.body)


def test_a_head_request_gets_the_headers_alone() -> None:
    answer = client().head(f"/{SCRIPT.path}", headers={"accept-encoding": "identity"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(SCRIPT.body))


@pytest.mark.parametrize("base_path", ["maps", "/maps", "maps/", "/maps/"])
def test_a_file_is_found_at_the_root_and_below_the_base_path_however_it_is_written(base_path: str) -> None:
    found = [client(base_path).get(f"{prefix}/{SCRIPT.path}") for prefix in ("", "/maps")]
    assert [(answer.status_code, answer.content) for answer in found] == [(200, SCRIPT.body)] * 2


@pytest.mark.parametrize("prefix", ["", "/maps"])
def test_a_wrong_hash_is_404_in_plain_text_not_the_page(prefix: str) -> None:
    answer = client("maps").get(f"{prefix}/{WRONG}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == "Nothing is kept at this address."


@pytest.mark.parametrize("name", ["..%2F..%2Fapp.py", "%2e%2e", "page.js%00", "page.js/extra"])
def test_no_name_leads_out_of_the_kept_files(name: str) -> None:
    answer = client().get(f"/cm/static/{SCRIPT.digest}/{name}")
    assert b"import" not in answer.content
    assert answer.content != SCRIPT.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written_to_a_file(method: str) -> None:
    assert client().request(method, f"/{SCRIPT.path}").status_code == 405


def test_without_a_base_path_there_is_one_route_and_with_one_there_are_two() -> None:
    assert [len(served_routes(find, base)) for base in ("", "/", "maps")] == [1, 1, 2]
