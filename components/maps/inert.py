"""Text on its way to the browser, in a form that no template engine and no parser can see into."""

from __future__ import annotations

import json
from typing import Any

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:-_+")


def inert(value: Any) -> str:
    r"""A JavaScript string literal that holds the JSON of a value.

    Every character outside ``[A-Za-z0-9 .,:_+-]`` is written as ``\uXXXX``, so neither Jinja nor the HTML parser
    finds anything in it, and ``JSON.parse`` gives the exact value back.

    Args:
        value: anything that JSON can hold.

    Raises:
        ValueError: the value holds NaN or an infinity, which are not JSON.

    >>> inert({"q": "{{7*7}}"})
    '"\\u007b\\u0022q\\u0022: \\u0022\\u007b\\u007b7\\u002a7\\u007d\\u007d\\u0022\\u007d"'
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False)
    return '"' + "".join(c if c in _PLAIN else f"\\u{ord(c):04x}" for c in text) + '"'
