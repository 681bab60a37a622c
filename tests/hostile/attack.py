"""An attack on a running application: what was stored, where it is shown, and whether anything of it ran."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog

from tests.browser.screen import Screen
from tests.browser.server import Served

from .payloads import CRY, FLAG, MARKUP, Beacon

Visit = Callable[..., Screen]


@dataclass
class Attack:
    """A server with a hostile package, and the canaries round it.

    Attributes:
        app: the server.
        beacon: a server that nobody may call.
        canary: a file that only a string run as code would make.
        strings: the payloads.
        stored: the data document as intake gives it, made in another process than the server's.
        texts: what the Method page shows of the package: how the line was measured, and its licences.
        dialogs: messages of dialogs that a page opened.
    """

    app: Served
    beacon: Beacon
    canary: Path
    strings: tuple[str, ...]
    stored: dict[str, Any]
    texts: tuple[str, str] = ("", "")
    dialogs: list[str] = field(default_factory=list)

    def watch(self, screen: Screen) -> Screen:
        """Listens for dialogs, which would otherwise hold the page."""
        screen.page.on("dialog", self._dialog)
        return screen

    def check(self, screen: Screen) -> None:
        """Nothing ran, nothing was fetched, nothing became markup, and the page did not fail."""
        assert [line for line in screen.log.console if CRY in line] == []
        assert self.dialogs == []
        assert self.beacon.hits == []
        assert not self.canary.exists()
        for frame in screen.page.frames:
            assert frame.evaluate(f"() => window.{FLAG}") is None
            assert (
                frame.evaluate("markup => [...document.querySelectorAll(markup)].map(n => n.outerHTML)", MARKUP) == []
            )
        assert screen.log.faults() == []
        assert screen.log.foreign(self.app.host) == []

    def claims(self) -> list[dict[str, Any]]:
        """The stored claims."""
        claims: list[dict[str, Any]] = self.stored["claims"]
        return claims

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()
