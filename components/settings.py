"""All settings, described and bounded, read from the environment.

What a stranger gets wrong: there is no settings file and no silent repair. A value that is not allowed stops the
program with its name and with what is allowed. Streamlit's own settings (address, port, base path) stay Streamlit's.
"""

from __future__ import annotations

import difflib
import logging
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from components.errors import SettingError

PREFIX = "CONFLICT_MAP_"
MODES = ("local", "shared")
BORDERS = ("disputed", "recognised", "de_facto")
GEOCODERS = ("nominatim", "photon", "geonames")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?", re.ASCII)
_DOMAIN = re.compile(r"(?:https?://)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?", re.ASCII)
_USER_AGENT = re.compile(r"[ -~]{5,200}", re.ASCII)
_ACCOUNT = re.compile(r"[A-Za-z0-9._-]{1,80}", re.ASCII)
_URL_TEXT = re.compile(r"[A-Za-z0-9._~:/?&=%{}@+-]+", re.ASCII)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server that the operator turned on.

    Attributes:
        url: template with ``{z}``, ``{x}``, ``{y}``.
        attribution: credit line, shown on the map as text.
    """

    url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Geocoders:
    """The online geocoders that the operator turned on; with any of them, names leave the machine.

    Attributes:
        names: which, in the order in which they are asked; none by default.
        user_agent: how we introduce ourselves to them.
        geonames_username: account at GeoNames; left out of `repr`.
        nominatim_domain: host that is asked, with ``http://`` in front where it has no certificate.
        photon_domain: the same for Photon.
        geonames_domain: the same for GeoNames.
        deadline_s: seconds for one question, however many of them are asked.
    """

    names: tuple[str, ...] = ()
    user_agent: str = ""
    geonames_username: str = field(default="", repr=False)
    nominatim_domain: str = "nominatim.openstreetmap.org"
    photon_domain: str = "photon.komoot.io"
    geonames_domain: str = "secure.geonames.org"
    deadline_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's settings.

    Attributes:
        mode: "local" (one person on one machine) or "shared" (a server; nothing can be written without sign-in).
        data_dir: folder of everything that the program writes.
        cache_dir: folder of what can be made again: the gazetteer, answers of online geocoders.
        database_url: SQLAlchemy address of the store; may hold a password, so it is left out of `repr`.
        situation: id of the situation that opens.
        tiles: None unless the operator turned a tile server on.
        borders: how disputed borders are drawn at first.
        log_level: name of a `logging` level.
        store_timeout_s: how long a write waits for another one, in seconds.
        geocoders: online geocoders, none unless the operator turned some on.
    """

    mode: str
    data_dir: Path
    database_url: str
    situation: str
    tiles: Tiles | None
    borders: str
    log_level: str
    store_timeout_s: float
    geocoders: Geocoders = field(default_factory=Geocoders)
    cache_dir: Path = field(default_factory=lambda: platformdirs.user_cache_path("conflict-map", appauthor=False))

    def __repr__(self) -> str:
        return f"Settings(mode={self.mode!r}, situation={self.situation!r}, data_dir={str(self.data_dir)!r}, ...)"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table of settings.

    Attributes:
        name: environment variable without its prefix.
        default: text that stands for an unset variable; empty for "off" or "derived".
        default_words: the default as the README prints it.
        allowed: what it may hold, in words.
        meaning: what it does.
        parse: turns the text into the value; raises ValueError.
        is_secret: whether its value is kept out of messages.
    """

    name: str
    default: str
    default_words: str
    allowed: str
    meaning: str
    parse: Callable[[str], Any]
    is_secret: bool = False

    @property
    def variable(self) -> str:
        """Name of the environment variable."""
        return PREFIX + self.name

    def value(self, environ: Mapping[str, str]) -> Any:
        """The value in an environment, None when it is unset and has no default.

        Raises:
            SettingError: the text is not allowed.
        """
        text = environ.get(self.variable, "") or self.default
        try:
            return self.parse(text) if text else None
        except ValueError as error:
            raise self.refusal(text) from error

    def refusal(self, text: str) -> SettingError:
        """The error for a text that is not allowed."""
        return SettingError(self.variable, "(not shown)" if self.is_secret else text, self.allowed)


def _among(*allowed: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return parse


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return parse


def _folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_absolute() or (path.exists() and not path.is_dir()):
        raise ValueError(text)
    return path


def _database(text: str) -> str:
    scheme, _, rest = text.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return text
    if scheme in ("postgresql", "postgresql+psycopg") and urlsplit(f"//{rest}").netloc:
        return f"postgresql+psycopg://{rest}"
    raise ValueError("neither SQLite nor PostgreSQL")


def _tiles_url(text: str) -> str:
    parts = urlsplit(text)
    plain = text
    for name in ("{z}", "{x}", "{y}"):
        if plain.count(name) != 1:
            raise ValueError(text)
        plain = plain.replace(name, "0")
    is_web = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc)
    if (
        not is_web
        or not _URL_TEXT.fullmatch(text)
        or "{" in plain.replace("{r}", "")
        or "}" in plain.replace("{r}", "")
    ):
        raise ValueError(text)
    return text


def _credit(text: str) -> str:
    if len(text) > 200 or not text.isprintable():
        raise ValueError(text)
    return text


def _seconds_up_to(most_s: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        value = float(text)
        if not 1 <= value <= most_s:
            raise ValueError(text)
        return value

    return parse


def _some_geocoders(text: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in text.split(","))
    if len(set(names)) != len(names) or not set(names) <= set(GEOCODERS):
        raise ValueError(text)
    return names


#: Every setting; the README's table is made from it.
SETTINGS = (
    Setting(
        "MODE", "local", "local", "local or shared",
        "local: one person on one machine. shared: a server; every write, upload and fetch is refused until sign-in is "
        "configured.", _among(*MODES),
    ),
    Setting(
        "DATA_DIR", "", "the user's data folder", "an absolute path of a folder; it is made when missing",
        "Where the program keeps what it writes.", _folder,
    ),
    Setting(
        "CACHE_DIR", "", "the user's cache folder", "an absolute path of a folder; it is made when missing",
        "Where the program keeps what it can make again: the gazetteer, answers of online geocoders.", _folder,
    ),
    Setting(
        "DATABASE_URL", "", "conflict-map.sqlite3 in the data folder",
        "sqlite:///path or postgresql://user:password@host/database", "The store of records.", _database, True,
    ),
    Setting(
        "SITUATION", "kursk-2024", "kursk-2024", "lower-case letters, digits and hyphens",
        "The situation that opens: a folder below packages/ in the data folder, else a bundled one.", _matching(_ID),
    ),
    Setting(
        "TILES_URL", "", "off", "an http or https address with {z}, {x} and {y} once each, {r} if need be",
        "A tile server under the map. Readers' browsers then contact its host.", _tiles_url,
    ),
    Setting(
        "TILES_ATTRIBUTION", "", "none", "up to 200 characters; needed with CONFLICT_MAP_TILES_URL",
        "The tile server's credit line, shown as text.", _credit,
    ),
    Setting(
        "BORDERS", "disputed", "disputed", "disputed, recognised or de_facto",
        "How disputed borders are drawn when a reader has chosen nothing.", _among(*BORDERS),
    ),
    Setting(
        "LOG_LEVEL", "INFO", "INFO", "DEBUG, INFO, WARNING or ERROR", "How much is logged.", _among(*_LEVELS),
    ),
    Setting(
        "STORE_TIMEOUT_S", "10", "10", "1 to 60", "How many seconds a write waits for another one.",
        _seconds_up_to(60),
    ),
    Setting(
        "GEOCODERS", "", "off", "nominatim, photon, geonames, or several with commas between",
        "Online geocoders that are asked, in this order, for a name that the gazetteer does not know. Such names then "
        "leave the machine.", _some_geocoders,
    ),
    Setting(
        "GEOCODER_USER_AGENT", "", "none", "5 to 200 plain characters; needed with nominatim",
        "How we introduce ourselves to online geocoders: a name and an address to write to.", _matching(_USER_AGENT),
    ),
    Setting(
        "GEOCODER_DEADLINE_S", "5", "5", "1 to 30",
        "How many seconds one name may take, however many online geocoders are asked.", _seconds_up_to(30),
    ),
    Setting(
        "GEONAMES_USERNAME", "", "none", "letters, digits, dot, hyphen, underscore; needed with geonames",
        "Account at GeoNames.", _matching(_ACCOUNT), True,
    ),
    Setting(
        "NOMINATIM_DOMAIN", "nominatim.openstreetmap.org", "nominatim.openstreetmap.org",
        "a host and a port if need be, with http:// in front where it has no certificate", "Nominatim of your own.",
        _matching(_DOMAIN),
    ),
    Setting(
        "PHOTON_DOMAIN", "photon.komoot.io", "photon.komoot.io",
        "a host and a port if need be, with http:// in front where it has no certificate", "Photon of your own.",
        _matching(_DOMAIN),
    ),
)  # fmt: skip
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Reads the settings.

    Args:
        environ: the environment; the process's own when left out.

    Raises:
        SettingError: a value is not allowed.
    """
    environ = os.environ if environ is None else environ
    _warn_of_unknown(environ)
    values = {setting.name: setting.value(environ) for setting in SETTINGS}
    if values["TILES_URL"] and not values["TILES_ATTRIBUTION"]:
        raise _BY_NAME["TILES_ATTRIBUTION"].refusal("")
    if "nominatim" in (values["GEOCODERS"] or ()) and not values["GEOCODER_USER_AGENT"]:
        raise _BY_NAME["GEOCODER_USER_AGENT"].refusal("")
    if "geonames" in (values["GEOCODERS"] or ()) and not values["GEONAMES_USERNAME"]:
        raise _BY_NAME["GEONAMES_USERNAME"].refusal("")
    data_dir = values["DATA_DIR"] or platformdirs.user_data_path("conflict-map", appauthor=False)
    return Settings(
        mode=values["MODE"],
        data_dir=data_dir,
        database_url=values["DATABASE_URL"] or f"sqlite:///{data_dir / 'conflict-map.sqlite3'}",
        situation=values["SITUATION"],
        tiles=Tiles(values["TILES_URL"], values["TILES_ATTRIBUTION"]) if values["TILES_URL"] else None,
        borders=values["BORDERS"],
        log_level=values["LOG_LEVEL"],
        store_timeout_s=values["STORE_TIMEOUT_S"],
        geocoders=_geocoders(values),
        cache_dir=values["CACHE_DIR"] or platformdirs.user_cache_path("conflict-map", appauthor=False),
    )


