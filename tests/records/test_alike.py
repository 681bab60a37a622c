"""Claims that may be the same are pointed out: one voice, one number, one time; never another origin."""

from dataclasses import replace

import pytest

from components.records.alike import alike
from components.records.choice import Choice

SAME = Choice(
    kind="figure", title="about 40 guards", best=40.0, hedge="about", value_text="about 40", unit="people",
    speaker="mayor", said="2024-05-02",
)  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, ("C1",)),
        ({"hedge": "at_least", "best": None, "low": 40.0}, ("C1",)),
        ({"speaker": "council"}, ("C1",)),
        ({"said": ""}, ("C1",)),
        ({"said": "../2024-05-09"}, ("C1",)),
        ({"said": "2024-05-03"}, ()),
        ({"best": 41.0}, ()),
        ({"unit": "coins"}, ()),
        ({"speaker": "captain"}, ()),
        ({"speaker": "", "speaker_name": "ada ford, MAYOR of Northam"}, ("C1",)),
        ({"speaker": "", "speaker_name": "Cy Dale"}, ()),
        ({"kind": "event"}, ()),
    ],
)
def test_one_voice_one_number_one_time(situation, fields, found):
    assert alike(replace(SAME, **fields), situation) == found


def test_a_word_instead_of_a_number_is_compared_as_a_word(situation):
    vague = replace(SAME, best=None, hedge="vague", value_text="“A handful”", speaker="captain", said="2024-05-03")
    assert alike(vague, situation) == ("C5",)
