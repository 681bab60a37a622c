"""Sources without a verb: "according to X", counts that belong to somebody, names behind a number or before a colon.

What a stranger gets wrong: "according to" is no proof of a source. "According to the plan", "to the law", "to size"
name nobody who says anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from components.reading.circumstances import circumstances
from components.reading.cue import Cue, Reach
from components.reading.document import Shape
from components.reading.lines import ARTICLES, PREPOSITIONS, Line, Word
from components.reading.names import Name, first_of, make_name, name_after
from components.reading.proposals import Span
from components.reading.subjects import maker_of
from components.reading.wordlists import small_words, wordlists

_OWNERS = {"its": "it", "their": "they", "his": "he", "her": "she"}
_MARKS, _MOST_LABEL, _MOST_IN_BRACKETS = frozenset({":", "-", "|"}), 9, 10
_LABELS, _PLACE_HEADS = small_words("label"), small_words("placehead")
#: How a count goes on that somebody else has made: "an independent count stands at 709".
_STANDS = frozenset({"stands", "stood", "lies", "ranges", "runs", "comes", "has"})
#: Longest abbreviation that is also a word in lower case ("who").
_SHORT = 4
#: Number of the last line that may be a headline; a later one with a colon is a row that no sign tells.
_LAST_HEADLINE = 3
_SPELLED = small_words("spelled")
_COUNTING = frozenset({"count", "tally", "estimate", "survey", "register", "census"})


def named(line: Line, place: int, first: int, rule: str) -> Cue | None:
    """A cue whose name stands behind it.

    Args:
        line: the sentence.
        place: number of the word that makes the cue.
        first: number of the first word of the name.
        rule: what to call it.
    """
    name = name_after(line, first)
    if name is None or not (name.is_able or any(word[:1].isupper() for word in name.text.split())):
        return None
    words, not_sources = name.text.lower().split(), wordlists().not_sources
    if words[-1] in not_sources or (name.role is None and not_sources.intersection(words)):
        return None
    behind = line.at(name.whole.end - 1) + 1
    maker = maker_of(line, name, behind + 1)
    if maker is not None:
        behind = max(behind, line.at(maker.at.end - 1) + 1)
    medium = None if maker is None else name.text.split()[-1]
    around = circumstances(line, behind, is_told=False)
    start, end, behind_at = line.words[place].start, line.words[place].end, line.words[around.behind - 1].end
    return Cue(start, behind_at, end, maker or name, Reach.AROUND, None, rule, medium=around.medium or medium,
               moment=around.moment)  # fmt: skip


def passively(line: Line, place: int) -> Cue | None:
    """As in "31 were reported killed on 1 June by a network of lawyers", read from the verb on."""
    for by in range(place + 1, min(place + 9, len(line.words))):
        if line.low(by) == "by":
            return named(line, place, by + 1, "made-by")
        if line.words[by].is_mark or line.low(by) in ("that", "to", "and"):
            return None
    return None


def in_brackets(line: Line, place: int) -> Cue | None:
    """As in "900 (the state's own doctors)", read from the bracket on: who counted what stands before it."""
    words = line.words
    near = range(place + 1, min(place + _MOST_IN_BRACKETS, len(words)))
    behind = next((ahead for ahead in near if words[ahead].text in ",)" or ahead in line.timed), None)
    if (
        behind is None
        or behind == place + 1
        or not any(word.text[0].isdigit() for word in words[max(0, place - 5) : place])
    ):
        return None
    name = make_name(line, place + 1, behind)
    if name is None or any(line.is_verb(ahead) for ahead in range(place + 1, behind)):
        return None
    is_office = name.text.startswith("the ") and name.role is not None and name.role.kind in ("organisation", "outlet")
    is_cited = words[behind].text == "," and behind + 1 in line.timed and name.is_able
    if place - 1 in line.timed or not (is_office or is_cited or _is_speaker(name)):
        return None
    first = max((back for back in range(place) if words[back].text[0] in ",;(" or words[back].low == "from"), default=0)
    return Cue(words[place].start, words[behind - 1].end, words[place].end, name, Reach.NONE, None, "in-brackets",
               back=words[first].start)  # fmt: skip


def counted(line: Line, place: int) -> Cue | None:
    """As in "The ministry's toll", "by the UN's count", "by its own admission", "figures from X"."""
    near = range(place - 1, max(-1, place - 4), -1)
    owner = next((back for back in near if _is_owner(line, back)), None)
    if owner is not None:
        return _of_owner(line, owner, place)
    pointing = place - 2 if line.low(place - 1) == "own" else place - 1
    if line.low(pointing) in _OWNERS:
        at = Span(line.words[pointing].start, line.words[pointing].end)
        name = Name(_OWNERS[line.low(pointing)], at, at, (), None, is_pronoun=True)
        return _count(line, pointing, place, name)
    return _from(line, place) or _compound(line, place)


def _from(line: Line, place: int) -> Cue | None:
    """As in "figures from X", "by the estimate of X", "aid figures for Tuesday, from X: ..."."""
    if line.low(place + 1) == "of" and line.low(place - 1) in ARTICLES and line.low(place - 2) in ("by", "on"):
        return named(line, place, place + 2, "count-by")
    for ahead in range(place + 1, min(place + 7, len(line.words))):
        if line.low(ahead) in ("from", "by") and ahead not in line.timed:
            cue = named(line, place, ahead + 1, "count-by")
            is_label = cue is not None and line.low(line.at(cue.end - 1) + 1) == ":"
            return cue if ahead == place + 1 or is_label else None
        if line.is_verb(ahead):
            break
    return None


def _compound(line: Line, place: int) -> Cue | None:
    """As in "by a UN estimate", "an independent count of photographs stands at 709"."""
    first = first_of(line, place)
    while first < place and line.low(first) in PREPOSITIONS:
        first += 1
    name = make_name(line, first, place + 1)
    if name is None or first >= place:
        return None
    if line.low(place - 1) in ARTICLES:
        return None
    is_named = line.words[place - 1].is_name or line.low(place - 1) in wordlists().roles
    if line.low(first - 1) == "by" and is_named:
        return _count(line, first, place, name)
    near = [line.low(ahead) for ahead in range(place + 1, min(place + 6, len(line.words)))]
    if line.low(place) in _COUNTING and line.low(first) in ("a", "an") and _STANDS.intersection(near):
        return replace(_count(line, first, place, name), reach=Reach.AFTER)
    return None


def _of_owner(line: Line, owner: int, place: int) -> Cue | None:
    first = first_of(line, owner)
    while line.low(first) in PREPOSITIONS and first < owner:
        first += 1
    name = make_name(line, first, owner + 1)
    if name is None:
        return None
    text = name.text.removesuffix("'s")
    name = replace(name, text=text, role=wordlists().roles.get(text.split()[-1].lower()))
    return _count(line, first, place, name) if name.is_able else None


def _count(line: Line, first: int, place: int, name: Name) -> Cue:
    has_number = place + 1 < len(line.words) and _is_number(line.words[place + 1])
    reach = Reach.AROUND if line.low(first - 1) in ("by", "in", "on") and not has_number else Reach.AFTER
    end = line.words[place].end
    return Cue(line.words[first].start, end, end, name, reach, None, "count-of")


def _is_number(word: Word) -> bool:
    """Whether a word is a number, in digits or spelled ("fifteen")."""
    return word.text[0].isdigit() or word.low in _SPELLED


def _is_owner(line: Line, place: int) -> bool:
    """Whether a word is a possessive ("ministry's", "rebels'")."""
    low = line.low(place)
    return low.endswith("'s") or (low.endswith("s") and line.low(place + 1) == "'")


def labels(line: Line) -> Iterator[Cue]:
    """As in "Officials: five dead", "Five dead: officials", "17:45 The UN's office in Juba: more than 48,500"."""
    words = line.words
    marks = [place for place, word in enumerate(words[: _MOST_LABEL + 8]) if word.text in _MARKS]
    if not marks:
        return
    is_headline, is_row = _is_headline(line), line.sentence.shape is Shape.ROW and line.sentence.index > 0
    if line.sentence.shape is Shape.HEADING and line.sentence.index > _LAST_HEADLINE:
        return
    first = 0
    while first < marks[0] and words[first].text[0].isdigit():
        first += 1
    for mark in marks:
        if is_row and first == 0:
            first = mark + 1
            continue
        name = make_name(line, first, mark) if 0 < mark - first <= _MOST_LABEL else None
        is_quote = line.low(mark + 1) == '"' and words[mark].text == ":"
        is_able = name is not None and (_is_speaker(name) or (is_quote and name.role is not None))
        is_able = is_able or (name is not None and is_headline and first == 0 and _may_open(name))
        if name is not None and words[mark].text != "|" and is_able:
            yield Cue(name.whole.start, name.whole.end, name.whole.end, name, Reach.AFTER, None, "label")
            return
        first = mark + 1
    last = max(place for place in range(len(words)) if words[place].text in _MARKS)
    name = make_name(line, last + 1, len(words)) if is_headline and 0 < len(words) - last - 1 <= _MOST_LABEL else None
    if name is not None and (_is_speaker(name) or _may_close(name)):
        yield Cue(name.whole.start, name.whole.end, name.whole.end, name, Reach.AROUND, None, "label")


def _is_headline(line: Line) -> bool:
    shape = line.sentence.shape
    return shape is Shape.HEADING or (shape is Shape.ROW and line.sentence.index == 0)


def _may_open(name: Name) -> bool:
    """Whether a name opens a headline: "Rebel leader: ...", "MoD daily update: ..."."""
    if name.role is None or name.text.split()[-1].lower() in _PLACE_HEADS:
        return False
    if name.role.kind == "document":
        return name.text.split()[0].isupper() and len(name.text.split()) > 1
    return name.role.kind in ("person", "organisation", "outlet")


def _may_close(name: Name) -> bool:
    return name.role is not None and name.role.kind != "document"


def _is_speaker(name: Name) -> bool:
    """Whether a name without a verb is one that speaks: an agency or office, not a side that is counted."""
    low = name.text.lower().removeprefix("the ")
    if wordlists().organisations.get(low) in ("outlet", "organisation"):
        return len(low) > _SHORT or name.text.isupper()
    words = low.split()
    if not words or words[-1] in _PLACE_HEADS:
        return False
    if name.titles and name.role is not None and name.role.kind == "person":
        return name.text[:1].isupper()
    head = next((place for place, word in enumerate(words) if word in PREPOSITIONS), len(words))
    return words[head - 1] in _LABELS if head else False
