"""Verbs of saying: whether a form is one, whose it is, and which part of the sentence it speaks for.

What a stranger gets wrong: the verb alone says little. "Were reported killed", "claimed 30 lives", "an estimated 500"
and "said to be grooms" have no source; each of them looks like one.
"""

from __future__ import annotations

from components.reading.circumstances import circumstances
from components.reading.codes import Stance
from components.reading.cue import Cue, Reach
from components.reading.lines import ADVERBS, ARTICLES, PREPOSITIONS, Line
from components.reading.moments import Moment
from components.reading.names import Name, name_after, name_before
from components.reading.subjects import is_finding, subject
from components.reading.wordlists import Verb, small_words, wordlists

_PASSIVE, _TOLLS = small_words("passive"), small_words("toll")
#: Words before a time that make it a period, and no day on which somebody spoke.
_SPANNING = frozenset({"since", "until", "between", "from", "by", "before", "after", "during"})
#: What is claimed and is no statement: "claimed 30 lives", "claimed the attack".
_LIVES = frozenset({"lives", "life", "responsibility", "credit"})
_DEEDS = frozenset({"attack", "attacks", "bombing", "bombings", "strike", "strikes", "raid", "victory", "victims"})
_RUNS = frozenset({"run", "range", "vary", "go", "stand", "of"})
_TOLD = frozenset({"tell", "inform", "brief", "notify"})
_SHARING = frozenset({"say", "claim", "count"})


def said(line: Line, place: int, verb: Verb) -> Cue | None:
    """The cue of a verb of saying; None when it is none here, or nobody's.

    Args:
        line: the sentence.
        place: number of the verb.
        verb: what the lists say of it.
    """
    if _is_no_saying(line, place, verb):
        return None
    if line.low(place).endswith("ing") or _is_joined(line, place):
        return _shared(line, place, verb)
    found = subject(line, place, verb)
    if found is None:
        return None
    around = circumstances(line, found.behind, is_told=verb.lemma in _TOLD)
    is_aside = found.is_inverted or is_beside(line, found.name, around.behind)
    words, name = line.words, found.name
    is_comment = verb.lemma == "put" and line.low(place + 1) == "it"
    teller = _teller(line, name, place)
    start = min(name.whole.start, words[place].start)
    return Cue(
        start=start,
        end=words[max(around.behind - 1, place)].end,
        verb_end=words[place].end,
        name=teller or name,
        original=None if teller is None else name,
        reach=Reach.NONE
        if verb.kind in ("address", "issue") or is_comment
        else Reach.AROUND
        if is_aside
        else Reach.AFTER,
        verb=verb,
        rule=f"{verb.kind}-verb",
        to=around.to,
        medium=around.medium or found.document,
        moment=around.moment or _moment_before(line, place, name) or _moment_at_end(line, verb, around.behind),
        is_object=_takes_object(line, verb, around.behind),
        back=_back(line, line.at(start), place),
    )


def _teller(line: Line, name: Name, verb: int) -> Name | None:
    """Who passes it on in "the service, quoted by a news site, said"."""
    for place in range(line.at(name.whole.end - 1) + 1, verb - 1):
        if line.low(place) in ("quoted", "cited") and line.low(place + 1) == "by":
            return name_after(line, place + 2)
    return None


def _shared(line: Line, place: int, verb: Verb) -> Cue | None:
    """As in "and said", "adding that": the subject is the one before."""
    if verb.kind not in _SHARING and not (verb.lemma == "find" and is_finding(line, place)):
        return None
    around = circumstances(line, place + 1, is_told=verb.lemma == "tell")
    words = line.words
    return Cue(
        start=words[place].start,
        end=words[max(around.behind - 1, place)].end,
        verb_end=words[place].end,
        name=None,
        reach=Reach.AFTER,
        verb=verb,
        rule="shared-subject",
        to=around.to,
        medium=around.medium,
        moment=around.moment,
        is_object=_takes_object(line, verb, around.behind),
    )


def _takes_object(line: Line, verb: Verb, behind: int) -> bool:
    return verb.kind in ("claim", "count", "see") and line.low(behind) != "that"


