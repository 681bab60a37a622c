"""The Reports page as a test drives it: bring a report, find a proposal, ask the store what is kept."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from .screen import WAIT_MS, Screen

#: Our own words about invented speakers; the day makes relative dates exact.
REPORT = """One night near the border

Published 29 October 2024.

Ukraine's Border Watch said on Monday that at least 4,321 soldiers were killed near Sudzha.

The Steppe Monitor says about 650 people fled from Korenevo on 27 October. {extra}
"""


@dataclass
class Desk:
    """The Reports page in one browser page.

    Attributes:
        screen: the page.
        actions: how many things a person has done through it.
    """

    screen: Screen
    actions: int = 0

    @property
    def page(self) -> Page:
        return self.screen.page

    def open(self, query: str = "") -> "Desk":
        """The page, reached as readers reach it, so that no address of Streamlit's own is guessed at."""
        self.page.goto(self.screen.url + query)
        self.page.get_by_role("link", name="Reports", exact=True).click()
        self.page.get_by_role("heading", name="Reports", level=1).wait_for(timeout=WAIT_MS)
        self.page.locator(".cm-rl").first.wait_for(timeout=WAIT_MS)
        return self

    def paste(self, text: str) -> None:
        self.actions += 1
        self.page.get_by_label("Text of the report").fill(text)

    def read(self) -> None:
        self.actions += 1
        self.page.get_by_role("button", name="Read", exact=True).click()
        self.ready()

    def ready(self) -> "Desk":
        self.page.locator(".cm-rv[data-cm-ready='true'] .cm-rv-item").first.wait_for(timeout=WAIT_MS)
        return self

    def bring(self, text: str) -> "Desk":
        self.open()
        self.paste(text)
        self.read()
        return self

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def row(self, words: str) -> Locator:
        """Rows of figures with some words; a statement may repeat the number."""
        return self.page.locator(".cm-rv-item[data-cm-id^='figure:']", has_text=words)

    def choose(self, words: str) -> Locator:
        """Opens the row with some words by the keyboard, from where the reader is."""
        wanted = self.row(words).first.get_attribute("data-cm-id")
        for _ in range(self.page.locator(".cm-rv-item").count() + 1):
            if self.opened() == wanted:
                break
            self.page.keyboard.press("j")
        else:
            while self.opened() != wanted:
                self.page.keyboard.press("k")
        return self.page.locator(".cm-rv-open")

    def opened(self) -> str | None:
        return self.page.locator(".cm-rv-open").get_attribute("data-cm-id")

    def await_verdict(self, item: str | None, verdict: str) -> None:
        self.page.locator(f".cm-rv-item[data-cm-id='{item}'][data-cm-verdict='{verdict}']").wait_for(timeout=WAIT_MS)

    def accepted(self) -> str | None:
        """Accepts the open proposal with the key, and waits until the server has."""
        item = self.opened()
        self.press("a")
        self.await_verdict(item, "accepted")
        return item
