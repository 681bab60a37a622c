"""An axis, a direction, a sector: the land before a town, which nobody said where."""

import pytest

from components.places.entities import Sense
from components.places.resolver import Resolver


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("На Курском направлении идут бои.", "Курском направлении"),
        ("На Курському напрямку тривають бої.", "Курському напрямку"),
        ("Ukraine said on Monday that the heaviest losses were on the Izyum axis.", "Izyum"),
        ("Kyiv said that its troops hold two villages in the Kupiansk sector.", "Kupiansk"),
    ],
)
def test_the_land_before_a_town_is_near_it_and_no_pin(index, text, name):
    found = [mention for mention in Resolver(index).read(text).mentions if mention.text == name]
    assert [(mention.sense, mention.is_pin, mention.radius_km) for mention in found] == [(Sense.NEAR, False, 25.0)]