def quoting(line: Line, place: int) -> Cue | None:
    """As in "Local radio quoted rescue crews as saying", read from the word "quoted"."""
    teller, name = name_before(line, place), name_after(line, place + 1)
    if teller is None or name is None or not teller.is_able:
        return None
    behind = line.at(name.whole.end - 1) + 1
    if line.low(behind) != "as":
        return None
    while line.low(behind) in ("as", "saying", "telling"):
        behind += 1
    around = circumstances(line, behind, is_told=line.low(behind - 1) == "telling")
    return Cue(
        start=teller.whole.start,
        end=line.words[around.behind - 1].end,
        verb_end=line.words[place].end,
        name=teller,
        reach=Reach.AROUND if is_beside(line, teller, around.behind) else Reach.AFTER,
        verb=wordlists().verbs["said"],
        rule="quoting",
        original=name,
        to=around.to,
        medium=around.medium,
        moment=around.moment,
    )


def quoted(line: Line, place: int) -> Cue | None:
    """As in "X was quoted by Y as saying", read from the word "quoted"."""
    name = name_before(line, place - 1)
    if name is None:
        return None
    words, teller, behind = line.words, None, place + 1
    for by in range(place + 1, min(place + 5, len(words))):
        if words[by].low == "by":
            teller = name_after(line, by + 1)
            behind = line.at(teller.whole.end - 1) + 1 if teller else behind
            break
    while behind < len(words) and line.low(behind) in ("as", "saying", "telling"):
        behind += 1
    around = circumstances(line, behind, is_told=line.low(behind - 1) == "telling")
    return Cue(
        start=name.whole.start,
        end=words[around.behind - 1].end,
        verb_end=words[place].end,
        name=teller or name,
        reach=Reach.AROUND if is_beside(line, name, around.behind) else Reach.AFTER,
        verb=wordlists().verbs["said"],
        rule="quoted-by",
        original=None if teller is None else name,
        to=around.to,
        medium=around.medium,
        moment=around.moment,
    )


def _is_no_saying(line: Line, place: int, verb: Verb) -> bool:
    """Whether a form is no verb here, or one without a speaker."""
    before, after, low = line.low(place - 1), line.low(place + 1), line.low(place)
    back = place - 1
    while line.low(back) in ADVERBS and place - back < 4:
        if line.low(back) in ("not", "never"):
            return True
        back -= 1
    if line.low(back) in _PASSIVE:
        return low not in ("saying", "adding", "reporting", "warning")
    if before in ARTICLES or (before in PREPOSITIONS and place - 1 not in line.timed):
        return True
    if low == "said" and (after == "to" or (after == "by" and line.low(place + 2) not in wordlists().media)):
        return True
    return _is_noun(line, place) or _is_other_use(line, place, verb)


def _is_noun(line: Line, place: int) -> bool:
    """Whether a form that is both ("estimates", "reports") is a noun here; "States" is a country's."""
    before, after, low = line.low(place - 1), line.low(place + 1), line.low(place)
    if line.words[place].text == "States":
        return True
    roles = wordlists().roles
    if low not in roles:
        return False
    is_verb = before in roles and roles[before].kind == "group"
    is_followed = after in wordlists().verbs or after in _RUNS or (after == "from" and not is_verb)
    return before.endswith("'s") or is_followed


def _is_other_use(line: Line, place: int, verb: Verb) -> bool:
    """Whether a verb means something else here ("claimed 30 lives", "put troops on alert", "spoke in Doha")."""
    near = {line.low(ahead) for ahead in range(place + 1, place + 8)}
    if verb.lemma == "claim":
        return bool(near & _LIVES) or bool(_DEEDS & {line.low(ahead) for ahead in range(place + 1, place + 4)})
    if verb.kind == "of":
        return not _has_of(line, place)
    if verb.kind in ("on", "to"):
        return line.low(place + 1) != verb.kind
    if verb.lemma == "put" and line.low(place + 1) == "it":
        return False
    if verb.lemma == "put":
        return "at" not in {line.low(ahead) for ahead in range(place + 1, place + 25)}
    return verb.kind == "put" and not near & _TOLLS


