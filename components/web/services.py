"""The place where real things are chosen: settings, store, situations, documents, assets, gazetteer, reader.

What a stranger gets wrong: this is made once per process and shared by every session. A desk is a situation at one
moment; after `forget` the next one who asks gets a fresh desk, while pages that are open keep the files of the old one.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import streamlit

from components.access import Act, Role, may
from components.errors import NotFoundError
from components.intake import Package, read_package
from components.maps import assets as maps_assets
from components.maps.assets import Asset
from components.maps.distances import Ground, grounds
from components.maps.document import document
from components.model import is_situation_id
from components.panels.desk import Desk
from components.panels.intake import Doors
from components.places.cache import open_index, ready_index
from components.records import SqlStore, open_store
from components.records.acts import Acts, Person
from components.settings import Settings, bundled_folder
from components.web.doors import doors_of
from components.web.gazetteer import Gazetteer
from components.web.reader import ReportReader
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
#: How many documents of former moments are still served to pages that opened them.
_KEPT_DOCUMENTS = 24
#: How many situations are held open at once.
_OPEN_DESKS = 16


class Services:
    """Makes a desk on first use, under a lock, because the first two readers may come at once.

    Args:
        settings: the operator's settings.

    Attributes:
        gazetteer: names and where they lie; there or not.
        search: answers what is typed into the place box.
        reader: reads reports.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.gazetteer = Gazetteer(partial(ready_index, settings), partial(open_index, settings))
        self.search = PlaceSearch(lambda situation_id: self.desk(situation_id or None).situation, self.gazetteer)
        self.reader = ReportReader(self.gazetteer, settings.backends)
        self._lock = threading.Lock()
        self._desks: OrderedDict[str, Desk] = OrderedDict()
        self._documents: OrderedDict[str, Asset] = OrderedDict()

    @cached_property
    def store(self) -> SqlStore:
        """The store, opened on first use.

        Raises:
            StoreError: it does not answer, or a newer version of this program wrote it.
        """
        return open_store(self.settings)

    @cached_property
    def acts(self) -> Acts:
        """What a person may do with reports."""
        return Acts(self.store, self.store.reviews, self.reader, self.settings.mode, self.forget)

    @cached_property
    def doors(self) -> Doors:
        """How a report may come."""
        return doors_of(self.settings, self.reader)

    @property
    def person(self) -> Person:
        """Who sits at the page. Without sign-in nobody is known, so it is the person at the machine, or anybody."""
        return Person("local" if self.settings.mode == "local" else "anonymous", Role.ANONYMOUS)

    def desk(self, situation_id: str | None = None) -> Desk:
        """A situation, opened.

        Args:
            situation_id: which; None for the one of the settings.

        Raises:
            NotFoundError: there is no such situation.
            ConflictMapError: the package or the store cannot be read; the message says what to do.
        """
        wanted = situation_id or self.settings.situation
        with self._lock:
            desk = self._desks.get(wanted)
            if desk is None:
                desk = self._desks[wanted] = self._open(wanted)
                self._keep(desk)
                while len(self._desks) > _OPEN_DESKS:
                    self._desks.popitem(last=False)
            self._desks.move_to_end(wanted)
            return desk

    def find(self, path: str) -> Asset | None:
        """The file at an address below the application's root, None when there is none."""
        desk = self.desk()
        fixed = self._fixed(desk)
        if path not in fixed and path not in self._documents:
            self._reopen(path)
        return fixed.get(path) or self._documents.get(path)

    def forget(self, situation_id: str | None = None) -> None:
        """Lets the next reader see changed records of one situation; without an id of all, and changed packages."""
        with self._lock:
            if situation_id is None:
                self._desks.clear()
                self._packages.clear()
                self._lines.clear()
            else:
                self._desks.pop(situation_id, None)

    def _reopen(self, path: str) -> None:
        """After a restart a page may ask for the document of a situation that nobody has opened since."""
        name = Path(path).stem
        if path.endswith(".json") and is_situation_id(name) and name not in self._desks:
            try:
                self.desk(name)
            except NotFoundError:
                log.info("a file of a situation that is not here was asked for")

    @staticmethod
    def _fixed(desk: Desk) -> Mapping[str, Asset]:
        return {item.path: item for item in (*desk.assets.values(), *desk.geometry.values())}

    def _keep(self, desk: Desk) -> None:
        item = desk.assets[f"{desk.situation.id}.json"]
        self._documents[item.path] = item
        for extra in desk.geometry.values():
            self._documents.setdefault(extra.path, extra)
        while len(self._documents) > _KEPT_DOCUMENTS + len(desk.geometry):
            self._documents.popitem(last=False)

    def _folder(self, situation_id: str) -> Path | None:
        """The package of a situation: the operator's own, below the data folder, before a bundled one."""
        own, bundled = self.settings.data_dir / "packages" / situation_id, bundled_folder() / situation_id
        if own.is_dir():
            return own
        return bundled if (bundled / "claims.csv").is_file() else None  # its neighbours are outlines, names, samples

    @cached_property
    def _lines(self) -> dict[str, tuple[Ground, ...]]:
        return {}

    @cached_property
    def _packages(self) -> dict[str, Package | None]:
        return {}

    def _package(self, situation_id: str) -> Package | None:
        """The package, read and loaded into the store once per process; None for a situation of the store alone."""
        if situation_id not in self._packages:
            folder = self._folder(situation_id)
            package = read_package(folder) if folder else None
            if package is not None:
                report = self.store.load_package(package.situation, package.digest)
                log.info("situation %s loaded: %s", situation_id, report)
            self._packages[situation_id] = package
        return self._packages[situation_id]

    @cached_property
    def _shared(self) -> tuple[Mapping[str, Asset], Mapping[str, Asset]]:
        assets = {**maps_assets.page_assets(), "map.css": maps_assets.map_style(fonts())}
        return assets, maps_assets.geometry(bundled_folder() / "outlines", OUTLINES)

    def _open(self, situation_id: str) -> Desk:
        if not is_situation_id(situation_id):
            raise NotFoundError("situation", situation_id[:64])
        package = self._package(situation_id)
        situation = self.store.situation(situation_id)
        assets, geometry = self._shared
        ground = package.ground if package else None
        page = document(situation, self._grounds(situation_id, ground), evidence=self._evidence(situation_id))
        data_asset = maps_assets.asset(f"{situation.id}.json", page.body)
        dates: tuple[date, ...] = ()
        if package is not None and ground is not None:
            geometry = {**geometry, **maps_assets.geometry(package.folder, {"ground": "ground.geojson"})}
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
            ground_error=str((ground or {}).get("measured", "")),
        )

    def _grounds(self, situation_id: str, ground: Mapping[str, Any] | None) -> tuple[Ground, ...]:
        """The dates of the line; the same objects every time, so that no distance to it is measured twice."""
        if situation_id not in self._lines:
            self._lines[situation_id] = grounds(ground) if ground else ()
        return self._lines[situation_id]

    def _evidence(self, situation_id: str) -> Mapping[str, str]:
        """Where the words of a claim stand, as the query of the review page; nothing for readers who may not go there.

        The document is served to everybody, so it follows what anybody may do.
        """
        if not may(self.settings.mode, Role.ANONYMOUS, Act.REVIEW):
            return {}
        found: dict[str, str] = {}
        for row in self.store.reviews.evidence(situation_id):
            found.setdefault(row.claim, f"report={row.report}&item={row.item}")
        return found


def fonts() -> dict[str, str]:
    """File names, below Streamlit's static media, of the fonts that the map shares with the page."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    found = {key: sorted(media.glob(pattern)) for key, pattern in _FONTS.items()}
    return {key: files[0].name for key, files in found.items() if files}
