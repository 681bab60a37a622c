"""Fixtures: one browser, one application in shared mode under a base path, and nginx with the shipped configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.chromium import chromium
from tests.browser.screen import DESKTOP, Screen, context_of, opened
from tests.browser.server import Served
from tests.deploy.proxy import application, nginx, nginx_command

PROBES = ("/_stcore/health", "/_stcore/host-config")
Visit = Callable[[Served], Screen]


@dataclass(frozen=True, slots=True)
class Deployed:
    """Attributes: the application itself, and the proxy that readers reach."""

    app: Served
    proxy: Served


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    work = tmp_path_factory.mktemp("deployed")
    nginx_command(work / "nginx.conf")  # without nginx nothing is started
    with application(work) as app, nginx(work / "nginx", app.port) as proxy:
        yield Deployed(app, proxy)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens an empty screen on a server; at the end no error and no foreign host may have been seen."""
    made: list[tuple[Screen, Served]] = []
    refused: list[str] = []

    def answered(response: Response) -> None:
        # Opened by its own address, a page of Streamlit looks for its server below itself first.
        if response.status >= 400 and not response.url.endswith(PROBES):
            refused.append(f"{response.status} {response.url}")

    def on(served: Served) -> Screen:
        screen = opened(context_of(browser, DESKTOP), served.url)
        screen.page.on("response", answered)
        made.append((screen, served))
        return screen

    yield on
    for screen, served in made:
        screen.page.context.close()
        assert [line for line in screen.log.faults() if "Failed to load resource" not in line] == []
        assert screen.log.foreign(served.host) == []
    assert refused == []
