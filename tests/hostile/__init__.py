"""What the page withstands: the catalogue of bad input, shown in a real browser and read by the real intake."""

import pytest

# It asserts for the tests, and a failure should say what it saw.
pytest.register_assert_rewrite("tests.hostile.attack")
