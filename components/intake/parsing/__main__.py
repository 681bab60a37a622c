"""The confined process: bytes come in, JSON goes out, and the limits are set before a parser is even imported.

What a stranger gets wrong: this is no command for people. Its first word is the format, its second the limits and the
encoding as JSON; it writes one JSON object, ``{"extract": ...}`` or ``{"refused": ...}``.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

from components.errors import ReportError
from components.intake.parsing.limits import confine

#: Module of each format; it has ``extract(body, encoding, declared)``.
FORMATS = {"html": "webpage", "pdf": "pdf", "docx": "word", "eml": "mail"}


def main(kind: str, orders: dict[str, Any]) -> int:
    """Reads standard input, writes standard output."""
    confine(orders["memory_bytes"], orders["cpu_s"])
    try:
        module = importlib.import_module(f"components.intake.parsing.{FORMATS[kind]}")
        extract = module.extract(sys.stdin.buffer.read(), orders["encoding"], orders["declared"])
        answer = b'{"extract": ' + extract.dumped() + b"}"
    except ReportError as error:
        refused = {"reason": error.reason, "way_out": error.way_out, "choices": error.choices}
        answer = json.dumps({"refused": refused}).encode("ascii")
    except MemoryError:
        answer = b'{"refused": null}'
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.loads(sys.argv[2])))
