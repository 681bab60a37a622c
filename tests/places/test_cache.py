import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from components.errors import GazetteerError
from components.places.additions import remember
from components.places.cache import additions_folder, build_index, index_folder, open_index, ready_index
from components.places.entities import Form
from components.places.index import Index, Pin, index_bytes
from components.places.keys import key
from components.places.sheets import Tally
from components.settings import Settings, read_settings

MOST_BYTES = 25_000_000


def settings_in(folder: Path) -> Settings:
    return read_settings(
        {"CONFLICT_MAP_DATA_DIR": str(folder / "kept"), "CONFLICT_MAP_CACHE_DIR": str(folder / "cache")}
    )


def test_asking_whether_it_is_ready_never_builds(tmp_path):
    settings = settings_in(tmp_path)
    assert ready_index(settings) is None
    assert not settings.cache_dir.exists()


def test_the_index_that_ships_is_within_its_size(index_folder):
    assert index_bytes(index_folder) <= MOST_BYTES


def test_a_second_build_of_the_same_ingredients_does_nothing(index, places_settings):
    before = index_folder(places_settings).stat().st_mtime_ns
    assert build_index(places_settings) == []
    assert index_folder(places_settings).stat().st_mtime_ns == before


def test_kursk_is_the_city_and_the_oblast_and_both_say_where_they_come_from(index):
    found = {
        (entity.kind, entity.country, entity.admin1, entity.source)
        for hit in index.find(key("Kursk"))
        if (entity := index.entity(hit.id)).country == "RU" and hit.form is not Form.CODE
    }
    assert {("settlement", "RU", "41", "geonames"), ("adm1", "RU", "41", "geonames")} <= found


def test_an_inflected_form_is_no_key(index):
    assert [index.find(key(form)) for form in ("Судже", "Курском", "Покровську", "Харькова")] == [(), (), (), ()]


def test_a_pin_takes_effect_without_a_build_and_survives_the_cache(index, places_settings, tmp_path):
    settings = Settings(**{**_fields(places_settings), "data_dir": tmp_path})
    pin = Pin("Malaya Zaimka", "RU", 51.2, 35.1, "analyst", "2024-10-30T12:00:00+00:00", "seen on a map")
    remember(additions_folder(settings), pin)
    pinned = open_index(settings)
    entity = pinned.entity(pinned.find(key("Malaya Zaimka"))[0].id)
    assert (entity.lat, entity.lon, entity.source, entity.country) == (51.2, 35.1, "pin", "RU")
    assert index.find(key("Malaya Zaimka")) == ()


def _fields(settings: Settings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__}


@pytest.mark.parametrize("after_s", [0.4, 2.0, 5.0])
def test_a_build_that_is_killed_leaves_no_index_and_the_next_one_is_whole(tmp_path, after_s):
    settings = settings_in(tmp_path)
    script = (
        "from components.places.cache import build_index\nfrom components.settings import read_settings\n"
        "build_index(read_settings())"
    )
    environ = {
        **os.environ,
        "CONFLICT_MAP_DATA_DIR": str(settings.data_dir),
        "CONFLICT_MAP_CACHE_DIR": str(settings.cache_dir),
    }
    process = subprocess.Popen([sys.executable, "-c", script], env=environ, start_new_session=True)
    time.sleep(after_s)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert ready_index(settings) is None
    if after_s == 5.0:
        assert len(open_index(settings)) > 200_000
        assert [path.name for path in index_folder(settings).parent.glob(".building-*")] == []


def test_a_cache_that_cannot_be_written_says_which_setting_to_change(tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "gazetteer").write_text("a file where a folder should be")
    with pytest.raises(GazetteerError, match="CONFLICT_MAP_CACHE_DIR"):
        build_index(settings_in(tmp_path))


def test_a_damaged_index_says_what_to_delete(tmp_path):
    settings = settings_in(tmp_path)
    folder = index_folder(settings)
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text("{")
    with pytest.raises(GazetteerError, match="Delete that folder"):
        ready_index(settings)


def test_every_row_of_the_tables_that_ship_is_kept(places_settings, index):
    from components.places.cache import inputs

    tallies: list[Tally] = []
    for _ in inputs(places_settings).drafts(lambda _share, _sentence: None, tallies):
        pass
    assert [(tally.file, tally.problems) for tally in tallies if tally.problems] == []
    assert all(tally.read == tally.kept for tally in tallies)


def test_a_pinned_index_numbers_its_pins_behind_the_built_entities(index):
    pin = Pin("Zaimka", "RU", 50.0, 36.0, "a", "2024-10-30T12:00:00+00:00", "b")
    pinned: Index = Index.open(index.folder, [pin])
    assert (len(pinned), pinned.entity(len(index)).name) == (len(index) + 1, "Zaimka")
