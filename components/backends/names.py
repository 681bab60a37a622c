"""Models of names on this machine: spaCy, GLiNER. They tell persons, organisations and places apart.

What a stranger gets wrong: neither brings its model along. The operator installs one and names it in the environment;
nothing is downloaded from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from components.errors import BackendError
from components.reading.backends import LabelledSpan
from components.reading.document import Document

SPACY_MODEL, GLINER_MODEL = "CONFLICT_MAP_SPACY_MODEL", "CONFLICT_MAP_GLINER_MODEL"
#: Labels of OntoNotes, as spaCy's models use them, in our words.
_SPACY = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_GLINER = ("person", "organisation", "place")
#: GLiNER reads windows of a few hundred words; longer texts are cut at sentences.
_WINDOW_CHARS = 1_500
_SPACY_SCORE = 0.8

Model = Callable[[str], Iterable[tuple[int, int, str, float]]]


class NameModel:
    """A `SpanProvider` over any model that gives (start, end, label, score) for a text.

    Args:
        name: what it is called.
        model: gives the spans of one text; offsets count characters.
    """

    destination = ""

    def __init__(self, name: str, model: Model) -> None:
        self.name, self._model = name, model

    def spans(self, document: Document) -> Sequence[LabelledSpan]:
        """The names of a report, window by window."""
        found: list[LabelledSpan] = []
        for first, last in _windows(document):
            for start, end, label, score in self._model(document.text[first:last]):
                if 0 <= start < end <= last - first:
                    found.append(LabelledSpan(first + start, first + end, label, score))
        return found


def _windows(document: Document) -> Iterable[tuple[int, int]]:
    """Whole sentences together, as many as a window holds."""
    first = last = 0
    for sentence in document.sentences:
        if last > first and sentence.end - first > _WINDOW_CHARS:
            yield first, last
            first = sentence.start
        last = sentence.end
    if last > first:
        yield first, last


def make_spacy(environ: Mapping[str, str]) -> NameModel:
    """The spaCy model that the environment names.

    Raises:
        BackendError: none is named, or it is not installed.
    """
    import spacy

    wanted = _wanted(environ, SPACY_MODEL, "spacy")
    try:
        nlp: Any = spacy.load(wanted)
    except OSError as error:
        raise BackendError(
            "spacy", f"The model {wanted!r} is not installed.", "Install it, then start again."
        ) from error
    return NameModel("spacy", spacy_model(nlp))


def spacy_model(nlp: Any) -> Model:
    """What a loaded spaCy pipeline finds, in our labels."""

    def read(text: str) -> Iterable[tuple[int, int, str, float]]:
        for entity in nlp(text).ents:
            if entity.label_ in _SPACY:
                yield entity.start_char, entity.end_char, _SPACY[entity.label_], _SPACY_SCORE

    return read


def make_gliner(environ: Mapping[str, str]) -> NameModel:
    """The GLiNER model in the folder that the environment names.

    Raises:
        BackendError: none is named, or it is not there.
    """
    from gliner import GLiNER

    wanted = _wanted(environ, GLINER_MODEL, "gliner")
    try:
        model: Any = GLiNER.from_pretrained(wanted, local_files_only=True)
    except (OSError, ValueError) as error:
        raise BackendError("gliner", f"There is no model in {wanted!r}.", "Name the folder it lies in.") from error
    return NameModel("gliner", gliner_model(model))


def gliner_model(model: Any) -> Model:
    """What a loaded GLiNER model finds, in our labels."""

    def read(text: str) -> Iterable[tuple[int, int, str, float]]:
        for entity in model.predict_entities(text, list(_GLINER)):
            yield int(entity["start"]), int(entity["end"]), str(entity["label"]), float(entity["score"])

    return read


def _wanted(environ: Mapping[str, str], variable: str, name: str) -> str:
    wanted = environ.get(variable, "")
    if not wanted:
        raise BackendError(name, f"{variable} is not set.", "Set it to the model, or unset CONFLICT_MAP_SPANS.")
    return wanted
