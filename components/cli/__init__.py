"""The command line: ``conflict-map serve | read | situation | gazetteer | places``.

What a stranger gets wrong: whoever can start this program is its operator; modes and roles guard the page, not the
shell. Everything else that may be set is an environment variable (see `settings`).
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn, TextIO

from components.cli import gazetteer, places, read, situation
from components.errors import ConflictMapError
from components.settings import bundled_folder, read_settings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="conflict-map", description="A sourced conflict map.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="start the page; every other option goes to `streamlit run`")
    serve.set_defaults(act=None)
    for room in (read, situation, gazetteer, places):
        room.add_commands(commands)
    return parser


def _serve(options: Sequence[str]) -> NoReturn:
    """Becomes ``streamlit run``; the application lies beside the data, in a wheel too."""
    application = bundled_folder().parent / "app.py"
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(application), *options])  # noqa: S606 - our own interpreter, no shell


def main(
    arguments: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    out: TextIO | None = None,
    serve: Callable[[Sequence[str]], int] = _serve,
) -> int:
    """Runs one command and gives its exit code: 0 done, 1 refused, 2 not understood.

    Args:
        arguments: words after the program's name; those of the process when left out.
        environ: the environment; that of the process when left out.
        out: where to write.
        serve: starts the page; in tests something else.
    """
    out = out or sys.stdout
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.act is not None:
        _parser().error(f"unknown option {rest[0]}")
    try:
        settings = read_settings(environ)
        logging.basicConfig(level=settings.log_level)
        return serve(rest) if options.act is None else int(options.act(options, settings, out))
    except ConflictMapError as error:
        out.write(f"{error}\n")
        return 1
