"""Who says a figure: verbs of saying, quotations, pronouns, tables; and when nobody but the report does."""

import pytest

from components.reading.document import Document
from components.reading.proposals import Attribution, Span
from components.reading.speakers import Speakers
from tests.reading.marked import marked, moment


def sources(raw: str) -> list[str | None]:
    """The source of each marked figure."""
    document, spans = marked(raw)
    speakers = Speakers(document, ())
    return [speakers.of(span.start, span.end)[0].source for span in spans]


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ("The army said [[7]] soldiers were dead.", "The army"),
        ("[[7]] soldiers were dead, said the army.", "the army"),
        ("[[7]] soldiers were dead, the army said on its website.", "the army"),
        ("[[7]] soldiers were dead, according to the army.", "the army"),
        ("The health ministry put the toll at [[45]].", "The health ministry"),
        ("By the UN's count, [[300]] people have died.", "the UN"),
        ("The rebels' toll of [[80]] could not be checked.", "The rebels"),
        ("Figures from Strikewatch show [[1,200]] deaths.", "Strikewatch"),
        ("The survey, by the University of Lund, found [[17]] per cent of children ill.", "the University of Lund"),
        ("In its evening report, the General Staff counted [[140]] clashes.", "the General Staff"),
        ("Aid agencies fear that [[200]] people drowned.", "Aid agencies"),
        ("Local channels spoke of [[30]] dead.", "Local channels"),
        ("Witnesses saw [[20]] bodies by the road.", "Witnesses"),
        ("Losses announced by Tamar: [[3]] ships.", "Tamar"),
        ("Medical staff believe [[40]] people are under the rubble.", "Medical staff"),
        ("It fell short of the $[[4]] million that the agency had said it needs.", "the agency"),
        ("Officials: [[12]] dead in market strike", "Officials"),
        ("[[12]] dead in market strike: officials", "officials"),
    ],
)
def test_whoever_makes_the_count_is_its_source(raw: str, said_by: str) -> None:
    assert sources(raw) == [said_by]


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ("Ministry spokesman Col. Aram Petros said [[7]] were hurt.", "Aram Petros"),
        ("Mayor Ivan Hrom wrote on Telegram that [[3]] people were hurt.", "Ivan Hrom"),
        ("The group's leader, Abu Safwan, said [[3]] men were lost.", "Abu Safwan"),
        ("Ola Berg, the group's leader, said [[3]] men were lost.", "Ola Berg"),
        ("The dead included [[12]] children, said the governor, Ali Haroun.", "Ali Haroun"),
        ("A spokesman for the army said [[3]] men were lost.", "A spokesman for the army"),
        ("Syria Watch, which follows the war from Leeds, said [[19]] people died.", "Syria Watch"),
        ("A local official who asked not to be named said [[17]] soldiers were dead.", "A local official"),
        ("The region's emergency service DSX said [[5]] people were hurt.", "DSX"),
        ("Iran, which says it has [[2,000]] advisers there, turned the plan down.", "Iran"),
    ],
)
def test_the_name_stands_without_titles_and_without_the_clause_beside_it(raw: str, said_by: str) -> None:
    assert sources(raw) == [said_by]


@pytest.mark.parametrize(
    "raw",
    [
        "[[Twelve]] people were reported dead.",
        "It was reported that [[12]] people died.",
        "The attack claimed [[30]] lives.",
        "The group claimed the attack, which killed [[30]] people, as its own.",
        "An estimated [[500]] people fled.",
        "According to the peace agreement, [[500]] soldiers will leave.",
        "The war has killed [[60,000]] people, by conservative estimates.",
        "As the minister spoke, [[20]] rockets hit the town.",
        "The army has not said how many of its [[300]] men gave up.",
        "The president, whose army lost [[2,000]] men in March, said peace was near.",
        "While [[20]] people were hurt, the president said the attack had failed.",
        "Both sides reported losses, a sign that a war which has killed [[30,000]] people is not over.",
        "The United States has [[450]] trainers in the country.",
        "Five men said to be guards were found with [[3]] rifles.",
        "The envoy called the killing of [[17]] aid workers a crime.",
    ],
)
def test_the_reports_own_voice_has_no_source(raw: str) -> None:
    assert sources(raw) == [None]


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ("The army said it killed [[40]]; the rebels said [[12]] of theirs died.", ["The army", "the rebels"]),
        ("[[54]] died, the medics said, while the army said it struck [[150]] targets.", ["the medics", "the army"]),
        ("[[54]] died, the medics said, and [[20]] were hurt, according to police.", ["the medics", "police"]),
        ("The ministry also reported [[12]] deaths and said [[30]] were hurt.", ["The ministry", "The ministry"]),
        ("[[30]] died, the agency said, adding that [[9]] were children.", ["the agency", "the agency"]),
    ],
)
def test_each_part_of_a_sentence_has_its_own_speaker(raw: str, said_by: list[str]) -> None:
    assert sources(raw) == said_by


