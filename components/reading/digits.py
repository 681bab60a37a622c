"""A number written in digits becomes a value.

What a stranger gets wrong: "10.520" is no ten and a half. Three digits behind one point or comma are thousands, unless
a scale word follows ("1.125 million"); the answer names the rule, since the writing alone does not settle it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: More digits than this are no count of anything.
MAX_DIGITS = 15
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d{1,2})?")
_LAKHS = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_ONE_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DECIMAL = re.compile(r"\d+[.,]\d+")


class Digits(NamedTuple):
    """The value of a number, and how it was written."""

    value: float
    rule: str


def digits(text: str, *, has_scale: bool = False) -> Digits | None:
    """The value of a number in digits.

    Args:
        text: the digits with their separators; "_" stands for a character without width.
        has_scale: whether a scale word follows, which makes a lone point a decimal one.

    Returns:
        None when it is no number: a date, a version, a row of digits too long to count anything.

    >>> digits("1.234,5")
    Digits(value=1234.5, rule='point for thousands, comma for decimals')
    >>> digits("10.520"), digits("10.520", has_scale=True).value
    (Digits(value=10520.0, rule='one point before three digits'), 10.52)
    >>> digits("24.02.2022") is None
    True
    """
    text = text.replace("_", "")
    if sum(char.isdecimal() for char in text) > MAX_DIGITS:
        return None
    if _PLAIN.fullmatch(text):
        return Digits(float(text), "digits")
    if _GROUPED.fullmatch(text) and not (has_scale and text.count(",") == 1 and "." not in text and " " not in text):
        return Digits(_value(text, ", "), "grouped digits")
    if _LAKHS.fullmatch(text):
        return Digits(_value(text, ","), "grouped in lakhs")
    if _DOTTED.fullmatch(text):
        return Digits(float(text.replace(".", "").replace(",", ".")), "point for thousands, comma for decimals")
    if _ONE_POINT.fullmatch(text) and not has_scale:
        return Digits(float(text.replace(".", "")), "one point before three digits")
    if _DECIMAL.fullmatch(text):
        return Digits(float(text.replace(",", ".")), "decimal")
    return None


def _value(text: str, separators: str) -> float:
    if " " in text:
        return float(text.replace(" ", "").replace(",", "."))
    return float(text.translate(dict.fromkeys(map(ord, separators))))
