"""Security headers on every answer, and the doors that are shut.

What a stranger gets wrong: the policy is the second wall. Script inside the map's frame is of our own origin, so the
first wall is that no text from data ever reaches a template or `innerHTML`. Streamlit itself needs inline styles
(its style engine) and blob modules (components); its one inline script is named by its hash, read at start-up.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import streamlit
from starlette.responses import PlainTextResponse

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Streamlit addresses that nobody needs for looking at a situation: uploads, metrics, the agent interface.
SHUT_ALWAYS = ("/_stcore/metrics", "/_stcore/agent")
SHUT_WITHOUT_UPLOADS = ("/_stcore/upload_file",)

_PLAIN = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def inline_script_hashes() -> tuple[str, ...]:
    """Hashes of the inline scripts of Streamlit's own page, as a policy names them."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL)
    digests = (hashlib.sha256(text.encode()).digest() for text in scripts)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def policy(*, tiles_host: str | None, frame: bool) -> str:
    """The Content-Security-Policy of one kind of document.

    Args:
        tiles_host: scheme and host of the operator's tile server, when one is on.
        frame: the document is a component's frame; streamlit-folium evaluates the map's script there.
    """
    images = " ".join(["'self'", "data:", "blob:", *([tiles_host] if tiles_host else [])])
    scripts = "'self' 'unsafe-inline' 'unsafe-eval'" if frame else " ".join(
        ["'self'", "'wasm-unsafe-eval'", "blob:", *inline_script_hashes()]
    )  # fmt: skip
    rules = {
        "default-src": "'self'",
        "script-src": scripts,
        "style-src": "'self' 'unsafe-inline'",
        "img-src": images,
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SecurityHeaders:
    """ASGI middleware that adds the headers.

    Args:
        app: the application behind it.
        tiles_host: scheme and host of the operator's tile server, or None.
    """

    def __init__(self, app: ASGIApp, *, tiles_host: str | None = None) -> None:
        self._app = app
        self._page = policy(tiles_host=tiles_host, frame=False)
        self._frame = policy(tiles_host=tiles_host, frame=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; answers over HTTP get the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        chosen = self._frame if "/component/" in scope["path"] else self._page
        added = [
            (name.encode(), value.encode()) for name, value in {**_PLAIN, "content-security-policy": chosen}.items()
        ]
        names = {name for name, _ in added}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in names]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        await self._app(scope, receive, with_headers)


class ShutDoors:
    """ASGI middleware that answers 403 where nobody has business.

    Args:
        app: the application behind it.
        uploads: whether a reader may send files at all (see `access.may`).
    """

    def __init__(self, app: ASGIApp, *, uploads: bool) -> None:
        self._app = app
        self._shut = SHUT_ALWAYS if uploads else SHUT_ALWAYS + SHUT_WITHOUT_UPLOADS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses shut addresses, also below a base path; passes everything else on."""
        if scope["type"] == "http" and any(door in scope["path"] for door in self._shut):
            await PlainTextResponse("This address is not open here.", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)
