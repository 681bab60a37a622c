"""Which texts are much the same; all of them are our own words."""

import pytest

from components.records.likeness import ALIKE, MAX_HASHES, Signature, share, signature

LEAD = (
    "Officials in the northern town said on Monday that they had counted 140 lorries at the bridge since the "
    "start of the week, twice as many as before the holiday. The mayor told a meeting of the council that the "
    "road could not carry them, and that the toll house would stay shut until engineers had looked at every "
    "pillar."
)
ANSWER = (
    "The southern town rejected the count. A spokesman for its captain called the number invented, spoke of at "
    "most sixty lorries, and asked why nobody from the south had been let onto the bridge to see for themselves. "
    "Both sides agreed to meet again on Friday in the old customs hall."
)
END = (
    "Drivers who wait on the ramp say that little has changed for them. Some sleep in their cabs, others pay a "
    "boatman to bring bread across the river. The walkers' club, which keeps a diary of the traffic, has seen the"
    " queue grow by a third since spring and expects it to reach the mill before the first frost."
)
TEXT = "\n\n".join((LEAD, ANSWER, END))
# The same event, told by somebody else.
RIVAL = (
    "At the long bridge the queue keeps growing. According to the town hall in the north, 140 lorries have "
    "arrived since Monday, double the usual number, and the mayor wants the toll house closed while the pillars "
    "are inspected. The captain of the south does not believe a word of it: sixty at most, his spokesman "
    "answered, and no inspector of ours was allowed near. Talks go on this Friday. Meanwhile the drivers wait, "
    "buy bread from boats and sleep where they sit; the club of walkers says the line is a third longer than in "
    "spring."
)


def compared(one: str, other: str) -> float:
    return share(signature(one), signature(other))


@pytest.mark.parametrize(
    "other",
    [
        f"TRAFFIC JAM AT THE BRIDGE\n(Wire North)\n\n{TEXT}",
        "\n\n".join((END, LEAD, ANSWER)),
        TEXT.upper().replace("\n\n", "\n"),
        TEXT.replace(".", " .").replace(" ", "\u00a0"),
        TEXT.replace("on Monday", "this Monday").replace("sixty", "60").replace("boatman", "ferryman"),
        f"{LEAD}\n\n{ANSWER}",
        f"{TEXT}\n\n" + " ".join(f"The diary of day {n} has {n * 7} lines about other roads." for n in range(40)),
    ],
    ids=["headline", "reordered", "capitals", "spaces", "edited", "shortened", "inside a longer one"],
)
def test_a_copy_is_alike_whatever_was_done_to_it(other):
    assert compared(TEXT, other) >= ALIKE
    assert compared(other, TEXT) == compared(TEXT, other)


@pytest.mark.parametrize(
    "other", [RIVAL, ANSWER[::-1], "", "The bridge.", TEXT[:40], " ".join(sorted(TEXT.split()))],
    ids=["another writer", "backwards", "empty", "a word", "too short to tell", "the same words in another order"],
)  # fmt: skip
def test_another_text_on_the_same_subject_is_not(other):
    assert compared(TEXT, other) < ALIKE / 2


def test_one_shared_quotation_does_not_make_two_articles_alike():
    quote = "asked why nobody from the south had been let onto the bridge to see for themselves"
    assert compared(TEXT, f"{RIVAL} A spokesman {quote}.") < ALIKE


def test_a_text_is_wholly_in_itself_and_in_twice_itself():
    assert compared(TEXT, TEXT) == 1
    assert compared(TEXT, f"{TEXT}\n{TEXT}") > 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Начальник заставы сообщил, что на мосту стоят сорок человек, и ждут ещё десять до вечера.", "Вечером."),
        ("橋の上に四十人の警備員が立っていると市長は木曜日に述べ、徴収所は閉鎖されたままだと付け加えた。", "橋"),
        ("다리 위에는 경비원 마흔 명이 서 있다고 시장이 목요일에 말했고 징수소는 닫혀 있다고 덧붙였다.", "다리"),
    ],
    ids=["ru", "ja", "ko"],
)  # fmt: skip
def test_other_scripts_are_compared_too(one, other):
    assert compared(one, f"1. {one}") >= ALIKE
    assert compared(one, other) == 0


def test_a_sample_is_small_whatever_the_text_and_comes_back_from_its_bytes():
    long = " ".join(f"word{n}" for n in range(40_000))
    for text in ("", "one", TEXT, long):
        made = signature(text)
        assert len(made.hashes) <= MAX_HASHES
        assert Signature.parse(made.body) == made
    assert len(signature(long).hashes) > MAX_HASHES / 3


def test_a_part_of_a_much_longer_text_is_found_by_sampling():
    words = [f"word{n}" for n in range(6_000)]
    assert compared(" ".join(words), " ".join(words[2_000:3_500])) > 0.7
    assert compared(" ".join(words), " ".join(f"other{n}" for n in range(1_500))) == 0


def test_a_signature_is_the_same_on_every_machine_and_in_every_version():
    assert signature("Guards fill the bridge again").hashes == (304438870, 1383103668)
