import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from components.model.codes import Scale
from components.places.answers import KEPT_EMPTY_S, KEPT_S, Answers, Kept, Spot, question

SPOT = Spot("Kursk, Russia", 51.73, 36.19, "RU", Scale.SETTLEMENT, 0.0)
NAME = question("nominatim", "example.org", "Kursk", {"countries": ["RU"]})


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_an_answer_is_kept_with_its_time_and_outlives_the_program(tmp_path: Path, clock: Clock):
    first = Answers(tmp_path / "new" / "cache.sqlite3", clock)
    first.put(NAME, [SPOT])
    first.close()
    second = Answers(tmp_path / "new" / "cache.sqlite3", clock)
    assert second.get(NAME) == Kept((SPOT,), 1_000_000.0)
    assert second.get("another") is None
    second.close()


def test_no_such_place_is_kept_too_but_not_as_long(tmp_path: Path, clock: Clock):
    answers = Answers(tmp_path / "cache.sqlite3", clock)
    answers.put(NAME, [])
    answers.put("place", [SPOT])
    assert answers.get(NAME) == Kept((), 1_000_000.0)
    clock.now_s += KEPT_EMPTY_S
    assert answers.get(NAME) is None
    assert answers.get("place") is not None
    clock.now_s += KEPT_S
    assert answers.get("place") is None
    answers.close()


def test_the_oldest_answers_make_room(tmp_path: Path, clock: Clock):
    answers = Answers(tmp_path / "cache.sqlite3", clock, most_rows=3)
    for number in range(5):
        clock.now_s += 1
        answers.put(f"name {number}", [SPOT])
    assert [answers.get(f"name {number}") is None for number in range(5)] == [True, True, False, False, False]
    answers.close()


def test_the_file_holds_no_question_in_plain_text(tmp_path: Path):
    answers = Answers(tmp_path / "cache.sqlite3")
    answers.put(question("photon", "example.org", "Sekretnaya Balka", {}), [])
    answers.close()
    assert b"Balka" not in (tmp_path / "cache.sqlite3").read_bytes()


def test_everything_that_decides_an_answer_is_in_its_name():
    names = [
        NAME,
        question("photon", "example.org", "Kursk", {"countries": ["RU"]}),
        question("nominatim", "other.org", "Kursk", {"countries": ["RU"]}),
        question("nominatim", "example.org", "Kursk", {"countries": ["UA"]}),
        question("nominatim", "example.org", "Sudzha", {"countries": ["RU"]}),
    ]
    assert len(set(names)) == 5
    assert question("nominatim", "example.org", "  kURSK ", {"countries": ["RU"]}) == NAME


@pytest.mark.parametrize("body", ["", "{}", "[1]", '[{"lat": 1}]', '[{"scale": "x"}]', "[null]", '{"a": 1}'])
def test_a_damaged_row_is_no_answer(tmp_path: Path, body: str):
    path = tmp_path / "cache.sqlite3"
    Answers(path).close()
    with sqlite3.connect(path) as file:
        file.execute("INSERT INTO answers VALUES (?, ?, ?)", (NAME, 1e12, body))
    file.close()
    answers = Answers(path, lambda: 1e12)
    assert answers.get(NAME) in (None, Kept((), 1e12))
    answers.close()


def test_a_row_off_the_globe_is_no_answer(tmp_path: Path):
    answers = Answers(tmp_path / "cache.sqlite3")
    answers.put(NAME, [Spot("x", 95.0, 400.0, "RU", Scale.SETTLEMENT, 0.0)])
    assert answers.get(NAME) is None
    answers.close()


@pytest.mark.parametrize("damage", ["a folder", "no database", "below a file"])
def test_a_file_that_cannot_be_used_leaves_answers_in_memory(tmp_path: Path, damage: str):
    path = tmp_path / "cache.sqlite3"
    if damage == "a folder":
        path.mkdir()
    else:
        path.write_bytes(b"this is no database, and it is long enough to be taken for one" * 20)
    answers = Answers(path / "deeper.sqlite3" if damage == "below a file" else path)
    answers.put(NAME, [SPOT])
    kept = answers.get(NAME)
    assert kept is not None
    assert kept.spots == (SPOT,)
    answers.close()


def test_turns_are_taken_one_after_another_and_not_beyond_the_wait(tmp_path: Path, clock: Clock):
    one, other = Answers(tmp_path / "cache.sqlite3", clock), Answers(tmp_path / "cache.sqlite3", clock)
    assert [one.reserve("nominatim", 1.0, 5), other.reserve("nominatim", 1.0, 5)] == [0.0, 1.0]
    assert one.reserve("nominatim", 1.0, 1.5) is None
    assert other.reserve("photon", 0.5, 5) == 0.0
    clock.now_s += 10
    assert one.reserve("nominatim", 1.0, 0) == 0.0
    clock.now_s -= 5_000  # a clock that was set back locks nobody out
    assert one.reserve("nominatim", 1.0, 0) == 0.0
    one.close()
    other.close()


def test_two_processes_share_one_file(tmp_path: Path):
    path = tmp_path / "cache.sqlite3"
    code = (
        "import sys\nfrom pathlib import Path\nfrom components.places.answers import Answers, Spot\n"
        "from components.model.codes import Scale\n"
        "answers = Answers(Path(sys.argv[1]))\n"
        "for number in range(40):\n"
        "    answers.put(f'{sys.argv[2]} {number}', [Spot('x', 1.0, 2.0, 'RU', Scale.SETTLEMENT, 0.0)])\n"
    )
    ran = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("one", "two")]
    assert [process.wait(60) for process in ran] == [0, 0]
    answers = Answers(path)
    assert all(answers.get(f"{name} {number}") for name in ("one", "two") for number in range(40))
    answers.close()
