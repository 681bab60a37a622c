import logging
from pathlib import Path

import platformdirs
import pytest

from components.errors import SettingError
from components.settings import (
    SETTINGS,
    Backends,
    Geocoders,
    Settings,
    Tiles,
    bundled_folder,
    read_settings,
    settings_table,
)

TILES = "https://tile.example.org/{z}/{x}/{y}.png"


def read(**values: str) -> Settings:
    return read_settings({f"CONFLICT_MAP_{name}": value for name, value in values.items()})


def test_an_empty_environment_is_one_person_on_one_machine():
    home = platformdirs.user_data_path("conflict-map", appauthor=False)
    assert read() == Settings(
        mode="local",
        data_dir=home,
        database_url=f"sqlite:///{home / 'conflict-map.sqlite3'}",
        situation="kursk-2024",
        tiles=None,
        borders="disputed",
        log_level="INFO",
        store_timeout_s=10,
        may_fetch=True,
    )


def test_every_setting_can_be_set(tmp_path):
    assert read(
        MODE="shared",
        DATA_DIR=str(tmp_path),
        DATABASE_URL="postgresql://ann:secret@db.example/store",
        SITUATION="long-bridge",
        TILES_URL=TILES,
        TILES_ATTRIBUTION="© Tile makers",
        BORDERS="de_facto",
        LOG_LEVEL="DEBUG",
        STORE_TIMEOUT_S="2.5",
    ) == Settings(
        mode="shared",
        data_dir=tmp_path,
        database_url="postgresql+psycopg://ann:secret@db.example/store",
        situation="long-bridge",
        tiles=Tiles(TILES, "© Tile makers"),
        borders="de_facto",
        log_level="DEBUG",
        store_timeout_s=2.5,
    )


def test_the_store_follows_the_data_folder(tmp_path):
    assert read(DATA_DIR=str(tmp_path)).database_url == f"sqlite:///{tmp_path / 'conflict-map.sqlite3'}"


def test_a_blank_variable_is_an_unset_one():
    assert read(MODE="", TILES_URL="") == read()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODE", "public"),
        ("MODE", "Local"),
        ("DATA_DIR", "here"),
        ("SITUATION", "../x"),
        ("SITUATION", "Kursk"),
        ("SITUATION", "a" * 65),
        ("BORDERS", "none"),
        ("LOG_LEVEL", "debug"),
        ("STORE_TIMEOUT_S", "0"),
        ("STORE_TIMEOUT_S", "61"),
        ("STORE_TIMEOUT_S", "nan"),
        ("STORE_TIMEOUT_S", "soon"),
        ("FETCH", "yes"),
        ("FETCH", "On"),
        ("FETCH_DEADLINE_S", "0"),
        ("FETCH_DEADLINE_S", "61"),
    ],
)
def test_a_value_that_is_not_allowed_names_the_variable_the_value_and_what_is_allowed(name, value):
    with pytest.raises(SettingError) as caught:
        read(**{name: value})
    error = caught.value
    setting = next(setting for setting in SETTINGS if setting.name == name)
    assert (error.variable, error.value, error.allowed) == (f"CONFLICT_MAP_{name}", value, setting.allowed)


def test_a_data_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingError):
        read(DATA_DIR=str(tmp_path / "file"))


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a/b", "sqlite://", "sqlite:///", "sqlite:", "postgresql://", "postgresql+asyncpg://a/b", "store.db",
        "/var/store.db", "http://a/b", "sqlite+pysqlcipher:///x",
    ],
)  # fmt: skip
def test_a_store_is_sqlite_or_postgresql_and_a_wrong_address_is_not_repeated(url):
    with pytest.raises(SettingError) as caught:
        read(DATABASE_URL=url)
    assert caught.value.value == "(not shown)"


def test_a_password_is_in_no_representation():
    assert "secret" not in repr(read(DATABASE_URL="postgresql://ann:secret@db.example/store"))


@pytest.mark.parametrize(
    "url",
    [
        TILES,
        "http://127.0.0.1:8080/{z}/{x}/{y}{r}.png?key=a-b_c",
    ],
)
def test_a_tile_server_is_a_plain_web_address(url):
    assert read(TILES_URL=url, TILES_ATTRIBUTION="x").tiles == Tiles(url, "x")


@pytest.mark.parametrize(
    "url",
    [
        "https://tile.example.org/{z}/{x}.png", "https://{s}.tile.example.org/{z}/{x}/{y}.png",
        "ftp://tile.example.org/{z}/{x}/{y}", "//tile.example.org/{z}/{x}/{y}", "javascript:{z}{x}{y}",
        "https://a:b@tile.example.org/{z}/{x}/{y}", "https://tile.example.org/{z}/{x}/{y};script-src *",
        "https://tile.example.org/{z}/{x}/{y} x", "https://tile.example.org/{z}/{x}/{y}/{z}", "https:///{z}/{x}/{y}",
        "https://tile.example.org/{z}/{x}/{y}'\"", "https://tile.example.org/{z}/{x}/{y}{", "https://{z}/{x}/{y}",
    ],
)  # fmt: skip
def test_anything_else_is_no_tile_server(url):
    with pytest.raises(SettingError):
        read(TILES_URL=url, TILES_ATTRIBUTION="x")


