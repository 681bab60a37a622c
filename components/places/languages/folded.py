"""Text in the letters of keys, character by character, with the way back to the offsets of the text.

What a stranger gets wrong: the letters of keys are not those of the text. A voiced kana loses its mark, Hangul typed
as single letters is put together, characters of writing direction vanish; so offsets are kept for every letter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from components.places.entities import Candidate, Hit, Kind
from components.places.keys import key

_CLUSTER = re.compile("[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|(?s:.)")
_UNSEEN = frozenset({"Cf", "Cc"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the letters of keys.

    Attributes:
        text: its letters.
        starts: offset in the given text at which each letter begins.
        ends: offset behind it.
    """

    text: str
    starts: list[int]
    ends: list[int]

    def candidate(
        self, start: int, end: int, hits: tuple[Hit, ...], weight: float, reason: str, kind: Kind | None = None
    ) -> tuple[Candidate, int] | None:
        """A candidate over the letters from `start` to `end`, and where reading goes on; None without hits."""
        if not hits:
            return None
        kinds = frozenset({kind}) if kind else frozenset()
        return Candidate(self.starts[start], self.ends[end - 1], hits, kinds, weight, (reason,)), end


def folded(text: str) -> Folded:
    """A text letter by letter as keys have it; white space stays, one blank for each."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        for letter in _letter(match[0]):
            letters.append(letter)
            starts.append(match.start())
            ends.append(match.end())
    return Folded("".join(letters), starts, ends)


@lru_cache(maxsize=16_384)
def _letter(cluster: str) -> str:
    if cluster.isspace():
        return "\n" if cluster in "\n\r" else " "
    if unicodedata.category(cluster[0]) in _UNSEEN or unicodedata.combining(cluster[0]):
        return ""
    return key(cluster) or cluster
