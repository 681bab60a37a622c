"""The address is the view: a copied link shows the same page, reload keeps it, back restores it, nonsense drops out."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from .conftest import Open, Rooms, judge
from .screen import DESKTOP, Screen, opened
from .server import Served

#: What makes up a view; hover, theme and paint counters do not.
VIEW = ("clock", "from", "to", "selected", "focus", "filter", "open", "layers", "borders", "frame")
#: The fragment holds the zoom to two digits and degrees to four.
ZOOM_SLACK, DEG_SLACK = 0.01, 0.001
CLAIM = "K054"


@pytest.fixture(scope="module")
def linked(rooms: Rooms, app: Served) -> Iterator[Screen]:
    """A page that a reader has worked on; the tests of this module open its address elsewhere."""
    screen = opened(rooms(DESKTOP), app.url)
    screen.go()
    work(screen)
    yield screen
    screen.page.close()
    judge(screen.log, app.host)


def work(screen: Screen) -> None:
    """Clock, filter, layer, selection and a pan, with the hands of a reader where there is a handle."""
    page = screen.page
    page.locator(".cm-clock-handle").press("ArrowRight")
    page.locator(".cm-pill", has_text="Russia").click()
    screen.set({"layers": {"ground": True, "rivers": False, "areas": True}})
    page.locator(f".cm-tl-row[data-cm-id='{CLAIM}']").click()
    screen.await_query(f"sel={CLAIM}")
    pan(screen, 90, -50)
    screen.await_query(f"sel={CLAIM}")
    screen.until("() => location.hash.startsWith('#map=')")
    screen.await_quiet()


def pan(screen: Screen, dx: int, dy: int) -> None:
    box = screen.page.locator(".st-key-cm-map iframe").bounding_box()
    assert box is not None
    x, y = box["x"] + 200, box["y"] + 500
    before = screen.window()
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x + dx, y + dy, steps=6)
    screen.page.mouse.up()
    screen.map.wait_for_function("lon => Math.abs(__probe.window().lon - lon) > 0.01", arg=before["lon"])
    screen.await_quiet()


def view(screen: Screen) -> dict[str, Any]:
    state = screen.state()
    return {name: state[name] for name in VIEW}


def check_same(one: Screen, other: Screen) -> None:
    assert view(one) == view(other)
    mine, theirs = one.window(), other.window()
    assert mine["zoom"] == pytest.approx(theirs["zoom"], abs=ZOOM_SLACK)
    assert mine["lat"] == pytest.approx(theirs["lat"], abs=DEG_SLACK)
    assert mine["lon"] == pytest.approx(theirs["lon"], abs=DEG_SLACK)


def test_the_address_holds_what_differs_from_the_opening_and_the_map_window(linked: Screen) -> None:
    query, _, fragment = linked.page.url.removeprefix(linked.url).partition("#")
    assert query == f"?t=2024-10-31&sel={CLAIM}&off=ru&layers=-rivers"
    window = linked.window()
    assert fragment == f"map={window['zoom']:.2f}/{window['lat']:.4f}/{window['lon']:.4f}"


def test_a_copied_link_shows_the_same_page_to_somebody_else(linked: Screen, screens: Open) -> None:
    other = screens(query=linked.page.url.removeprefix(linked.url))
    other.await_quiet()
    check_same(other, linked)
    assert other.page.locator("[data-cm-detail]").get_attribute("data-cm-detail") == CLAIM
    assert other.page.locator(".cm-pill[aria-pressed='false']").all_inner_texts() == ["Russia"]
    assert other.map.locator(".cm-river").count() == 0
    assert other.page.url == linked.page.url


def test_reload_keeps_query_fragment_and_view(screens: Open) -> None:
    screen = screens()
    work(screen)
    url, before, window = screen.page.url, view(screen), screen.window()
    screen.reload().await_quiet()
    assert screen.page.url == url
    assert view(screen) == before
    assert screen.window()["lon"] == pytest.approx(window["lon"], abs=DEG_SLACK)


def test_a_selection_after_a_pan_keeps_the_fragment(screens: Open) -> None:
    """Streamlit's own write to the address drops the fragment; it is put back."""
    screen = screens()
    pan(screen, 80, 40)
    fragment = screen.page.url.partition("#")[2]
    assert fragment.startswith("map=")
    screen.page.locator(".cm-tl-row").first.click()
    screen.await_query("sel=")
    screen.await_quiet()
    assert screen.page.url.partition("#")[2] == fragment


