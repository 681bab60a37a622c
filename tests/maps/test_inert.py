"""Text on its way to the browser carries nothing that an engine or a parser could see."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.maps.inert import inert

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_any_value_comes_back_exactly_and_only_plain_characters_travel(value: object) -> None:
    literal = inert(value)
    assert json.loads(json.loads(literal)) == value
    assert re.fullmatch(r'"(?:[A-Za-z0-9 .,:_+-]|\\u[0-9a-f]{4})*"', literal)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        inert({"lat": float("nan")})
