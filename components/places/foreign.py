"""Names in scripts other than Latin, as spots beside the Latin ones.

What a stranger gets wrong: their rules are only loaded when such letters are there, since the Russian dictionary alone
takes longer to open than an English report to read.
"""

from __future__ import annotations

import re

import numpy as np

from components.places.entities import Candidate
from components.places.keys import key
from components.places.senses import NUMBER, Meanings
from components.places.spotting import Spot

_OTHER = re.compile("[\u0400-\u052f\u0600-\u06ff\u0750-\u077f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def foreign_spots(text: str, meanings: Meanings) -> list[Spot]:
    """Spots of every name in Cyrillic, Hangul, Han, Kana or Arabic letters."""
    if not _OTHER.search(text):
        return []
    from components.places.languages import candidates

    found = (_spot(candidate, text, meanings) for candidate in candidates(text, meanings.index))
    return [spot for spot in found if spot is not None]


def _spot(candidate: Candidate, text: str, meanings: Meanings) -> Spot | None:
    name = key(text[candidate.start : candidate.end])
    senses = meanings.weigh(name, candidate.hits)
    if senses is None:
        return None
    if candidate.kinds:
        kept = np.flatnonzero(np.isin(senses.kind, [NUMBER[kind] for kind in candidate.kinds]))
        senses = senses.take(kept) if len(kept) else senses
    reasons = list(candidate.reasons)
    spot = Spot(-1, -1, candidate.start, candidate.end, name, senses, 1.5 + candidate.weight, candidate.kinds, reasons)
    if "district-head" in reasons:
        spot.marks.add("district")
    if "direction-head" in reasons:
        spot.marks.add("near")  # the land before the town, which nobody said where
    return spot
