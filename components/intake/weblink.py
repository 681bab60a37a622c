"""An address that somebody wants fetched, taken apart and checked before anything is asked.

What a stranger gets wrong: two parsers of one address may see two hosts. What has any character that parsers disagree
about (backslash, space, control, a name and password before the host) is refused, not repaired.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from components.errors import FetchError
from components.intake.addresses import literal

MAX_URL_CHARS = 2_000
PORTS = {"http": 80, "https": 443}
#: Names that belong to no host of the internet: RFC 6761, 6762, 7686, 8375, and ICANN's .internal.
_HOUSE = ("localhost", "local", "internal", "home.arpa", "onion", "test", "invalid", "example")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_ODD = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SAFE = "/%:@!$&'()*+,;=~-._?[]"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be asked, once its host's addresses were checked.

    Attributes:
        scheme: "http" or "https".
        host: in lower case and ASCII; a name or a usual address, IPv6 without brackets.
        port: 80 or 443, whichever the scheme.
        target: path and query as they go over the wire.
        address: the same as the host when that is an address; None for a name.
    """

    scheme: str
    host: str
    port: int
    target: str
    address: str | None

    @property
    def url(self) -> str:
        """The whole address again."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and, when it is not the scheme's own, port, as they stand in the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parse_link(url: str) -> Link:
    """Takes an address apart.

    Raises:
        FetchError: it is none that is fetched.
    """
    url = url.strip()
    if not url or len(url) > MAX_URL_CHARS or _ODD.search(url):
        raise _refused("The address is empty, too long, or has characters that no address has")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise _refused("The address cannot be taken apart") from None
    if parts.scheme not in PORTS or not host:
        raise _refused("Only addresses that begin with http:// or https:// and name a host are fetched")
    if "@" in parts.netloc:
        raise _refused("There is a name or password in the address")
    if "#" in url:
        raise FetchError("There is a # in the address.", "Leave it out with what follows it.", host=host)
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values():
        raise _refused(f"Port {port} is not asked, only 80 and 443", host)
    host, address = _host(host)
    query = f"?{quote(parts.query, _SAFE)}" if parts.query else ""
    return Link(parts.scheme, host, port, (quote(parts.path, _SAFE) or "/") + query, address)


def redirected(link: Link, location: str) -> Link:
    """Where an answer sends us; checked like any address, its part behind # left out.

    Raises:
        FetchError: nowhere that is fetched, or from https to http.
    """
    if not location or _ODD.search(location):
        raise _refused("The page sends on to an address that is none", link.host)
    try:
        following = parse_link(urljoin(link.url, location).partition("#")[0])
    except ValueError:
        raise _refused("The page sends on to an address that is none", link.host) from None
    if link.scheme == "https" and following.scheme == "http":
        raise _refused("The page sends on from https to http, which anybody on the way can change", link.host)
    return following


def _host(host: str) -> tuple[str, str | None]:
    """The host in ASCII, and the address that it is, if it is one."""
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
        name = name.lower().removesuffix(".")
        address = literal(name)
    except ValueError:
        raise _refused("The host is no name and no address in its usual form", host) from None
    if address:
        return address, address
    labels = name.split(".")
    if len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise _refused("The host is no name of the internet", host)
    if len(labels) < 2 or any(name.endswith(f".{own}") for own in _HOUSE):
        raise _refused("The host is a name of a house network, not of the internet", host)
    return name, None


def _refused(reason: str, host: str = "") -> FetchError:
    return FetchError(f"{reason}.", "Check the address, or paste the text of the report.", host=host)
