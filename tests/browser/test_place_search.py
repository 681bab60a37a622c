"""The place box: type, choose, and the map is there; nothing else changes, and the ring says that it is no claim.

What a stranger gets wrong: the gazetteer's answers are made up here, so that a test says what it means; that the real
one answers is proved at the end and in `tests/web/test_place_route.py`.
"""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Route

from .conftest import Open
from .screen import DESKTOP, LAPTOP, PHONE, Screen
from .test_accessibility import LEAST_TARGET_PX, violations

#: Boxes of everything in the filter row.
ROW = """() => [...document.querySelectorAll(".cm-filter-row > *, .cm-filter-row button")]
  .filter(n => n.checkVisibility() && !n.closest("[popover]"))
  .map(n => { const r = n.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; })"""
PREPARING = "The gazetteer is being prepared; about half a minute."


def place(name: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:
    return {
        "name": name, "alias": "", "what": "city", "where": "Russia", "precision": "point in its centre",
        "kind": "settlement", "scale": "settlement", "lat": lat, "lon": lon, "radius_km": 0, "place": None,
        "guess": False, **more,
    }  # fmt: skip


VORONEZH = place("Voronezh", 51.672, 39.184, where="Voronezh Oblast, Russia")
PARIS = place("Paris", 48.853, 2.349, where="France")
SEA = place("Sea of Azov", 46.1, 36.6, what="sea", kind="sea", radius_km=170, where="", precision="area")
GUESS = {**VORONEZH, "guess": True}
OBLAST = place(
    "Kursk Oblast", 51.75, 36.2, what="oblast", kind="adm1", scale="adm1", radius_km=98, place="kursk-oblast"
)
HOSTILE = place("<img src=x onerror=console.log('PWN')>", 50, 36, what="<b>", where="${1}", alias="{{7*7}}")


class Fake:
    """A gazetteer that gives one answer, and remembers what it was asked."""

    def __init__(self, *offers: dict[str, Any], state: str = "ready", note: str = "") -> None:
        self.answer = {"state": state, "note": note, "suggestions": list(offers)}
        self.asked: list[str] = []

    def __call__(self, route: Route) -> None:
        self.asked.append(parse_qs(urlsplit(route.request.url).query)["q"][0])
        route.fulfill(status=200, content_type="application/json", body=json.dumps(self.answer))


def boxed(screen: Screen, fake: Fake) -> Locator:
    """The place box of a page in front of a made-up gazetteer."""
    screen.page.route("**/cm/places?*", fake)
    return screen.page.locator(".cm-place-input")


def typed(screen: Screen, text: str, *offers: dict[str, Any], **state: str) -> Locator:
    box = boxed(screen, Fake(*offers, **state))
    box.click()
    box.fill(text)
    screen.page.locator(".cm-place-panel:popover-open").wait_for()
    return box


def options(screen: Screen) -> list[str]:
    return screen.page.locator(".cm-place-option b").all_text_contents()


def await_options(screen: Screen, *names: str) -> None:
    screen.until(
        "names => JSON.stringify([...document.querySelectorAll('.cm-place-option b')].map(n => n.textContent))"
        " === JSON.stringify(names)",
        list(names),
    )


def await_window(screen: Screen, zoom: float, lat: float, lon: float) -> None:
    screen.map.wait_for_function(
        """([zoom, lat, lon]) => { const w = __probe.window();
           return Math.abs(w.zoom - zoom) < 0.01 && Math.abs(w.lat - lat) < 0.05 && Math.abs(w.lon - lon) < 0.05; }""",
        arg=[zoom, lat, lon],
    )


def ring(screen: Screen) -> int:
    return screen.map.locator(".cm-found").count()


def await_ring(screen: Screen, shown: bool) -> None:
    screen.map.wait_for_function("n => document.querySelectorAll('.cm-found').length === n", arg=int(shown))


def test_typing_and_enter_move_the_map_and_nothing_is_told_to_the_server(screen: Screen) -> None:
    screen.await_quiet()
    before, sent, mounts, search = screen.state(), screen.log.sent, screen.mounts(), screen.page.url.partition("#")[0]
    typed(screen, "voron", VORONEZH)
    await_options(screen, "Voronezh")
    screen.page.keyboard.press("Enter")
    await_window(screen, 10, 51.672, 39.184)
    await_ring(screen, shown=True)
    screen.await_quiet()
    after = screen.state()
    assert (screen.log.sent, screen.mounts()) == (sent, mounts)
    assert {key: after[key] for key in before if key not in ("painted", "window", "found")} == {
        key: value for key, value in before.items() if key not in ("painted", "window", "found")
    }
    assert screen.page.url.partition("#")[0] == search
    assert "#map=10.00/51.67" in screen.page.url


def test_the_ring_says_that_it_is_no_claim_and_is_no_mark(screen: Screen) -> None:
    typed(screen, "voron", VORONEZH)
    await_options(screen, "Voronezh")
    marks = screen.map.locator(".cm-mark .cm-sign").count()
    screen.page.keyboard.press("Enter")
    await_ring(screen, shown=True)
    screen.await_quiet()
    texts = screen.map.locator(".cm-label text").all_text_contents()
    assert "your search, not a claim" in texts
    assert texts.count("Voronezh") == 1
    assert screen.map.locator(".cm-found [data-cm-id], .cm-found .cm-sign, .cm-found[data-cm-id]").count() == 0
    assert screen.map.locator(".cm-mark .cm-sign").count() <= marks
    assert screen.map.evaluate("() => getComputedStyle(document.querySelector('.cm-found')).pointerEvents") == "none"


@pytest.mark.parametrize("where", ["the box", "the page", "the map"])
def test_escape_takes_the_ring_away_and_the_map_stays(screen: Screen, where: str) -> None:
    typed(screen, "voron", VORONEZH)
    await_options(screen, "Voronezh")
    screen.page.keyboard.press("Enter")
    await_window(screen, 10, 51.672, 39.184)
    if where == "the page":
        screen.page.locator(".cm-more").focus()
    elif where == "the map":
        screen.map.locator(".leaflet-container").focus()
    screen.page.keyboard.press("Escape")
    await_ring(screen, shown=False)
    assert screen.page.locator(".cm-place-input").input_value() == ""
    await_window(screen, 10, 51.672, 39.184)


@pytest.mark.parametrize(
    "act", [{"selected": "K054"}, {"focus": {"kind": "place", "id": "sudzha"}}, {"playing": True}, {"frame": "world"}]
)
def test_the_next_act_takes_the_ring_away(screen: Screen, act: dict[str, Any]) -> None:
    typed(screen, "voron", VORONEZH)
    await_options(screen, "Voronezh")
    screen.page.keyboard.press("Enter")
    await_ring(screen, shown=True)
    screen.set(act)
    await_ring(screen, shown=False)
    assert screen.state()["found"] is None
    screen.set({"playing": False})


def test_a_click_on_the_map_takes_the_ring_away_and_a_drag_does_not(screen: Screen) -> None:
    typed(screen, "voron", VORONEZH)
    await_options(screen, "Voronezh")
    screen.page.keyboard.press("Enter")
    await_window(screen, 10, 51.672, 39.184)
    frame = screen.page.locator(".st-key-cm-map iframe").bounding_box()
    assert frame is not None
    mouse, x, y = screen.page.mouse, frame["x"] + 250, frame["y"] + 420
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 40, y + 30, steps=4)
    mouse.up()
    screen.await_quiet()
    assert ring(screen) == 1
    mouse.click(x, y)
    await_ring(screen, shown=False)