def test_what_one_source_passes_on_names_both() -> None:
    document, (figure,) = marked("[[140]] fighters have been killed, broadcaster Tele Sud said, citing the military.")
    found = Speakers(document, ()).of(figure.start, figure.end)
    start = document.text.index("Tele Sud")
    assert found == (
        Attribution(source="Tele Sud", original="the military", source_at=Span(start, start + 8)),
        "say-verb",
        0.9,
    )


def test_whom_in_what_and_when_belong_to_the_verb_of_saying() -> None:
    document, (figure,) = marked("Rep. Kim Bo told reporters on Monday that [[300]] had died on Sunday.")
    moments = (moment(document, "Monday", "2025-03-10"), moment(document, "Sunday", "2025-03-09"))
    attribution, _, _ = Speakers(document, moments).of(figure.start, figure.end)
    assert attribution == Attribution("Kim Bo", to="reporters", said="2025-03-10", source_at=Span(5, 11))


def test_a_day_inside_the_matter_is_not_when_it_was_said() -> None:
    document, (figure,) = marked("The army said [[6]] men died on Friday.")
    attribution, _, _ = Speakers(document, (moment(document, "Friday", "2025-03-14"),)).of(figure.start, figure.end)
    assert attribution == Attribution("The army", source_at=Span(0, 8))


def test_a_medium_is_told_and_the_day_holds_while_the_same_speaker_goes_on() -> None:
    document, (first, second) = marked(
        'The ministry said in a statement on Monday that [[6]] men died. "[[Four]] tanks were lost," it added.'
    )
    speakers = Speakers(document, (moment(document, "Monday", "2025-03-10"),))
    at = Span(0, 12)
    assert speakers.of(first.start, first.end)[0] == Attribution(
        "The ministry", medium="statement", said="2025-03-10", source_at=at
    )
    assert speakers.of(second.start, second.end)[0] == Attribution("The ministry", said="2025-03-10", source_at=at)


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ("Colonel Sadio Diarra said [[3]] died. He said [[4]] were hurt.", ["Sadio Diarra", "Sadio Diarra"]),
        ("Lena Roth, a doctor, said [[3]] died.\n\n[[Four]] were hurt, Roth said.", ["Lena Roth", "Lena Roth"]),
        ("The defence ministry said [[3]] died. [[Four]] were hurt, the ministry said.", ["The defence ministry"] * 2),
        ("Police said [[3]] died. They said [[4]] were hurt.", ["Police", "Police"]),
        ("A resident gave another figure. He said [[40]] had died.", ["A resident"]),
        ("The army said [[3]] died. She said [[4]] were hurt.", ["The army", "She"]),
    ],
)
def test_pronouns_and_short_names_mean_who_fits_or_stay_as_they_are(raw: str, said_by: list[str]) -> None:
    assert sources(raw) == said_by


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ('"There were [[40]] bodies. We named [[12]]," said Musa Adam.', ["Musa Adam", "Musa Adam"]),
        ('"There were [[40]] bodies," said Musa Adam. "We named [[12]]."', ["Musa Adam", "Musa Adam"]),
        ('Musa Adam said: "There were [[40]] bodies."', ["Musa Adam"]),
        ('The mayor of Ost: "We have [[12]] dead."', ["The mayor of Ost"]),
        ('A woman in the queue, Fatima Omar, had walked far. "We were [[20]] then."', ["Fatima Omar"]),
        ('The army was "ready for anything". [[Twenty]] men died.', [None]),
    ],
)
def test_a_quotation_belongs_to_the_cue_that_touches_it(raw: str, said_by: list[str | None]) -> None:
    assert sources(raw) == said_by