def _has_of(line: Line, place: int) -> bool:
    """Whether "of" follows a verb before anything that ends its phrase: "spoke on its page of seventy dead"."""
    for ahead in range(place + 1, min(place + 9, len(line.words))):
        if line.low(ahead) == "of" and line.low(ahead - 1) not in ("front", "behalf", "favour", "terms"):
            return True
        if line.words[ahead].is_mark or line.is_verb(ahead):
            return False
    return False


def _is_joined(line: Line, place: int) -> bool:
    """Whether a verb stands behind "and" without a subject of its own."""
    back = place - 1
    while back > 0 and (line.low(back) in ADVERBS or line.low(back) in ("has", "have", "had") or back in line.timed):
        back -= 1
    return line.low(back) in ("and", "but", "then")


def _back(line: Line, first: int, verb: int) -> int | None:
    """Where "the $20 million" begins in "the $20 million that X said it needs"; None in any other order."""
    if (
        first >= 2
        and line.low(verb + 1) in _PASSIVE | {"have", "has", "had", "died"}
        and not line.words[first - 1].is_mark
    ):
        return line.words[max(0, first - 4)].start
    if first < 3 or line.low(first - 1) not in ("that", "which", "whom", "who") or line.words[first - 2].text == ",":
        return None
    place = first - 2
    while place > 0 and first - place < 8 and not line.words[place - 1].is_mark and not line.is_verb(place - 1):
        place -= 1
    return line.words[place].start


def _moment_before(line: Line, place: int, name: Name) -> Moment | None:
    """The day between subject and verb, or at the head of the sentence."""
    for back in range(place - 1, max(-1, place - 8), -1):
        if line.words[back].start < name.whole.end or line.words[back].text == ",":
            break
        if back in line.timed:
            return line.timed[back]
    first = line.at(name.whole.start)
    if line.low(0) == "asked":
        return next((line.timed[near] for near in range(1, min(first, 5)) if near in line.timed), None)
    if not 0 < first <= 8 or line.low(0) in _SPANNING:
        return None
    words = line.words
    is_lead = all(
        near in line.timed or words[near].is_mark or words[near].low in PREPOSITIONS | ADVERBS for near in range(first)
    )
    return next((line.timed[near] for near in range(first) if near in line.timed), None) if is_lead else None


def _moment_at_end(line: Line, verb: Verb, behind: int) -> Moment | None:
    """The day at the end of "confirmed the deployment on Monday", where nothing else can have happened then."""
    words = line.words
    if verb.stance not in (Stance.CONFIRMS, Stance.DENIES) or not line.timed or not behind < len(words) <= behind + 8:
        return None
    last = max(line.timed)
    is_short = all(
        not line.is_verb(place) and not words[place].text[0].isdigit() for place in range(behind, len(words))
    )
    return line.timed[last] if is_short and last >= len(words) - 2 else None


def is_beside(line: Line, name: Name, behind: int) -> bool:
    """Whether "X said" stands beside its matter and not before it."""
    first = line.at(name.whole.start)
    if line.low(first - 1) == "as":
        return True
    if first == 0 or line.words[first - 1].text not in ",\"-)'.":
        return False
    if behind >= len(line.words) or line.words[behind].text in ".,;!?-)" or line.low(behind) in ("as", "after"):
        return True
    return line.low(behind) in PREPOSITIONS and _is_tail(line, first, behind)


def _is_tail(line: Line, first: int, behind: int) -> bool:
    """Whether a few words without a verb follow, or a condition, and a clause of its own stands before."""
    words = line.words
    end = next((place for place in range(behind, min(behind + 12, len(words))) if words[place].is_mark), None)
    is_condition = line.low(behind + 1) == "condition"
    if end is None or (not is_condition and any(line.is_verb(place) for place in range(behind, end))):
        return False
    return any(line.is_verb(place) or words[place].text[:1].isdigit() for place in range(max(0, first - 40), first))
