"""Everything that a mouse can do, a keyboard can: few tab stops, arrows inside, Escape back, and focus always seen."""

from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import Open, Rooms, judge
from .screen import DESKTOP, PHONE, Screen, opened
from .server import Served

MOST_STOPS = 120
#: A skip link counts when it comes among the first stops of the page.
SKIP_WITHIN = 8
FOCUSED = "() => __probe.focused()"
BODY = "() => document.activeElement === document.body"


@pytest.fixture(scope="module")
def linked(rooms: Rooms, app: Served) -> Iterator[Screen]:
    screen = opened(rooms(DESKTOP), app.url)
    yield screen.go()
    screen.page.close()
    judge(screen.log, app.host)


@pytest.fixture
def page(linked: Screen) -> Screen:
    """The shared page with nothing selected, the clock where it opened, and nothing focused."""
    linked.set({"selected": None, "focus": None, "clock": "2024-10-30", "playing": False, "step": None})
    linked.set({"from": "2024-10-08", "to": "2024-11-05", "frame": "theatre", "open": None})
    linked.page.evaluate("() => document.activeElement.blur()")
    return linked


@pytest.fixture(scope="module")
def stops(linked: Screen) -> list[dict[str, Any]]:
    """Every stop of the Tab key from the top of the page to its end."""
    linked.page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    found: list[dict[str, Any]] = []
    while len(found) < MOST_STOPS:
        linked.page.keyboard.press("Tab")
        stop = linked.page.evaluate(FOCUSED)
        if stop is None or (found and stop == found[0]):
            break
        found.append(stop)
    return found


def active(page: Screen) -> int:
    """Position of the row that the arrows are on."""
    return int(
        page.page.evaluate(
            """() => {
              const list = document.querySelector(".cm-tl-list"), at = list.getAttribute("aria-activedescendant");
              return [...list.querySelectorAll("[role=option]")].findIndex(row => row.id === at);
            }"""
        )
    )


def test_tab_walks_through_the_page_and_out_of_it(stops: list[dict[str, Any]]) -> None:
    """No trap: the walk ends; the map's own marks and the panels lie on it."""
    assert len(stops) < MOST_STOPS
    parts = [stop["part"] for stop in stops]
    assert {"cm-head", "map", "cm-figures", "cm-timeline", "cm-clock"} <= set(parts)


def test_focus_is_always_seen(stops: list[dict[str, Any]]) -> None:
    assert [stop["name"] for stop in stops if stop["part"] != "" and not stop["is_seen"]] == []


def test_focus_is_never_hidden(stops: list[dict[str, Any]]) -> None:
    assert [stop["name"] for stop in stops if stop["part"] != "" and not stop["is_in_view"]] == []


def test_everything_that_takes_focus_has_a_name(stops: list[dict[str, Any]]) -> None:
    assert [stop for stop in stops if stop["part"] != "" and not stop["name"]] == []


def test_the_timeline_is_one_tab_stop(stops: list[dict[str, Any]]) -> None:
    assert [stop["role"] for stop in stops if stop["part"] == "cm-timeline"].count("listbox") == 1
    assert [stop["role"] for stop in stops if stop["part"] == "cm-timeline"].count("option") == 0


def test_a_skip_link_leads_past_filters_and_map_to_the_timeline(screens: Open) -> None:
    screen = screens()
    for _ in range(SKIP_WITHIN):
        screen.page.keyboard.press("Tab")
        name = screen.page.evaluate(FOCUSED)["name"].lower()
        if "skip" in name and "timeline" in name:
            screen.page.keyboard.press("Enter")
            screen.until("() => document.activeElement.matches('.cm-tl-list')")
            return
    pytest.fail(f"none of the first {SKIP_WITHIN} stops is a skip link to the timeline")


def test_arrows_home_and_end_move_in_the_timeline(page: Screen) -> None:
    rows = page.page.locator(".cm-tl-row").count()
    timeline = page.page.locator(".cm-tl-list")
    timeline.focus()
    timeline.press("Home")
    assert active(page) == 0
    for _ in range(5):
        timeline.press("ArrowDown")
    assert active(page) == 5
    timeline.press("ArrowUp")
    assert active(page) == 4
    timeline.press("End")
    assert active(page) == rows - 1
    timeline.press("ArrowDown")
    assert active(page) == rows - 1
    timeline.press("Home")
    timeline.press("ArrowUp")
    assert active(page) == 0


