"""Contrast and colour vision, computed from the style sheet that ships.

Colour vision: Machado, Oliveira and Fernandes 2009, full protanopia, deuteranopia and tritanopia, applied to linear
RGB; distance: CIE 1976 in CIELAB under D65. Contrast: WCAG 2. Six sides cannot be told apart by colour alone, which is
why every side has a shape of its own as well (see test_standalone.py).
"""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "components" / "maps" / "static" / "tokens.css"
SIDES = ("ua", "ru", "nk", "us", "kr", "ot")
THEMES = ("light", "dark")
#: What marks lie on, and what text lies on.
GROUNDS = ("page", "panel", "land", "land2", "sea")
TEXTS = {
    "text": ("page", "panel", "soft", "land", "land2", "later", "selected"),
    "muted": ("page", "panel", "soft", "land", "land2", "later", "selected"),
    "names": ("land", "land2"),
    "river-name": ("land", "land2"),
    "accent": ("page", "panel", "soft"),
    "page": ("text",),
    "on-accent": ("accent",),
}
LEAST_MARK, LEAST_TEXT = 3.0, 4.5
LEAST_DISTANCE = {"light": 9.6, "dark": 10.4}
LEAST_UKRAINE_RUSSIA = 60

Colour = tuple[float, ...]
VISION: dict[str, tuple[Colour, Colour, Colour]] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
#: Linear RGB to XYZ over the D65 white.
TO_XYZ = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)


def themes() -> dict[str, dict[str, str]]:
    """Colour tokens by theme; the dark set stands over the light one."""
    text = TOKENS.read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--cm-([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", block))
        for block in (_block(text, ":root"), _block(text, '[data-cm-theme="dark"]'))
    )
    return {"light": light, "dark": {**light, **dark}}


def _block(text: str, selector: str) -> str:
    start = text.index(selector + " {")
    return text[start : text.index("}", start)]


def linear(colour: str) -> Colour:
    digits = colour.removeprefix("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    values = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)


def times(matrix: tuple[Colour, ...], colour: Colour) -> Colour:
    return tuple(sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)


def lab(colour: Colour) -> Colour:
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in times(TO_XYZ, colour))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, vision: str) -> Colour:
    return lab(tuple(min(1.0, max(0.0, v)) for v in times(VISION[vision], linear(colour))))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((times(TO_XYZ, linear(colour))[1] for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def distances(tokens: dict[str, str]) -> dict[tuple[str, str, str], float]:
    return {
        (vision, one, other): math.dist(seen(tokens[one], vision), seen(tokens[other], vision))
        for vision in VISION
        for one, other in combinations(SIDES, 2)
    }


def test_the_measures_give_known_values() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert lab(linear("#fff")) == pytest.approx((100, 0, 0), abs=1e-3)
    assert lab(linear("#f00")) == pytest.approx((53.24, 80.09, 67.20), abs=0.01)
    assert seen("#fff", "deutan") == pytest.approx((100, 0, 0), abs=1e-3)


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_page_land_and_sea(theme: str) -> None:
    tokens = themes()[theme]
    ratios = {(side, ground): contrast(tokens[side], tokens[ground]) for side in SIDES for ground in GROUNDS}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < LEAST_MARK} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_everything_it_lies_on(theme: str) -> None:
    tokens = themes()[theme]
    ratios = {(text, on): contrast(tokens[text], tokens[on]) for text, grounds in TEXTS.items() for on in grounds}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < LEAST_TEXT} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_sides_look_alike_to_a_colour_blind_reader(theme: str) -> None:
    worst = min(distances(themes()[theme]).items(), key=lambda item: item[1])
    assert round(worst[1], 1) >= LEAST_DISTANCE[theme], worst


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_ukraine_and_russia_are_far_apart_for_every_reader(theme: str, vision: str) -> None:
    tokens = themes()[theme]
    assert math.dist(seen(tokens["ua"], vision), seen(tokens["ru"], vision)) >= LEAST_UKRAINE_RUSSIA


def test_dark_gives_every_side_and_ground_a_colour_of_its_own() -> None:
    both = themes()
    assert [name for name in (*SIDES, *GROUNDS, *TEXTS) if both["light"][name] == both["dark"][name]] == []
