"""One clock, one selection: what a hand does in one part is seen in all, without a rerun and without a new map.

Nothing here is timed: a repaint "within a frame" is the paint counter of the map read in the very next animation frame
of its document, and a rerun is a message sent to the server.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .conftest import Rooms, judge
from .screen import DESKTOP, Screen, opened
from .server import Served

#: Sets the state and reads the paint counter in the next frame of the map's document.
PAINTS_IN_NEXT_FRAME = """patch => new Promise(done => {
  const page = document.documentElement, before = Number(page.dataset.cmPainted);
  __probe.bus().set(patch);
  requestAnimationFrame(() => done(Number(page.dataset.cmPainted) - before));
})"""
#: Said in Seoul about the whole oblast; shipped to a port that the inset shows; a base that neither map shows.
OBLAST, PORT, BASE = "K054", "K025", "K039"
EPS_DEG = 1e-6


@pytest.fixture(scope="module")
def linked(rooms: Rooms, app: Served) -> Iterator[Screen]:
    """One page for the tests of this module; each starts from the opening view."""
    screen = opened(rooms(DESKTOP), app.url)
    yield screen.go()
    screen.page.close()
    judge(screen.log, app.host)


@pytest.fixture
def page(linked: Screen) -> Screen:
    """The shared page, put back to how it opened."""
    linked.map.evaluate("() => { window.__kept = window.__kept || 'same document'; }")
    linked.page.keyboard.press("Escape")
    linked.page.evaluate(
        """async () => {
          ConflictMap.resetAll(await __probe.data(), __probe.bus());
          __probe.bus().set({ selected: null, hover: null, open: null, frame: "world" });
          __probe.bus().set({ frame: "theatre", speed: 1 });
        }"""
    )
    linked.await_quiet()
    return linked


def is_same_map(screen: Screen) -> bool:
    return screen.map.evaluate("() => window.__kept") == "same document" and screen.mounts() == 1


def near(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(abs(one[key] - other[key]) < EPS_DEG for key in one)


@pytest.mark.parametrize(
    "patch",
    [
        {"hover": OBLAST},
        {"selected": OBLAST},
        {"clock": "2024-10-24"},
        {"focus": {"kind": "said", "id": "seoul"}},
        {"from": "2024-10-15", "to": "2024-10-31"},
    ],
    ids=lambda patch: "+".join(patch),
)
def test_the_map_repaints_once_in_the_next_frame_and_nothing_is_sent(page: Screen, patch: dict[str, Any]) -> None:
    before = page.log.sent
    assert page.map.evaluate(PAINTS_IN_NEXT_FRAME, patch) == 1
    assert page.log.sent == before
    assert page.state().items() >= patch.items()


def test_a_change_of_nothing_repaints_nothing(page: Screen) -> None:
    assert page.map.evaluate(PAINTS_IN_NEXT_FRAME, {"clock": "2024-10-30", "hover": None}) == 0


def test_hover_lights_the_claim_everywhere_and_is_never_told_to_the_server(page: Screen) -> None:
    """Not even when the hand rests on it."""
    before = page.log.sent
    page.page.locator(f".cm-tl-row[data-cm-id='{OBLAST}']").hover()
    page.await_state(hover=OBLAST)
    page.map.wait_for_selector(".cm-badge.is-hover")
    for part in (".cm-timeline", ".cm-figures"):
        lit = page.page.locator(f"{part} .cm-hover[data-cm-ids~='{OBLAST}'], {part} .cm-hover[data-cm-id='{OBLAST}']")
        assert lit.count() >= 1, part
    assert page.await_quiet() == before
    page.page.mouse.move(2, 2)
    page.await_state(hover=None)
    assert page.await_quiet() == before


def test_a_hovered_mark_says_who_what_and_when_in_one_line(page: Screen) -> None:
    page.map.locator(".cm-badge").hover()
    claim = claim_of(page, page.state()["hover"])
    tip = page.map.locator(".cm-tip.is-on")
    assert tip.inner_text() == f"{short(page, claim)} says {claim['title']}, {claim['said']['text']}"


def test_python_hears_once_when_the_hand_rests(page: Screen) -> None:
    before = page.log.sent
    for day in range(24, 29):
        page.set({"clock": f"2024-10-{day}"})
    page.set({"selected": OBLAST})
    page.await_query(f"sel={OBLAST}")
    page.await_quiet()
    assert page.log.sent == before + 1
    assert "t=2024-10-28" in page.page.url


def test_a_click_on_a_mark_opens_its_row_with_all_that_is_known(page: Screen) -> None:
    page.map.locator(".cm-badge").click()
    check_open_row(page)


def test_enter_on_a_focused_mark_does_the_same(page: Screen) -> None:
    badge = page.map.locator(".cm-badge")
    badge.focus()
    badge.press("Enter")
    check_open_row(page)


@pytest.mark.parametrize("mark", [".cm-layer-said .cm-mark", ".cm-inset .cm-layer-places .cm-mark", ".cm-route"])
def test_every_kind_of_mark_opens_a_row(page: Screen, mark: str) -> None:
    found = page.map.locator(mark).first
    found.dispatch_event("click")
    page.await_state(selected=found.get_attribute("data-cm-id"))
    check_open_row(page)


def test_a_second_click_and_escape_close_the_row(page: Screen) -> None:
    badge = page.map.locator(".cm-badge")
    badge.click()
    badge.click()
    assert page.page.locator("[data-cm-detail]").count() == 0
    badge.click()
    badge.press("Escape")
    assert page.page.locator("[data-cm-detail]").count() == 0


def test_selecting_rings_the_statement_and_keeps_the_others_on_the_matter_lit(page: Screen) -> None:
    page.set({"selected": OBLAST})
    page.map.wait_for_selector(".cm-badge.is-selected")
    data = page.data()
    claim = claim_of(page, OBLAST)
    against = {to for kind, to in claim["rel"] if kind in ("contradicts", "confirms", "confirmed_by")}
    own = {c["id"] for c in data["claims"] if c["st"] == claim["st"]}
    ids = "rows => rows.flatMap(r => r.dataset.cmIds.split(' '))"
    lit = page.page.locator(".cm-timeline .cm-lit").evaluate_all(ids)
    shown = page.page.locator(".cm-tl-row").evaluate_all(ids)
    assert (own | against) & set(shown) <= set(lit)
    assert set(lit) < set(shown)


@pytest.mark.parametrize("claim", [OBLAST, PORT])
def test_selecting_what_is_in_frame_or_inset_never_moves_the_camera(page: Screen, claim: str) -> None:
    before = page.window()
    seen = page.painted()
    page.page.locator(f".cm-tl-row[data-cm-ids~='{claim}']").dispatch_event("click")
    page.await_paint(seen)
    page.await_quiet()
    assert near(page.window(), before)


def test_selecting_what_is_out_of_frame_takes_the_camera_there(page: Screen) -> None:
    page.set({"selected": BASE})
    page.await_quiet()
    place = page.data()["places"][claim_of(page, BASE)["place"]]
    assert is_in_frame(page, place["lat"], place["lon"])


def test_the_camera_comes_back_for_an_oblast_that_was_panned_away(page: Screen) -> None:
    page.map.evaluate("() => ConflictMap.map.held.setView([60, 90], 6, { animate: false })")
    page.set({"selected": OBLAST})
    page.await_quiet()
    anchor = page.data()["places"]["kursk-oblast"]["anchor"]
    assert is_in_frame(page, anchor["lat"], anchor["lon"])


def test_an_edge_chip_narrows_the_panel_and_holds_the_camera(page: Screen) -> None:
    """Its number is the number of rows that the panel then shows as said by the clock's date."""
    chip = page.map.locator(".cm-chip[data-cm-said='washington']")
    before, count = page.window(), int(chip.locator("b").inner_text())
    chip.click()
    page.await_state(focus={"kind": "said", "id": "washington"})
    assert page.page.locator(".cm-tl-row:not(.cm-later)").count() == count
    rows = page.page.locator(".cm-tl-row").evaluate_all("rows => rows.map(r => r.dataset.cmId)")
    assert {claim_of(page, row)["said_at"] for row in rows} == {"washington"}
    assert near(page.window(), before)
    chip.click()
    page.await_state(focus=None)


