"""Case 6, the message of an error: a package that is refused says why, and nothing of what it says runs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from components.errors import PackageError
from components.intake import read_package
from tests.browser.screen import opened
from tests.browser.server import ROOT, served

from .attack import Attack
from .package import NAME, read, seal, write


@pytest.fixture
def broken(attack: Attack, program: Path, tmp_path: Path) -> Iterator[Attack]:
    """A second server, on a package of which one code is a payload in turn."""
    folder = program / "data" / "broken"
    shutil.copytree(ROOT / "data" / NAME, folder)
    rows = read(folder, "claims")
    for row, text in zip(rows, attack.strings, strict=False):
        row["kind"] = text
    write(folder, "claims", rows)
    seal(folder)
    with served(tmp_path / "data", tmp_path, root=program, env={"CONFLICT_MAP_SITUATION": "broken"}) as app:
        yield Attack(app, attack.beacon, attack.canary, attack.strings, {})


def test_a_refused_package_is_told_as_text_and_runs_nothing(
    broken: Attack, program: Path, unguarded: BrowserContext
) -> None:
    with pytest.raises(PackageError) as refused:
        read_package(program / "data" / "broken")
    screen = broken.watch(opened(unguarded, broken.app.url))
    screen.page.goto(broken.app.url)
    screen.page.get_by_text("The situation could not be opened.").wait_for()
    message = screen.page.locator("[data-testid='stText']")
    message.wait_for()
    assert message.text_content() == str(refused.value)
    broken.check(screen)
    screen.page.close()