def test_the_active_row_is_in_view(page: Screen) -> None:
    timeline = page.page.locator(".cm-tl-list")
    timeline.focus()
    for key in ("End", "Home", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"):
        timeline.press(key)
        assert page.page.evaluate("() => __probe.whole('.cm-tl-row.cm-active')") == 1, key


def test_enter_opens_a_row_and_escape_closes_it(page: Screen) -> None:
    timeline = page.page.locator(".cm-tl-list")
    timeline.focus()
    timeline.press("Home")
    timeline.press("ArrowDown")
    timeline.press("Enter")
    row = page.page.locator(".cm-tl-row").nth(1)
    assert page.state()["selected"] == row.get_attribute("data-cm-id")
    assert row.get_attribute("aria-selected") == "true"
    page.page.keyboard.press("Tab")
    page.until("() => Boolean(document.activeElement.closest('.cm-tl-open'))")
    page.page.keyboard.press("Escape")
    assert page.state()["selected"] is None
    assert page.page.evaluate("() => document.activeElement.matches('.cm-tl-list')")
    assert active(page) == 1


def test_the_clock_is_a_slider_of_days(page: Screen) -> None:
    slider = page.page.locator(".cm-clock-handle")
    span = page.data()["span"]
    slider.focus()
    for key, day in (
        ("ArrowRight", "2024-10-31"),
        ("ArrowUp", "2024-11-01"),
        ("ArrowLeft", "2024-10-31"),
        ("ArrowDown", "2024-10-30"),
        ("PageDown", "2024-10-23"),
        ("PageUp", "2024-10-30"),
        ("Home", span["from"]),
        ("End", span["to"]),
        ("ArrowRight", span["to"]),
    ):
        slider.press(key)
        assert page.state()["clock"] == day, key
    assert slider.get_attribute("role") == "slider"
    assert slider.get_attribute("aria-valuetext") == "30 April 2025"
    assert slider.get_attribute("aria-valuenow") == slider.get_attribute("aria-valuemax")


def test_the_clock_keeps_the_focus_through_a_change_of_its_picture(page: Screen) -> None:
    """End leaves the period in view, so the plot is drawn anew under the hand."""
    slider = page.page.locator(".cm-clock-handle")
    slider.focus()
    slider.press("End")
    page.page.keyboard.press("ArrowLeft")
    assert page.state()["clock"] == "2025-04-29"


@pytest.mark.parametrize("where", [".cm-clock-handle", ".cm-clock-play"])
def test_space_plays_and_pauses(page: Screen, where: str) -> None:
    page.page.locator(where).focus()
    page.page.keyboard.press("Space")
    assert page.state()["playing"] is True
    assert page.page.locator(".cm-clock-play").get_attribute("aria-label") == "Pause"
    page.page.keyboard.press("Space")
    assert page.state()["playing"] is False


def test_arrows_walk_the_story_while_nothing_is_focused(page: Screen) -> None:
    page.page.keyboard.press("ArrowRight")
    assert page.state()["step"] == 5
    page.page.keyboard.press("ArrowLeft")
    assert page.state()["step"] == 4


@pytest.mark.parametrize("button", [".cm-more", ".cm-period"])
def test_a_panel_opens_and_closes_by_key_and_gives_the_focus_back(page: Screen, button: str) -> None:
    opener = page.page.locator(button)
    opener.focus()
    page.page.keyboard.press("Enter")
    page.page.locator(".cm-popover:popover-open").wait_for()
    page.until("() => Boolean(document.activeElement.closest('.cm-popover'))")
    page.page.keyboard.press("Escape")
    page.until("selector => document.activeElement.matches(selector)", button)
    assert page.page.locator(".cm-popover:popover-open").count() == 0


def test_search_offers_places_and_people_by_key(page: Screen) -> None:
    search = page.page.locator(".cm-search-input")
    search.focus()
    page.page.keyboard.type("ussur")
    page.page.locator(".cm-option").first.wait_for()
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    page.await_state(focus={"kind": "place", "id": "ussuriysk"})
    search.fill("")
    page.until("() => __probe.state().filter.q === ''")


def test_a_pill_is_a_switch(page: Screen) -> None:
    pill = page.page.locator(".cm-pill", has_text="South Korea")
    pill.focus()
    page.page.keyboard.press("Space")
    assert page.state()["filter"]["off"] == ["kr"]
    assert pill.get_attribute("aria-pressed") == "false"
    page.page.keyboard.press("Space")
    assert page.state()["filter"]["off"] == []


def test_the_sheet_of_a_phone_takes_the_focus_and_gives_it_back(screens: Open) -> None:
    screen = screens(PHONE)
    row = screen.page.locator(".cm-tl-list")
    row.focus()
    row.press("Home")
    row.press("Enter")
    sheet = screen.page.locator(".cm-sheet")
    sheet.wait_for()
    screen.until("() => Boolean(document.activeElement.closest('.cm-sheet'))")
    screen.page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    assert screen.page.evaluate("() => document.activeElement.matches('.cm-tl-list')")
    assert screen.state()["selected"] is None