def test_the_clock_decides_what_is_known_in_every_part(page: Screen) -> None:
    page.set({"clock": "2024-10-18", "from": "2024-10-08", "to": "2024-11-05"})
    page.await_quiet()
    said = {c["id"]: c["said"]["from"] or c["said"]["to"] for c in page.data()["claims"]}
    drawn = page.map.locator("[data-cm-ids]").evaluate_all("marks => marks.flatMap(m => m.dataset.cmIds.split(' '))")
    assert max(said[claim] for claim in drawn) <= "2024-10-18"
    known = page.page.locator(".cm-tl-row:not(.cm-later)").evaluate_all("rows => rows.map(r => r.dataset.cmId)")
    later = page.page.locator(".cm-tl-row.cm-later").evaluate_all("rows => rows.map(r => r.dataset.cmId)")
    assert max(said[claim] for claim in known) <= "2024-10-18" < min(said[claim] for claim in later)
    assert page.page.locator(".cm-clock-date").inner_text() == "18 October 2024"
    assert page.page.locator(".cm-deck-date").inner_text() == "18 October 2024."


def test_the_ground_steps_between_the_dates_it_is_known_for(page: Screen) -> None:
    dates = [row["on"] for row in page.data()["ground"]]
    assert len(dates) == 3
    for clock, on in ((dates[0], dates[0]), (dates[1], dates[1]), ("2024-11-20", dates[1]), (dates[2], dates[2])):
        page.set({"clock": clock})
        page.map.wait_for_function(
            """on => {
              const drawn = [...document.querySelectorAll(".cm-ground:not(.is-leaving) .cm-front")];
              return drawn.length === 1 && drawn[0].dataset.on === on;
            }""",
            arg=on,
        )


