"""The application: Streamlit's server with our routes, headers and shut doors around one script.

What a stranger gets wrong: this module is imported by the server, the script (`shell.py`) is run anew for every
interaction; the two meet in `services()`, which is made once per process.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from components.access import Act, Role, may
from components.errors import ConflictMapError
from components.panels.reports import Room
from components.settings import read_settings
from components.web.headers import SecurityHeaders, ShutDoors
from components.web.routes import served_routes
from components.web.search import place_routes
from components.web.services import Services

log = logging.getLogger(__name__)
SCRIPT = Path(__file__).with_name("shell.py")


@cache
def services() -> Services:
    """The process's services, made on first use from the environment.

    Streamlit Community Cloud has no environment to set: a secret at the top level of Streamlit's own secrets becomes an
    environment variable once the secrets are loaded.
    """
    st.secrets.load_if_toml_exists()
    settings = read_settings()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("components").setLevel(settings.log_level)
    return Services(settings)


def room() -> Room:
    """What the Reports page works with, for whoever sits at it."""
    return Room(services().acts, services().person, services().doors)


def routes() -> list[BaseRoute]:
    """Addresses of our own, at the root and under the base path."""
    base_path = str(st.get_option("server.baseUrlPath") or "")
    return [*served_routes(services().find, base_path), *place_routes(services().search.answer, base_path)]


def middleware() -> list[Middleware]:
    """Security headers on every answer, and the doors that are shut in this mode."""
    chosen = services().settings
    tiles = urlsplit(chosen.tiles.url) if chosen.tiles else None
    return [
        Middleware(SecurityHeaders, tiles_host=f"{tiles.scheme}://{tiles.netloc}" if tiles else None),
        Middleware(ShutDoors, uploads=may(chosen.mode, Role.ANONYMOUS, Act.UPLOAD)),
    ]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Opens the situation before the first reader comes; a fault is logged and shown on the page instead.

    The gazetteer is opened, or built, beside it: nobody waits for that.
    """
    services().gazetteer.start()
    try:
        await to_thread.run_sync(services().desk)
    except ConflictMapError:
        log.exception("the situation could not be opened at start-up")
    yield {}