@pytest.mark.parametrize("credit", ["", "x" * 201, "a\nb"])
def test_a_tile_server_has_a_credit_line_of_one_line(credit):
    with pytest.raises(SettingError) as caught:
        read(TILES_URL=TILES, TILES_ATTRIBUTION=credit)
    assert caught.value.variable == "CONFLICT_MAP_TILES_ATTRIBUTION"


def test_a_misspelt_setting_is_said_and_not_guessed(caplog):
    with caplog.at_level(logging.WARNING):
        assert read(MODES="shared").mode == "local"
    assert caplog.messages == ["CONFLICT_MAP_MODES is no setting and has no effect; did you mean CONFLICT_MAP_MODE?"]


def test_the_table_has_a_row_for_every_setting():
    lines = settings_table().splitlines()
    assert lines[0] == "| variable | default | allowed | what it does |"
    assert [line.split("`")[1] for line in lines[2:]] == [setting.variable for setting in SETTINGS]
    assert all(line.count("|") == 5 for line in lines)


def test_the_default_of_every_setting_is_allowed():
    for setting in SETTINGS:
        assert setting.value({}) is None or setting.value({setting.variable: setting.default}) == setting.value({})


def test_the_data_that_ships_is_found():
    assert (bundled_folder() / "kursk-2024" / "datapackage.json").is_file()
    assert bundled_folder() == Path(__file__).resolve().parents[1] / "data"


def test_online_geocoders_are_off_and_can_be_turned_on_in_an_order():
    assert read().geocoders == Geocoders()
    assert read(
        GEOCODERS="photon, Nominatim,geonames",
        GEOCODER_USER_AGENT="our map (ann@example.org)",
        GEONAMES_USERNAME="ann",
        NOMINATIM_DOMAIN="http://127.0.0.1:8080",
        GEOCODER_DEADLINE_S="2.5",
    ).geocoders == Geocoders(
        names=("photon", "nominatim", "geonames"),
        user_agent="our map (ann@example.org)",
        geonames_username="ann",
        nominatim_domain="http://127.0.0.1:8080",
        deadline_s=2.5,
    )


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"GEOCODERS": "google"}, "CONFLICT_MAP_GEOCODERS"),
        ({"GEOCODERS": "photon,photon"}, "CONFLICT_MAP_GEOCODERS"),
        ({"GEOCODERS": "nominatim"}, "CONFLICT_MAP_GEOCODER_USER_AGENT"),
        ({"GEOCODERS": "geonames"}, "CONFLICT_MAP_GEONAMES_USERNAME"),
        ({"GEOCODER_DEADLINE_S": "0"}, "CONFLICT_MAP_GEOCODER_DEADLINE_S"),
        ({"GEOCODER_DEADLINE_S": "nan"}, "CONFLICT_MAP_GEOCODER_DEADLINE_S"),
        ({"NOMINATIM_DOMAIN": "ftp://example.org"}, "CONFLICT_MAP_NOMINATIM_DOMAIN"),
        ({"PHOTON_DOMAIN": "example.org/path"}, "CONFLICT_MAP_PHOTON_DOMAIN"),
        ({"GEOCODER_USER_AGENT": "a\r\nb: evil"}, "CONFLICT_MAP_GEOCODER_USER_AGENT"),
    ],
)
def test_a_geocoder_that_cannot_be_asked_is_refused_at_the_start(values: dict[str, str], variable: str):
    with pytest.raises(SettingError) as refused:
        read(**values)
    assert refused.value.variable == variable


def test_an_account_is_not_shown():
    assert "ann" not in repr(read(GEOCODERS="geonames", GEONAMES_USERNAME="ann").geocoders)


def test_fetching_is_on_for_one_person_and_off_on_a_server_unless_the_operator_says_otherwise():
    modes = ("local", "shared")
    assert [read(MODE=mode).may_fetch for mode in modes] == [True, False]
    assert [read(MODE=mode, FETCH="on").may_fetch for mode in modes] == [True, True]
    assert [read(MODE=mode, FETCH="off").may_fetch for mode in modes] == [False, False]


def test_the_deadline_of_a_fetch_can_be_set():
    assert (read().fetch_deadline_s, read(FETCH_DEADLINE_S="2.5").fetch_deadline_s) == (10, 2.5)


def test_the_rules_read_alone_unless_the_operator_names_a_reader():
    assert read().backends == Backends()
    named = read(READER="llm", SPANS="spacy", LLM_URL="https://a.example/v1", LLM_MODEL="small", LLM_KEY="hush")
    assert named.backends == Backends(
        "llm",
        "spacy",
        {
            "CONFLICT_MAP_LLM_URL": "https://a.example/v1",
            "CONFLICT_MAP_LLM_MODEL": "small",
            "CONFLICT_MAP_LLM_KEY": "hush",
        },
    )
    assert "hush" not in repr(named) + repr(named.backends)


@pytest.mark.parametrize(
    "values", [{"READER": "LLM!"}, {"LLM_URL": "file:///etc/passwd"}, {"LLM_MODEL": "a b"}, {"LLM_KEY": "a\nb"}]
)
def test_a_reader_that_cannot_be_named_like_that_is_refused(values: dict[str, str]):
    with pytest.raises(SettingError):
        read(**values)
