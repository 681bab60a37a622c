"""What the bench stands on: three servers, one browser, and meters for bytes, hosts and memory."""

from __future__ import annotations

import base64
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import xstatic.pkg.leaflet as leaflet
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.server import LOOPBACK, ROOT, free_port
from tests.deploy.proxy import environment, running

HERE = Path(__file__).resolve().parent
STOPWATCH = (HERE / "stopwatch.js").read_text(encoding="utf-8")
SIZE = (1440, 900)
REST_MS = 650
#: Folium's popups call jQuery for one thing; this stands in for its 88 kB and so favours the plain way.
DOLLAR = """window.$ = (html) => {
  const box = document.createElement("template");
  box.innerHTML = html.trim();
  return [box.content.firstChild];
};
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running app: "own", "empty" or "plain", its port on loopback and its process."""

    name: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}/"

    def rss_mb(self) -> float:
        """Resident memory of the process, in MB of 10^6 bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) * 1024 / 1e6


@contextmanager
def servers(work: Path) -> Iterator[Mapping[str, Server]]:
    """Starts the three apps; each is ended by its process id."""
    static = work / "static"
    static.mkdir()
    package = Path(leaflet.BASE_DIR)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copyfile(package / name, static / name)
    shutil.copytree(package / "images", static / "images")
    (static / "dollar.js").write_text(DOLLAR, encoding="utf-8")
    for name in ("empty.py", "plain.py"):
        shutil.copyfile(HERE / name, work / name)
    scripts = {"own": ROOT / "app.py", "empty": work / "empty.py", "plain": work / "plain.py"}
    more = {
        "PYTHONPATH": str(ROOT),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_SERVER_ADDRESS": LOOPBACK,
    }
    with ExitStack() as stack:
        started = {}
        for name, script in scripts.items():
            port = free_port()
            command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
            command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
            command += ["--server.enableStaticServing", "true"] if name == "plain" else []
            env = environment(work / name, **more)
            log = work / f"{name}.log"
            process = stack.enter_context(
                running(
                    command, env=env, log=log, port=port, path="/_stcore/health", cwd=ROOT if name == "own" else work
                )
            )
            started[name] = Server(name, port, process.pid)
        yield started


@dataclass
class Wire:
    """Everything that one page sent and received.

    Attributes:
        urls: address by the browser's number of the request.
        http_bytes: encoded bytes by address.
        socket_bytes: bytes of every websocket frame, both ways.
        hosts: every host that was asked, with its port.
    """

    urls: dict[str, str] = field(default_factory=dict)
    http_bytes: dict[str, float] = field(default_factory=dict)
    socket_bytes: int = 0
    hosts: set[str] = field(default_factory=set)

    def listen(self, page: Page) -> None:
        """Listens to a page and the frames in it."""
        tap = page.context.new_cdp_session(page)
        tap.on("Network.requestWillBeSent", lambda event: self._asked(event["requestId"], event["request"]["url"]))
        tap.on("Network.webSocketCreated", lambda event: self._asked(event["requestId"], event["url"]))
        tap.on("Network.loadingFinished", self._loaded)
        tap.on("Network.webSocketFrameSent", self._frame)
        tap.on("Network.webSocketFrameReceived", self._frame)
        tap.send("Network.enable")

    def beside_streamlit(self) -> float:
        """Bytes of everything that is not one of Streamlit's own static files, websocket frames included."""
        own = (size for url, size in self.http_bytes.items() if not urlsplit(url).path.startswith("/static/"))
        return sum(own) + self.socket_bytes

    def _asked(self, number: str, url: str) -> None:
        self.urls[number] = url
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss"):
            self.hosts.add(parts.netloc)

    def _loaded(self, event: Mapping[str, Any]) -> None:
        url = self.urls.get(event["requestId"], "")
        self.http_bytes[url] = self.http_bytes.get(url, 0) + event["encodedDataLength"]

    def _frame(self, event: Mapping[str, Any]) -> None:
        frame = event["response"]
        body = frame["payloadData"]
        self.socket_bytes += len(base64.b64decode(body)) if frame["opcode"] == 2 else len(body)


@dataclass(slots=True)
class Visit:
    """One page on one server, in a context of its own with an empty cache.

    Attributes:
        first_paint_ms: from the start of the navigation.
    """

    context: BrowserContext
    page: Page
    wire: Wire
    server: Server
    first_paint_ms: float = 0.0

    def time(self, code: str) -> float:
        """A time that the stopwatch read."""
        self.page.bring_to_front()
        return float(self.page.evaluate(code))

    def rest(self) -> None:
        """Waits until the page and its server have nothing more to tell each other."""
        self.page.evaluate(f"() => __watch.quiet({REST_MS})")


def visit(browser: Browser, server: Server) -> Visit:
    """Opens an app and waits until it is drawn."""
    width, height = SIZE
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(STOPWATCH)
    page, wire = context.new_page(), Wire()
    wire.listen(page)
    made = Visit(context, page, wire, server)
    page.goto(server.url, wait_until="commit")
    made.first_paint_ms = made.time(f"() => __watch.first(__watch.{server.name}.ready)")
    return made


def session_mb(browser: Browser, server: Server, sessions: int) -> list[float]:
    """Resident memory before, and after each of some sessions that stay open, in MB; one tab is one session."""
    first = visit(browser, server)
    found = []
    for n in range(sessions + 1):
        page = first.context.new_page()
        page.goto(server.url, wait_until="commit")
        tab = Visit(first.context, page, first.wire, server)
        tab.time(f"() => __watch.first(__watch.{server.name}.ready)")
        tab.rest()
        found.append(server.rss_mb())
        if n == 0:
            time.sleep(1)
            found[0] = server.rss_mb()
    first.context.close()
    return found
