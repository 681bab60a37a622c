import json
from dataclasses import replace
from pathlib import Path

import pytest

from components.reading.codes import Bound, DatePrecision, EventKind, FigureKind, Modality
from tests.reading.scorer import (
    Figure,
    Marks,
    Moment,
    Score,
    Span,
    days_of,
    near,
    paired,
    read_marks,
    same_days,
    same_name,
    same_source,
    same_value,
    score,
    total,
)

CORPUS = Path(__file__).parent / "corpus"
GOLD = sorted((CORPUS / "gold").glob("*.json"))

KILLED = Figure(10, 12, 40, 40, 40, "none", "killed", "person", source="the army", place="Goma")
WOUNDED = Figure(30, 32, 90, 90, None, "min", "wounded", "person")
ASIDE = Figure(50, 53, 2, 2, 2, "none", "attacks", "attack", core=False)
FRIDAY = Moment(60, 66, "2025-01-31", "day")
JANUARY = Moment(70, 77, "2025-01", "month")
GUN = Span(80, 82)
REPORT = Marks((KILLED, WOUNDED, ASIDE), (FRIDAY, JANUARY), (GUN,))


def proposing(*figures: Figure, moments: tuple[Moment, ...] = ()) -> Score:
    return score(REPORT, Marks(figures, moments))


def test_the_annotation_itself_gets_everything_right():
    assert score(REPORT, REPORT) == Score(
        annotated=2,
        proposed=2,
        found=2,
        values=2,
        figures=2,
        claims=2,
        placed_claims=2,
        sources=2,
        unsourced=1,
        overattributed=0,
        with_place=1,
        places=1,
        days=1,
        exact_days=1,
        traps=1,
        trap_hits=0,
    )


def test_proposing_nothing_is_worth_nothing_and_costs_no_trap():
    assert score(REPORT, Marks(())) == Score(annotated=2, traps=1)
    assert score(REPORT, Marks(())).figure_f1 == 0


def test_an_optional_figure_is_neither_rewarded_nor_punished():
    assert proposing(KILLED, WOUNDED, ASIDE) == proposing(KILLED, WOUNDED)
    assert proposing(KILLED, WOUNDED, replace(ASIDE, best=7, kind="killed")) == proposing(KILLED, WOUNDED)


def test_a_figure_on_a_trap_is_one_too_many_and_a_hit():
    hit = proposing(KILLED, WOUNDED, replace(KILLED, start=80, end=84))
    assert (hit.proposed, hit.trap_hits, hit.trap_rate) == (3, 1, 1.0)
    assert hit.figure_f1 == pytest.approx(4 / 5)


def test_a_figure_where_nothing_is_marked_is_one_too_many_but_no_hit():
    stray = proposing(KILLED, WOUNDED, replace(KILLED, start=100, end=104))
    assert (stray.proposed, stray.trap_hits) == (3, 0)


@pytest.mark.parametrize(
    ("change", "values", "figures", "claims", "placed_claims"),
    [
        ({"best": 41.0}, 1, 1, 1, 1),
        ({"unit": "tank"}, 2, 1, 1, 1),
        ({"kind": "wounded"}, 2, 1, 1, 1),
        ({"source": "a nurse"}, 2, 2, 1, 1),
        ({"place": "Bukavu"}, 2, 2, 2, 1),
        ({"hedge": "approx"}, 2, 2, 2, 2),
    ],
)
def test_one_wrong_field_costs_what_is_built_on_it_and_no_more(change, values, figures, claims, placed_claims):
    told = proposing(replace(KILLED, **change), WOUNDED)
    assert (told.values, told.figures, told.claims, told.placed_claims) == (values, figures, claims, placed_claims)


def test_a_source_where_the_writer_speaks_is_overattribution():
    told = proposing(KILLED, replace(WOUNDED, source="the army"))
    assert (told.overattribution, told.attribution) == (1.0, 0.5)


def test_source_and_place_are_judged_only_on_figures_that_were_found():
    told = proposing(WOUNDED)
    assert (told.found, told.attribution, told.with_place) == (1, 1.0, 0)


def test_only_day_precise_moments_count_as_days():
    late = replace(FRIDAY, when="2025-01-24")
    assert proposing(moments=(late, JANUARY)).day_exact == 0
    assert proposing(moments=(FRIDAY, replace(JANUARY, when="2024-01"))).day_exact == 1


def test_the_best_overlap_is_paired_first_and_each_span_once():
    assert paired([Span(0, 10), Span(8, 12)], [Span(8, 12), Span(0, 9)]) == [(0, 1), (1, 0)]
    assert paired([Span(0, 10)], [Span(0, 5), Span(0, 9)]) == [(0, 1)]
    assert paired([Span(0, 5)], [Span(5, 9)]) == []


