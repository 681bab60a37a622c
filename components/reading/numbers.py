"""Numeral expressions of a sentence: digits, spelled numbers, vague words, fractions, percent, money, ranges.

What a stranger gets wrong: nothing is judged here. "Article 2" holds a numeral too; `traps` throws it out later, and
the words that bound a number ("at least") are `hedges`' business. A range has no middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from components.reading.codes import Bound
from components.reading.digits import digits
from components.reading.lexicon import lexicon
from components.reading.words import Words

CHANGES = frozenset(
    """rose risen rise rising rises up increase increased increasing grew grown growing climbed jumped soared fell
    fallen down dropped declined decreased reduced raised went revised doubled surged swelled
    expanded shrank shrunk lowered cut widened""".split()  # noqa: SIM905 - a list of words is read as one text
)
_PERCENT = {"%": 1, "percent": 1, "pct": 1, "pc": 1, "percentage": 1}
_SCORE = 20
_SHORT_SCALES = {"m": 1e6, "mn": 1e6, "b": 1e9, "k": 1e3}
_FRACTION_FOLLOWS = frozenset(
    "of the its his her their all that this these those our were are have had need lack".split()  # noqa: SIM905 - a list
)


class Style(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    SPELLED = "spelled"
    VAGUE = "vague"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral expression.

    Attributes:
        first: place of its first token in the sentence.
        last: place behind its last token.
        start: offset of its first character.
        end: offset behind its last character.
        low: lower bound.
        best: the number; None for a range or a vague word.
        high: upper bound.
        bound: what the numeral itself says; words beside it may say more.
        style: how it is written.
        unit: "percent" or a currency; empty for a count.
        strength: of a vague word, how much it takes to make it a figure; empty otherwise.
        rule: how the value was read.
    """

    first: int
    last: int
    start: int
    end: int
    low: float
    best: float | None
    high: float
    bound: Bound
    style: Style
    unit: str
    strength: str
    rule: str


def numerals(words: Words) -> tuple[Numeral, ...]:
    """The numeral expressions of a sentence, from left to right, none inside another."""
    return tuple(_numerals(words))


def _numerals(words: Words) -> Iterator[Numeral]:
    place = 0
    while place < len(words):
        found = _numeral(words, place)
        if found is None:
            place += 1
            continue
        yield found
        place = found.last


def _numeral(words: Words, place: int) -> Numeral | None:
    found = _half(words, place) or _share(words, place) or _vague(words, place) or _number(words, place)
    if found is None:
        return None
    found = _range(words, found) or found
    return found if found.style is Style.FRACTION else _measured(words, found)


def _make(words: Words, first: int, last: int, value: float, style: Style, rule: str) -> Numeral:
    start, end = words.tokens[first].start, words.tokens[last - 1].end
    return Numeral(first, last, start, end, value, value, value, Bound.NONE, style, "", "", rule)


def _number(words: Words, place: int) -> Numeral | None:
    """Digits or spelled, with scale words."""
    if words.tokens[place].is_number:
        return _in_digits(words, place)
    return _couple(words, place) or _spelled(words, place)


def _role(words: Words, place: int) -> tuple[str, float]:
    return lexicon().number_words.get(words.low(place), ("", 0.0))


def _behind_hyphen(words: Words, place: int) -> int:
    """The place itself, or the one behind a hyphen that stands there and touches both its neighbours."""
    is_joined = words.low(place) == "-" and words.touches(place) and words.touches(place + 1)
    return place + 1 if is_joined else place


def _in_digits(words: Words, place: int) -> Numeral | None:
    after = _behind_hyphen(words, place + 1)
    role, scale = _role(words, after)
    if words.low(after) in _SHORT_SCALES and (not words.touches(after) or words.touches(after + 1)):
        role = "" if words.low(after + 1)[:1].isalnum() or not words.touches(after) else role
    if role != "scale" and words.touches(place + 1) and words.low(place + 1) in _SHORT_SCALES and _money(words, place):
        role, scale, after = "scale", _SHORT_SCALES[words.low(place + 1)], place + 1
    read = digits(words.text(place), has_scale=role == "scale" and scale >= 1000)
    if read is None:
        return None
    if role != "scale":
        return _make(words, place, place + 1, read.value, Style.DIGITS, read.rule)
    return _make(words, place, after + 1, read.value * scale, Style.DIGITS, f"{read.rule} with scale word")


