"""Looking at a situation contacts no host but ours, under a policy that would stop it, and weighs little."""

import http.client
from typing import Any
from urllib.parse import urlsplit

import pytest

from .conftest import Open
from .screen import DESKTOP, Screen
from .server import LOOPBACK, Served

#: Beyond Streamlit's own files, over the wire.
MOST_FIRST_VISIT_BYTES = 900_000
STREAMLIT_OWN = "/static/"
#: What a policy must say for every document.
STRICT = {
    "default-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "frame-ancestors": "'self'",
}


def test_a_whole_story_and_every_page_ask_no_other_host(screens: Open, app: Served) -> None:
    """The fixture fails on another host or an error; here every page and every step is really visited."""
    screen = screens()
    play_through(screen)
    screen.await_quiet()
    for name in ("Sources", "Method", "Map"):
        screen.page.get_by_role("link", name=name, exact=True).click()
        if name != "Map":
            screen.page.get_by_role("heading", name=name, level=1).wait_for()
    screen.forget_map()
    screen.ready().await_quiet()
    screen.page.locator(".st-key-cm-table summary").click()
    screen.page.locator("[data-testid='stDataFrame']").wait_for()
    screen.await_quiet()
    assert screen.log.foreign(app.host) == []
    assert [line for line in screen.log.console if "Content Security Policy" in line] == []
    assert len(screen.log.urls) > len(set(screen.log.hosts))


def play_through(screen: Screen) -> None:
    """Plays from the first day to the last, going on after each step of the story."""
    screen.page.locator(".cm-clock-handle").press("Home")
    screen.set({"speed": 60})
    last = screen.data()["story"][-1]["n"]
    for step in range(1, last + 1):
        screen.page.locator(".cm-clock-play").click()
        screen.await_state(playing=False, step=step)
    assert screen.state()["clock"] == screen.data()["story"][-1]["clock"]


def test_a_first_visit_weighs_at_most_900_kilobytes_beyond_streamlit(screens: Open) -> None:
    screen = screens(query=None, is_fresh=True)
    session = screen.page.context.new_cdp_session(screen.page)
    session.send("Network.enable")
    paths: dict[str, str] = {}
    weights: dict[str, int] = {}

    def answered(event: dict[str, Any]) -> None:
        paths[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def finished(event: dict[str, Any]) -> None:
        path = paths.get(event["requestId"], "")
        if path and not path.startswith(STREAMLIT_OWN):
            weights[path] = weights.get(path, 0) + int(event["encodedDataLength"])

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    screen.go().await_quiet()
    assert any(path.endswith(".json") for path in weights)
    total = sum(weights.values()) + screen.log.received_bytes
    heaviest = sorted(weights.items(), key=lambda item: -item[1])[:8]
    assert total <= MOST_FIRST_VISIT_BYTES, heaviest


def test_a_second_visit_fetches_none_of_our_files_again(screens: Open) -> None:
    """Their addresses hold their hash, so the browser's own copies serve."""
    screens(DESKTOP).await_quiet()
    screen = screens(query=None)
    session = screen.page.context.new_cdp_session(screen.page)
    session.send("Network.enable")
    fetched: list[str] = []
    kept: list[str] = []

    def answered(event: dict[str, Any]) -> None:
        answer = event["response"]
        path = urlsplit(answer["url"]).path
        if path.startswith("/cm/"):
            (kept if answer.get("fromDiskCache") else fetched).append(path)

    session.on("Network.responseReceived", answered)
    session.on("Network.requestServedFromCache", lambda event: kept.append(event["requestId"]))
    screen.go().await_quiet()
    assert kept
    assert fetched == []


def headers(app: Served, path: str) -> dict[str, str]:
    connection = http.client.HTTPConnection(LOOPBACK, app.port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def rules(policy: str) -> dict[str, str]:
    found = (rule.strip().partition(" ") for rule in policy.split(";") if rule.strip())
    return {name: value for name, _, value in found}


@pytest.mark.parametrize("path", ["/", "/sources", "/component/streamlit_folium.st_folium/index.html", "/nothing-here"])
def test_every_document_is_under_a_policy_that_names_no_other_host(app: Served, path: str) -> None:
    answer = headers(app, path)
    policy = rules(answer["content-security-policy"])
    assert {name: policy.get(name) for name in STRICT} == STRICT
    words = [word for value in policy.values() for word in value.split()]
    assert [word for word in words if "//" in word or word in ("*", "http:", "https:", "ws:", "wss:")] == []
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["referrer-policy"] == "no-referrer"


def test_the_page_itself_allows_no_inline_script_and_no_evaluation(app: Served) -> None:
    words = rules(headers(app, "/")["content-security-policy"])["script-src"].split()
    assert "'unsafe-inline'" not in words
    assert "'unsafe-eval'" not in words


def test_the_policy_stops_a_foreign_picture_and_says_so(screens: Open, app: Served) -> None:
    """The counterpart of the silent console: an attempt is stopped before a request leaves, and is reported."""
    screen = screens()
    screen.page.evaluate("() => { new Image().src = 'http://127.0.0.1:9/beacon'; }")
    with screen.page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        screen.page.evaluate("() => { new Image().src = 'http://127.0.0.1:9/beacon-2'; }")
    assert screen.log.foreign(app.host) in ([], ["127.0.0.1:9"])
    screen.log.console.clear()
    screen.log.hosts.pop("127.0.0.1:9", None)
