"""A store of each kind with the small situation, and a report in it."""

from collections.abc import Iterator
from datetime import date

import pytest

from components.intake import Package
from components.records import SqlReviews, SqlStore
from components.records.engine import make_engine
from tests.conftest import Opened
from tests.records.reviewed import HERE, NOON, reading, report


@pytest.fixture
def kept(opened: Opened, package: Package) -> Iterator[SqlStore]:
    """A store whose clock stands at noon."""
    made = SqlStore(make_engine(opened.url, 10), now=lambda: NOON)
    made.load_package(package.situation, package.digest)
    yield made
    made.close()


@pytest.fixture
def reviews(kept: SqlStore) -> SqlReviews:
    return kept.reviews


@pytest.fixture
def added(reviews: SqlReviews) -> SqlReviews:
    """With the report and its three items."""
    reviews.add_report(HERE, report(published_on=date(2024, 5, 3)), reading(), "ann")
    return reviews
