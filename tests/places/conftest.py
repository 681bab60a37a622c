import atexit
import shutil
import tempfile
from pathlib import Path

import pytest

from components.places.cache import index_folder as folder_of
from components.places.cache import open_index
from components.places.index import Index
from components.settings import Settings, read_settings


@pytest.fixture(scope="session")
def places_settings() -> Settings:
    """Settings with a cache of this run's own and no additions."""
    work = Path(tempfile.mkdtemp(prefix="conflict-map-places-"))
    atexit.register(shutil.rmtree, work, ignore_errors=True)
    return read_settings({"CONFLICT_MAP_DATA_DIR": str(work / "kept"), "CONFLICT_MAP_CACHE_DIR": str(work / "cache")})


@pytest.fixture(scope="session")
def index(places_settings: Settings) -> Index:
    """The gazetteer as it ships, built once for all tests."""
    return open_index(places_settings)


@pytest.fixture(scope="session")
def index_folder(index: Index, places_settings: Settings) -> Path:
    """Where it lies."""
    return folder_of(places_settings)