def test_every_story_step_shows_its_sentence_and_its_view(page: Screen) -> None:
    page.set({"clock": page.data()["span"]["from"]})
    for step in page.data()["story"]:
        page.page.locator(".cm-clock-button", has_text="step ›").click()
        page.await_state(step=step["n"], clock=step["clock"], frame=step["frame"], selected=step["select"])
        assert step["sentence"] in page.page.locator(".cm-deck").inner_text()
    assert page.page.locator(".cm-clock-button", has_text="step ›").is_disabled()


def test_playing_moves_the_clock_and_pauses_at_the_next_step(page: Screen) -> None:
    """The sentence of the step is then to be read; play goes on from there."""
    step = next(s for s in page.data()["story"] if s["n"] == 5)
    page.set({"clock": "2024-12-25", "from": "2024-12-01", "to": "2025-01-15", "speed": 7})
    page.page.locator(".cm-clock-play").click()
    page.await_state(playing=False, step=5, clock=step["clock"])
    assert step["sentence"] in page.page.locator(".cm-deck").inner_text()
    page.page.locator(".cm-clock-play").click()
    page.await_state(playing=True)
    page.until("clock => __probe.state().clock > clock", step["clock"])
    page.page.locator(".cm-clock-play").click()
    page.await_state(playing=False)


def test_twenty_mixed_interactions_never_build_the_map_again(page: Screen) -> None:
    acts = interactions(page)
    assert len(acts) >= 20
    for name, act in acts:
        act()
        assert is_same_map(page), name
    page.await_quiet()
    assert is_same_map(page)