def test_answers_of_an_interview_belong_to_who_is_asked() -> None:
    raw = (
        'Ada Sow, 41, runs the clinic.\n\nQ: How many are left?\n\n"[[200,000]] of us."\n\n'
        'Q: And the wounded?\n\n"The soldiers say [[70]]. I count [[48]]."'
    )
    assert sources(raw) == ["Ada Sow", "Ada Sow", "Ada Sow"]


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ("The rescue service said a man died. Another [[five]] people were injured.", ["The rescue service"]),
        ("The army said [[3]] men died. [[Six]] militants were also killed.", ["The army", "The army"]),
        ("The army said [[3]] men died. [[Ten]] houses burned down.", ["The army", None]),
        ("The army said [[3]] men died. More than [[40,000]] people have been killed since 1984.", ["The army", None]),
        ("The army said [[3]] men died.\n\nThe night was loud. Another [[5]] shells fell.", ["The army", None]),
    ],
)
def test_only_what_plainly_goes_on_is_given_to_the_speaker_before(raw: str, said_by: list[str | None]) -> None:
    assert sources(raw) == said_by


def test_a_table_has_the_source_of_its_head_and_what_follows_it_has_too() -> None:
    raw = (
        "Norland's General Staff put the losses of its enemy at the following totals:\n\n"
        "tanks – [[1,077]]\nartillery systems – [[491]] (+[[16]])\n\n"
        "The worst of [[53]] attacks came at night, it said."
    )
    assert sources(raw) == ["Norland's General Staff"] * 4


def test_rows_without_a_source_at_their_head_have_none() -> None:
    assert sources("KEY FIGURES\n- displaced: [[70,900]]\n- in need: [[260,000]]") == [None, None]


def test_he_never_means_what_the_place_reader_calls_an_actor() -> None:
    document, (figure,) = marked("Norland said it was ready. He said [[4]] tanks were lost.")
    attribution, _, _ = Speakers(document, (), (Span(0, 7),)).of(figure.start, figure.end)
    assert attribution.source == "He"


def test_every_source_stands_where_the_answer_says() -> None:
    document, spans = marked(
        "“The dead are [[54]],” Dr Amal Idris said. She has [[9]] helpers, she added. The army reported [[2]] dead."
    )
    found = [Speakers(document, ()).of(span.start, span.end)[0] for span in spans]
    assert [document.text[it.source_at.start : it.source_at.end] for it in found if it.source_at] == [
        "Amal Idris",
        "Amal Idris",
        "The army",
    ]


@pytest.mark.parametrize(
    "unit",
    ["killed 5, he said ", '"', '" he said "5 ', "the army said, the ", "Kyiv's toll ", "(A) ", "and the ", '"\n'],
)
def test_a_long_text_without_an_end_is_read_and_answered(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    speakers = Speakers(Document(text), ())
    rules = {speakers.of(place, place + 1)[1] for place in range(0, len(text), 997)}
    assert rules <= {"own-voice", "say-verb", "quote", "quote-goes-on", "count-of", "shared-subject", "say-verb+nested"}


def test_an_empty_place_and_an_empty_text_have_no_source() -> None:
    assert Speakers(Document("\n\n"), ()).of(0, 1) == (Attribution(), "own-voice", 0.5)


BULLETIN = (
    "SITUATION REPORT\n\nThe General Staff of Norland informs:\n\n[[137]] clashes took place. Near Kelm the enemy lost "
    "[[12]] tanks.\n\nAccording to preliminary estimates, [[341]] men were killed.\n\n***\n\n[[Two]] papers printed it."
)


def test_a_bulletin_speaks_for_all_that_follows_until_a_line_ends_it() -> None:
    staff = "The General Staff of Norland"
    assert sources(BULLETIN) == [staff, staff, staff, None]


def test_a_source_inside_a_bulletin_is_one_that_the_bulletin_passes_on() -> None:
    document, spans = marked(BULLETIN)
    attribution, rule, sure = Speakers(document, ()).of(spans[2].start, spans[2].end)
    assert (attribution.source, attribution.original) == ("The General Staff of Norland", "preliminary estimates")
    assert (rule, sure) == ("announced", 0.6)


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ("The guard issued the following statement.\n\nWe lost [[6]] men.", ["The guard"]),
        ("The ministry spoke on Friday. The rest of its bulletin in full:\n\n[[Six]] tanks burned.", [None]),
        ("The army said in a bulletin: all is well. The text in full:\n\n[[Six]] tanks burned.", ["The army"]),
        ("The mayor said this:\n\nWe lost [[6]] homes.\n\nThe river rose by [[2]] metres.", ["The mayor", None]),
        ("The town was quiet:\n\n[[Six]] shops opened.", [None]),
    ],
)
def test_only_an_announced_text_speaks_on(raw: str, said_by: list[str | None]) -> None:
    assert sources(raw) == said_by