def _couple(words: Words, place: int) -> Numeral | None:
    """A couple of thousand, half a million, a dozen, a pair of."""
    lows = words.lows[place : place + 4]
    if lows[:3] == ("a", "couple", "of") and _role(words, place + 3)[0] == "scale":
        value = 2 * _role(words, place + 3)[1]
        return replace(_make(words, place, place + 4, value, Style.SPELLED, "couple of"), bound=Bound.APPROX)
    if lows[:2] == ("a", "couple"):
        found = _make(words, place, place + 2, 2, Style.SPELLED, "couple")
        return replace(found, bound=Bound.APPROX, strength="small")
    if lows[:2] == ("a", "score") and words.low(place + 2) != "of":
        return replace(_make(words, place, place + 2, _SCORE, Style.SPELLED, "score"), bound=Bound.APPROX)
    if lows[:1] == ("a",) and _role(words, place + 1)[0] == "scale":
        scaled = _spelled(words, place + 1, implied=1)
        return scaled and _make(words, place, scaled.last, scaled.low, Style.SPELLED, "a with scale word")
    return None


def _half(words: Words, place: int) -> Numeral | None:
    """Half a million, half-a-million, a quarter of a million."""
    if words.low(place) == "half":
        at = _behind_hyphen(words, place + 1)
        if words.low(at) == "a":
            last = _behind_hyphen(words, at + 1)
            role, scale = _role(words, last)
            return _make(words, place, last + 1, scale / 2, Style.SPELLED, "half a") if role == "scale" else None
    if words.lows[place : place + 4] == ("a", "quarter", "of", "a") and _role(words, place + 4)[0] == "scale":
        return _make(words, place, place + 5, _role(words, place + 4)[1] / 4, Style.SPELLED, "quarter of a")
    return None


def _spelled(words: Words, place: int, implied: int = 0) -> Numeral | None:
    """One, twenty-five, three hundred and five, two dozen, three-thousand."""
    total, current, last, at = 0.0, float(implied), place, place
    spot = "scale" if implied else ""
    while (role := _role(words, at))[0] in ("unit", "ten", "scale"):
        name, value = role
        if name == "scale":
            if not current:
                break
            if value < 1000:
                current *= value
            else:
                total, current = total + current * value, 0.0
        elif spot in ("", "scale") or (spot == "ten" and name == "unit" and value < 10):
            current = value if spot == "" else current + value
        else:
            break
        spot, last = ("" if name == "scale" and not current else name), at + 1
        at = _behind_hyphen(words, last)
        if name == "scale" and words.low(at) == "and":
            behind = _behind_hyphen(words, at + 1)
            at = behind if _role(words, behind)[0] in ("unit", "ten") else at
        elif name in ("unit", "ten") and words.low(at) == "point" and words.touches(at):
            current, at = _point(words, at, current)
            last = at
            at = _behind_hyphen(words, last)
        scaled = _and_a_half(words, at) if name == "unit" else None
        if scaled is not None:
            current, at = current + 0.5, scaled
    if last == place:
        return None
    return _make(words, place, last, total + current, Style.SPELLED, "spelled")


def _and_a_half(words: Words, place: int) -> int | None:
    """The place of the scale word in "and a half million", "and-a-half thousand"; None when it is not that."""
    for low in ("and", "a", "half"):
        if words.low(place) != low:
            return None
        place = _behind_hyphen(words, place + 1)
    return place if _role(words, place)[0] == "scale" else None


def _point(words: Words, place: int, whole: float) -> tuple[float, int]:
    """The value of "one-point-four", and the place behind it."""
    text, at, last = f"{whole:.0f}.", _behind_hyphen(words, place + 1), place
    while _role(words, at)[0] == "unit" and _role(words, at)[1] < 10:
        text, last = text + f"{_role(words, at)[1]:.0f}", at + 1
        at = _behind_hyphen(words, last)
    return (float(text), last) if last > place else (whole, place)


