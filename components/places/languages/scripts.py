"""Hands each text to the readers of the scripts that it is written in.

What a stranger gets wrong: one sentence may hold several scripts. Each reader skips what is not its own, so their
candidates never overlap and need only be sorted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from components.places.entities import Candidate
from components.places.index import Index
from components.places.languages.arabic import ArabicReader
from components.places.languages.chinese import ChineseReader
from components.places.languages.korean import KoreanReader
from components.places.languages.slavic import SlavicReader

_SCRIPTS = (
    (re.compile("[\u0400-\u052f]"), SlavicReader),
    (re.compile("[\u0620-\u064a\u0671-\u06d5]"), ArabicReader),
    (re.compile("[\u1100-\u11ff\uac00-\ud7af]"), KoreanReader),
    (re.compile("[\u3040-\u30ff\u3400-\u9fff]"), ChineseReader),
)


@lru_cache(maxsize=16)
def _reader(
    made_by: type[SlavicReader | ArabicReader | KoreanReader | ChineseReader], index: Index
) -> SlavicReader | ArabicReader | KoreanReader | ChineseReader:
    return made_by(index)


def candidates(text: str, index: Index) -> list[Candidate]:
    """Spans of a text that may name places, in scripts other than Latin.

    Args:
        text: any text; offsets count its characters as given.
        index: the gazetteer.

    Returns:
        Candidates in the order of the text, without overlaps. Demonyms have hits of the form `Form.DEMONYM`.
    """
    found: list[Candidate] = []
    for letters, made_by in _SCRIPTS:
        if letters.search(text):
            found += _reader(made_by, index).read(text)
    return sorted(found, key=lambda candidate: candidate.start)
