"""Bytes of a text become characters, or a question.

What a stranger gets wrong: nearly every file "decodes" in nearly every 8-bit encoding, so that a decoding without an
error proves nothing. What is not UTF-8 or UTF-16 is never guessed: the refusal names the encodings that are possible,
with how the first words would read, and whoever brought the file says which.
"""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from dataclasses import dataclass

from components.errors import ReportError

#: What may be named, by Python's own names.
ENCODINGS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "cp1252",
    "iso8859-1", "iso8859-15", "cp1250", "iso8859-2", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "mac_cyrillic",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp949",
)  # fmt: skip
_NAMES = {codecs.lookup(name).name: name for name in ENCODINGS}
#: Offered in this order when two read equally well.
_OFFERED = ("cp1251", "koi8-r", "cp866", "iso8859-5", "cp1252", "cp1250", "cp1256", "gb18030", "big5", "euc_kr")
MAX_CHOICES = 4
#: One broken character in so many is let pass in a text that says that it is UTF-8.
_SOUND_CHARS = 500
#: In UTF-16 without a mark, one zero byte in so many characters at least: spaces and line ends have one.
_ZERO_SHARE = 25
_SAMPLE_BYTES = 4_000
_SAMPLE_CHARS = 40
#: What a browser takes under a narrower name (WHATWG Encoding Standard, "Names and labels").
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read.

    Attributes:
        text: its characters; a mark of byte order at the start is left out.
        encoding: the encoding's name.
        note: one sentence when the encoding was not plain UTF-8, else empty.
    """

    text: str
    encoding: str
    note: str = ""


def decode(body: bytes, encoding: str | None = None, *, declared: str | None = None) -> Decoded:
    """The characters of some bytes.

    Args:
        body: the bytes.
        encoding: what the person who brought them says; wins over everything, and has to fit.
        declared: what the file or its server says; taken when it is known and fits.

    Raises:
        ReportError: the encoding is not known, does not fit, or was not said and cannot be known.
    """
    if encoding:
        return Decoded(_strict(body, known(encoding)), known(encoding), f"It was read as {encoding}, as you said.")
    marked = _marked(body)
    if marked:
        return marked
    # Before what is declared: no text of another encoding is UTF-8 by chance, but servers declare what they like.
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(body.decode("utf-8"), "utf-8")
    found = _declared(body, declared) if declared else None
    if not found:
        raise _question(body)
    return found


def known(label: str) -> str:
    """The name that we use for an encoding.

    Raises:
        ReportError: it is none of `ENCODINGS`.

    >>> known("Windows-1251")
    'cp1251'
    """
    try:
        return _NAMES[codecs.lookup(label).name]
    except (LookupError, ValueError):
        raise ReportError(
            f"{label[:40]!r} is no encoding that is read here.", f"Name one of {', '.join(ENCODINGS)}."
        ) from None


def _strict(body: bytes, name: str) -> str:
    try:
        text = body.decode(name)
    except UnicodeDecodeError:
        raise ReportError(f"Its bytes are no {name}.", "Name another encoding, or leave it out.") from None
    return text.removeprefix("\ufeff")


def _marked(body: bytes) -> Decoded | None:
    """Text with a mark of byte order, or UTF-16 whose zero bytes leave no doubt."""
    if body.startswith(_UTF32):
        raise ReportError("It is UTF-32, which is not read.", "Save it as UTF-8.")
    for mark, name in _MARKS:
        if body.startswith(mark):
            return Decoded(_strict(body, name), name, "" if name == "utf-8" else f"It was read as {name}, by its mark.")
    if not len(body) % 2 and b"\0" in body:
        for name, high in (("utf-16-le", 1), ("utf-16-be", 0)):
            is_many = body[high::2].count(0) * _ZERO_SHARE >= len(body) // 2
            if is_many and not body[1 - high :: 2].count(0) and (text := _sound(body, name)):
                return Decoded(text, name, f"It was read as {name}: every zero byte is in the same half.")
    return None


def _sound(body: bytes, name: str) -> str | None:
    try:
        text = body.decode(name)
    except UnicodeDecodeError:
        return None
    odd = sum(unicodedata.category(char) in ("Cn", "Co", "Cs") for char in text[:_SAMPLE_BYTES])
    return None if odd or _CONTROL.search(text) else text


def _declared(body: bytes, label: str) -> Decoded | None:
    """The text in the declared encoding; None when that is unknown or does not fit, and the bytes decide."""
    try:
        name = codecs.lookup(label).name
        name = known(_WIDER.get(name, name))
        if name == "utf-8":
            return _mended(body)
        text = body.decode(name)
    except (LookupError, ValueError):
        return None
    if _CONTROL.search(text):
        return None
    return Decoded(text, name, f"It was read as {name}, as it says itself.")


def _mended(body: bytes) -> Decoded | None:
    """What says that it is UTF-8 and nearly is; None when too much of it is not."""
    text = body.decode("utf-8", "replace")
    count = text.count("\ufffd")
    if count * _SOUND_CHARS > len(text):
        return None
    return Decoded(text, "utf-8", f"It is not quite UTF-8; {count} characters of it became \ufffd.")


def _question(body: bytes) -> ReportError:
    choices = _readings(body)
    if not choices:
        return ReportError("It is no text in any encoding that is read here.", "Save it as UTF-8.")
    shown = "; ".join(f"{name} reads “{sample}”" for name, sample in choices)
    return ReportError(
        f"It is not UTF-8, and its letters may be read in several ways: {shown}.",
        f"Say which: --encoding {choices[0][0]} on the command line, or choose it on the page.",
        choices=choices,
    )


def _readings(body: bytes) -> list[tuple[str, str]]:
    """Encodings in which the beginning reads like words, the most word-like first, each with its first words."""
    found = []
    for place, name in enumerate(_OFFERED):
        try:
            text = codecs.getincrementaldecoder(name)("strict").decode(body[:_SAMPLE_BYTES])
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\r\n\t\f" for char in text):
            found.append((-_likeness(text), place, name, _beginning(text)))
    return [(name, sample) for _, _, name, sample in sorted(found)[:MAX_CHOICES]]


def _beginning(text: str) -> str:
    """Some characters around the first that is not ASCII: there the readings differ."""
    first = next((place for place, char in enumerate(text) if not char.isascii()), 0)
    return " ".join(text[max(0, first - 10) : first + _SAMPLE_CHARS].split())


def _likeness(text: str) -> float:
    """Share of the foreign characters that stand in words of one case, 0 to 1."""
    foreign = sum(not char.isascii() for char in text)
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    good = sum(sum(not char.isascii() for char in word) for word in words if _is_plain(word))
    return good / max(1, foreign)


def _is_plain(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle() or not (word.lower() != word or word.upper() != word)
