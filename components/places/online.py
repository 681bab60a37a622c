"""The one module of this room that opens a connection: geopy's way to the network, with limits.

What a stranger gets wrong: a timeout is not a deadline. A server that sends a byte a second never times out; here the
whole exchange, from the look-up of the name to the last byte, ends at one moment, and nothing is ever tried twice.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import queue
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

MOST_BYTES = 1_000_000
#: Used when geopy gives no timeout.
DEADLINE_S = 5.0
_CHUNK = 16_384
_OK = 200
_MOVED = range(300, 400)
_SCHEMES = ("http", "https")


class Adapter(BaseSyncAdapter):
    """Fetches JSON within one deadline; follows no redirect, uses no proxy, waits for nobody.

    Args:
        proxies: refused unless empty; an environment's proxy would learn the names.
        ssl_context: for https; the system's certificates when None.
    """

    def __init__(self, *, proxies: Mapping[str, str] | None, ssl_context: ssl.SSLContext | None) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._context = ssl_context

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:
        """The answer of a service, parsed.

        Raises:
            GeocoderTimedOut: the deadline passed.
            GeocoderUnavailable: nobody answers, or what answers is not the service (a sign-in page, a redirect).
            AdapterHTTPError: an HTTP error; its text and its wish to be asked later are left out.
            GeocoderParseError: no JSON.
        """
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("The answer is no JSON.") from error

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:
        """The same as text; only JSON is accepted."""
        deadline = time.monotonic() + (DEADLINE_S if timeout is None else timeout)
        exchange = _Exchange(url, dict(headers), deadline, self._context)
        # A look-up of a host name cannot be interrupted, so the exchange runs beside the one who waits.
        threading.Thread(target=exchange.run, name="geocoder", daemon=True).start()
        try:
            outcome = exchange.outcome.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            exchange.abandon()
            raise GeocoderTimedOut("The deadline passed.") from None
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


class _Exchange:
    """One request and its answer."""

    def __init__(self, url: str, headers: dict[str, str], deadline: float, context: ssl.SSLContext | None) -> None:
        self._url, self._deadline, self._context = urlsplit(url), deadline, context
        self._headers = {**headers, "Accept": "application/json", "Accept-Encoding": "identity", "Connection": "close"}
        self._socket: socket.socket | None = None
        self.outcome: queue.Queue[str | Exception] = queue.Queue()

    def run(self) -> None:
        """Puts the text or the error into `outcome`."""
        try:
            self.outcome.put(self._fetched())
        except (GeocoderServiceError, AdapterHTTPError) as error:
            self.outcome.put(error)
        except TimeoutError:
            self.outcome.put(GeocoderTimedOut("The deadline passed."))
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            # AttributeError: an encrypted connection's own when it ends under whoever reads from it.
            self.outcome.put(GeocoderUnavailable("The service cannot be reached."))

    def abandon(self) -> None:
        """Ends the connection; whoever reads from it gets an error and closes it."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _fetched(self) -> str:
        with contextlib.closing(self._connection()) as connection:
            connection.connect()
            # The connection lets go of its socket when an answer ends with it, while it is still being read.
            self._socket = connection.sock
            target = (self._url.path or "/") + (f"?{self._url.query}" if self._url.query else "")
            connection.request("GET", target, headers=self._headers)
            with contextlib.closing(connection.getresponse()) as answer:
                _check(answer)
                return self._body(answer)

    def _connection(self) -> http.client.HTTPConnection:
        scheme, host, port = self._url.scheme, self._url.hostname, self._url.port
        if scheme not in _SCHEMES or not host:
            raise GeocoderUnavailable("The address of the service is none.")
        if scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self._left_s())
        context = self._context or ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=self._left_s(), context=context)

    def _body(self, answer: http.client.HTTPResponse) -> str:
        parts: list[bytes] = []
        size = 0
        while True:
            if self._socket is not None:
                self._socket.settimeout(self._left_s())
            part = answer.read1(_CHUNK)
            if not part:
                break
            size += len(part)
            if size > MOST_BYTES:
                raise GeocoderServiceError("The answer is too long.")
            parts.append(part)
        if answer.length:
            raise GeocoderUnavailable("The answer was cut off.")
        return b"".join(parts).decode("utf-8")

    def _left_s(self) -> float:
        left_s = self._deadline - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        return left_s


def _check(answer: http.client.HTTPResponse) -> None:
    """Refuses what is not a service's answer."""
    if answer.status in _MOVED:
        raise GeocoderUnavailable("The service sends elsewhere, which is not followed.")
    if answer.status != _OK:
        raise AdapterHTTPError(f"HTTP {answer.status}", status_code=answer.status, headers={}, text=None)
    if not _is_json(answer):
        raise GeocoderUnavailable("What answers is not the service: it sends no JSON.")


def _is_json(answer: http.client.HTTPResponse) -> bool:
    kind = answer.headers.get_content_type()
    is_plain = answer.headers.get("content-encoding", "identity").strip().lower() in ("", "identity")
    return is_plain and (kind in ("application/json", "text/json") or kind.endswith("+json"))
