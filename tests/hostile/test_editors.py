"""Case 26: of two editors who save one thing the second sees the conflict with both texts, and no work is lost."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from components.errors import StaleRecordError
from components.records import ItemKind, NewItem, SqlStore, Verdict
from tests.records.reviewed import GUARDS, HERE, ID, NUMBER, accepting, reading, rejecting, report

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def added(store: SqlStore, package) -> SqlStore:
    store.load_package(package.situation, package.digest)
    store.reviews.add_report(HERE, report(), reading(), "ann")
    return store


def together(saves: dict[str, Callable[[], object]]) -> dict[str, object]:
    """Runs all at once, each in a thread of its own; gives the result or both texts of the conflict by name."""
    ready, outcomes = threading.Barrier(len(saves)), {}

    def run(name: str) -> None:
        ready.wait()
        try:
            outcomes[name] = saves[name]()
        except StaleRecordError as error:
            outcomes[name] = (error.stored, error.offered)

    editors = [threading.Thread(target=run, args=(name,)) for name in saves]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    return outcomes


def test_of_two_who_decide_one_item_the_second_sees_both_texts(added):
    reviews = added.reviews
    outcomes = together({
        why: lambda why=why: reviews.decide(HERE, ID, NUMBER, rejecting(why), expected_version=1).version
        for why in ("left", "right")
    })  # fmt: skip
    found = next(item for item in reviews.items(HERE, ID) if item.id == NUMBER)
    loser = {"left": "right", "right": "left"}[found.why]
    assert outcomes[found.why] == 2
    stored, offered = outcomes[loser]
    assert (stored["verdict"], stored["why"], offered["verdict"], offered["why"]) == (
        "rejected", found.why, "rejected", loser,
    )  # fmt: skip
    assert len(added.history(HERE, "item", f"{ID} {NUMBER}")) == 1


def test_of_one_who_accepts_and_one_who_rejects_only_one_is_heard(added, situation):
    reviews = added.reviews
    outcomes = together({
        "accept": lambda: reviews.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1).verdict,
        "reject": lambda: reviews.decide(HERE, ID, GUARDS, rejecting(), expected_version=1).verdict,
    })  # fmt: skip
    found = next(item for item in reviews.items(HERE, ID) if item.id == GUARDS)
    winner, loser = ("accept", "reject") if found.verdict is Verdict.ACCEPTED else ("reject", "accept")
    assert outcomes[winner] is found.verdict
    stored, offered = outcomes[loser]
    assert {stored["verdict"], offered["verdict"]} == {"accepted", "rejected"}
    assert ("R1" in added.situation(HERE).claims) is (winner == "accept")


def test_of_two_who_describe_one_report_the_second_sees_both_texts(added):
    reviews = added.reviews
    outcomes = together({
        title: lambda title=title: reviews.describe_report(
            HERE, ID, report(title=title), reading(), expected_version=1, who=title, why=""
        ).version
        for title in ("left", "right")
    })  # fmt: skip
    winner = reviews.reports(HERE)[0].title
    loser = {"left": "right", "right": "left"}[winner]
    stored, offered = outcomes[loser]
    assert (outcomes[winner], stored["title"], offered["title"]) == (2, winner, loser)
    assert [row.who for row in added.history(HERE, "report", ID)] == ["ann", winner]


def test_of_two_who_bring_one_text_one_brings_it_and_the_other_is_told(added):
    reviews = added.reviews
    outcomes = together({
        who: lambda who=who: reviews.add_report(HERE, report("A text that two people found."), [], who).is_new
        for who in ("bob", "cat")
    })  # fmt: skip
    assert sorted(outcomes.values()) == [False, True]
    assert [row.added_by for row in reviews.reports(HERE)] == [next(who for who in outcomes if outcomes[who]), "ann"]


def test_of_two_processes_that_decide_one_item_one_is_told(opened, added):
    editors = {
        why: subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.editor", opened.url, ID, NUMBER, why],
            cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for why in ("left", "right")
    }  # fmt: skip
    for editor in editors.values():
        assert editor.stdout is not None
        assert editor.stdout.readline() == "ready\n"
    for editor in editors.values():
        assert editor.stdin is not None
        editor.stdin.write("go\n")
        editor.stdin.flush()
    said = {why: editor.communicate(timeout=60)[0] for why, editor in editors.items()}
    winner = next(item for item in added.reviews.items(HERE, ID) if item.id == NUMBER).why
    loser = {"left": "right", "right": "left"}[winner]
    assert said == {winner: "saved version 2\n", loser: f"stale: {winner} against {loser}\n"}


def test_no_decision_of_many_is_lost(added, situation):
    reviews = added.reviews
    text = "One two three four five six seven eight nine ten eleven twelve."
    items = [item for n in range(3) for item in reading_of(text, n)]
    report_id = reviews.add_report(HERE, report(text), items, "ann").row.id

    def decide_all(who: str) -> list[str]:
        mine = []
        for item in items:
            key = f"R-{item.start}-{item.end}"
            try:
                decision = accepting(situation, key, who=who)
                mine.append(reviews.decide(HERE, report_id, item.id, decision, expected_version=1).claim)
            except StaleRecordError:
                continue
        return mine

    outcomes = together({who: lambda who=who: decide_all(who) for who in ("ann", "bob", "cat", "dan")})
    decided = sorted(key for mine in outcomes.values() for key in mine)
    assert decided == sorted(f"R-{item.start}-{item.end}" for item in items)
    assert {key for key in added.situation(HERE).claims if key.startswith("R-")} == set(decided)
    by_whom = {row.key: row.who for row in added.history(HERE, "claim") if row.key.startswith("R-")}
    assert by_whom == {key: who for who, mine in outcomes.items() for key in mine}
    assert len(added.history(HERE, "source", "ferry-post-guards")) == 1


def test_a_package_that_loads_while_somebody_decides_takes_nothing_away(added, situation, repackaged):
    reviews = added.reviews
    outcomes = together({
        "load": lambda: [added.load_package(situation, f"{n:064}") for n in range(5)][-1].kept_missing >= 0,
        "decide": lambda: reviews.decide(HERE, ID, GUARDS, accepting(situation), expected_version=1).claim,
    })  # fmt: skip
    assert outcomes == {"load": True, "decide": "R1"}
    assert set(added.situation(HERE).claims) == {*situation.claims, "R1"}


def reading_of(text: str, length: int) -> list[NewItem]:
    """An item for every word of a text, from its start to a number of characters before its end."""
    words, start, found = text.split(" "), 0, []
    for word in words:
        end = start + len(word) - length
        if end > start:
            found.append(NewItem(f"figure:{start}-{end}", ItemKind.FIGURE, start, end, {}))
        start += len(word) + 1
    return found
