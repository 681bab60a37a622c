import csv
from collections import Counter
from pathlib import Path

import pytest

from components.places.index import Index
from components.places.keys import key
from components.places.resolver import Resolver

CASES = Path(__file__).resolve().parents[2] / "cases"
LANGUAGES = ("ru", "uk", "ko", "zh", "ar")
LEAST_SHARE = 0.85
MOST_WRONG_PINS = 0.02
SLAVIC = ("ru", "uk")


def rows() -> list[dict[str, str]]:
    with (CASES / "forms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def resolver(index: Index) -> Resolver:
    return Resolver(index)


def is_read(row: dict[str, str], resolver: Resolver) -> bool:
    """Whether the form is read as the entity, of the kind, that the table expects."""
    start = row["text"].index(row["form"])
    wanted = {hit.id for hit in resolver.index.find(key(row["expected_name"]))}
    return any(
        mention.entity is not None
        and mention.start < start + len(row["form"])
        and start < mention.end
        and mention.entity.id in wanted
        and row["expected_kind"] in (mention.entity.kind, mention.sense)
        for mention in resolver.read(row["text"]).mentions
    )


def test_the_table_has_enough_forms_of_every_language():
    counted = Counter(row["language"] for row in rows())
    assert {name: counted[name] >= (60 if name in SLAVIC else 25) for name in LANGUAGES} == dict.fromkeys(
        LANGUAGES, True
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_forms_lead_to_their_place(resolver, language):
    own = [row for row in rows() if row["language"] == language]
    missed = [row["text"] for row in own if not is_read(row, resolver)]
    assert len(missed) <= (1 - LEAST_SHARE) * len(own), missed


@pytest.mark.parametrize(
    "form", ["Судже", "Курском", "Покровську", "Харькова", "Бахмутом", "Угледара", "Сумах", "Ізюму"]
)
def test_an_inflected_form_is_no_key(index, form):
    assert index.find(key(form)) == ()


@pytest.mark.parametrize("text", ["В Суджанском районе объявлена тревога.", "У Бахмутському районі спокійно."])
def test_a_district_is_an_area_and_never_a_pin(resolver, text):
    assert [(mention.sense, mention.is_pin) for mention in resolver.read(text).mentions] == [("area", False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_words_are_hardly_ever_pinned(resolver, language):
    lines = (CASES / "non_places" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    texts = [line for line in lines if line.strip()]
    pinned = [text for text in texts if any(mention.is_pin for mention in resolver.read(text).mentions)]
    assert len(texts) >= 200
    assert len(pinned) <= MOST_WRONG_PINS * len(texts), pinned


@pytest.mark.parametrize("text", ["Бій у Слов'янську.", "Бои в Славянске.", "Shelling hit Sloviansk in Ukraine."])
def test_a_town_is_not_the_one_that_once_had_its_name(resolver, text):
    pins = [mention.entity.source_id for mention in resolver.read(text).mentions if mention.is_pin and mention.entity]
    assert pins == ["693468"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Бои\u00a0в\u00a0Судже.", "Судже"),
        ("\u202eв Судже\u202c", "Судже"),
        ("біля Куп\u2019янська", "Куп\u2019янська"),
    ],
)
def test_offsets_are_those_of_the_text_as_given(resolver, text, form):
    found = [(mention.start, mention.end) for mention in resolver.read(text).mentions]
    assert found == [(text.index(form), text.index(form) + len(form))]
