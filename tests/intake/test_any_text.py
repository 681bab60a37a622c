"""Whatever text stands in a cell, it is kept exactly or refused with its place; nothing breaks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.errors import PackageError
from components.intake import read_package
from components.model import dangling
from tests import small
from tests.intake.test_package import changed

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "{% raw %}",
    "${alert(1)}",
    "</script><script>",
    "=1+1",
    "\u202eabc",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_exactly(tmp_path, text):
    found = read_package(changed(tmp_path, "claims", 0, title=text, summary=text, note=text)).situation.claims["C1"]
    assert (found.title, found.summary, found.note) == (text, text, text)


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["", "NaN", "1e9", "-1", "2024-02-30", "../..", "a;a", ";", "=1", "\x00", "exact", "C1", "95"]),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(small.ROWS)), st.data())
def test_whatever_stands_in_a_cell_the_package_is_read_or_refused_with_a_place(tmp_path, table, data):
    rows = small.rows()
    column = data.draw(st.sampled_from(small.columns(table, rows[table])))
    rows[table][0][column] = data.draw(CELLS)
    folder = small.write(tmp_path / "fuzzed", rows)
    try:
        found = read_package(folder).situation
    except PackageError as error:
        problems = error.problems
    else:
        problems = ()
        assert dangling(found) == ()
    assert all(problem.sentence and (problem.line or problem.file == "datapackage.json") for problem in problems)
