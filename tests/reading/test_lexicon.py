import csv

import pytest

from components.reading.codes import FigureKind
from components.reading.lexicon import lexicon, plural
from components.settings import bundled_folder

FOLDER = bundled_folder() / "lexicons"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.csv")))
def test_the_readme_describes_every_list(name: str) -> None:
    assert name in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_kinds_speak_only_of_classes_that_the_lists_have() -> None:
    verbs, nouns = {row["class"] for row in rows("verbs.csv")}, {row["class"] for row in rows("nouns.csv")}
    used = rows("kinds.csv")
    assert {row["verb"] for row in used} - verbs - {"none"} == set()
    assert {row["noun"] for row in used} - nouns - {"none"} == set()


def test_a_verb_and_a_noun_have_one_kind() -> None:
    pairs = [(row["verb"], row["noun"]) for row in rows("kinds.csv")]
    assert len(pairs) == len(set(pairs))


def test_every_kind_of_figure_can_be_told_but_share_and_money_by_words() -> None:
    told = {row["kind"] for row in [*rows("kinds.csv"), *rows("nouns.csv")]}
    assert {kind.value for kind in FigureKind} - told == {"share", "money"}


def test_a_word_stands_in_one_class_of_verbs() -> None:
    words = [word for row in rows("verbs.csv") for word in row["words"].split("|")]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_words_are_in_lower_case() -> None:
    words = [word for row in [*rows("verbs.csv"), *rows("nouns.csv")] for word in row["words"].split("|")]
    assert [word for word in words if word != word.lower()] == []


@pytest.mark.parametrize(
    ("one", "many"),
    [("bus", "buses"), ("city", "cities"), ("policeman", "policemen"), ("prisoner of war", "prisoners of war")],
)
def test_plurals_are_made_from_the_singular(one: str, many: str) -> None:
    assert plural(one) == many


def test_the_lists_are_read_once() -> None:
    assert lexicon() is lexicon()
