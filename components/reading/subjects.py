"""Whose verb it is: the subject before a verb of saying, behind it, or parted from it by a clause.

What a stranger gets wrong: a subject that can stand before "said" cannot stand before every verb. "The attack claimed"
has no source, "residents saw" has one, "the rebels saw" has not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from components.reading.lines import ARTICLES, CLAUSE_WORDS, PREPOSITIONS, Line
from components.reading.names import Name, make_name, name_after, name_before
from components.reading.wordlists import Verb, small_words, wordlists

_REDUCED, _WITNESSES, _MARKS = small_words("reduced"), small_words("witness"), frozenset({",", '"', "'"})
_ANNOUNCED, _TOLLS = small_words("announced"), small_words("toll")
_COUNTS = small_words("count") - {"toll", "figure"}
#: Who only looked at a document did not make it.
_LOOKED = frozenset({"seen", "obtained", "cited", "reviewed", "studied", "leaked"})
#: Verbs that only somebody can be the subject of, even if no list knows him ("the health zone has confirmed two").
_PLAIN, _MOST_PLAIN = frozenset({"confirm", "report", "estimate", "count", "acknowledge", "deny", "announce"}), 3
_MOST_PARTED, _LONGEST_LEAD = 24, 8
_PARTED_KINDS = frozenset({"person", "group", "document"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a verb of saying.

    Attributes:
        name: who it is.
        behind: number of the first word behind the verb, or behind the subject where that stands last.
        is_inverted: whether it stands behind the verb.
        document: the last word of the document that speaks for its maker ("statement"); None when none does.
    """

    name: Name
    behind: int
    is_inverted: bool
    document: str | None = None


def subject(line: Line, place: int, verb: Verb) -> Subject | None:
    """Who says it; None when nobody does who could.

    Args:
        line: the sentence.
        place: number of the verb.
        verb: what the lists say of it.
    """
    before = name_before(line, place)
    if before is not None and line.words[place - 1].text == "," and not _is_opening(line, before):
        before = None
    before = _parted(line, place, before) or before
    if (before is None or not before.is_able) and _may_invert(line, place):
        after = name_after(line, place + 1)
        is_document = after is not None and after.role is not None and after.role.kind == "document"
        if after is not None and is_document:
            behind = line.at(after.whole.end - 1) + 1
            maker = maker_of(line, after, min(behind + 1, len(line.words)))
            if maker is not None:
                behind = max(behind, line.at(maker.at.end - 1) + 1)
                return Subject(maker, behind, is_inverted=True, document=after.text.split()[-1])
        is_named = after is not None and (after.is_able or any(word[:1].isupper() for word in after.text.split()))
        is_named = is_named or (after is not None and line.low(place) in ("says", "said") and _is_plain(after))
        if after is not None and is_named and not is_document and _may_say(line, place, verb, after):
            return Subject(after, line.at(after.whole.end - 1) + 1, is_inverted=True)
    if before is not None and not _may_say(line, place, verb, before) and _may_invert(line, place):
        after = name_after(line, place + 1)
        if after is not None and after.is_able and _may_say(line, place, verb, after):
            return Subject(after, line.at(after.whole.end - 1) + 1, is_inverted=True)
    if before is None or not _may_say(line, place, verb, before):
        return None
    behind = place + 1 + (verb.kind in ("of", "on", "to") and line.low(place + 1) == verb.kind)
    maker = maker_of(line, before, place)
    if maker is not None:
        return Subject(maker, behind, is_inverted=False, document=before.text.split()[-1])
    return Subject(before, behind, is_inverted=False)


def maker_of(line: Line, name: Name, verb: int) -> Name | None:
    """Who made the document that a sentence lets speak: "a statement from the ministry said".

    Args:
        line: the sentence.
        name: the phrase that names the document.
        verb: number of the word up to which its maker may stand.
    """
    if name.role is None or name.role.kind != "document":
        return None
    for place in range(line.at(name.whole.start) + 1, verb):
        if line.low(place) in ("by", "from") and line.low(place - 1) not in _LOOKED:
            maker = name_after(line, place + 1)
            return replace(maker, whole=name.whole) if maker is not None and maker.is_able else None
    return None


