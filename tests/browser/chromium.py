"""Finding and starting Chromium: the system's own, else Playwright's, else a reason why the tests are skipped.

Playwright keeps an event loop running in the thread that started it, so it is started for one folder of tests and
stopped with it; whatever runs afterwards finds the thread as it was.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)


def installed(names: tuple[str, ...] = NAMES) -> str | None:
    """Path of a Chromium of the system, None when there is none."""
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser; skips, with what to install, where there is none."""
    with sync_playwright() as playwright:
        path = installed() or playwright.chromium.executable_path
        if not Path(path).exists():
            pytest.skip(f"no Chromium: install one of {', '.join(NAMES)}, or run `playwright install chromium`")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
