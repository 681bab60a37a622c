"""The one module of this room that opens a connection: fetches a report from a web address, within limits.

What a stranger gets wrong: checking a host and then asking it are two look-ups, and the second may answer otherwise.
A host is looked up once, every address it has is checked, and the connection goes to a checked address. Redirects are
followed by hand and checked the same way. A timeout is no deadline: here the whole of it ends at one moment.
"""

from __future__ import annotations

import contextlib
import http.client
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from components.errors import FetchError
from components.intake.addresses import refusal
from components.intake.weblink import Link, parse_link, redirected

#: What is taken; anything else has no text of a report.
MEDIA_TYPES = ("text/html", "text/plain", "application/xhtml+xml", "application/pdf")
_MOVED = (301, 302, 303, 307, 308)
_OK = 200
_CHUNK = 65_536
#: How many gzip files in a row make one body; RFC 1952 allows any number.
_MOST_MEMBERS = 100
#: How many addresses of one host are tried.
_MOST_ADDRESSES = 4
_PASTE = "Paste the text of the report instead."

#: Addresses of a host, looked up once: (host, port) -> addresses as text.
Resolve = Callable[[str, int], Sequence[str]]
#: A connected socket: (address, port, seconds) -> socket.
Connect = Callable[[str, int, float], socket.socket]


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one fetch may use.

    Attributes:
        deadline_s: seconds for everything: look-up, connections, redirects, the last byte.
        max_bytes: of the body as it comes over the wire.
        max_decoded_bytes: of the body unpacked.
        max_redirects: how often a page may send us on.
    """

    deadline_s: float = 10.0
    max_bytes: int = 20 * 1024 * 1024
    max_decoded_bytes: int = 20 * 1024 * 1024
    max_redirects: int = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered.

    Attributes:
        url: where it came from in the end.
        body: unpacked.
        media_type: one of `MEDIA_TYPES`.
        charset: as the server says, empty when it does not.
    """

    url: str
    body: bytes
    media_type: str
    charset: str


def resolved(host: str, port: int) -> Sequence[str]:
    """Addresses of a host from the system's resolver."""
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connected(address: str, port: int, timeout_s: float) -> socket.socket:
    """A connection to an address."""
    return socket.create_connection((address, port), timeout_s)


def fetch(
    url: str,
    limits: FetchLimits | None = None,
    *,
    resolve: Resolve = resolved,
    connect: Connect = connected,
    context: ssl.SSLContext | None = None,
) -> Fetched:
    """Fetches one report.

    Args:
        url: http or https.
        limits: what it may use.
        resolve: looks a host up; in tests something else.
        connect: opens a connection to a checked address; in tests something else.
        context: for https; the system's certificates when None.

    Raises:
        FetchError: the address is refused, nobody answers in time, or the answer is not taken.
    """
    limits = limits or FetchLimits()
    link = parse_link(url)
    deadline = time.monotonic() + limits.deadline_s
    errand = _Errand(limits, deadline, resolve, connect, context)
    outcome: queue.Queue[Fetched | FetchError] = queue.Queue()
    # A look-up of a host name cannot be interrupted, so the errand runs beside the one who waits.
    threading.Thread(target=lambda: outcome.put(errand.outcome(link)), name="fetch", daemon=True).start()
    try:
        done = outcome.get(timeout=limits.deadline_s)
    except queue.Empty:
        errand.abandon()
        raise _late(link) from None
    if isinstance(done, FetchError):
        raise done
    return done


def _late(link: Link) -> FetchError:
    return FetchError("The page did not come within the time it has.", f"Try again later. {_PASTE}", host=link.host)