def interactions(page: Screen) -> list[tuple[str, Callable[[], Any]]]:
    """What a reader does, with a mouse and a keyboard."""
    inside = page.map
    frame = page.page.locator(".st-key-cm-map iframe").bounding_box()
    assert frame is not None
    mouse, keys = page.page.mouse, page.page.keyboard
    x, y = frame["x"] + 180, frame["y"] + 500
    pill = page.page.locator(".cm-pill", has_text="Russia")
    search = page.page.locator(".cm-search-input")
    slider = page.page.locator(".cm-clock-handle")

    def drag() -> None:
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 60, y - 40, steps=4)
        mouse.up()

    def wheel() -> None:
        mouse.move(x, y)
        mouse.wheel(0, -240)

    def clear() -> None:
        search.fill("")
        page.until("() => __probe.state().filter.q === ''")

    def query() -> None:
        search.fill("vladivostok")
        page.until("() => __probe.state().filter.q === 'vladivostok'")
        search.press("Escape")

    return [
        ("hover a mark", inside.locator(".cm-badge").hover),
        ("select a mark", inside.locator(".cm-badge").click),
        ("select a row", page.page.locator(".cm-tl-row").nth(1).click),
        ("close it", lambda: keys.press("Escape")),
        ("clock one day back", lambda: slider.press("ArrowLeft")),
        ("clock one week back", lambda: slider.press("PageDown")),
        ("clock to the end", lambda: slider.press("End")),
        ("previous story step", page.page.locator(".cm-clock-button", has_text="‹ step").click),
        ("switch an actor off", pill.click),
        ("switch it on", pill.click),
        ("search", query),
        ("clear the search", clear),
        ("pan", drag),
        ("zoom with the wheel", wheel),
        ("zoom with the button", inside.locator(".leaflet-control-zoom-out").click),
        ("clock to the beginning", lambda: slider.press("Home")),
        ("next story step", page.page.locator(".cm-clock-button", has_text="step ›").click),
        ("the shipment", page.page.locator("[data-cm-step='3']").click),
        ("swap the frames back", inside.locator(".cm-inset-head:visible, .cm-swap:visible").first.click),
        ("fold a group open", page.page.locator(".cm-fold").first.click),
        ("other speed", page.page.locator(".cm-clock-speed").click),
        ("play", page.page.locator(".cm-clock-play").click),
        ("pause", page.page.locator(".cm-clock-play").click),
    ]


def claim_of(page: Screen, claim: str) -> dict[str, Any]:
    return next(c for c in page.data()["claims"] if c["id"] == claim)


def short(page: Screen, claim: dict[str, Any]) -> str:
    return ", ".join(page.data()["speakers"][speaker]["short"] for speaker in claim["by"])


def is_in_frame(page: Screen, lat: float, lon: float) -> bool:
    return bool(page.map.evaluate("at => ConflictMap.map.held.getBounds().contains(at)", [lat, lon]))


def check_open_row(page: Screen) -> None:
    """The row of the selection is open: its words, its sources with their links, how sure place and day are."""
    claim, data = claim_of(page, page.state()["selected"]), page.data()
    detail = page.page.locator(f"[data-cm-detail='{claim['id']}']")
    text = re.sub(r"\s+", " ", detail.inner_text())
    assert not claim["quote"] or f"“{claim['quote']}”" in text
    assert claim["summary"] in text
    precision, scale = page.page.evaluate(
        "([day, place]) => [ConflictMap.precisionText[day], ConflictMap.scaleText[place]]",
        [claim["said"]["precision"], data["places"][claim["place"]]["scale"]],
    )
    assert precision in text
    assert f"{data['places'][claim['place']]['name']}: {scale}" in text
    for source in (data["sources"][key] for key in claim["src"]):
        if source["url"]:
            link = detail.locator(".cm-src a", has_text=source["publisher"]).first
            assert link.get_attribute("href") == source["url"]
            assert link.get_attribute("rel") == "noopener noreferrer"
        else:
            assert f"{source['publisher']}" in text
            assert source["link_note"] in text
    row = page.page.locator(".cm-tl-row[aria-selected='true']")
    assert claim["id"] in (row.get_attribute("data-cm-ids") or "").split()
    assert page.page.evaluate("() => __probe.whole('.cm-tl-row[aria-selected=\"true\"]')") == 1
    assert page.page.evaluate("() => __probe.whole('[data-cm-detail] > :first-child')") == 1