def test_panning_never_runs_the_script(screens: Open) -> None:
    screen = screens()
    before = screen.await_quiet()
    pan(screen, 80, 40)
    pan(screen, -60, 30)
    assert screen.log.sent == before


def test_back_and_forward_restore_the_view(screens: Open) -> None:
    screen = screens()
    rows = screen.page.locator(".cm-tl-row")
    first, second = (rows.nth(n).get_attribute("data-cm-id") for n in (0, 1))
    screen.set({"selected": first})
    screen.await_query(f"sel={first}")
    screen.await_quiet()
    screen.set({"selected": second, "clock": "2024-11-01"})
    screen.await_query(f"sel={second}")
    screen.await_quiet()
    screen.page.go_back()
    screen.await_state(selected=first, clock="2024-10-30")
    screen.await_quiet()
    screen.page.go_forward()
    screen.await_state(selected=second, clock="2024-11-01")
    assert screen.mounts() == 1


def test_a_plain_link_stays_plain(screens: Open) -> None:
    screen = screens()
    screen.await_quiet()
    assert screen.page.url == screen.url


def test_a_swapped_frame_and_a_story_step_are_in_the_address(screens: Open) -> None:
    screen = screens()
    screen.page.locator("[data-cm-step='3']").click()
    screen.await_state(step=3, frame="world")
    screen.await_query("frame=world")
    screen.await_quiet()
    other = screens(query=screen.page.url.removeprefix(screen.url))
    other.await_quiet()
    assert view(other) == view(screen)


NONSENSE = {
    "t": "yesterday",
    "from": "2025-01-01",
    "to": "2024-01-01",
    "sel": "K999",
    "off": "martians",
    "kind": "rumour",
    "place": "exactly",
    "date": "soon",
    "origins": "99",
    "focus": "said:nowhere",
    "open": "everything",
    "layers": "-sky",
    "borders": "mine",
    "frame": "moon",
}


def test_nonsense_is_left_out_with_a_notice_and_the_page_lives(screens: Open) -> None:
    """One sentence for each part; the period's two days are one part."""
    plain = view(screens())
    screen = screens(query="?" + urlencode(NONSENSE))
    named = sorted(set(NONSENSE) - {"to"})
    screen.page.locator("[data-testid='stToast']", has_text="“frame”").wait_for()
    notices = " ".join(screen.page.locator("[data-testid='stToast']").all_text_contents())
    assert sorted(re.findall(r"part “(\w+)” of this address", notices)) == named
    assert view(screen) == plain
    assert screen.map.locator(".cm-badge").count() == 1


def test_a_day_that_the_clock_does_not_reach_is_left_out(screens: Open) -> None:
    screen = screens(query="?t=2031-01-01&sel=K054")
    screen.page.get_by_text("the clock does not reach that day").wait_for()
    assert screen.state()["clock"] == "2024-10-30"
    assert screen.state()["selected"] == CLAIM


def test_a_nonsense_fragment_opens_the_usual_window(screens: Open) -> None:
    screen = screens(query="#map=7/91/NaN")
    theatre, window = screen.data()["theatre"], screen.window()
    assert theatre["south"] < window["lat"] < theatre["north"]
    assert theatre["west"] < window["lon"] < theatre["east"]


def test_only_a_whole_window_inside_the_world_is_read_from_a_fragment(standalone: Screen) -> None:
    def read(fragment: str) -> Any:
        return standalone.page.evaluate("text => ConflictMap.parseWindow(text)", fragment)

    assert read("#map=7.12/51.4750/-36.5") == {"zoom": 7.12, "lat": 51.475, "lon": -36.5}
    wrong = (
        "",
        "#x",
        "#map=",
        "#map=7/51",
        "#map=99/0/0",
        "#map=7/91/0",
        "#map=7/0/400",
        "#map=1e1/0/0",
        "#map=7/0/0/0",
    )
    assert [text for text in wrong if read(text) is not None] == []