class _Errand:
    """One fetch with all its redirects."""

    def __init__(
        self, limits: FetchLimits, deadline: float, resolve: Resolve, connect: Connect, context: ssl.SSLContext | None
    ) -> None:
        self._limits, self._deadline = limits, deadline
        self._resolve, self._connect, self._context = resolve, connect, context
        self._socket: socket.socket | None = None
        self._is_abandoned = False

    def outcome(self, link: Link) -> Fetched | FetchError:
        """The answer, or the error."""
        try:
            for _ in range(self._limits.max_redirects + 1):
                answer = self._asked(link)
                if isinstance(answer, Fetched):
                    return answer
                link = answer
        except FetchError as error:
            return error
        except TimeoutError:
            return _late(link)
        except ssl.SSLCertVerificationError:
            return FetchError("The certificate of the host is not valid.", _PASTE, host=link.host)
        except (OSError, http.client.HTTPException, ValueError, AttributeError, zlib.error):
            # AttributeError: an encrypted connection's own when it ends under whoever reads from it.
            return FetchError("The host does not answer as a web server does.", f"Check it. {_PASTE}", host=link.host)
        return FetchError(f"The page sends on more than {self._limits.max_redirects} times.", _PASTE, host=link.host)

    def abandon(self) -> None:
        """Ends the connection; whoever reads from it gets an error and closes it."""
        self._is_abandoned = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _asked(self, link: Link) -> Fetched | Link:
        """The answer of one address, or where it sends us."""
        with contextlib.closing(self._opened(link)) as opened:
            connection = http.client.HTTPConnection(link.host, link.port)
            connection.sock = opened
            connection.putrequest("GET", link.target, skip_host=True, skip_accept_encoding=True)
            for name, value in _headers(link):
                connection.putheader(name, value)
            connection.endheaders()
            with contextlib.closing(connection.getresponse()) as answer:
                if answer.status in _MOVED:
                    return redirected(link, answer.headers.get("Location", ""))
                media_type, charset = _checked(answer, link)
                return Fetched(link.url, self._body(answer, link), media_type, charset)

    def _opened(self, link: Link) -> socket.socket:
        """A connection to a checked address of the host, encrypted for https."""
        plain = self._first(link, self._addresses(link))
        self._socket = plain
        try:
            plain.settimeout(self._left_s())
            if link.scheme == "http":
                return plain
            context = self._context or ssl.create_default_context()
            self._socket = context.wrap_socket(plain, server_hostname=link.host)
        except (OSError, ValueError):
            plain.close()
            raise
        return self._socket

    def _addresses(self, link: Link) -> Sequence[str]:
        """All addresses of a host, after every one was checked; one that is refused refuses the host."""
        if link.address:
            found: Sequence[str] = [link.address]
        else:
            try:
                found = list(dict.fromkeys(self._resolve(link.host, link.port)))
            except (OSError, UnicodeError):
                found = []
        if not found:
            raise FetchError("There is no host of this name.", "Check the address.", host=link.host)
        for address in found:
            if why := refusal(address):
                raise FetchError(
                    f"The address of the host is not on the open internet ({why}).",
                    "Only public pages are fetched. " + _PASTE,
                    host=link.host,
                )
        return found

    def _first(self, link: Link, addresses: Sequence[str]) -> socket.socket:
        for address in addresses[:_MOST_ADDRESSES]:
            left_s = self._left_s()
            # Half of what is left, so that an address that is silent does not keep the next one from being tried.
            with contextlib.suppress(OSError):
                return self._connect(address, link.port, max(left_s / 2, min(1.0, left_s)))
        self._left_s()
        raise FetchError("The host cannot be reached.", f"Try again later. {_PASTE}", host=link.host)

    def _body(self, answer: http.client.HTTPResponse, link: Link) -> bytes:
        unpack = _unpacker(answer.headers.get("Content-Encoding", ""), link)
        parts: list[bytes] = []
        raw = size = 0
        for part in self._pieces(answer):
            raw += len(part)
            left = self._limits.max_decoded_bytes - size + 1
            clear = unpack.fed(part, left)
            size += len(clear)
            if raw > self._limits.max_bytes or size > self._limits.max_decoded_bytes:
                raise FetchError("The page is larger than what is fetched.", _PASTE, host=link.host)
            parts.append(clear)
        if answer.length or not unpack.is_whole:
            raise FetchError("The answer was cut off.", f"Try again. {_PASTE}", host=link.host)
        return b"".join(parts)

    def _pieces(self, answer: http.client.HTTPResponse) -> Iterator[bytes]:
        while True:
            if self._socket is not None:
                self._socket.settimeout(self._left_s())
            part = answer.read1(_CHUNK)
            if not part:
                return
            yield part

    def _left_s(self) -> float:
        left_s = self._deadline - time.monotonic()
        if left_s <= 0 or self._is_abandoned:
            raise TimeoutError
        return left_s


def _headers(link: Link) -> Iterator[tuple[str, str]]:
    yield "Host", link.authority
    yield "User-Agent", f"ConflictMap/{_version()}"
    yield "Accept", ", ".join(MEDIA_TYPES)
    yield "Accept-Encoding", "gzip, deflate"
    yield "Connection", "close"


def _version() -> str:
    try:
        return version("conflict-map")
    except PackageNotFoundError:
        return "0"


def _checked(answer: http.client.HTTPResponse, link: Link) -> tuple[str, str]:
    """Media type and charset of an answer that is taken."""
    if answer.status != _OK:
        raise FetchError(f"The host answers {answer.status} and no page.", _PASTE, host=link.host)
    # Python's own reading of the header takes text/plain for whatever it does not understand.
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type not in MEDIA_TYPES:
        raise FetchError("What is there is no page, text or PDF.", "Download it, and upload the file.", host=link.host)
    return media_type, answer.headers.get_content_charset("")


def _unpacker(coding: str, link: Link) -> _Unpacker:
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return _Unpacker(None)
    if coding in ("gzip", "x-gzip"):
        return _Unpacker(zlib.MAX_WBITS | 16)
    if coding == "deflate":
        return _Unpacker(zlib.MAX_WBITS)
    raise FetchError("The answer is packed in a way that was not asked for.", _PASTE, host=link.host)


class _Unpacker:
    """Unpacks a body piece by piece, never more than it is asked for."""

    def __init__(self, bits: int | None) -> None:
        self._bits = bits
        self._stream = zlib.decompressobj(bits) if bits is not None else None
        self._has_begun, self._members = False, 1

    def fed(self, part: bytes, most: int) -> bytes:
        """The unpacked bytes of the next piece, at most so many."""
        if self._stream is None:
            return part
        if not self._has_begun and self._bits == zlib.MAX_WBITS and part[0] & 0x0F != zlib.DEFLATED:
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers leave out the head of zlib
        self._has_begun = True
        clear = self._stream.decompress(part, most)
        while self._stream.eof and self._stream.unused_data and len(clear) < most:
            self._members += 1
            if self._members > _MOST_MEMBERS or self._bits == zlib.MAX_WBITS:
                raise zlib.error("There is more behind the end.")
            part, self._stream = self._stream.unused_data, zlib.decompressobj(self._bits or 0)
            clear += self._stream.decompress(part, most - len(clear))
        return clear

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing at the end."""
        return self._stream is None or self._stream.eof
