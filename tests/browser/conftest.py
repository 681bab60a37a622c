"""Fixtures of the browser tests: one browser and one server for the folder, a page per test."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from .chromium import chromium
from .log import Log
from .screen import DESKTOP, WAIT_MS, Screen, context_of, opened
from .server import Served, served
from .standalone import IS_DRAWN, Site, site, standalone_files

Open = Callable[..., Screen]
Rooms = Callable[[tuple[int, int]], BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the browser, here or in another folder, is marked so."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real application. It asks for the browser first: without one nothing is started."""
    work = tmp_path_factory.mktemp("server")
    with served(work / "data", work) as running:
        yield running


@pytest.fixture(scope="package")
def rooms(browser: Browser) -> Iterator[Rooms]:
    """One context for each size, whose cache is warm after the first page."""
    made: dict[tuple[int, int], BrowserContext] = {}

    def room(size: tuple[int, int]) -> BrowserContext:
        if size not in made:
            made[size] = context_of(browser, size)
        return made[size]

    yield room
    for context in made.values():
        context.close()


@pytest.fixture
def screens(browser: Browser, app: Served, rooms: Rooms) -> Iterator[Open]:
    """Opens pages; closes them after the test and fails on errors and foreign hosts.

    With ``is_fresh`` a page has a context of its own, as on a first visit.
    """
    made: list[Screen] = []
    own: list[BrowserContext] = []

    def open_screen(size: tuple[int, int] = DESKTOP, query: str | None = "", *, is_fresh: bool = False) -> Screen:
        if is_fresh:
            own.append(context_of(browser, size))
        screen = opened(own[-1] if is_fresh else rooms(size), app.url)
        made.append(screen)
        return screen if query is None else screen.go(query)

    yield open_screen
    for screen in made:
        screen.page.close()
    for context in own:
        context.close()
    for screen in made:
        judge(screen.log, app.host)


@pytest.fixture
def screen(screens: Open) -> Screen:
    """The situation page at 1440 x 900, drawn."""
    return screens()


def judge(log: Log, own: str) -> None:
    """Fails on uncaught errors, on errors in the console and on requests to another host."""
    assert log.faults() == []
    assert log.foreign(own) == []


@pytest.fixture(scope="package")
def shelf() -> Iterator[Site]:
    """The page without Streamlit; tests may put further data beside the real one."""
    with site(standalone_files()) as running:
        yield running


@pytest.fixture(scope="module")
def standalone(browser: Browser, shelf: Site) -> Iterator[Screen]:
    """The page without Streamlit, drawn once for a module of tests that only ask it questions."""
    context = context_of(browser, DESKTOP)
    screen = opened(context, shelf.url)
    screen.page.goto(shelf.url)
    screen.page.wait_for_function(IS_DRAWN, timeout=WAIT_MS)
    yield screen
    context.close()
    judge(screen.log, shelf.host)
