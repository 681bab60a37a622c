"""A text as words with offsets, in one pass.

What a stranger gets wrong: offsets are into the text exactly as given. Nothing is normalised before; a no-break space
or a direction mark only ever stands between words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import add

_WORD = re.compile(
    r"([^\W\d_](?:(?:\.[A-Z]\b)+\.?|[^\W\d_]*(?:[\u0300-\u036f]+[^\W\d_]*)*(?:['’ʼ‘`][^\W\d_]+)*))", re.UNICODE
)
_POSSESSIVE = re.compile(r"['’ʼ‘`][sS]$")
#: Between two words of one name: blanks, at most one line end, a hyphen or slash.
_JOIN = re.compile(r"[ \t\u00a0\u202f\u2009\u200b-\u200f\u202a-\u202e\u2060\ufeff]*(?:\n[ \t\u00a0]*)?|[-‐‑–/]")
#: Ends a sentence, or opens a quotation or a line.
_BREAK = re.compile(r"[.!?\n\r\"“”„«»:;•|]|^$|--|—")
_STOPS = frozenset({". ", ".\u00a0", "."})
_LONGEST_GAP, _HALF = 40, 20
#: Abbreviations after which a full stop does not end a name.
_STOPPED = frozenset(
    {"st", "mt", "ft", "ste", "dr", "mr", "mrs", "gen", 
     "gov", "sen", "rep", "lt", "col", "sgt", "capt", "prof", "rev", "jr"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, as parallel lists.

    Attributes:
        text: the text as given.
        starts: offset of each word.
        ends: offset behind each word, a possessive "'s" left out.
        full_ends: offset behind each word with its possessive.
        words: each word without its possessive.
        lows: the same in lower case.
        gaps: what stands before each word; one more for the end of the text.
        joined: whether a word may continue a name that its neighbour before it began.
        opens: whether a word begins a sentence, line or quotation.
        caps: whether a word begins with a capital letter.
        cap_places: places of those that do.
    """

    text: str
    starts: list[int]
    ends: list[int]
    full_ends: list[int]
    words: list[str]
    lows: list[str]
    gaps: list[str]
    joined: list[bool]
    opens: list[bool]
    caps: list[bool]
    cap_places: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def low(self, place: int) -> str:
        """A word in lower case; empty outside the text."""
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def is_cap(self, place: int) -> bool:
        """Whether there is a word and it begins with a capital letter."""
        return 0 <= place < len(self.caps) and self.caps[place]

    def is_joined(self, place: int) -> bool:
        """Whether a word follows the one before it with nothing but a blank or hyphen between."""
        return 0 < place < len(self.joined) and self.joined[place]

    def gap(self, place: int) -> str:
        """What stands before a word, or at the end of the text."""
        return self.gaps[place] if 0 <= place < len(self.gaps) else ""


def tokens(text: str) -> Tokens:
    """The words of a text."""
    parts = _WORD.split(text)
    bounds = list(accumulate(map(len, parts)))
    starts, full_ends = bounds[:-1:2], bounds[1::2]
    gaps = parts[::2]
    if max(map(len, gaps)) > _LONGEST_GAP:
        gaps = [gap if len(gap) <= _LONGEST_GAP else gap[:_HALF] + gap[-_HALF:] for gap in gaps]
    words = [word if word.isalpha() else _POSSESSIVE.sub("", word) for word in parts[1::2]]
    ends = list(map(add, starts, map(len, words)))
    lows = list(map(str.lower, words))
    caps = [word[0].isupper() for word in words]
    joined, opens = _links(words, lows, gaps)
    cap_places = [place for place, is_cap in enumerate(caps) if is_cap]
    return Tokens(text, starts, ends, full_ends, words, lows, gaps, joined, opens, caps, cap_places)


@lru_cache(maxsize=4_096)
def _kind(gap: str) -> tuple[bool, bool]:
    """Whether a gap joins, and whether it ends a sentence."""
    return _JOIN.fullmatch(gap) is not None, _BREAK.search(gap) is not None


def _links(words: list[str], lows: list[str], gaps: list[str]) -> tuple[list[bool], list[bool]]:
    distinct, before = {gap: _kind(gap) for gap in set(gaps)}, gaps[: len(words)]
    joins, breaks = ({gap: kind[side] for gap, kind in distinct.items()} for side in (0, 1))
    joined, opens = list(map(joins.__getitem__, before)), list(map(breaks.__getitem__, before))
    if words:
        joined[0], opens[0] = False, True
    stops = [place for place, gap in enumerate(gaps) if gap in _STOPS]
    for place in stops:
        if 0 < place < len(words) and (lows[place - 1] in _STOPPED or len(words[place - 1]) == 1):
            joined[place], opens[place] = True, False
    return joined, opens