def test_an_area_fits_the_map_and_is_a_circle(screen: Screen) -> None:
    typed(screen, "azov", SEA)
    await_options(screen, "Sea of Azov")
    screen.page.keyboard.press("Enter")
    await_ring(screen, shown=True)
    screen.await_quiet()
    sides = screen.map.evaluate(
        "() => [document.querySelector('.cm-found circle'), document.querySelector('.leaflet-container')]"
        ".map(n => n.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])"
    )
    (left, top, right, bottom), frame = sides
    assert left >= frame[0]
    assert top >= frame[1]
    assert right <= frame[2]
    assert bottom <= frame[3]
    assert (bottom - top) > 0.6 * (frame[3] - frame[1])


def test_where_the_map_has_nothing_to_show_it_stays_far_enough_away_for_coasts(screen: Screen) -> None:
    typed(screen, "paris", PARIS)
    await_options(screen, "Paris")
    screen.page.keyboard.press("Enter")
    await_window(screen, 5, 48.853, 2.349)


def test_a_guess_is_asked_and_never_taken_by_enter_alone(screen: Screen) -> None:
    typed(screen, "vornezh", GUESS)
    await_options(screen, "Voronezh")
    assert screen.page.locator(".cm-place-guess").inner_text() == "Did you mean"
    screen.page.keyboard.press("Enter")
    assert screen.state().get("found") is None
    assert screen.page.locator(".cm-place-option[aria-selected='true']").count() == 1
    screen.page.keyboard.press("Enter")
    await_ring(screen, shown=True)


