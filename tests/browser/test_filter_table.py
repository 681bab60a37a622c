"""The filter of the browser gives what the filter of Python gives: both run the cases of tests/cases/filter.json."""

import json
from typing import Any

import pytest

from tests import small

from .screen import Screen

TABLE: dict[str, Any] = json.loads(small.CASES.read_text(encoding="utf-8"))
#: Ids shown, and of those the ids known at the clock's date.
SHOWN = """([data, state]) => {
  const inside = c => ConflictMap.inPeriod(c, state.from, state.to);
  const shown = data.claims.filter(c => inside(c) && ConflictMap.passes(data, c, state.filter));
  return [shown.map(c => c.id), shown.filter(c => ConflictMap.isKnown(c, state.clock)).map(c => c.id)];
}"""


@pytest.mark.parametrize("case", TABLE["cases"], ids=[case["name"] for case in TABLE["cases"]])
def test_the_browser_shows_what_the_table_says(standalone: Screen, case: dict[str, Any]) -> None:
    shown, known = standalone.page.evaluate(SHOWN, [TABLE["document"], case["state"]])
    assert shown == case["expect"]
    if "known" in case:
        assert known == case["known"]


def test_the_list_that_the_parts_use_is_the_same(standalone: Screen) -> None:
    """`shown` remembers its last answer; asking it case after case must not give an old one."""
    for case in TABLE["cases"]:
        ids = standalone.page.evaluate(
            "([data, state]) => ConflictMap.shown(window.__table = window.__table || data, state).map(c => c.id)",
            [TABLE["document"], case["state"]],
        )
        assert ids == case["expect"], case["name"]
