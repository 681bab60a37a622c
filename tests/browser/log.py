"""What a browser did while a test ran: messages, errors, hosts, bytes on the websocket, reruns."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, WebSocket

#: Schemes that never leave the browser.
INSIDE = ("data", "blob", "about", "chrome-error")


@dataclass
class Log:
    """Everything that one page did, with the frames in it.

    Attributes:
        console: "type: text" of every message.
        errors: text of every uncaught error.
        hosts: host and port of every request, http or websocket, with the number of them.
        urls: address of every request in order.
        sent: messages sent to Streamlit; each one is a rerun.
        received_bytes: length of everything that came over a websocket.
    """

    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    hosts: dict[str, int] = field(default_factory=dict)
    urls: list[str] = field(default_factory=list)
    sent: int = 0
    received_bytes: int = 0

    def watch(self, page: Page) -> Page:
        """Listens to a page; returns it."""
        page.on("console", self._said)
        page.on("pageerror", self._failed)
        page.on("request", self._asked)
        page.on("websocket", self._connected)
        return page

    def foreign(self, own: str) -> list[str]:
        """Hosts that were asked besides our own."""
        return sorted(host for host in self.hosts if host != own)

    def faults(self) -> list[str]:
        """Uncaught errors and errors that the page itself wrote to the console."""
        return self.errors + [line for line in self.console if line.startswith("error:")]

    def _said(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")

    def _failed(self, error: Error) -> None:
        self.errors.append(str(error))

    def _asked(self, request: Request) -> None:
        self._count(request.url)

    def _connected(self, socket: WebSocket) -> None:
        self._count(socket.url)
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _count(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in INSIDE:
            return
        self.urls.append(url)
        self.hosts[parts.netloc] = self.hosts.get(parts.netloc, 0) + 1

    def _sent(self, _payload: str | bytes) -> None:
        self.sent += 1

    def _received(self, payload: str | bytes) -> None:
        self.received_bytes += len(payload)