def _vague(words: Words, place: int) -> Numeral | None:
    found = lexicon().vague.at(words, place)
    if found is None:
        return None
    last = found.last - (words.low(found.last - 1) == "of")
    numeral = _make(words, place, last, 0, Style.VAGUE, "vague word")
    entry = found.entry
    return replace(numeral, low=entry.low, best=None, high=entry.high, bound=Bound.VAGUE, strength=entry.strength)


def _share(words: Words, place: int) -> Numeral | None:
    """Two-thirds of, a quarter of, half the."""
    if words.low(place) == "half" and words.low(place + 1) in _FRACTION_FOLLOWS:
        return _percent_of(words, place, place + 1, 50)
    is_one = words.low(place) in ("a", "one")
    role, count = ("unit", 1.0) if is_one else _role(words, place)
    if role != "unit":
        return None
    part = _behind_hyphen(words, place + 1)
    role, parts = _role(words, part)
    if role == "part" and count < parts and words.low(part + 1) in _FRACTION_FOLLOWS:
        return _percent_of(words, place, part + 1, round(100 * count / parts, 1))
    return None


def _percent_of(words: Words, first: int, last: int, value: float) -> Numeral:
    return replace(_make(words, first, last, value, Style.FRACTION, "fraction"), unit="percent")


def _range(words: Words, low: Numeral) -> Numeral | None:
    """15,000 to 20,000; 3-4; between 100 and 150; two or three; 1.2 to 1.5 million."""
    joint = low.last + _percent_length(words, low.last)
    if words.low(joint) not in ("to", "-", "or", "and"):
        return None
    if low.best is None or (words.low(joint) == "and" and words.low(low.first - 1) != "between"):
        return None
    if words.low(joint) == "-" and words.touches(joint) != words.touches(joint + 1):
        return None
    second = joint + 1
    currency = lexicon().currencies.at(words, second)
    second = currency.last if currency and not words.tokens[second].is_number else second
    if second >= len(words) or (words.low(joint) == "to" and _is_change(words, low.first)):
        return None
    high = _number(words, second)
    if high is None or (joint > low.last and not _percent_length(words, high.last)):
        return None
    return _joined(words, low, high, words.low(joint))


def _is_change(words: Words, place: int) -> bool:
    """Whether "from" and a verb of change stand before a number: two figures, not a range."""
    return words.low(place - 1) == "from" and any(words.low(at) in CHANGES for at in range(place - 9, place - 1))


def _joined(words: Words, low: Numeral, high: Numeral, joint: str) -> Numeral | None:
    first, second = low.low, high.low
    scale = next((s for s in (1e9, 1e6, 1e3, 1e2) if second >= s and high.last - high.first > 1), 1.0)
    if first < second / scale and first * scale < second and low.last - low.first == 1:
        first *= scale
    if not first < second or (joint == "or" and second > 2 * first):
        return None
    if joint == "-" and _is_year(first) and _is_year(second):
        return None
    start, end = low.start, high.end
    return Numeral(low.first, high.last, start, end, first, None, second, Bound.RANGE, low.style, "", "", "range")


def _is_year(value: float) -> bool:
    return 1900 <= value <= 2100


def _measured(words: Words, found: Numeral) -> Numeral:
    """The same with its percent sign or its currency."""
    length = _percent_length(words, found.last)
    if length:
        last = found.last + length
        return replace(found, last=last, end=words.tokens[last - 1].end, unit="percent")
    return replace(found, unit=_money(words, found.first, found.last))


def _percent_length(words: Words, place: int) -> int:
    if words.low(place) == "-":
        place += 1
        return 1 + _PERCENT[words.low(place)] if words.low(place) in ("percent",) else 0
    if words.low(place) == "per" and words.low(place + 1) == "cent":
        return 2
    return _PERCENT.get(words.low(place), 0)


def _money(words: Words, first: int, last: int | None = None) -> str:
    before = lexicon().currencies.before(words, first)
    if before is not None:
        return before.entry
    after = lexicon().currencies.at(words, last) if last is not None and last < len(words) else None
    return after.entry if after is not None else ""