def _parted(line: Line, verb: int, before: Name | None) -> Name | None:
    """A subject that a clause of its own parts from its verb: "a man who asked not to be named said"."""
    first = verb
    while first > 0 and verb - first < _MOST_PARTED and not line.words[first - 1].is_mark:
        first -= 1
    name = make_name(line, first, verb)
    if name is None or name.role is None or name.role.kind not in _PARTED_KINDS:
        return None
    behind = line.at(name.whole.end - 1) + 1
    if behind >= verb or line.low(behind) not in _REDUCED:
        return None
    return name if before is None or not before.is_able or line.low(behind) == "who" else None


def _is_opening(line: Line, name: Name) -> bool:
    """Whether a phrase opens its sentence or clause, so that a clause between commas may follow it."""
    place = line.at(name.whole.start)
    lead = [word for word in line.words[:place] if not word.is_mark]
    is_person = name.text.count(" ") > 0 and all(part[:1].isupper() for part in name.text.split())
    if place and line.words[place - 1].text == '"':
        return True
    return len(lead) <= _LONGEST_LEAD or is_person or line.low(place - 1) in CLAUSE_WORDS | {"and", "but", ";"}


def _may_invert(line: Line, place: int) -> bool:
    """Whether a subject may stand behind the verb: "..., said X"."""
    if place == 0 or place + 1 >= len(line.words) or line.words[place - 1].text not in _MARKS:
        return False
    low, following = line.low(place), line.words[place + 1]
    if low != "say" and wordlists().verbs[low].lemma == low:
        return False
    roles = wordlists().roles
    is_start = following.is_name or following.low in ARTICLES | {"one", "another", "he", "she"}
    return is_start or following.low in roles or line.low(place + 2) in roles


def _may_say(line: Line, place: int, verb: Verb, name: Name) -> bool:
    """Whether this subject can be the source of this verb."""
    is_base = line.low(place) == verb.lemma and verb.lemma != "put"
    if is_base and not _is_many(name):
        return False
    if verb.kind == "address":
        is_thing = bool(PREPOSITIONS & set(name.text.lower().split())) and name.role is None
        return name.is_able and not is_thing and name.text.split()[0].lower() not in wordlists().not_sources
    if verb.kind == "see":
        return bool({*name.text.lower().split(), *name.titles} & _WITNESSES)
    if verb.kind == "show":
        is_last = place + 2 >= len(line.words) and line.words[-1].is_mark
        is_document = name.role is not None and name.role.kind == "document"
        is_witness = bool({*name.text.lower().split(), *name.titles} & _WITNESSES)
        return is_document or is_witness or is_finding(line, place) or (is_last and name.is_able)
    if verb.kind == "quote":
        is_aside = line.low(place + 1) in (",", ".") and line.low(line.at(name.whole.start) - 1) == ","
        return '"' in line.sentence.text or is_aside
    if verb.kind == "on":
        return name.is_able and place + 2 < len(line.words) and line.words[place + 2].is_mark
    if verb.kind == "issue":
        near = {line.low(ahead) for ahead in range(place + 1, place + 9)}
        return name.is_able and bool(near & _ANNOUNCED)
    if verb.lemma == "admit" and {"hospital", "clinic", "hospitals"} & set(name.text.lower().split()):
        return False
    if verb.kind == "put" and name.text.split()[-1].lower() in _TOLLS - _COUNTS:
        return False
    return verb.kind == "say" or name.is_able or is_base or (verb.lemma in _PLAIN and _is_plain(name))


def is_finding(line: Line, place: int) -> bool:
    """Whether "found" tells a result: "found that", "found 57 per cent of them"."""
    after = line.low(place + 1)
    return after == "that" or (after[:1].isdigit() and line.low(place + 2) in ("per", "percent", "%"))


def _is_plain(name: Name) -> bool:
    """Whether a name is a short phrase with an article: "says the civil protection"."""
    return name.text.lower().startswith(("the ", "a ", "an ")) and name.text.count(" ") <= _MOST_PLAIN


def _is_many(name: Name) -> bool:
    """Whether a name takes a verb without an ending ("they say", "field teams report")."""
    if name.text.lower() == "they" or " and " in name.text:
        return True
    if name.role is not None and name.role.kind in ("group", "document"):
        return True
    last = name.text.split()[-1]
    if last in ("staff", "police", "personnel"):
        return True
    return last.endswith("s") and not last.endswith("ss")
