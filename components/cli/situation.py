"""``conflict-map situation list | check | reload``: the situations of the store.

What a stranger gets wrong: a record that a person edited is left alone by a reload; the answer says how many.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TextIO

from components.errors import PackageError
from components.intake import read_package
from components.records import LoadReport, open_store
from components.settings import Settings, bundled_folder


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the commands to the program's parser."""
    situation = commands.add_parser("situation", help="the situations of the store")
    acts = situation.add_subparsers(dest="act_name", required=True)
    acts.add_parser("list", help="what the store holds").set_defaults(act=_list)
    check = acts.add_parser("check", help="check a data package; exit code 1 when it is refused")
    check.add_argument("path", type=Path, help="folder with datapackage.json")
    check.set_defaults(act=_check)
    reload = acts.add_parser("reload", help="load a data package into the store; edited records are left alone")
    reload.add_argument("path", type=Path, nargs="?", help="folder; the bundled situation when left out")
    reload.set_defaults(act=_reload)


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