def test_a_transcript_gives_each_paragraph_to_the_name_before_its_colon() -> None:
    raw = (
        "Ola Berg: We counted [[300]] on Monday.\n\nAda Sow: And the dead?\n\n"
        "Ola Berg: [[Four]]. The clinic has [[two]] nurses.\n\nIt took [[3]] days."
    )
    assert sources(raw) == ["Ola Berg"] * 4


def test_a_label_speaks_for_its_paragraph_and_a_row_or_a_place_is_no_label() -> None:
    raw = (
        "17:45 The UN's office in Kelm: more than [[48,500]] displaced. [[44]] were killed.\n\n"
        "[[Ten]] shops opened.\n\n"
        "Kelm region: [[9]] hurt.\n\nThe pledges:\nEuropean Council: €[[193]] million (up)\nNorland: $[[4]] million"
    )
    assert sources(raw) == ["The UN's office in Kelm", "The UN's office in Kelm", None, None, None, None]


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ("Table 1 (source: Strike Register)\n\nState | Dead\nNorland | [[41]]\nSudland | [[7]]", "Strike Register"),
        ("Deaths by month\nJanuary: [[40]]\nFebruary: [[52]]\nSource: Norland Health Board", "Norland Health Board"),
        ("Lamp recorded 512 deaths in May.\n\nBy weapon:\n- shelling: [[301]]\n- mines: [[55]]", "Lamp"),
    ],
)
def test_a_table_has_the_source_of_its_caption_its_foot_or_the_count_it_breaks_down(raw: str, said_by: str) -> None:
    assert sources(raw) == [said_by, said_by]


@pytest.mark.parametrize(
    ("raw", "said_by"),
    [
        ("Estimates go from [[900]] (the governor's own doctors, in May) to 8,000.", "the governor's own doctors"),
        ("Local radio quoted rescue crews as saying [[31]] were dead.", "Local radio"),
        ("[[31]] were dead, per the regional council.", "the regional council"),
        ("[[31]] were reported killed on 1 June by a network of lawyers.", "a network of lawyers"),
        ("The war has killed, by a UN estimate, [[377,000]] people.", "a UN estimate"),
        ("According to a tally by the health ministry, [[516]] have died.", "the health ministry"),
        ("Another source, a health worker who gave no name, put the dead at [[43]].", "a health worker"),
        ("[[43]] are dead, warns a letter from the bishop to the UN.", "the bishop"),
        ("It was the worst day, as a staff officer put it: [[43]] dead.", None),
        ("The fighting goes on, and [[43]] are dead.", None),
    ],
)
def test_sources_stand_in_many_places(raw: str, said_by: str | None) -> None:
    assert sources(raw) == [said_by]


def test_a_persons_speech_in_the_past_goes_on_and_an_offices_does_not() -> None:
    assert sources("Ola Berg said the shop was shut. Its stock, worth [[12]] million, had burned.") == ["Ola Berg"]
    assert sources("The army said the road was open. Some [[12]] trucks had been held up there.") == [None]


def test_what_sets_a_statement_in_time_is_no_part_of_it() -> None:
    raw = "It sends [[200]] men, the alliance said on Sunday, a week after a raid left [[four]] dead."
    assert sources(raw) == ["the alliance", None]


def test_a_bracket_keeps_its_source_to_itself() -> None:
    assert sources("[[88]] died (52 at first, the government said), and [[50]] were hurt.") == [None, None]
    assert sources("Most had fled ([[52]] of them, the government said).") == ["the government"]


def test_who_reads_a_report_out_is_no_source_and_who_is_asked_is() -> None:
    raw = (
        "PRESENTER: Our first report is from Ann Lee in Kelm.\n\n"
        "ANN LEE: [[Five]] people died. The clinic says it took in [[94]].\n\n"
        "PRESENTER: Thank you. Now the mayor.\n\nOLA BERG: We buried [[four]]."
    )
    assert sources(raw) == [None, "The clinic", "OLA BERG"]


def test_a_caption_among_the_rows_is_the_source_of_the_rows_below() -> None:
    raw = "BY THE NUMBERS\nSource: Interior ministry, May 2023\nAttacks: [[47]]\nOfficers killed: [[22]]"
    assert sources(raw) == ["Interior ministry", "Interior ministry"]


def test_a_part_of_a_whole_has_a_source_of_its_own() -> None:
    raw = "No fewer than [[1,460]] are held, [[two]] thirds of them, according to their lawyers, minors."
    assert sources(raw) == [None, "their lawyers"]