def test_the_situations_own_places_go_first_with_their_claims_and_stand_once(screen: Screen) -> None:
    typed(screen, "kurs", place("Kursk", 51.73, 36.19), OBLAST)
    screen.until("() => document.querySelectorAll('.cm-place-option').length >= 3")
    assert options(screen)[0] == "Kursk oblast"
    assert options(screen).count("Kursk oblast") + options(screen).count("Kursk Oblast") == 1
    first = screen.page.locator(".cm-place-option").first
    assert first.locator(".cm-place-claims").inner_text().endswith(" claims")
    assert "Russia" in first.locator(".cm-place-about").inner_text()
    screen.page.keyboard.press("Enter")
    screen.map.locator(".cm-found path.cm-found-line").wait_for(state="attached")  # its outline, not a circle


def test_arrows_walk_the_list_and_the_box_says_where_they_are(screen: Screen) -> None:
    box = typed(screen, "voron", VORONEZH, PARIS, GUESS)
    await_options(screen, "Voronezh", "Paris", "Voronezh")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    panel = screen.page.locator(f"#{box.get_attribute('aria-controls')}")
    assert panel.get_attribute("role") == "listbox"
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 0), ("ArrowUp", 2)):
        screen.page.keyboard.press(key)
        chosen = screen.page.locator(".cm-place-option[aria-selected='true']")
        assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
        assert chosen.get_attribute("data-cm-option") == str(at)
    screen.page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("aria-activedescendant") is None
    assert box.input_value() == "voron"
    screen.page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_a_pause_in_typing_makes_one_question(screen: Screen) -> None:
    fake = Fake(VORONEZH)
    box = boxed(screen, fake)
    box.click()
    screen.page.keyboard.type("voronezh", delay=15)
    await_options(screen, "Voronezh")
    assert fake.asked == ["voronezh"]
    box.fill("voronez")
    await_options(screen, "Voronezh")
    box.fill("voronezh")
    await_options(screen, "Voronezh")
    screen.page.wait_for_timeout(300)
    assert fake.asked == ["voronezh", "voronez"]


def test_while_the_gazetteer_is_prepared_the_box_says_so_and_then_answers(screen: Screen) -> None:
    fake = Fake(state="preparing", note=PREPARING)
    box = boxed(screen, fake)
    box.click()
    box.fill("sudzha")
    screen.page.get_by_text(PREPARING).last.wait_for()
    assert options(screen) == ["Sudzha"]  # the situation's own places need no gazetteer
    fake.answer = {"state": "ready", "note": "", "suggestions": [VORONEZH]}
    await_options(screen, "Sudzha", "Voronezh")


@pytest.mark.parametrize("fault", ["missing", "away"])
def test_without_a_gazetteer_one_sentence_says_what_to_do(screen: Screen, fault: str) -> None:
    note = "There is no gazetteer here."
    if fault == "missing":
        typed(screen, "qqqq", state="missing", note=note)
    else:
        screen.page.route("**/cm/places?*", lambda route: route.fulfill(status=200, content_type="text/html", body=""))
        screen.page.locator(".cm-place-input").fill("qqqq")
        note = "does not answer"
    told = screen.page.locator(".cm-place-note")
    told.get_by_text(note).wait_for()
    assert told.is_visible()


