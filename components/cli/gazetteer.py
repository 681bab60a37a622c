"""``conflict-map gazetteer build | info | add | pin | lookup | ask``: the names this machine knows.

What a stranger gets wrong: what is added or pinned is kept in the data folder and survives every build; the built index
is a cache.
"""

from __future__ import annotations

import argparse
import getpass
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from components.cli.progress import bar
from components.places.additions import Format, add, guess_format, remember
from components.places.cache import additions_folder, build_index, index_folder, open_index, ready_index
from components.places.entities import Entity
from components.places.index import Pin, index_bytes
from components.places.lookup import Answer, look_up
from components.places.sheets import Tally
from components.settings import Settings

_MOST_SHOWN = 20


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the commands to the program's parser."""
    acts = commands.add_parser("gazetteer", help="the names that this machine knows").add_subparsers(required=True)
    acts.add_parser("build", help="build it, if it is missing or its ingredients changed").set_defaults(act=_build)
    info = acts.add_parser("info", help="what it is made of, with licences")
    info.add_argument("--json", action="store_true")
    info.set_defaults(act=_info)
    more = acts.add_parser("add", help="add a GeoNames dump, alternate names, or rows of name, lat, lon")
    more.add_argument("path", type=Path)
    more.add_argument("--format", choices=[str(kind) for kind in Format], help="told from the file when left out")
    more.set_defaults(act=_add)
    _add_pin(acts)
    lookup = acts.add_parser("lookup", help="what a name may mean")
    lookup.add_argument("name")
    lookup.add_argument(
        "--country", action="append", default=[], type=str.upper, help="two-letter code; may be repeated"
    )
    lookup.add_argument("--admin", default="", help="name or code of the first-order division")
    lookup.add_argument("--json", action="store_true")
    lookup.set_defaults(act=_lookup)
    ask = acts.add_parser("ask", help="the gazetteer, then the online geocoders that the settings turn on")
    ask.add_argument("name", help="a name, or coordinates")
    ask.add_argument("--country", action="append", default=[], type=str.upper, help="two-letter code; may be repeated")
    ask.add_argument("--admin", default="", help="name or code of the first-order division")
    ask.set_defaults(act=_ask)


def _add_pin(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pin = acts.add_parser("pin", help="remember where a name lies, at once and for good")
    pin.add_argument("name")
    pin.add_argument("--lat", type=float, required=True)
    pin.add_argument("--lon", type=float, required=True)
    pin.add_argument("--country", default="", type=str.upper)
    pin.add_argument("--why", required=True, help="where you have it from")
    pin.set_defaults(act=_pin)


def _build(_options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    tallies = build_index(settings, bar())
    if not tallies:
        out.write("The gazetteer is built already and fits its ingredients.\n")
        return 0
    for tally in tallies:
        _tell(tally, out)
    folder = index_folder(settings)
    out.write(f"The gazetteer is built: {len(open_index(settings))} places, {index_bytes(folder) / 1e6:.1f} MB.\n")
    return 0


def _info(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    index = ready_index(settings)
    if index is None:
        out.write("{}\n" if options.json else "There is no gazetteer yet. Run conflict-map gazetteer build.\n")
        return 1
    size = index_bytes(index.folder)
    if options.json:
        facts = {"places": len(index), "bytes": size, "folder": str(index.folder), "sources": index.meta["sources"]}
        out.write(json.dumps(facts, ensure_ascii=False) + "\n")
        return 0
    out.write(f"{len(index)} places, {size / 1e6:.1f} MB, in {index.folder}\n")
    for source in index.meta["sources"]:
        out.write(f"{source['entities']:>8}  {source['title']}; licence {source['licence']}\n")
    return 0


def _add(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    kind = Format(options.format) if options.format else guess_format(options.path)
    tally, is_new = add(additions_folder(settings), options.path, kind)
    _tell(tally, out)
    if is_new:
        out.write("Added. It takes part from the next build on: conflict-map gazetteer build.\n")
    else:
        out.write("The same file was added before; nothing changed.\n")
    return 0


def _pin(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    pin = Pin(options.name, options.country, options.lat, options.lon, getpass.getuser(), now, options.why)
    remember(additions_folder(settings), pin)
    out.write(f"{pin.name} is pinned at lat {pin.lat:g}, lon {pin.lon:g}.\n")
    return 0


def _lookup(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    answer = look_up(open_index(settings, bar()), options.name, countries=options.country, admin=options.admin)
    if options.json:
        out.write(json.dumps(_facts(answer), ensure_ascii=False) + "\n")
    elif answer.entity is None:
        out.write(f"{options.name}: the gazetteer has no such name.\n")
    else:
        _tell_answer(answer, answer.entity, out)
    return 0 if answer.entity else 1


def _ask(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    from components.places.chain import Outcome, make_chain  # geopy takes a quarter of a second

    chain = make_chain(open_index(settings, bar()), settings.geocoders, settings.cache_dir)
    if chain.privacy:
        out.write(f"{chain.privacy}\n")
    reply = chain.geocode(options.name, countries=options.country, admin=options.admin)
    out.write(f"{reply.sentence}\n")
    if reply.point is not None:
        out.write(
            f"lat {reply.point.lat:g}, lon {reply.point.lon:g}; precision {reply.scale}; from {reply.answered_by}\n"
        )
    return 0 if reply.outcome is Outcome.FOUND else 1


def _facts(answer: Answer) -> dict[str, Any]:
    """An answer as JSON; lat and lon are null when it is not sure enough to be drawn."""
    entity = answer.entity
    place = entity if answer.is_placed else None
    return {
        "query": answer.query,
        "found": entity is not None,
        "placed": answer.is_placed,
        "pin": answer.is_pin,
        "name": entity.name if entity else None,
        "kind": entity.kind if entity else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "scale": answer.scale,
        "radius_km": answer.radius_km,
        "country": entity.country if entity else None,
        "admin1": entity.admin1 if entity else None,
        "score": answer.score,
        "rivals": [
            {"name": rival.entity.name, "kind": rival.entity.kind, "country": rival.entity.country,
             "admin1": rival.entity.admin1, "lat": rival.entity.lat, "lon": rival.entity.lon, "score": rival.score}
            for rival in answer.rivals
        ],
        "reasons": list(answer.reasons),
        "source": entity.source if entity else None,
        "source_id": entity.source_id if entity else None,
    }  # fmt: skip


def _tell_answer(answer: Answer, entity: Entity, out: TextIO) -> None:
    where = f"lat {entity.lat:g}, lon {entity.lon:g}" if answer.is_placed else "not sure enough to be drawn"
    out.write(f"{entity.name} ({entity.kind}, {entity.country}): {where}; precision {answer.scale}, ")
    out.write(f"score {answer.score:g}, from {entity.source} {entity.source_id}\n")
    for rival in answer.rivals:
        other = rival.entity
        out.write(
            f"  or {other.name} ({other.kind}, {other.country} {other.admin1}), lat {other.lat:g}, lon {other.lon:g}\n"
        )


def _tell(tally: Tally, out: TextIO) -> None:
    out.write(f"{tally.file}: {tally.read} rows read, {tally.kept} kept, {tally.refused} refused\n")
    out.writelines(f"  {problem}\n" for problem in tally.problems[:_MOST_SHOWN])
    if len(tally.problems) > _MOST_SHOWN:
        out.write(f"  and {len(tally.problems) - _MOST_SHOWN} more\n")
