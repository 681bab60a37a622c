"""Pairs of angles as people write them: degrees, minutes, seconds, letters of many languages.

What a stranger gets wrong: "С" and "В" are Russian for north and east, and also the words "with" and "in". A letter
alone proves nothing in a sentence, so what is found here is only a candidate until `coordinates` has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from components.places.notations import DEGREE_M, Notation

LAT, LON = "lat", "lon"
#: Axis and sign of every letter or word, by its start in lower case without stops and spaces.
_LETTERS = {
    "n": (LAT, 1), "s": (LAT, -1), "e": (LON, 1), "w": (LON, -1),
    "north": (LAT, 1), "south": (LAT, -1), "east": (LON, 1), "west": (LON, -1),
    "с": (LAT, 1), "ю": (LAT, -1), "в": (LON, 1), "з": (LON, -1),
    "пн": (LAT, 1), "пд": (LAT, -1), "сх": (LON, 1), "зх": (LON, -1),
    "сш": (LAT, 1), "юш": (LAT, -1), "вд": (LON, 1), "зд": (LON, -1),
    "пнш": (LAT, 1), "пдш": (LAT, -1), "схд": (LON, 1), "зхд": (LON, -1),
    "севернойшироты": (LAT, 1), "южнойшироты": (LAT, -1), "восточнойдолготы": (LON, 1), "западнойдолготы": (LON, -1),
    "північноїшироти": (LAT, 1), "південноїшироти": (LAT, -1), "східноїдовготи": (LON, 1), "західноїдовготи": (LON, -1),
}  # fmt: skip
_SIDE = (
    r"(?:северной\sшироты|южной\sшироты|восточной\sдолготы|западной\sдолготы"
    r"|північної\sшироти|південної\sшироти|східної\sдовготи|західної\sдовготи"
    r"|(?:[Пп][нд]|[СсЮю])\.?\s?ш\.?|(?:[СсЗз]х|[ВвЗз])\.?\s?д\.?|П[нд]\.?|[СЗ]х\.?|ПН|ПД|СХ|ЗХ|[СЮВЗ]"
    r"|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[NSEW]|(?<=[\d°'′″\"])[nsew])(?![^\W\d_])"
)
_LABEL = r"(?:[Ll]at(?:itude)?|LAT|[Ll]on(?:g(?:itude)?)?|[Ll]ng|LON|[Шш]ирота|[Дд]олгота|[Дд]овгота)\.?\s?[:=]?\s?"
_DEGREE = r"(?:[°º˚∘⁰]|deg(?:rees?|\.)?|град(?:усов|уса|усів|уси|\.)?)"
_MINUTE = r"(?:['′’‘´ʹ`‵]|min(?:utes?|\.)?|мин(?:уты|ут|\.)?|хв(?:илини|илин|\.)?)"
_SECOND = r"(?:[\"″”“˝]|['′’]{2}|sec(?:onds?|\.)?|сек(?:унды|унд|\.)?)"
_NUMBER = r"\d{1,2}(?:[.,]\d{1,10})?"
# In the pieces of a pair "@" stands for 1 or 2, the number of its half.
_MARKED = (
    rf"(?P<d@>\d{{1,3}})\s?{_DEGREE}\s{{0,2}}(?P<m@>{_NUMBER})\s?{_MINUTE}(?:\s{{0,2}}(?P<s@>{_NUMBER})\s?{_SECOND}?)?"
)
_COLONS = r"(?P<dc@>\d{1,3}):(?P<mc@>\d{2}(?:\.\d{1,10})?)(?::(?P<sc@>\d{2}(?:\.\d{1,10})?))?"
_PLAIN = rf"(?P<f@>\d{{1,3}}(?:[.,]\d{{1,15}})?)(?:\s?(?P<o@>{_DEGREE}))?"
_SPACED = r"(?P<dw@>\d{1,3})\s(?P<mw@>\d{1,2}(?:[.,]\d{1,10})?)(?:\s(?P<sw@>\d{1,2}(?:[.,]\d{1,10})?))?"
_BODY = rf"(?P<g@>[+\-−–])?\s?(?:{_MARKED}|{_COLONS}|{_PLAIN})"
_START = r"(?<!\w)(?<!\d[.,:/])"
_END = r"(?![^\W_])(?![.,:]\d)"
# Nothing may stand between the two only where a letter or a mark already parts them.
_GAP = r"(?:\s{0,3}(?P<gap>[,;/|])\s{0,3}|\s{1,3}|(?<![\d\s.,]))"


def _pair(one: str) -> re.Pattern[str]:
    first, second = one.replace("@", "1"), one.replace("@", "2")
    return re.compile(f"{_START}{first}{_GAP}{second}{_END}")


_PATTERNS = (
    _pair(rf"(?P<h@>{_SIDE})\s?{_BODY}"),
    _pair(rf"(?P<h@>{_SIDE})\s?(?:{_SPACED})"),
    _pair(rf"(?:{_SPACED})\s?(?P<h@>{_SIDE})"),
    _pair(rf"(?:(?P<l@>{_LABEL}))?{_BODY}(?:\s?(?P<h@>{_SIDE}))?"),
)
#: Navigators' and pilots' way: 5144N03611E, 514413.5N0361113E, N5144E03611.
_PACKED = re.compile(
    r"(?<!\w)(?P<pre>[NS])?(?P<d1>\d{2})(?P<m1>\d{2})(?P<s1>\d{2})?(?P<x1>\.\d{1,6})?(?(pre)|(?P<h1>[NS]))[\s,/]{0,2}"
    r"(?(pre)(?P<pre2>[EW]))(?P<d2>\d{3})(?P<m2>\d{2})(?P<s2>\d{2})?(?P<x2>\.\d{1,6})?(?(pre)|(?P<h2>[EW]))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Angle:
    """One angle as written.

    Attributes:
        degrees: without its sign.
        sign: 1 or -1 where a sign is written, else 0.
        axis: "lat" or "lon" where a letter, word or label says so, else empty.
        side: 1 or -1 where a letter says so, else 0.
        unit_deg: size of the last digit, in degrees.
        decimals: digits behind the decimal mark.
        notation: decimal, minutes or seconds.
        is_marked: whether marks of degrees are written.
        is_cyrillic_letter: whether its letter is one that is also a word.
        fault: what is wrong with it; empty when nothing is.
    """

    degrees: float
    sign: int
    axis: str
    side: int
    unit_deg: float
    decimals: int
    notation: Notation
    is_marked: bool
    is_cyrillic_letter: bool
    fault: str

    @property
    def precision_m(self) -> float:
        """Size of the last digit in metres, along a meridian."""
        return self.unit_deg * DEGREE_M


@dataclass(frozen=True, slots=True)
class Pair:
    """Two angles beside each other.

    Attributes:
        first: as written.
        second: as written.
        gap: the mark between them, empty for a space.
        start: offset of the first character.
        end: offset behind the last one.
    """

    first: Angle
    second: Angle
    gap: str
    start: int
    end: int


def pairs(text: str) -> Iterator[Pair]:
    """Every pair of angles, letters first; they may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            angles = _angle(match, "1"), _angle(match, "2")
            yield Pair(*angles, match["gap"] or "", match.start(), match.end())
    for match in _PACKED.finditer(text):
        yield Pair(_packed(match, "1"), _packed(match, "2"), "", match.start(), match.end())


