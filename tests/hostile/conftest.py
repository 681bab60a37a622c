"""Fixtures of the hostile tests: one server with a hostile package, visited without the second wall.

The content policy of the product is switched off in these browsers: what keeps a string from running must be the way
it is written into the page, not the policy that would stop it afterwards.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from components.intake import read_package
from components.maps.document import document
from tests.browser.chromium import chromium
from tests.browser.screen import DESKTOP, Screen, context_of, opened
from tests.browser.server import served
from tests.browser.standalone import Site, site, standalone_files

from .attack import Attack, Visit
from .package import poison, tree
from .payloads import beacon, payloads


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in a folder of its own."""
    return tmp_path_factory.mktemp("program")


@pytest.fixture(scope="package")
def attack(browser: Browser, program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attack]:
    """The real server, started on a package whose every text attacks. It asks for the browser first."""
    work = tmp_path_factory.mktemp("attack")
    canary = work / "canary"
    with beacon() as called:
        strings = payloads(called.url, canary)
        folder = tree(program)
        poison(folder, strings)
        package = read_package(folder)
        stored = json.loads(document(package.situation, package.ground).body)
        with served(work / "data", work, root=program) as app:
            texts = (str((package.ground or {})["measured"]), "; ".join(package.situation.about.licences))
            yield Attack(app, called, canary, strings, stored, texts)


@pytest.fixture(scope="package")
def unguarded(browser: Browser) -> Iterator[BrowserContext]:
    """A context in which the content policy does not apply."""
    context = context_of(browser, DESKTOP, bypass_csp=True)
    yield context
    context.close()


@pytest.fixture
def visit(unguarded: BrowserContext, attack: Attack) -> Iterator[Visit]:
    """Opens the attacked page; at the end nothing may have run, anywhere."""
    made: list[Screen] = []

    def open_screen(query: str | None = "") -> Screen:
        screen = attack.watch(opened(unguarded, attack.app.url))
        made.append(screen)
        return screen if query is None else screen.go(query)

    yield open_screen
    for screen in made:
        attack.check(screen)
        screen.page.close()


@pytest.fixture(scope="module")
def attacked(unguarded: BrowserContext, attack: Attack) -> Iterator[Screen]:
    """One attacked page for the tests of a module that only read it."""
    screen = attack.watch(opened(unguarded, attack.app.url)).go()
    yield screen
    screen.page.close()


@pytest.fixture
def reader(attacked: Screen, attack: Attack) -> Iterator[Screen]:
    """That page with the whole span in view; at the end of each test nothing may have run."""
    span = attack.stored["span"]
    attacked.page.evaluate("async () => ConflictMap.resetAll(await __probe.data(), __probe.bus())")
    attacked.set({"selected": None, "open": None, "frame": "theatre"})
    attacked.set({"from": span["from"], "to": span["to"], "clock": span["to"]})
    attacked.page.evaluate("() => __probe.nextPaint()")
    yield attacked
    attack.check(attacked)


@pytest.fixture(scope="package")
def shelf() -> Iterator[Site]:
    """The page without Streamlit, for data that intake would never let through."""
    with site(standalone_files()) as running:
        yield running