@pytest.mark.parametrize(
    ("gold", "proposal", "same"),
    [
        ((3, None, 4, "range"), (3, None, 4, "range"), True),
        ((3, None, 4, "range"), (3, 3.5, 4, "approx"), True),
        ((3, None, 4, "range"), (3.5, 3.5, 3.5, "none"), False),
        ((24, None, 99, "vague"), (20, None, 90, "vague"), True),
        ((24, None, 99, "vague"), (24, None, 99, "range"), False),
        ((None, 250, 250, "max"), (250, 250, 250, "none"), True),
        ((66.7, 66.7, 66.7, "none"), (66.67, 66.67, 66.67, "none"), True),
    ],
)
def test_a_value_is_right_by_its_ends_its_vagueness_or_its_best_guess(gold, proposal, same):
    annotated = Figure(0, 1, *gold, kind="killed", unit="person")
    assert same_value(annotated, Figure(0, 1, *proposal, kind="killed", unit="person")) is same


@pytest.mark.parametrize(
    ("a", "b", "same"), [(None, None, True), (None, 0, False), (0, 0, True), (200, 201, True), (200, 202, False)]
)
def test_values_are_near_within_half_a_percent_and_nothing_is_near_only_nothing(a, b, same):
    assert near(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Gaza", "Gaza City", True),
        ("the Azeri defence ministry", "Azeri officials", True),
        ("the United Nations", "U.N. officials", True),
        ("the ministry’s spokesman", "A spokesman", True),
        ("United States", "United Nations", False),
        ("Kyiv region", "Odesa", False),
        ("", "", True),
        ("", "Goma", False),
        ("the", "Goma", False),
    ],
)
def test_names_are_the_same_when_half_of_the_shorter_one_is_shared(a, b, same):
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_a_quoted_speaker_may_stand_in_either_field():
    gold = replace(KILLED, source="NTV", original="the military")
    assert same_source(gold, replace(KILLED, source="the military"))
    assert same_source(gold, replace(KILLED, source="a reader", original="NTV"))
    assert not same_source(gold, replace(KILLED, source=""))


@pytest.mark.parametrize(
    ("when", "same_as"),
    [
        ("2024", "2024-01-01/2024-12-31"),
        ("2024-02", "2024-02-01/2024-02-29"),
        ("2024-10-30", "2024-10-30/2024-10-30"),
        ("2024-10/2024-11", "2024-10-01/2024-11-30"),
    ],
)
def test_a_date_covers_every_day_that_it_may_mean(when, same_as):
    assert same_days(when, same_as)
    assert days_of(when) == days_of(same_as)


@pytest.mark.parametrize("when", ["", "soon", "2024-13", "2024-02-30", "2024-1-1-1x"])
def test_what_is_no_date_covers_no_days_and_equals_nothing(when):
    assert days_of(when) is None
    assert not same_days(when, when)


def test_a_total_weighs_every_figure_the_same():
    both = total([proposing(KILLED, WOUNDED), proposing()])
    assert (both.annotated, both.values, both.traps) == (4, 2, 2)
    assert both.value_f1 == pytest.approx(2 * 2 / (2 + 4))
    assert total([]) == Score()


def test_a_score_tells_its_measures_in_one_line():
    assert str(score(REPORT, REPORT)) == (
        "2 figures, 2 proposed: value 1.000, figure 1.000, attribution 1.000, over-attribution 0.000, "
        "place link 1.000, day-exact 1.000, traps 0/1, claim 1.000, claim with place 1.000"
    )


def test_every_report_of_the_corpus_has_its_annotation():
    reports = {path.name for path in (CORPUS / "articles").glob("*.txt")}
    assert reports == {json.loads(path.read_text(encoding="utf-8"))["file"] for path in GOLD}
    assert len(GOLD) == 53


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_mark_of_the_corpus_stands_where_it_says(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (CORPUS / "articles" / gold["file"]).read_text(encoding="utf-8")
    marks = [*gold["figures"], *gold["events"], *gold["traps"]]
    assert [text[mark["start"] : mark["end"]] for mark in marks] == [mark["text"] for mark in marks]
    named = [
        (text[at : at + len(place["name"])], place["name"]) for place in gold["places"] for at in place["mentions"]
    ]
    assert [found for found, _ in named] == [name for _, name in named]
    assert gold["n_chars"] == len(text)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_corpus_speaks_in_the_codes_of_the_reader(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    for figure in gold["figures"]:
        codes = (FigureKind(figure["kind"]), Bound(figure["hedge"]), Modality(figure["modality"]))
        assert codes == (figure["kind"], figure["hedge"], figure["modality"])
    for event in gold["events"]:
        assert (EventKind(event["type"]), DatePrecision(event["precision"])) == (event["type"], event["precision"])
        assert days_of(event["date"]) is not None


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_annotation_is_its_own_perfect_reading(path):
    marks = read_marks(path)
    told = score(marks, marks)
    assert told.annotated == told.placed_claims == told.sources == told.proposed
    assert (told.trap_hits, told.overattributed) == (0, 0)
    assert (told.places, told.exact_days) == (told.with_place, told.days)
