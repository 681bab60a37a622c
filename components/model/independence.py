"""How many independent origins stand behind a claim.

What a stranger gets wrong: ten pages that print one minister are one origin, and so are a minister and her
president. Independent means distinct origins (see `Speaker.origin`), not distinct addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from components.model.claim import Claim, Relation
from components.model.codes import RelationKind
from components.model.situation import Situation

_TIES = frozenset({RelationKind.CONFIRMS, RelationKind.SAME_AS})


def origins(claim: Claim, situation: Situation) -> int:
    """Counts the distinct origins of the claim's speakers and of the claims tied to it.

    A tie is "confirms" or "same as", in either direction, and is followed for one step only: if B confirms A and
    C confirms B, then C has vouched for what B said, which may be less than what A said; nobody said that C
    confirms A, so A does not get C.
    """
    tied = {claim.id, *_tied(claim.id, situation.relations)}
    speakers = {speaker for key in tied for speaker in situation.claims[key].speakers}
    return len({situation.speakers[speaker].origin for speaker in speakers})


def _tied(key: str, relations: Iterable[Relation]) -> Iterator[str]:
    for relation in relations:
        if relation.kind in _TIES and key in (relation.from_claim, relation.to_claim):
            yield relation.to_claim if relation.from_claim == key else relation.from_claim
