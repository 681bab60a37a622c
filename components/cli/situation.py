"""``conflict-map situation list | check | new | load | reload | save``: the situations of the store.

What a stranger gets wrong: a record that a person edited is left alone by a load; the answer says how many. What is
saved is the situation: reports and their text stay in the store.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

from components.errors import PackageError
from components.export import save_package
from components.intake import read_ground, read_package
from components.intake.about import DESCRIPTOR
from components.model import blank_situation, parse_day
from components.records import LoadReport, open_store
from components.settings import Settings, bundled_folder

#: Who starts a situation from the shell, as history has it.
OPERATOR = "operator"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the commands to the program's parser."""
    situation = commands.add_parser("situation", help="the situations of the store")
    acts = situation.add_subparsers(dest="act_name", required=True)
    acts.add_parser("list", help="what the store holds").set_defaults(act=_list)
    check = acts.add_parser("check", help="check a data package; exit code 1 when it is refused")
    check.add_argument("path", type=Path, help="folder with datapackage.json")
    check.set_defaults(act=_check)
    new = acts.add_parser("new", help="start an empty situation")
    new.add_argument("id", help="lower-case letters, digits and hyphens; part of addresses")
    new.add_argument("--title", required=True, help="what the situation is called")
    new.add_argument("--day", type=_day, help="the day that the clock opens on, YYYY-MM-DD; today when left out")
    new.set_defaults(act=_new)
    load = acts.add_parser("load", help="load a data package into the store; edited records are left alone")
    load.add_argument("path", type=Path, help="folder with datapackage.json")
    load.set_defaults(act=_reload)
    save = acts.add_parser("save", help="save a situation of the store as a data package, without its reports")
    save.add_argument("id", help="a situation that `situation list` names")
    save.add_argument("path", type=Path, help="folder to make; it must not be there yet")
    save.set_defaults(act=_save)
    reload = acts.add_parser("reload", help="load the bundled data package, or one that is named, again")
    reload.add_argument("path", type=Path, nargs="?", help="folder; the bundled situation when left out")
    reload.set_defaults(act=_reload)


def _list(_options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    store = open_store(settings)
    for row in store.situations():
        came = f"loaded {row.loaded_at:%Y-%m-%d %H:%M} UTC from package {row.package[:12]}"
        began = f"started {row.loaded_at:%Y-%m-%d %H:%M} UTC"
        out.write(f"{row.id}: {row.title}; {row.records} records, {row.proposals} open proposals, ")
        out.write(f"{row.reports} reports, {came if row.package else began}\n")
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


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _new(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    blank = blank_situation(options.id, options.title, options.day or datetime.now(UTC).date())
    store = open_store(settings)
    store.reviews.start_situation(blank, OPERATOR)
    out.write(f"{blank.id} is started; open it with CONFLICT_MAP_SITUATION={blank.id}\n")
    store.close()
    return 0


def _save(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    store = open_store(settings)
    situation = store.situation(options.id)
    digest = save_package(situation, options.path, _ground(settings, situation.id))
    records = sum(1 for _ in situation.nouns())
    out.write(f"{situation.id}: {records} records saved to {options.path}; package {digest[:12]}\n")
    store.close()
    return 0


def _ground(settings: Settings, situation_id: str) -> Mapping[str, Any] | None:
    """Held areas and front lines lie in the package that the situation came from, never in the store."""
    for folder in (settings.data_dir / "packages", bundled_folder()):
        if (folder / situation_id / DESCRIPTOR).is_file():
            return read_ground(folder / situation_id)
    return None


def _words(report: LoadReport) -> str:
    return (
        f"{report.inserted} new, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.kept_edited + report.kept_missing} left as a person edited them or still needed, "
        f"{report.withdrawn} withdrawn"
    )
