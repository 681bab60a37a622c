"""Stretches of a report in quotation marks.

What a stranger gets wrong: a mark that is opened and never closed ends with its paragraph. Papers print the next
paragraph of a long quotation with a fresh opening mark and close only the last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from components.reading.document import Document
from components.reading.proposals import Span

#: A quotation is cut here; what is longer is a mark gone astray.
MOST_CHARS = 1_500
_MARK = re.compile(r'["\n]')


def quotations(document: Document) -> tuple[Span, ...]:
    """What stands in double quotation marks, with the marks, from left to right; none overlap."""
    return tuple(_spans(document.flat))


def _spans(flat: str) -> Iterator[Span]:
    opened: int | None = None
    for found in _MARK.finditer(flat):
        place = found.start()
        if found.group() == "\n":
            if opened is not None and place - opened <= MOST_CHARS:
                yield Span(opened, place)
            opened = None
        elif opened is None or place - opened > MOST_CHARS:
            opened = place
        else:
            yield Span(opened, place + 1)
            opened = None
    if opened is not None and len(flat) - opened <= MOST_CHARS:
        yield Span(opened, len(flat))


def holding(spans: tuple[Span, ...], starts: list[int], offset: int) -> Span | None:
    """The stretch that holds an offset; None when none does."""
    place = bisect_right(starts, offset) - 1
    return spans[place] if place >= 0 and offset < spans[place].end else None
