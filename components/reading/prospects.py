"""Whether a word of the future governs a time expression.

What a stranger gets wrong: in "said on Monday it would send" the day belongs to "said"; in "is expected on Sunday" to
"expected". The verb nearest before the expression decides, within its clause; at the head of a clause, the first one
behind it.
"""

from __future__ import annotations

import re

_WINDOW = 90
_WORD = re.compile(r"[A-Za-z']+|[,;:()\"]")
_FUTURE = frozenset(
    """will expected due scheduled would planned plans planning plan slated shall 'll upcoming hopes aims intends
    intend deadline ahead""".split()  # noqa: SIM905 - a list of words is read as one text
)
_PAST = frozenset(
    """said says told announced reported confirmed stated wrote posted added was were had did killed wounded injured
    launched struck hit began started ended met signed agreed visited claimed warned called urged showed fired shot
    captured seized took released freed arrived left died has have been destroyed attacked moved sent held""".split()  # noqa: SIM905
)
_IS = frozenset("is are".split())  # noqa: SIM905 - a list of words
_BREAKS = frozenset(';:"')


def looks_forward(sentence: str, start: int, end: int) -> bool:
    """Whether the expression at these offsets of a sentence lies ahead."""
    before = [found.group().lower() for found in _WORD.finditer(sentence, max(0, start - _WINDOW), start)]
    for place in range(len(before) - 1, -1, -1):
        word, earlier = before[place], before[place - 1] if place else ""
        if word in _FUTURE or (word == "to" and earlier in _IS):
            return True
        if word in _PAST:
            return earlier == "be"
        if word in _BREAKS:
            break
        if word in _IS and place >= len(before) - 4:
            return True
    if len(before) > 3 and before[-1] not in (",", "on"):
        return False
    for found in _WORD.finditer(sentence, end, end + _WINDOW):
        word = found.group().lower()
        if word in _FUTURE or word in _PAST:
            return word in ("will", "shall", "expected", "due", "scheduled")
        if word in _BREAKS:
            return False
    return False
