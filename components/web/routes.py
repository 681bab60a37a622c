"""Addresses of our own: scripts, styles, outlines and the data document of a situation.

What a stranger gets wrong: these routes are covered by no sign-in; what they serve is public to whoever can reach
the server. They are registered under the base path too, because under one Streamlit answers an unknown address with
its own page and status 200.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from components.errors import ConflictMapError, status
from components.maps.assets import Asset

_FOR_EVER = "public, max-age=31536000, immutable"


def _answer(request: Request, item: Asset | None) -> Response:
    if item is None:
        return PlainTextResponse("Nothing is kept at this address.", status_code=404)
    etag = f'"{item.digest}"'
    headers = {"cache-control": _FOR_EVER, "etag": etag, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(item.packed, media_type=item.media_type, headers=headers)
    return Response(item.body, media_type=item.media_type, headers=headers)


def served_routes(find: Callable[[str], Asset | None], base_path: str) -> list[BaseRoute]:
    """Routes to files at addresses that hold their hash.

    Args:
        find: gives the file for an address below the application's root, or None. It may open the situation on first
            use, so it is called in a thread.
        base_path: Streamlit's ``server.baseUrlPath``, with or without slashes; may be empty.
    """

    def serve(request: Request) -> Response:
        path = f"cm/static/{request.path_params['digest']}/{request.path_params['name']}"
        try:
            return _answer(request, find(path))
        except ConflictMapError as error:
            return PlainTextResponse(str(error), status_code=status(error))

    return mounted("cm/static/{digest}/{name}", serve, ["GET", "HEAD"], base_path)


def mounted(path: str, serve: Callable[[Request], Response], methods: Sequence[str], base_path: str) -> list[BaseRoute]:
    """Routes to one address at the root, and under the base path where there is one.

    Args:
        path: the address below the application's root, without a slash in front.
        serve: answers; called in a thread.
        methods: the methods that are answered.
        base_path: Streamlit's ``server.baseUrlPath``, with or without slashes; may be empty.
    """
    base = base_path.strip("/")
    prefixes = ["", f"/{base}"] if base else [""]
    return [Route(f"{prefix}/{path}", serve, methods=list(methods)) for prefix in prefixes]
