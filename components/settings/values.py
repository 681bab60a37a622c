"""Reads the text of one setting, or says that it is not allowed.

What a stranger gets wrong: every function here raises a bare ValueError; the setting it belongs to turns that into the
sentence with its name and with what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

GEOCODERS = ("nominatim", "photon", "geonames")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?", re.ASCII)
_URL_TEXT = re.compile(r"[A-Za-z0-9._~:/?&=%{}@+-]+", re.ASCII)


def among(*allowed: str) -> Callable[[str], str]:
    """Takes one of some words as it is."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return parse


def switch(text: str) -> bool:
    """Takes on or off."""
    return among("on", "off")(text) == "on"


def matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    """Takes what a pattern fits whole."""

    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return parse


def folder(text: str) -> Path:
    """Takes an absolute path that is no file."""
    path = Path(text).expanduser()
    if not path.is_absolute() or (path.exists() and not path.is_dir()):
        raise ValueError(text)
    return path


def database(text: str) -> str:
    """Takes an address of SQLite or PostgreSQL."""
    scheme, _, rest = text.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return text
    if scheme in ("postgresql", "postgresql+psycopg") and urlsplit(f"//{rest}").netloc:
        return f"postgresql+psycopg://{rest}"
    raise ValueError("neither SQLite nor PostgreSQL")


def tiles_url(text: str) -> str:
    """Takes a template of a tile server."""
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


def credit(text: str) -> str:
    """Takes one short printable line."""
    if len(text) > 200 or not text.isprintable():
        raise ValueError(text)
    return text


def seconds_up_to(most_s: float) -> Callable[[str], float]:
    """Takes a number of seconds from 1 on."""

    def parse(text: str) -> float:
        value = float(text)
        if not 1 <= value <= most_s:
            raise ValueError(text)
        return value

    return parse


def some_geocoders(text: str) -> tuple[str, ...]:
    """Takes names of geocoders, each once."""
    names = tuple(name.strip().lower() for name in text.split(","))
    if len(set(names)) != len(names) or not set(names) <= set(GEOCODERS):
        raise ValueError(text)
    return names
