"""The place where real things are chosen: settings, store, situation, document, assets, gazetteer.

What a stranger gets wrong: this is made once per process and shared by every session. A change of the package or of a
record is seen after `forget`, which a later writer calls.
"""

from __future__ import annotations

import logging
import threading
from datetime import date
from functools import partial
from pathlib import Path

import streamlit

from components.intake import read_package
from components.maps import assets as maps_assets
from components.maps.assets import Asset
from components.maps.document import document
from components.panels.desk import Desk
from components.places.cache import open_index, ready_index
from components.records import open_store
from components.settings import Settings, bundled_folder
from components.web.gazetteer import Gazetteer
from components.web.search import PlaceSearch

log = logging.getLogger(__name__)

#: Outline files of the base map, by the role in which the browser knows them.
OUTLINES = {
    "world": "world.geojson",
    "theatre": "theatre.geojson",
    "far_east": "far_east.geojson",
    "areas": "areas.geojson",
    "rivers": "rivers.geojson",
    "names": "names.geojson",
}
_FONTS = {
    "Source Sans|normal": "SourceSansVF-Upright.*.woff2",
    "Source Sans|italic": "SourceSansVF-Italic.*.woff2",
}


class Services:
    """Makes the desk on first use, under a lock, because the first two readers may come at once.

    Args:
        settings: the operator's settings.

    Attributes:
        gazetteer: names and where they lie; there or not.
        search: answers what is typed into the place box.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.gazetteer = Gazetteer(partial(ready_index, settings), partial(open_index, settings))
        self.search = PlaceSearch(lambda: self.desk().situation, self.gazetteer)
        self._lock = threading.Lock()
        self._desk: Desk | None = None

    def desk(self) -> Desk:
        """The open situation.

        Raises:
            ConflictMapError: the package or the store cannot be read; the message says what to do.
        """
        with self._lock:
            if self._desk is None:
                self._desk = self._open()
            return self._desk

    def find(self, path: str) -> Asset | None:
        """The file at an address below the application's root, None when there is none."""
        desk = self.desk()
        for item in (*desk.assets.values(), *desk.geometry.values()):
            if item.path == path:
                return item
        return None

    def forget(self) -> None:
        """Lets the next reader see changed records."""
        with self._lock:
            self._desk = None

    def _folder(self, data: Path) -> Path:
        """The package of the situation: the operator's own, below the data folder, before the bundled one."""
        own = self.settings.data_dir / "packages" / self.settings.situation
        return own if own.is_dir() else data / self.settings.situation

    def _open(self) -> Desk:
        data = bundled_folder()
        package = read_package(self._folder(data))
        store = open_store(self.settings)
        report = store.load_package(package.situation, package.digest)
        log.info("situation %s loaded: %s", self.settings.situation, report)
        situation = store.situation(self.settings.situation)
        page = document(situation, package.ground)
        assets = {**maps_assets.page_assets(), "map.css": maps_assets.map_style(fonts())}
        data_asset = maps_assets.asset(f"{situation.id}.json", page.body)
        geometry = {**maps_assets.geometry(data / "outlines", OUTLINES)}
        dates: tuple[date, ...] = ()
        if package.ground is not None:
            geometry |= maps_assets.geometry(package.folder, {"ground": "ground.geojson"})
            dates = page.ground_dates
        return Desk(
            settings=self.settings,
            situation=situation,
            document=page,
            document_path=data_asset.path,
            assets={**assets, data_asset.name: data_asset},
            geometry=geometry,
            icon=assets["icon.svg"].body.decode(),
            ground_dates=dates,
            ground_error=str((package.ground or {}).get("measured", "")),
        )


def fonts() -> dict[str, str]:
    """File names, below Streamlit's static media, of the fonts that the map shares with the page."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    found = {key: sorted(media.glob(pattern)) for key, pattern in _FONTS.items()}
    return {key: files[0].name for key, files in found.items() if files}
