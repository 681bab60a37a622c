"""Place names in Russian, Ukrainian, Korean, Chinese, Japanese and Arabic text, one module per family of scripts.

What a stranger gets wrong: what comes from here are candidates. Entities are already restricted to what the wording
allows, but which one is meant, and whether it is a place or an actor, the whole document decides.
"""

from __future__ import annotations

from components.places.languages.scripts import candidates

__all__ = ["candidates"]
