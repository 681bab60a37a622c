"""Something in a sentence that makes a source: where it stands, who it names, and what it speaks for.

What a stranger gets wrong: a cue is no source yet. Its subject may be "he", and two cues of one sentence may share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from components.reading.moments import Moment
from components.reading.names import Name
from components.reading.wordlists import Verb


class Reach(StrEnum):
    """Which part of the sentence a cue speaks for."""

    AFTER = "after"  #: "X said that ..."
    AROUND = "around"  #: "..., X said, ...", "according to X"
    NONE = "none"  #: a position, no report: "X urged Y"


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that makes a source.

    Attributes:
        start: offset where it begins, with its subject.
        end: offset behind it, with listener, medium and day.
        verb_end: offset behind the verb itself.
        name: the subject; None when it shares the one before ("and said", "adding").
        reach: which part of the sentence it speaks for.
        verb: the verb of saying; None for "according to" and counts.
        rule: what made it.
        original: who is passed on; None when nobody is.
        to: who was told.
        medium: what it was said in.
        moment: when it was said.
        is_object: whether what follows is a thing ("reported three deaths") and not a clause.
        back: offset from which it also speaks for what stands before it ("the 20 that X said it needs").
    """

    start: int
    end: int
    verb_end: int
    name: Name | None
    reach: Reach
    verb: Verb | None
    rule: str
    original: Name | None = None
    to: str | None = None
    medium: str | None = None
    moment: Moment | None = None
    is_object: bool = False
    back: int | None = None
