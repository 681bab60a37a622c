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

import platformdirs

from components.errors import SettingError
from components.settings.values import (
    among,
    credit,
    database,
    folder,
    matching,
    seconds_up_to,
    some_geocoders,
    switch,
    tiles_url,
)

PREFIX = "CONFLICT_MAP_"
MODES = ("local", "shared")
BORDERS = ("disputed", "recognised", "de_facto")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_DOMAIN = re.compile(r"(?:https?://)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?", re.ASCII)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)
_MODEL = re.compile(r"[!-~]{1,100}", re.ASCII)
_KEY = re.compile(r"[!-~]{1,400}", re.ASCII)
_WEB = re.compile(r"https?://[!-~]{1,200}", re.ASCII)
_USER_AGENT = re.compile(r"[ -~]{5,200}", re.ASCII)
_ACCOUNT = re.compile(r"[A-Za-z0-9._-]{1,80}", re.ASCII)
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
class Backends:
    """Optional readers of reports; none unless the operator named one.

    Attributes:
        reader: name of a whole reader; empty for the rules alone.
        spans: name of a model of names; empty for none.
        environ: what they are made with, by environment variable; may hold a key, so it is left out of `repr`.
    """

    reader: str = ""
    spans: str = ""
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)


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
        may_fetch: whether a report may be fetched from a web address.
        fetch_deadline_s: seconds for one fetch, with all its redirects.
        backends: optional readers of reports.
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
    may_fetch: bool = False
    fetch_deadline_s: float = 10.0
    backends: Backends = field(default_factory=Backends)

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


#: Every setting; the README's table is made from it.
SETTINGS = (
    Setting(
        "MODE", "local", "local", "local or shared",
        "local: one person on one machine. shared: a server; every write, upload and fetch is refused until sign-in is "
        "configured.", among(*MODES),
    ),
    Setting(
        "DATA_DIR", "", "the user's data folder", "an absolute path of a folder; it is made when missing",
        "Where the program keeps what it writes.", folder,
    ),
    Setting(
        "CACHE_DIR", "", "the user's cache folder", "an absolute path of a folder; it is made when missing",
        "Where the program keeps what it can make again: the gazetteer, answers of online geocoders.", folder,
    ),
    Setting(
        "DATABASE_URL", "", "conflict-map.sqlite3 in the data folder",
        "sqlite:///path or postgresql://user:password@host/database", "The store of records.", database, True,
    ),
    Setting(
        "SITUATION", "kursk-2024", "kursk-2024", "lower-case letters, digits and hyphens",
        "The situation that opens: a folder below packages/ in the data folder, else a bundled one.", matching(_ID),
    ),
    Setting(
        "TILES_URL", "", "off", "an http or https address with {z}, {x} and {y} once each, {r} if need be",
        "A tile server under the map. Readers' browsers then contact its host.", tiles_url,
    ),
    Setting(
        "TILES_ATTRIBUTION", "", "none", "up to 200 characters; needed with CONFLICT_MAP_TILES_URL",
        "The tile server's credit line, shown as text.", credit,
    ),
    Setting(
        "BORDERS", "disputed", "disputed", "disputed, recognised or de_facto",
        "How disputed borders are drawn when a reader has chosen nothing.", among(*BORDERS),
    ),
    Setting(
        "LOG_LEVEL", "INFO", "INFO", "DEBUG, INFO, WARNING or ERROR", "How much is logged.", among(*_LEVELS),
    ),
    Setting(
        "STORE_TIMEOUT_S", "10", "10", "1 to 60", "How many seconds a write waits for another one.",
        seconds_up_to(60),
    ),
    Setting(
        "GEOCODERS", "", "off", "nominatim, photon, geonames, or several with commas between",
        "Online geocoders that are asked, in this order, for a name that the gazetteer does not know. Such names then "
        "leave the machine.", some_geocoders,
    ),
    Setting(
        "GEOCODER_USER_AGENT", "", "none", "5 to 200 plain characters; needed with nominatim",
        "How we introduce ourselves to online geocoders: a name and an address to write to.", matching(_USER_AGENT),
    ),
    Setting(
        "GEOCODER_DEADLINE_S", "5", "5", "1 to 30",
        "How many seconds one name may take, however many online geocoders are asked.", seconds_up_to(30),
    ),
    Setting(
        "GEONAMES_USERNAME", "", "none", "letters, digits, dot, hyphen, underscore; needed with geonames",
        "Account at GeoNames.", matching(_ACCOUNT), True,
    ),
    Setting(
        "NOMINATIM_DOMAIN", "nominatim.openstreetmap.org", "nominatim.openstreetmap.org",
        "a host and a port if need be, with http:// in front where it has no certificate", "Nominatim of your own.",
        matching(_DOMAIN),
    ),
    Setting(
        "PHOTON_DOMAIN", "photon.komoot.io", "photon.komoot.io",
        "a host and a port if need be, with http:// in front where it has no certificate", "Photon of your own.",
        matching(_DOMAIN),
    ),
    Setting(
        "FETCH", "", "on in local mode, off in shared mode", "on or off",
        "Whether a report may be fetched from a web address. Its host then learns this machine's address.", switch,
    ),
    Setting(
        "FETCH_DEADLINE_S", "10", "10", "1 to 60", "How many seconds one fetch may take, with all its redirects.",
        seconds_up_to(60),
    ),
    Setting(
        "READER", "", "the rules alone", "llm, or the name of an entry point in conflict_map.readers",
        "A reader of reports besides the rules. With llm the text of a report goes to the host of LLM_URL.",
        matching(_NAME),
    ),
    Setting(
        "SPANS", "", "none", "spacy, gliner, or the name of an entry point in conflict_map.span_providers",
        "A model of names on this machine that helps to tell who speaks.", matching(_NAME),
    ),
    Setting(
        "LLM_URL", "", "none", "an http or https address; needed with llm",
        "Base address of a service with OpenAI's interface.", matching(_WEB),
    ),
    Setting("LLM_MODEL", "", "none", "up to 100 plain characters; needed with llm", "Its model.", matching(_MODEL)),
    Setting("LLM_KEY", "", "none", "its key; kept in no file of ours", "Key of that service.", matching(_KEY), True),
    Setting(
        "SPACY_MODEL", "", "none", "name of an installed model; needed with spacy", "The pipeline that is loaded.",
        matching(_MODEL),
    ),
    Setting(
        "GLINER_MODEL", "", "none", "folder or name of a model on this machine; needed with gliner",
        "The model that is loaded; nothing is downloaded.", matching(_MODEL),
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
        may_fetch=values["MODE"] == "local" if values["FETCH"] is None else values["FETCH"],
        fetch_deadline_s=values["FETCH_DEADLINE_S"],
        backends=_backends(values),
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


def _backends(values: Mapping[str, Any]) -> Backends:
    names = ("LLM_URL", "LLM_MODEL", "LLM_KEY", "SPACY_MODEL", "GLINER_MODEL")
    environ = {PREFIX + name: values[name] for name in names if values[name]}
    return Backends(values["READER"] or "", values["SPANS"] or "", environ)


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
    here = Path(__file__).resolve().parents[1]
    installed = here / "_bundle" / "data"
    return installed if installed.is_dir() else here.parent / "data"
