"""Where something was printed, and who said it.

What a stranger gets wrong: the two are never one field. A newspaper that quotes a minister is the source; the
minister is the speaker; and ten newspapers that quote her are still one origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from components.errors import ModelError
from components.model.codes import Precision, SourceKind

#: What a label on the map can carry.
MAX_SHORT_CHARS = 14


@dataclass(frozen=True, slots=True)
class Source:
    """One publication.

    Attributes:
        id: lower-case kebab.
        publisher: who put it on the page.
        agency: the wire agency whose text it is, empty when it is the publisher's own.
        title: our words for what the page is, never its headline.
        published_on: the day printed on the page, or the day we go by; None when there is none.
        published_precision: how that day is meant ("after": on this day or later).
        url: http or https address; empty when there is none.
        link_note: why there is no link, empty when there is one.
        language: ISO 639-1.
        kind: what kind of publication it is.
        note: anything a reader should know.
    """

    id: str
    publisher: str
    agency: str
    title: str
    published_on: date | None
    published_precision: Precision
    url: str
    link_note: str
    language: str
    kind: SourceKind
    note: str

    def __post_init__(self) -> None:
        if self.url:
            web_host(self.url)
        elif not self.link_note:
            raise ModelError("link_note", "", "A source without a link says why; write the reason in link_note.")
        if (self.published_on is None) != (self.published_precision is Precision.UNKNOWN):
            raise ModelError("published_precision", self.published_precision, "Unknown, and only unknown, has no day.")

    @property
    def host(self) -> str | None:
        """Host of the address without "www.", None when there is no address."""
        return web_host(self.url) if self.url else None


def web_host(url: str) -> str:
    """Host of a web address, without "www.".

    Raises:
        ModelError: the address is not http or https, has no host, or carries a name and password.

    >>> web_host("https://www.example.org/a?b=c")
    'example.org'
    """
    refusal = ModelError("url", url, "A link starts with http:// or https:// and names a host; nothing else is opened.")
    if url != url.strip() or any(ord(c) < 33 or c in '\\"<>' for c in url):
        raise refusal
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise refusal from error
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise refusal
    return host.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Side:
    """Who acts or speaks for whom; one colour on the screen.

    Attributes:
        id: two letters.
        name: as printed in the legend.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever says something: a person, an office, a service.

    Attributes:
        id: lower-case kebab.
        name: in full, with the office.
        short: what a label can carry, at most 14 characters.
        person: name of the person, empty for an institution.
        role: office or function.
        side: id of the side it speaks for.
        is_party: whether that side is a party to the conflict.
        origin: independence group; speakers of one origin are one source however many they are.
        capital: city that stands for it in a sentence ("Washington says ..."), empty when none does.
    """

    id: str
    name: str
    short: str
    person: str
    role: str
    side: str
    is_party: bool
    origin: str
    capital: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.short) <= MAX_SHORT_CHARS:
            raise ModelError("short", self.short, f"A label holds 1 to {MAX_SHORT_CHARS} characters; shorten it.")
        if not self.origin:
            raise ModelError("origin", "", "A speaker has an origin; without it nothing can be counted as independent.")
