"""How much of one text stands in another: syndicated copies, reordered paragraphs, one text inside the other.

What a stranger gets wrong: texts on one subject are not alike. What is compared is runs of four words in a row, so two
people who write about one event share next to nothing, and a copy under another headline shares nearly all. The share
is that of the shorter text (containment), which is never less than the Jaccard index.

A signature keeps the runs whose hash is below a bound that is halved until few enough are left; two signatures with
different bounds are compared below the lower one. Method: A. Broder, "On the resemblance and containment of documents",
1997, with the adaptive sampling of M. Wegman (P. Flajolet, "On adaptive sampling", 1990).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import numpy as np

#: Words in a row that are hashed together.
RUN = 4
#: Most hashes that a signature keeps; half of it is the fewest for a longer text. The error of a share is about .05.
MAX_HASHES = 128
#: With fewer hashes than this of the shorter text nothing is said.
MIN_HASHES = 8
#: From this share on two texts are much the same.
ALIKE = 0.5

_BITS = 31  # fits a signed integer column
# Chinese and Japanese have no spaces: there a character is a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A sample of a text's runs of words.

    Attributes:
        halvings: how often the bound was halved; a hash is below 2 ** (31 - halvings).
        hashes: upwards, none twice.
    """

    halvings: int
    hashes: tuple[int, ...]

    @property
    def body(self) -> bytes:
        """As bytes: the halvings, then every hash in four bytes, most significant first."""
        return bytes([self.halvings]) + np.array(self.hashes, dtype=">u4").tobytes()

    @classmethod
    def parse(cls, body: bytes) -> Signature:
        """The signature whose `body` this is."""
        return cls(body[0], tuple(np.frombuffer(body[1:], dtype=">u4").tolist()))

    def below(self, halvings: int) -> frozenset[int]:
        """Hashes below the bound after so many halvings, which is no fewer than its own."""
        bound = 1 << (_BITS - halvings)
        return frozenset(value for value in self.hashes if value < bound)


def signature(text: str) -> Signature:
    """Samples a text; the same on every machine.

    >>> signature("One two three four.") == signature("one, two; THREE four")
    True
    """
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))} if words else set()
    hashes, halvings = {_hash(run) for run in runs}, 0
    while len(hashes) > MAX_HASHES:
        halvings += 1
        bound = 1 << (_BITS - halvings)
        hashes = {value for value in hashes if value < bound}
    return Signature(halvings, tuple(sorted(hashes)))


def share(one: Signature, other: Signature) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1; 0 when there is too little to tell."""
    halvings = max(one.halvings, other.halvings)
    left, right = one.below(halvings), other.below(halvings)
    shorter = min(len(left), len(right))
    return len(left & right) / shorter if shorter >= MIN_HASHES else 0.0


def _hash(run: str) -> int:
    found = hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(found, "big") >> 1
