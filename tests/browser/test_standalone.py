"""The parts run without Streamlit: the same scripts, document and outlines under a plain file server."""

from itertools import combinations

from .screen import Screen
from .standalone import Site
from .test_palette import SIDES

#: Two shapes may share at most this part of the ground they cover together; a circle and a hexagon come near it.
MOST_SHARED = 0.9
#: Which squares of a grid a side's shape covers; all shapes have the visual weight of one circle.
COVERED = """sides => {
  const context = document.createElement("canvas").getContext("2d"), R = 20, out = {};
  sides.forEach(side => {
    const path = new Path2D(ConflictMap.shape(side, R)), cells = [];
    for (let y = -30; y <= 30; y++) {
      for (let x = -30; x <= 30; x++) if (context.isPointInPath(path, x, y)) cells.push(x * 100 + y);
    }
    out[side] = cells;
  });
  return out;
}"""


def test_every_part_draws_without_streamlit(standalone: Screen) -> None:
    page = standalone.page
    assert page.evaluate("() => window.streamlitUrl || document.querySelector('.stApp')") is None
    assert page.locator(".cm-head h1").inner_text() == standalone.data()["title"]
    for inside in (".cm-lanes", ".cm-tl-row", ".cm-clock-plot", ".cm-legend-list li", ".cm-scene .cm-badge"):
        assert page.locator(inside).first.is_visible(), inside
    assert page.locator(".cm-fault").count() == 0


def test_selecting_on_the_map_opens_the_row(standalone: Screen) -> None:
    page = standalone.page
    badge = page.locator(".cm-scene .cm-badge")
    claim = badge.get_attribute("data-cm-id")
    badge.click()
    assert page.locator("[data-cm-detail]").get_attribute("data-cm-detail") == claim
    badge.click()
    assert page.locator("[data-cm-detail]").count() == 0


def test_it_asks_for_nothing_but_its_own_files(standalone: Screen, shelf: Site) -> None:
    assert list(standalone.log.hosts) == [shelf.host]
    assert {path for path in shelf.asked if path.split("?")[0] not in shelf.files} == set()


def test_every_side_has_a_shape_of_its_own(standalone: Screen) -> None:
    cells = {side: set(found) for side, found in standalone.page.evaluate(COVERED, list(SIDES)).items()}
    shared = {
        (one, other): round(len(cells[one] & cells[other]) / len(cells[one] | cells[other]), 2)
        for one, other in combinations(SIDES, 2)
    }
    assert {pair: part for pair, part in shared.items() if part > MOST_SHARED} == {}
