"""What had to be carried over is there: every row of the timeline table, every number and statement of the article."""

import pytest

from tests.data.rows import CLAIMS, PACKAGE, RELATIONS, SEED, SPEAKERS, STORY, split

# --- what had to be carried over -------------------------------------------------------------------------------

# The table the situation is built on: K001..K131 without K083, six rows split in two, K053 split here.
SPLIT_ROWS = {8: "ab", 18: "ab", 33: "ab", 53: "ab", 55: "ab", 85: "ab", 96: "ab"}
TABLE_IDS = {
    f"K{number:03d}{letter}" for number in range(1, 132) if number != 83 for letter in SPLIT_ROWS.get(number, [""])
}


def test_every_row_of_the_timeline_table_is_a_claim() -> None:
    # 136 rows; K053 became K053a and K053b, hence 137 claims.
    assert len(TABLE_IDS) == 137
    assert TABLE_IDS - set(CLAIMS) == set()


def test_a_further_claim_shares_its_source_and_statement_or_replies_to_a_row() -> None:
    extra = {key for key in CLAIMS if key.startswith("K")} - TABLE_IDS
    assert extra == {"K013b", "K019b", "K042b", "K055c", "K055d", "K056b", "K058b"}
    for key in extra:
        parent = CLAIMS[{"K055c": "K055a", "K055d": "K055a"}.get(key, key[:4])]
        assert CLAIMS[key]["sources"] == parent["sources"]
        assert CLAIMS[key]["statement"] == parent["statement"] or key == "K042b"


# claim: low, best, high, hedge, unit, speakers, quoted words that are printed in the article
SEED_NUMBERS = {
    "S001": ("", "10000", "", "none", "people", "ryder", "a total of 10,000 troops"),
    "S002": ("", "", "12000", "up_to", "people", "kr-intelligence;ua-intelligence", "as high as 12,000"),
    "K053a": ("", "", "", "vague", "", "ryder", "a small number"),
    "K053b": ("", "2000", "", "about", "people", "ryder", "a couple of thousand more"),
    "K054": ("", "3000", "", "about", "people", "kr-senior-official", "about 3,000"),
    "S003": ("15000", "", "20000", "projection", "people", "guseinova", "15,000 to 20,000 soldiers of various skills"),
    "S004": ("3", "", "4", "projection", "units", "guseinova", "an additional 3 to 4 units"),
    "K048": ("", "10520", "", "about", "people", "pavlyuk", "an estimated 10,520 Russians"),
    "S005": ("", "17800", "", "none", "people", "syrskyi", "17,800 casualties over the past three months"),
    "S006": ("", "6600", "", "none", "people", "syrskyi", "including 6,600 killed"),
}


@pytest.mark.parametrize("key", SEED_NUMBERS)
def test_every_number_of_the_seed_article_is_a_figure_with_its_speaker_and_hedge(key: str) -> None:
    claim = CLAIMS[key]
    columns = ("low", "best", "high", "hedge", "unit", "speakers", "quote")
    assert tuple(claim[column] for column in columns) == SEED_NUMBERS[key]
    assert claim["kind"] == "figure"
    assert claim["topic"]
    assert SEED in split(claim["sources"])


# claim: who, first and last day said, where it was said
SEED_STATEMENTS = {
    "K049": ("rutte", "2024-10-28", "2024-10-28", "brussels"),
    "S016": ("rutte", "2024-10-28", "2024-10-28", "brussels"),
    "S007": ("biden", "2024-10-29", "2024-10-29", ""),
    "S008": ("ryder", "2024-10-29", "2024-10-29", "washington"),
    "S009": ("kr-presidential-office", "2024-10-30", "2024-10-30", ""),
    "S010": ("kr-presidential-official", "2024-10-20", "2024-10-26", "seoul"),
    "S011": ("al-jazeera", "2024-10-30", "2024-10-30", ""),
    "S012": ("al-jazeera", "2024-10-30", "2024-10-30", ""),
    "S013": ("kazan-declaration", "2024-10-21", "2024-10-27", "kazan"),
    "S014": ("belarus", "", "2024-10-30", ""),
    "S015": ("al-jazeera", "2024-10-30", "2024-10-30", ""),
}


@pytest.mark.parametrize("key", SEED_STATEMENTS)
def test_every_statement_of_the_seed_article_is_a_claim(key: str) -> None:
    claim = CLAIMS[key]
    assert tuple(claim[c] for c in ("speakers", "said_from", "said_to", "said_place")) == SEED_STATEMENTS[key]
    assert SEED in split(claim["sources"])


def test_the_seed_articles_figures_are_tied_to_each_other_by_data() -> None:
    triples = {(row["from"], row["kind"], row["to"]) for row in RELATIONS}
    assert triples >= {
        ("S002", "contradicts", "S001"),
        ("K053b", "in_addition_to", "K053a"),
        ("S006", "part_of", "S005"),
        ("S005", "same_as", "K043"),
        ("S006", "same_as", "K044"),
        ("S001", "same_as", "K051"),
        ("S009", "answers", "S010"),
    }
    assert CLAIMS["K053a"]["statement"] == CLAIMS["K053b"]["statement"]


def test_a_meeting_is_pinned_where_it_was_held_and_a_speaker_nowhere() -> None:
    assert CLAIMS["S012"]["place"] == "kazan"
    assert CLAIMS["S012"]["happened_edtf"] == "2024-10-21/2024-10-27"
    seats = {"washington", "brussels", "seoul", "kyiv", "new-york", "rome", "pyongyang"}
    assert [key for key, claim in CLAIMS.items() if claim["place"] in seats] == []


@pytest.mark.parametrize("key", ["K064", "K016"])
def test_a_claim_the_table_warns_about_is_never_a_count(key: str) -> None:
    claim = CLAIMS[key]
    assert (claim["low"], claim["best"], claim["high"], claim["value_text"], claim["topic"]) == ("", "", "", "", "")
    assert claim["kind"] in {"statement", "event"}


# --- words -----------------------------------------------------------------------------------------------------


def test_a_quote_has_at_most_eight_words() -> None:
    assert {key: claim["quote"] for key, claim in CLAIMS.items() if len(claim["quote"].split()) > 8} == {}


def test_a_title_continues_says_and_fits_a_label() -> None:
    for key, claim in CLAIMS.items():
        assert 0 < len(claim["title"]) <= 70, key
        assert not claim["title"].endswith("."), key
    assert {key for key, speaker in SPEAKERS.items() if not 0 < len(speaker["short"]) <= 14} == set()


def test_a_story_step_is_one_sentence_of_at_most_140_characters() -> None:
    assert [int(step["n"]) for step in STORY] == [1, 2, 3, 4, 5, 6]
    for step in STORY:
        assert len(step["sentence"]) <= 140
        assert step["from"] <= step["clock"] <= step["to"]
    steps = {step["id"]: step for step in STORY}
    opens = PACKAGE["conflict-map"]["opens"]
    assert {name: steps["who-is-in-kursk"][name] for name in ("clock", "from", "to")} == opens


def test_nothing_is_graded() -> None:
    assert {claim["grade"] for claim in CLAIMS.values()} == {""}
    assert "confidence" not in next(iter(CLAIMS.values()))
