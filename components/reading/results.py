"""What a verb and the words behind its object say together: "took 30 people to hospital", "let 271 of them go".

What a stranger gets wrong: the verb alone says little. "Took" may hurt, seize or carry; what became of those whom it
took stands behind them, and the two must be within one clause.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from components.reading.counted import Counted
from components.reading.words import Words

_BE = frozenset("was were is are be been being".split())  # noqa: SIM905 - a list of words
_CARRY = frozenset(
    """take takes took taken taking rush rushed rushing bring brings brought bringing send sent sending airlifted flew
    flown carried carrying ferried evacuated evacuating moved transferred drove driven delivered
    referred""".split()  # noqa: SIM905 - a list of words is read as one text
)
_BEAT = frozenset(
    """beat beaten beating burn burned burnt burning hacked hacking stabbed stabbing tortured starved crushed clubbed
    stoned stoning bludgeoned shot trampled kicked lynched put putting""".split()  # noqa: SIM905 - a list of words
)
_COST = frozenset("cost costs costing".split())  # noqa: SIM905 - a list of words
_DRIVE = frozenset(
    """drove drive drives driven driving kept keep keeps keeping forced forcing forces force chased chasing pushed
    sent thrown threw uprooted evicted expelled scared ordered""".split()  # noqa: SIM905 - a list of words
)
_LET = frozenset("let lets letting set sets setting allowed".split())  # noqa: SIM905 - a list of words
_LEFT = frozenset("left leave leaves leaving shot found find".split())  # noqa: SIM905 - a list of words
_LEAD = frozenset(
    """marched marching led dragged dragging hauled herded took taken take taking whisked drove
    driven""".split()  # noqa: SIM905 - a list of words is read as one text
)
_HOLD = frozenset("take takes took taken taking hold holds held holding keep keeps kept".split())  # noqa: SIM905 - a list
_CARE = frozenset("hospital hospitals clinic clinics infirmary".split())  # noqa: SIM905 - a list of words
_HOMES = frozenset("homes home houses villages village land lands farms".split())  # noqa: SIM905 - a list of words
_WILDS = frozenset("bush forest forests jungle hills mountains woods captivity custody".split())  # noqa: SIM905 - a list
_CAPTIVE = frozenset("hostage hostages prisoner prisoners captive".split())  # noqa: SIM905 - a list of words
_OUTCOME = {"dead": "kill", "injured": "wound", "wounded": "wound", "homeless": "displace", "displaced": "displace"}
_TREAT = frozenset("treat treats treated treating admitted".split())  # noqa: SIM905 - a list of words
_HURTS = frozenset(
    "burns wounds injuries gunshot shrapnel blast bullet stab fractures concussion trauma".split()  # noqa: SIM905
)
_ILLS = frozenset("cholera malnutrition measles dehydration malaria hunger typhoid dengue".split())  # noqa: SIM905
_ENDS = frozenset(';:.,"!?()')
_REACH_LEFT, _REACH_RIGHT, _REACH_PASSIVE, _REACH_PLACE = 5, 7, 16, 6


def result_of(words: Words, first: int, found: Counted, starts: AbstractSet[int]) -> str:
    """Class of the verb whose object a number counts, with what stands behind the object; empty when there is none.

    Args:
        words: its sentence.
        first: place of the first token of its hedge or, without one, of the numeral.
        found: what it counts.
        starts: places where a numeral of the sentence begins.
    """
    for place in range(first - 1, max(-1, first - 1 - _REACH_LEFT), -1):
        low = words.low(place)
        if low in _ENDS or low in ("and", "who", "that"):
            break
        done = _behind(words, low, found.last, starts)
        if not done and low in ("took", "taking") and _is_seized(words, first, place, found):
            done = "capture"
        if done:
            return done
    return "wound" if _is_carried(words, found.last, starts) else ""


def _behind(words: Words, verb: str, first: int, starts: AbstractSet[int]) -> str:
    """What a verb to the left and one of the next few words make together."""
    for place in range(first, min(len(words), first + _REACH_RIGHT)):
        low = words.low(place)
        if low in _ENDS or place in starts or low in ("and", "who", "that", "which", *_BE):
            return ""
        done = _pair(words, verb, place)
        if done:
            return done
    return ""


def _pair(words: Words, verb: str, place: int) -> str:
    low, after = words.low(place), words.low(place + 1)
    if low == "to":
        if after == "death" and verb in _BEAT:
            return "kill"
        return "wound" if verb in _CARRY and _is_care(words, place) else ""
    if low == "for" and verb in _TREAT:
        near = set(words.lows[place + 1 : place + 4])
        return "wound" if _HURTS & near else "affect" if _ILLS & near else ""
    if after in ("lives", "life") and verb in _COST:
        return "kill"
    if low in ("from", "of", "off", "out") and verb in _DRIVE:
        return "displace" if after in ("their", "its", "his", "her") and words.low(place + 2) in _HOMES else ""
    if low in ("go", "free") and verb in _LET:
        return "free"
    if low in _OUTCOME and verb in _LEFT:
        return _OUTCOME[low]
    if low in _CAPTIVE and verb in _HOLD:
        return "capture"
    is_off = low == "away" or (low == "into" and bool(_WILDS & set(words.lows[place + 1 : place + 4])))
    return "capture" if verb in _LEAD and is_off else ""


def _is_care(words: Words, to: int) -> bool:
    """Whether a hospital is named behind "to": "to the General Hospital"."""
    for place in range(to + 1, min(len(words), to + _REACH_PLACE)):
        if words.low(place) in _CARE:
            return True
        if words.low(place) in _ENDS or words.low(place) == "and":
            return False
    return False


def _is_seized(words: Words, first: int, verb: int, found: Counted) -> bool:
    """Whether people were taken and nothing says where: "gunmen took 35 worshippers from the chapel"."""
    is_person = found.noun is not None and found.noun.group == "person"
    return is_person and first - verb <= 1 and words.low(found.last) in (*_ENDS, "from", "and", "")


def _is_carried(words: Words, first: int, starts: AbstractSet[int]) -> bool:
    """Whether they were taken to a hospital: "43 people with burns were rushed to the city clinic"."""
    for place in range(first, min(len(words), first + _REACH_PASSIVE)):
        if words.low(place) in _ENDS or place in starts or words.low(place) in ("said", "says"):
            return False
        is_passive = words.low(place - 1) in _BE and words.low(place) in _CARRY
        if is_passive and words.low(place + 1) == "to":
            return _is_care(words, place + 1)
    return False
