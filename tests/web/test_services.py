from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit

from components.errors import ConflictMapError, NotFoundError, PackageError
from components.panels.desk import Desk
from components.settings import Settings
from components.web.services import Services, fonts

SettingsOf = Callable[..., Settings]


class SlowServices(Services):
    """Counts how often the situation is opened, and takes its time over it."""

    opened = 0

    def _open(self, situation_id: str) -> Desk:
        self.opened += 1
        time.sleep(0.05)
        return super()._open(situation_id)


def test_the_desk_is_opened_once_when_two_readers_come_at_once(settings_of: SettingsOf) -> None:
    services = SlowServices(settings_of())
    start, desks = threading.Barrier(2), []

    def read() -> None:
        start.wait()
        desks.append(services.desk())

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert services.opened == 1
    assert len(desks) == 2
    assert desks[0] is desks[1]


def test_after_forget_the_next_reader_opens_it_again(settings_of: SettingsOf) -> None:
    services = SlowServices(settings_of())
    first = services.desk()
    services.forget()
    assert services.desk() is not first
    assert services.opened == 2


def test_the_desk_holds_the_bundled_situation_and_everything_the_browser_needs(settings_of: SettingsOf) -> None:
    desk = Services(settings_of()).desk()
    assert desk.situation.id == "kursk-2024"
    assert set(desk.assets) == {
        "page.js", "page.css", "map.js", "map.css", "leaflet.js", "leaflet.css", "icon.svg", "kursk-2024.json",
        "review.js", "review.css",
    }  # fmt: skip
    assert {"world", "theatre", "far_east", "areas", "rivers", "names"} <= set(desk.geometry)
    assert desk.document_path == desk.assets["kursk-2024.json"].path


def test_every_file_of_the_desk_is_found_at_its_own_address_and_nowhere_else(settings_of: SettingsOf) -> None:
    services = Services(settings_of())
    desk = services.desk()
    items = [*desk.assets.values(), *desk.geometry.values()]
    assert [services.find(item.path) for item in items] == items
    assert [services.find(f"cm/static/000000000000/{item.name}") for item in items] == [None] * len(items)


def test_the_same_package_gives_the_same_addresses_in_every_process(tmp_path: Path, settings_of: SettingsOf) -> None:
    first = Services(settings_of()).desk()
    second = Services(settings_of(DATA_DIR=str(tmp_path / "other"))).desk()
    assert {name: item.path for name, item in first.assets.items()} == {
        name: item.path for name, item in second.assets.items()
    }


def test_a_situation_that_is_not_there_is_refused(settings_of: SettingsOf) -> None:
    services = Services(settings_of(SITUATION="no-such-situation"))
    with pytest.raises(NotFoundError, match="no situation 'no-such-situation'"):
        services.desk()


def test_the_operators_own_package_goes_before_the_bundled_one(settings_of: SettingsOf) -> None:
    settings = settings_of()
    (settings.data_dir / "packages" / "kursk-2024").mkdir(parents=True)
    with pytest.raises(PackageError, match="no such file"):
        Services(settings).desk()


def test_a_fault_is_not_remembered(settings_of: SettingsOf) -> None:
    class Healing(Services):
        tries = 0

        def _open(self, situation_id: str) -> Desk:
            self.tries += 1
            if self.tries == 1:
                raise ConflictMapError("not yet")
            return super()._open(situation_id)

    services = Healing(settings_of())
    with pytest.raises(ConflictMapError, match="not yet"):
        services.desk()
    assert services.desk().situation.id == "kursk-2024"


def test_the_fonts_of_the_map_are_files_that_streamlit_serves() -> None:
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    assert set(fonts()) == {"Source Sans|normal", "Source Sans|italic"}
    assert all((media / name).is_file() for name in fonts().values())