def test_nothing_found_is_said_and_announced(screen: Screen) -> None:
    typed(screen, "qqqq")
    told = screen.page.locator(".cm-place-note", has_text="No place of that name")
    told.wait_for()
    assert "No place" in screen.page.locator(".cm-place-box [role=status]").inner_text()


def test_names_are_text_whatever_they_hold(screen: Screen) -> None:
    typed(screen, "img", HOSTILE)
    await_options(screen, HOSTILE["name"])
    screen.page.keyboard.press("Enter")
    await_ring(screen, shown=True)
    screen.await_quiet()
    assert HOSTILE["name"] in screen.map.locator(".cm-label text").all_text_contents()
    assert screen.page.locator("img[src='x']").count() == 0
    assert not [line for line in screen.log.console if "PWN" in line]


@pytest.mark.parametrize("size", [DESKTOP, LAPTOP, PHONE], ids=["desktop", "laptop", "phone"])
def test_the_row_does_not_move_and_the_list_stays_inside_the_window(screens: Open, size: tuple[int, int]) -> None:
    screen = screens(size)
    if size == PHONE:
        screen.page.locator(".cm-place-open").click()
    before = screen.page.evaluate(ROW)
    typed(screen, "voron", *([VORONEZH, PARIS, SEA, GUESS] * 2))
    screen.until("() => document.querySelectorAll('.cm-place-option').length === 8")
    assert screen.page.evaluate(ROW) == before
    panel = screen.page.locator(".cm-place-panel").bounding_box()
    assert panel is not None
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= size[0]
    assert panel["y"] + panel["height"] <= size[1]
    assert screen.page.evaluate("() => __probe.wide()") == []
    assert screen.page.evaluate("least => __probe.smallTargets(least)", LEAST_TARGET_PX) == []


def test_on_a_phone_the_row_comes_back_after_a_choice(screens: Open) -> None:
    screen = screens(PHONE)
    screen.page.locator(".cm-place-open").click()
    typed(screen, "voron", VORONEZH)
    screen.page.locator(".cm-place-option").first.tap()
    await_window(screen, 10, 51.672, 39.184)
    assert screen.page.locator(".cm-period").is_visible()
    assert screen.page.locator(".cm-place-input").is_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_open_list_has_no_violation_of_ours(screens: Open, theme: str) -> None:
    screen = screens(query=None)
    screen.page.emulate_media(color_scheme=theme)
    screen.go().await_state(theme=theme)
    typed(screen, "kurs", place("Kursk", 51.73, 36.19), OBLAST, GUESS)
    screen.page.locator(".cm-place-guess").wait_for()
    screen.page.keyboard.press("ArrowDown")
    assert violations(screen.page) == []
    screen.page.keyboard.press("Enter")
    await_ring(screen, shown=True)
    assert violations(screen.page) + violations(screen.map) == []


def test_without_an_address_only_the_situations_places_are_offered(standalone: Screen) -> None:
    box = standalone.page.locator(".cm-place-input")
    box.fill("ussur")
    await_options(standalone, "Ussuriysk")
    box.press("Enter")
    standalone.until("() => document.querySelectorAll('.cm-found').length === 1")
    box.press("Escape")
    box.fill("voronezh")
    standalone.page.locator(".cm-place-note", has_text="carries no gazetteer").wait_for()
    box.press("Escape")
    box.press("Escape")


def test_the_real_server_answers_beside_the_page(screen: Screen) -> None:
    with screen.page.expect_response("**/cm/places?q=sudzha") as told:
        screen.page.locator(".cm-place-input").fill("sudzha")
    answer = told.value
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.json()["state"] in ("ready", "preparing", "missing")
    screen.page.locator(".cm-place-option b", has_text="Sudzha").first.wait_for()
