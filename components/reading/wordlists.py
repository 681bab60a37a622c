"""The closed lists of words that the rules for who, where and what go by, read once from ``data/lexicons``.

What a stranger gets wrong: no list is complete and none has to be. A word that is missing costs a finding; add it to
the file, not to the code.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from components.reading.codes import EventKind, Stance
from components.settings import bundled_folder


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that makes a source of its subject.

    Attributes:
        lemma: its base form.
        kind: "say" takes any subject; "claim", "count", "put", "show", "see" want one that can speak; "quote" needs
            quotation marks; "address" takes a position and carries no figure.
        stance: what its subject does with the matter.
    """

    lemma: str
    kind: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that can be a source.

    Attributes:
        kind: person, group, organisation, outlet or document.
        is_title: whether it stands before a name ("governor").
        gender: "m", "f", or empty when the word does not tell.
    """

    kind: str
    is_title: bool
    gender: str


@dataclass(frozen=True, slots=True)
class Wordlists:
    """All lists.

    Attributes:
        verbs: verbs of saying by each of their forms, lower case.
        roles: nouns that can be a source, by their form.
        organisations: names of organisations and publications, lower case, with their kind.
        media: channels and documents that something is said in, with their kind; longest first.
        not_sources: nouns behind "according to" that say nothing.
        events: what a stem tells about an event, with its weight.
    """

    verbs: Mapping[str, Verb]
    roles: Mapping[str, Role]
    organisations: Mapping[str, str]
    media: Mapping[str, str]
    not_sources: frozenset[str]
    events: tuple[tuple[str, EventKind, int], ...]


def _rows(name: str, folder: Path) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def wordlists() -> Wordlists:
    """The lists as they ship; the same object at every call."""
    folder = bundled_folder() / "lexicons"
    verbs: dict[str, Verb] = {}
    for row in _rows("verbs_of_saying", folder):
        verb = Verb(row["lemma"], row["class"], Stance(row["stance"]))
        verbs |= dict.fromkeys(row["forms"].split("|"), verb)
    roles = {row["word"]: Role(row["kind"], row["is_title"] == "yes", row["gender"]) for row in _rows("roles", folder)}
    media = {row["word"]: row["kind"] for row in _rows("media", folder)}
    return Wordlists(
        verbs,
        roles,
        {row["name"].lower(): row["kind"] for row in _rows("organisations", folder)},
        dict(sorted(media.items(), key=lambda item: -len(item[0]))),
        frozenset(row["word"] for row in _rows("not_sources", folder)),
        tuple((row["stem"], EventKind(row["kind"]), int(row["weight"])) for row in _rows("event_words", folder)),
    )


@lru_cache(maxsize=1)
def _small() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows("small_words", bundled_folder() / "lexicons"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


def small_words(kind: str) -> frozenset[str]:
    """The little words of a class: auxiliaries, articles, prepositions and the like.

    Raises:
        KeyError: the file has no such class.
    """
    return _small()[kind]
