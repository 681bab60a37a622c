"""The command line: ``conflict-map serve`` and ``conflict-map situation list | check | reload``.

What a stranger gets wrong: whoever can start this program is its operator; modes and roles guard the page, not the
shell. Everything else that may be set is an environment variable (see `settings`).
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from components.errors import ConflictMapError, PackageError
from components.intake import read_package
from components.records import LoadReport, open_store
from components.settings import Settings, bundled_folder, read_settings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="conflict-map", description="A sourced conflict map.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="start the page; every other option goes to `streamlit run`")
    serve.set_defaults(act=None)
    situation = commands.add_parser("situation", help="the situations of the store")
    acts = situation.add_subparsers(dest="act_name", required=True)
    acts.add_parser("list", help="what the store holds").set_defaults(act=_list)
    check = acts.add_parser("check", help="check a data package; exit code 1 when it is refused")
    check.add_argument("path", type=Path, help="folder with datapackage.json")
    check.set_defaults(act=_check)
    reload = acts.add_parser("reload", help="load a data package into the store; edited records are left alone")
    reload.add_argument("path", type=Path, nargs="?", help="folder; the bundled situation when left out")
    reload.set_defaults(act=_reload)
    return parser


def _list(_options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    store = open_store(settings)
    for row in store.situations():
        out.write(f"{row.id}: {row.title}; {row.records} records, {row.proposals} open proposals, ")
        out.write(f"loaded {row.loaded_at:%Y-%m-%d %H:%M} UTC from package {row.package[:12]}\n")
    store.close()
    return 0


def _check(options: argparse.Namespace, _settings: Settings, out: TextIO) -> int:
    try:
        package = read_package(options.path)
    except PackageError as error:
        out.writelines(f"{problem}\n" for problem in error.problems)
        return 1
    found = package.situation
    out.write(f"{found.id} is in order: {len(found.claims)} claims, {len(found.sources)} sources, ")
    out.write(f"{len(found.speakers)} speakers, {len(found.places)} places; package {package.digest[:12]}\n")
    return 0


def _reload(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    package = read_package(options.path or bundled_folder() / settings.situation)
    store = open_store(settings)
    out.write(f"{package.situation.id}: {_words(store.load_package(package.situation, package.digest))}\n")
    store.close()
    return 0


def _words(report: LoadReport) -> str:
    return (
        f"{report.inserted} new, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.kept_edited + report.kept_missing} left as a person edited them or still needed, "
        f"{report.withdrawn} withdrawn"
    )


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
