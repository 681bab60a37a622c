"""One open page and what a test may ask of it.

What a stranger gets wrong: the map lies in a document of its own (a frame of the same origin). Marks, chips and inset
are looked for there; figures, timeline and clock in the page. Both share one state, on the page's window.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page

from .log import Log

#: Sizes at which the first screen is proved.
DESKTOP = (1440, 900)
LAPTOP = (1280, 720)
PHONE = (390, 844)
SIZES = (DESKTOP, LAPTOP, PHONE)
PARTS = ("head", "figures", "timeline", "clock")
WAIT_MS = 20_000
PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
_MAP_ADDRESS = "/component/streamlit_folium"


@dataclass
class Screen:
    """A page that has been opened.

    Attributes:
        page: Playwright's page.
        log: what its context did.
        url: root of the application.
    """

    page: Page
    log: Log
    url: str

    def ready(self) -> "Screen":
        """Waits until the map has painted and every part is drawn."""
        self.page.wait_for_function("parts => __probe.isReady(parts)", arg=list(PARTS), timeout=WAIT_MS)
        self.page.wait_for_selector("html[data-cm-ready='true']", state="attached", timeout=WAIT_MS)
        self.map.wait_for_selector("html[data-cm-ready='true']", state="attached", timeout=WAIT_MS)
        return self

    def go(self, query: str = "") -> "Screen":
        """Opens an address below the root and waits until it is drawn."""
        self.page.goto(self.url + query)
        self.forget_map()
        return self.ready()

    def reload(self) -> "Screen":
        """Reloads the page and waits until it is drawn."""
        self.page.reload()
        self.forget_map()
        return self.ready()

    @cached_property
    def map(self) -> Frame:
        """The map's own document; the same object for the life of the page, because it is never built twice."""
        self.page.wait_for_function("where => __probe.frame(where) !== null", arg=_MAP_ADDRESS, timeout=WAIT_MS)
        return next(frame for frame in self.page.frames if _MAP_ADDRESS in frame.url)

    def forget_map(self) -> None:
        """After a reload the map lives in another frame."""
        self.__dict__.pop("map", None)

    def state(self) -> dict[str, Any]:
        """The state that every part shares."""
        state: dict[str, Any] = self.page.evaluate("() => __probe.state()")
        return state

    def set(self, patch: Mapping[str, Any]) -> None:
        """Changes the state as a part would."""
        self.page.evaluate("patch => { __probe.bus().set(patch); }", dict(patch))

    def data(self) -> dict[str, Any]:
        """The situation's data document, as this page loaded it."""
        data: dict[str, Any] = self.page.evaluate("() => __probe.data()")
        return data

    def painted(self) -> int:
        """How often the map has been painted."""
        return int(self.page.evaluate("() => Number(document.documentElement.dataset.cmPainted || 0)"))

    def await_paint(self, since: int) -> int:
        """Waits for a paint after the one with this number."""
        self.page.wait_for_function(
            "n => Number(document.documentElement.dataset.cmPainted || 0) > n", arg=since, timeout=WAIT_MS
        )
        return self.painted()

    def mounts(self) -> int:
        """How often the map was built since its document was loaded."""
        return int(self.map.evaluate("() => window.__conflictMapMounts || 0"))

    def until(self, condition: str, arg: Any = None) -> None:
        """Waits until a JavaScript expression holds in the page."""
        self.page.wait_for_function(condition, arg=arg, timeout=WAIT_MS)

    def await_state(self, **wanted: Any) -> None:
        """Waits until the state holds these values."""
        self.until("wanted => __probe.holds(wanted)", wanted)

    def await_query(self, text: str) -> None:
        """Waits until the address holds a piece of query."""
        self.until("text => decodeURIComponent(location.search).includes(text)", text)

    def await_quiet(self) -> int:
        """Waits until the page and the server have nothing more to tell each other; returns the messages sent."""
        self.page.evaluate("() => __probe.quiet()")
        return self.log.sent

    def window(self) -> dict[str, float]:
        """Centre and zoom of the map."""
        found: dict[str, float] = self.map.evaluate("() => __probe.window()")
        return found


def context_of(browser: Browser, size: tuple[int, int], **options: Any) -> BrowserContext:
    """A browser context of a size, with a cache of its own; whoever asks for it closes it."""
    width, height = size
    touch = {"has_touch": True} if width <= PHONE[0] else {}
    context = browser.new_context(viewport={"width": width, "height": height}, **{**touch, **options})
    context.set_default_timeout(WAIT_MS)
    context.add_init_script(PROBE)
    return context


def opened(context: BrowserContext, url: str) -> Screen:
    """A new page that is watched; nothing is loaded yet."""
    log = Log()
    return Screen(log.watch(context.new_page()), log, url)


def unique(values: Sequence[str]) -> list[str]:
    """The values without repetition, in order."""
    return list(dict.fromkeys(values))
