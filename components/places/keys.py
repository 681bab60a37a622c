"""One spelling for every spelling of a name: the key under which the gazetteer keeps it.

What a stranger gets wrong: a key is for looking up, never for showing. Accents, case, apostrophes and hyphens are gone,
"St." has become "saint"; full stops and commas stay, so "U.S." and "us" are two keys.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = dict.fromkeys(map(ord, "'’‘ʼʻʹʺ`´′″‛ʿʾ＇\u00ad"))
_SPACED = dict.fromkeys(map(ord, "-‐‑‒–—―−/_"), " ")
#: Letters that Unicode does not take apart, though writers use the plain ones for them.
_PLAIN = {
    ord(letter): plain
    for letter, plain in zip("ıłøđħŧðæœþ", ("i", "l", "o", "d", "h", "t", "d", "ae", "oe", "th"), strict=True)
}
_CONTROLS = {code: None if code not in (9, 10, 13) else " " for code in (*range(32), 127)}
_CHANGES = {**_CONTROLS, **_DROPPED, **_SPACED, **_PLAIN}
_SHORT = re.compile(r"\b(st|mt|ft|ste)(?:\. ?| )(?=\w)")
_LONG = {"st": "saint ", "mt": "mount ", "ft": "fort ", "ste": "sainte "}
#: Invisible characters of writing direction and joining.
_IS_UNSEEN = frozenset({"Cf", "Cc"})


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """The key of a name; empty when nothing of it is left.

    >>> key("Sainte-Geneviève"), key("St. Louis"), key("Куп’янськ"), key("쿠르스크")
    ('sainte genevieve', 'saint louis', 'купянськ', '쿠르스크')
    """
    if not name.isascii():
        name = _unaccented(name)
    text = " ".join(name.casefold().translate(_CHANGES).split())
    if "t" in text:
        text = _SHORT.sub(lambda match: _LONG[match[1]], text)
    return text


def _unaccented(name: str) -> str:
    marked = unicodedata.normalize("NFKD", name)
    category, combining = unicodedata.category, unicodedata.combining
    kept = (" " if letter in "\t\n" else letter for letter in marked if not combining(letter))
    return unicodedata.normalize("NFC", "".join(letter for letter in kept if category(letter) not in _IS_UNSEEN))
