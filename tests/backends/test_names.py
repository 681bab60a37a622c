"""Models of names, with a stand-in where the model would be: none is installed, and none is downloaded."""

from types import SimpleNamespace

import pytest

from components.backends.discovery import make_reader, make_span_provider
from components.backends.names import NameModel, gliner_model, spacy_model
from components.errors import BackendError
from components.reading.backends import LabelledSpan
from components.reading.document import Document

TEXT = "Ada Moss spoke in Sudzha. The Bridge Committee listened."


def entity(text: str, label: str, start: int) -> SimpleNamespace:
    return SimpleNamespace(start_char=start, end_char=start + len(text), label_=label)


def test_labels_of_spacy_become_ours_and_others_are_left_out():
    def nlp(_text: str) -> SimpleNamespace:
        return SimpleNamespace(
            ents=[entity("Ada Moss", "PERSON", 0), entity("Sudzha", "GPE", 18), entity("x", "DATE", 3)]
        )

    assert NameModel("spacy", spacy_model(nlp)).spans(Document(TEXT)) == [
        LabelledSpan(0, 8, "person", 0.8),
        LabelledSpan(18, 24, "place", 0.8),
    ]


def test_a_long_text_is_read_in_windows_and_offsets_are_of_the_whole():
    text = "Ada Moss spoke. " * 300
    model = SimpleNamespace(
        predict_entities=lambda part, labels: [
            {"start": place, "end": place + 8, "label": "person", "score": 0.9}
            for place in range(len(part))
            if part.startswith("Ada Moss", place)
        ]
    )
    found = NameModel("gliner", gliner_model(model)).spans(Document(text))
    assert [span.start for span in found] == list(range(0, len(text), 16))


def test_a_span_outside_the_text_is_dropped():
    odd = [(-4, 3, "person", 1.0), (5, 900, "person", 1.0), (9, 9, "place", 1.0)]
    assert NameModel("odd", lambda _text: odd).spans(Document(TEXT)) == []


def test_an_empty_name_means_the_rules_alone():
    assert (make_reader("", {}), make_span_provider("", {})) == (None, None)


def test_an_unknown_name_is_told_with_those_that_are_there():
    with pytest.raises(BackendError, match=r"Installed here: gliner, spacy\."):
        make_span_provider("oracle", {})


def test_an_extra_that_is_not_installed_is_named():
    with pytest.raises(BackendError) as caught:
        make_span_provider("spacy", {})
    assert str(caught.value) == (
        "The reader 'spacy' cannot be used. It needs a package that is missing (spacy). "
        "Install the extra: pip install 'conflict-map[spacy]'."
    )
