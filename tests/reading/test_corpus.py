"""The reader on our own reports, with the gazetteer as it ships: it may not get worse.

Whoever works on the reader may look at these reports, so the floors say that nothing was lost, not how well unseen text
is read; what was measured on unseen text stands in the README of the corpus.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from components.places.index import Index
from components.places.resolver import Resolver
from components.reading.document import Document
from components.reading.predictions import prediction
from components.reading.read import read
from tests.reading.scorer import Score, read_marks, score, total

CORPUS = Path(__file__).with_name("corpus")


@pytest.fixture(scope="module")
def scores(index: Index, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    """What the reader scores on each report."""
    resolver, folder, found = Resolver(index), tmp_path_factory.mktemp("predictions"), {}
    for path in sorted((CORPUS / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (CORPUS / "articles" / gold["file"]).read_text(encoding="utf-8")
        reading = read(Document(text, date.fromisoformat(gold["dct"])), resolver.read)
        made = folder / path.name
        made.write_text(json.dumps(prediction(gold["id"], reading)), encoding="utf-8")
        found[gold["id"]] = score(read_marks(path), read_marks(made))
    return found


def test_the_reader_holds_its_floors_on_our_own_reports(scores):
    whole = total(scores.values())
    assert whole.value_f1 >= 0.955, whole
    assert whole.figure_f1 >= 0.83, whole
    assert whole.attribution >= 0.95, whole
    assert whole.overattribution <= 0.05, whole
    assert whole.place_link >= 0.83, whole
    assert whole.day_exact >= 0.96, whole
    assert whole.trap_rate <= 0.045, whole
    assert whole.claim_f1 >= 0.80, whole


def test_the_four_reports_of_the_first_annotator_are_read_whole(scores):
    whole = total(scores[name] for name in ("r1", "r2", "r3", "r4"))
    assert (whole.figure_f1, whole.attribution, whole.trap_hits) == (1.0, 1.0, 0)