def _geocoders(values: Mapping[str, Any]) -> Geocoders:
    return Geocoders(
        names=values["GEOCODERS"] or (),
        user_agent=values["GEOCODER_USER_AGENT"] or "",
        geonames_username=values["GEONAMES_USERNAME"] or "",
        nominatim_domain=values["NOMINATIM_DOMAIN"],
        photon_domain=values["PHOTON_DOMAIN"],
        deadline_s=values["GEOCODER_DEADLINE_S"],
    )


def _warn_of_unknown(environ: Mapping[str, str]) -> None:
    known = [setting.variable for setting in SETTINGS]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            log.warning("%s is no setting and has no effect%s", name, f"; did you mean {near[0]}?" if near else "")


def settings_table() -> str:
    """The settings as a Markdown table, without a line end after the last row."""
    rows = [f"| `{s.variable}` | {s.default_words} | {s.allowed} | {s.meaning} |" for s in SETTINGS]
    return "\n".join(["| variable | default | allowed | what it does |", "|---|---|---|---|", *rows])


def bundled_folder() -> Path:
    """Folder of the data that ships: inside an installed wheel, else beside ``components/``."""
    here = Path(__file__).resolve().parent
    installed = here / "_bundle" / "data"
    return installed if installed.is_dir() else here.parent / "data"
