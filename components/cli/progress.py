"""A bar on standard error while something long is done; nothing where nobody watches.

What a stranger gets wrong: it is written only to a terminal, so a log or a pipe never fills with it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

_WIDTH = 30


def bar() -> Callable[[float, str], None]:
    """Gives what is told the share done (0 to 1) and what is being done."""
    return _draw if sys.stderr.isatty() else _nothing


def _draw(share: float, sentence: str) -> None:
    done = round(_WIDTH * min(max(share, 0.0), 1.0))
    end = "\n" if share >= 1 else ""
    sys.stderr.write(f"\r{'█' * done}{'·' * (_WIDTH - done)} {share:4.0%} {sentence:<40}{end}")
    sys.stderr.flush()


def _nothing(_share: float, _sentence: str) -> None:
    """Stands in where nobody watches."""
