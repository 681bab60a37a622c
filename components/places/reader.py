"""The resolver on this machine's own gazetteer, opened once.

What a stranger gets wrong: the first call may build the gazetteer, which takes up to a minute. A page must not wait for
it: it asks `cache.ready_index` and says that the gazetteer is being built.
"""

from __future__ import annotations

from functools import lru_cache

from components.places.cache import open_index
from components.places.resolver import Resolver
from components.settings import read_settings


@lru_cache(maxsize=1)
def default_resolver() -> Resolver:
    """The resolver; one for the process."""
    return Resolver(open_index(read_settings()))