def _angle(match: re.Match[str], n: str) -> Angle:
    found = match.groupdict()
    parts = next(
        (
            [found.get(f"{unit}{kind}{n}") for unit in "dms"]
            for kind in ("", "c", "w")
            if found.get(f"d{kind}{n}") is not None
        ),
        [found.get(f"f{n}"), None, None],
    )
    letter = "".join((found.get(f"h{n}") or "").lower().replace(".", "").split())
    axis, side = _LETTERS.get(letter, ("", 0))
    label = _axis_of(found.get(f"l{n}") or "")
    written_sign = found.get(f"g{n}")
    sign = 0 if not written_sign else 1 if written_sign == "+" else -1
    fault = "A label and a letter contradict each other." if axis and label and axis != label else ""
    if sign and side:
        fault = "Write a sign or a letter, not both."
    is_marked = bool(found.get(f"m{n}") or found.get(f"o{n}"))
    is_weak = letter in ("с", "ю", "в", "з")
    return _made([part for part in parts if part], sign, axis or label, side, is_marked, is_weak, fault)


def _axis_of(label: str) -> str:
    start = label[:2].lower()
    return "" if not start else LAT if start in ("la", "ши") else LON


def _packed(match: re.Match[str], n: str) -> Angle:
    letter = match[f"h{n}"] or match["pre" if n == "1" else "pre2"]
    axis, side = _LETTERS[letter.lower()]
    parts = [part for part in (match[f"d{n}"], match[f"m{n}"], match[f"s{n}"]) if part]
    parts[-1] += match[f"x{n}"] or ""
    return _made(parts, 0, axis, side, is_marked=True, is_weak=False, fault="")


def _made(parts: list[str], sign: int, axis: str, side: int, is_marked: bool, is_weak: bool, fault: str) -> Angle:
    numbers = [float(part.replace(",", ".")) for part in parts]
    decimals = len(parts[-1].replace(",", ".").partition(".")[2])
    degrees = sum(number / 60**power for power, number in enumerate(numbers))
    unit_deg = 1 / 60 ** (len(parts) - 1) / 10**decimals
    if any(number >= 60 for number in numbers[1:]):
        fault = "Minutes and seconds are below 60."
    notation = (Notation.DECIMAL, Notation.MINUTES, Notation.SECONDS)[len(parts) - 1]
    return Angle(degrees, sign, axis, side, unit_deg, decimals, notation, is_marked, is_weak, fault)
