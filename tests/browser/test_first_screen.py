"""The first screen at three sizes, measured from real boxes of the page's own elements.

A box is that of the shape itself, without stroke or halo, in pixels of the document it lies in.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest

from .conftest import Rooms, judge
from .screen import DESKTOP, LAPTOP, PHONE, SIZES, Screen, opened, unique
from .server import Served

#: Width and height of the map's frame, as the design has it.
MAP_SIZE = {DESKTOP: (848, 578), LAPTOP: (748, 452), PHONE: (390, 388)}
MAP_SLACK_PX = 8
#: Towns that mark out the theatre: the ones that must be named, and those at its corners.
NAMED_TOWNS = ("Kursk", "Sudzha", "Korenevo", "Sumy", "Belgorod", "Kharkiv")
NAMED_ON_A_PHONE = ("Kursk", "Sudzha", "Sumy", "Belgorod", "Kharkiv")
CORNER_TOWNS = ("Bryansk", "Voronezh")
LEAST_EXTENT = 0.6
#: Boxes may share an edge; what is more than this deep in another overlaps it.
TOUCH_PX = 1.0
LEAST_ROWS = 3
OPENING = {"clock": "2024-10-30", "from": "2024-10-08", "to": "2024-11-05", "selected": None, "frame": "theatre"}
OPEN_GROUPS = 3


@dataclass(frozen=True)
class Piece:
    """One thing on a map: what it is, which thing it belongs to, and its box."""

    what: str
    group: int
    text: str
    x: float
    y: float
    w: float
    h: float

    @property
    def name(self) -> str:
        return f"{self.what} {self.text!r}"

    def overlaps(self, other: "Piece") -> bool:
        across = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        down = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return across > TOUCH_PX and down > TOUCH_PX

    def is_inside(self, frame: "Piece") -> bool:
        return (
            self.x >= frame.x - TOUCH_PX
            and self.y >= frame.y - TOUCH_PX
            and self.x + self.w <= frame.x + frame.w + TOUCH_PX
            and self.y + self.h <= frame.y + frame.h + TOUCH_PX
        )


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def first(request: pytest.FixtureRequest, rooms: Rooms, app: Served) -> Iterator[Screen]:
    """The page as it opens, drawn once for each size; nothing in this module changes it."""
    screen = opened(rooms(request.param), app.url)
    yield screen.go()
    screen.page.close()
    judge(screen.log, app.host)


def size_of(screen: Screen) -> tuple[int, int]:
    size = screen.page.viewport_size
    assert size is not None
    return size["width"], size["height"]


def pieces(screen: Screen, script: str, *arguments: Any) -> list[Piece]:
    return [Piece(**found) for found in screen.map.evaluate(script, *arguments)]


def story_extent(screen: Screen) -> float:
    """Share of the map that the story takes.

    The box round everything that tells it (signs, badges, arrows, outlines of oblasts, held ground, the front and the
    names of the theatre's towns), cut at the frame, over the frame. What is fixed to the frame (chips, inset, controls)
    and the base map (rivers, borders, other names) count for nothing.
    """
    found = pieces(screen, "towns => __probe.story(towns)", [*NAMED_TOWNS, *CORNER_TOWNS])
    frame = pieces(screen, "() => [__probe.frameBox()]")[0]
    left = max(frame.x, min(p.x for p in found))
    top = max(frame.y, min(p.y for p in found))
    right = min(frame.x + frame.w, max(p.x + p.w for p in found))
    bottom = min(frame.y + frame.h, max(p.y + p.h for p in found))
    return (right - left) * (bottom - top) / (frame.w * frame.h)


def overlaps(found: list[Piece], allowed: Callable[[Piece, Piece], bool]) -> list[str]:
    return unique(
        [
            " on ".join(sorted((one.name, other.name)))
            for one, other in combinations(found, 2)
            if one.group != other.group and one.overlaps(other) and not allowed(one, other)
        ]
    )


def test_the_map_has_the_size_of_the_design(first: Screen) -> None:
    box = first.page.locator(".st-key-cm-map iframe").bounding_box()
    assert box is not None
    width, height = MAP_SIZE[size_of(first)]
    assert box["width"] == pytest.approx(width, abs=MAP_SLACK_PX)
    assert box["height"] == pytest.approx(height, abs=MAP_SLACK_PX)


def test_the_story_fills_the_map(first: Screen) -> None:
    assert story_extent(first) >= LEAST_EXTENT


def test_nothing_on_the_map_overlaps_anything_else(first: Screen) -> None:
    """Routes may pass under one another; a town's dot and a mark may both stand where the town is."""

    def allowed(one: Piece, other: Piece) -> bool:
        return {one.what, other.what} in ({"route"}, {"town", "mark"}, {"mark", "route"}, {"inset", "route"})

    assert overlaps(pieces(first, "() => __probe.pieces()"), allowed) == []


def test_nothing_in_the_inset_overlaps_anything_else(first: Screen) -> None:
    found = pieces(first, "() => __probe.insetPieces()")
    assert overlaps(found, lambda one, other: one.what == other.what == "mark") == []


def test_labels_are_whole(first: Screen) -> None:
    frame = pieces(first, "() => [__probe.frameBox()]")[0]
    found = pieces(first, "() => __probe.pieces()")
    whole = ("label", "badge", "chip", "note", "inset")
    assert [p.name for p in found if p.what in whole and not p.is_inside(frame)] == []


def test_the_legend_lies_outside_the_map_and_is_whole(first: Screen) -> None:
    legend, frame = (first.page.locator(s).bounding_box() for s in (".cm-legend", ".st-key-cm-map iframe"))
    assert legend is not None
    assert frame is not None
    assert legend["y"] >= frame["y"] + frame["height"] - TOUCH_PX
    assert first.page.evaluate("() => __probe.cut('.cm-legend-list')") == []


def test_the_theatre_is_named(first: Screen) -> None:
    wanted = NAMED_ON_A_PHONE if size_of(first) == PHONE else NAMED_TOWNS
    shown = set(first.map.locator(".cm-scene .cm-label text").all_text_contents())
    assert [town for town in wanted if town not in shown] == []


def test_a_river_is_named_where_there_is_room(first: Screen) -> None:
    assert (first.map.locator(".cm-scene .cm-river-name").count() > 0) == (size_of(first) != PHONE)


def test_one_figure_group_and_three_rows_are_whole(first: Screen) -> None:
    """On a phone it is the map and the clock."""
    if size_of(first) == PHONE:
        assert first.page.evaluate("() => __probe.whole('.st-key-cm-map iframe')") == 1
        assert first.page.evaluate("() => __probe.whole('.cm-clock')") == 1
        assert first.page.evaluate("() => __probe.whole('.cm-clock-play')") == 1
        return
    assert first.page.evaluate("() => __probe.whole('.cm-figures-body > svg')") >= 1
    assert first.page.evaluate("() => __probe.whole('.cm-tl-row')") >= LEAST_ROWS


def test_nothing_is_wider_than_the_window(first: Screen) -> None:
    assert first.page.evaluate("() => document.documentElement.scrollWidth") <= size_of(first)[0]
    assert first.page.evaluate("() => __probe.wide()") == []


def test_it_opens_on_the_day_of_the_story(first: Screen) -> None:
    state = first.state()
    assert {name: state[name] for name in OPENING} == OPENING


def test_three_figure_groups_are_open_and_the_rest_is_folded_with_counts(first: Screen) -> None:
    """The two about Kursk itself are open at every size; where there is room, all that lead are."""
    data = first.data()
    title = {topic["id"]: topic["title"] for topic in data["topics"]}
    names = first.page.locator(".cm-figures .cm-lane-name .cm-value").all_text_contents()
    must = data["lead"][:2] if size_of(first) == LAPTOP else data["lead"]
    assert [title[topic] for topic in must if title[topic] not in names] == []
    assert len(names) >= OPEN_GROUPS
    for fold in first.page.locator(".cm-fold:not(.cm-fold-more)").all():
        assert re.fullmatch(r"\+ .+ \d+", fold.inner_text())


def test_the_head_says_where_when_and_who_disagrees(first: Screen) -> None:
    data = first.data()
    deck = first.page.locator(".cm-deck").inner_text()
    assert first.page.locator("h1").inner_text() == data["title"]
    assert "30 October 2024" in deck
    assert "claims, not facts" in deck.lower()
    speakers = first.page.locator(".cm-deck-part").count()
    assert speakers >= 2


def test_the_theatre_has_no_false_pin_for_a_whole_oblast(first: Screen) -> None:
    """Claims about the oblast are its outline and a badge; no sign stands for them."""
    data = first.data()
    whole = {c["id"] for c in data["claims"] if data["places"][c["place"]]["scale"] in ("adm1", "adm2")}
    pinned = first.map.locator(".cm-layer-places .cm-mark").evaluate_all(
        "marks => marks.flatMap(m => m.dataset.cmIds.split(' '))"
    )
    assert sorted(set(pinned) & whole) == []
    assert first.map.locator(".cm-area").count() >= 1
    assert first.map.locator(".cm-badge").count() >= 1
