"""Finds the backend that the operator named, among the entry points of what is installed.

What a stranger gets wrong: an entry point names a factory that is given the environment. Keys are read from there and
are never kept in a file of ours; a package of somebody else's may bring a backend in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast

from components.errors import BackendError
from components.reading.backends import Reader, SpanProvider

#: Groups of entry points; each value is a callable that takes the environment and gives the backend.
READERS = "conflict_map.readers"
SPAN_PROVIDERS = "conflict_map.span_providers"


def make_reader(name: str, environ: Mapping[str, str]) -> Reader | None:
    """The reader of that name; None for an empty one, which means the rules.

    Raises:
        BackendError: nothing that is installed brings it, or it cannot be made.
    """
    return cast("Reader | None", _make(READERS, name, environ))


def make_span_provider(name: str, environ: Mapping[str, str]) -> SpanProvider | None:
    """The model of names of that name; None for an empty one.

    Raises:
        BackendError: nothing that is installed brings it, or it cannot be made.
    """
    return cast("SpanProvider | None", _make(SPAN_PROVIDERS, name, environ))


def _make(group: str, name: str, environ: Mapping[str, str]) -> Any:
    if not name:
        return None
    known = {point.name: point for point in entry_points(group=group)}
    if name not in known:
        offered = ", ".join(sorted(known)) or "none"
        raise BackendError(name, "Nothing that is installed brings it.", f"Installed here: {offered}.")
    return _made(known[name], environ)


def _made(point: EntryPoint, environ: Mapping[str, str]) -> Any:
    """Its module, or the model that it loads, may need a package that is not there."""
    try:
        return point.load()(environ)
    except ImportError as error:
        way_out = f"Install the extra: pip install 'conflict-map[{point.name}]'."
        raise BackendError(point.name, f"It needs a package that is missing ({error.name}).", way_out) from error
