"""Adds reports and decides items in children that are killed: after each statement in turn, then at random moments.

Run by `test_killed.py` as a program of its own, because a process that forks should have nothing else to lose:
``python -m tests.hostile.killed <database address> <package> add|decide <moments>``. Prints one JSON object: how many
kills there were of each kind, what the store held after them ("old" or "new"), and everything that was torn.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.orm import Session

from components.intake import read_package
from components.model import Situation
from components.records import Correction, ItemKind, NewItem, SqlStore
from components.records.engine import for_writing, make_engine
from components.records.likeness import Signature
from components.records.migrate import migrate
from components.records.tables import HistoryTable, ItemTable, RecordTable, ReportTable, ShingleTable
from tests.records.reviewed import HERE, accepting, contradiction, report

ITEMS = 2000
DECIDED = "A page of numbers, one after the other. " * 40

#: Gives what is stored as one number that every act makes larger by one; raises `AssertionError` when it is torn.
Look = Callable[[Session], int]
#: Does the act that makes the number larger by one.
Act = Callable[[SqlStore, int], None]


def words(number: int) -> str:
    return f"Report {number}. " + " ".join(f"word{number}x{n}" for n in range(2000))


def items(amount: int) -> list[NewItem]:
    return [
        NewItem(f"figure:{n}-{n + 1}", ItemKind.FIGURE, n, n + 1, {"best": n, "why": "x" * 80}) for n in range(amount)
    ]


def add(store: SqlStore, number: int) -> None:
    store.reviews.add_report(HERE, report(words(number)), items(ITEMS), "ann")


def reports(session: Session) -> int:
    """Every report is there with all its items and shingles and one line of history, and none of them without it."""
    counts = dict(session.execute(select(ItemTable.report, func.count()).group_by(ItemTable.report)).all())
    shingles = dict(session.execute(select(ShingleTable.report, func.count()).group_by(ShingleTable.report)).all())
    rows = session.execute(select(ReportTable.number, ReportTable.id, ReportTable.signature)).all()
    assert counts == {number: ITEMS for number, _, _ in rows}, f"items: {counts}"
    assert shingles == {number: len(Signature.parse(body).hashes) for number, _, body in rows}, f"shingles: {shingles}"
    lines = session.scalars(select(HistoryTable.key).where(HistoryTable.kind == "report")).all()
    assert sorted(lines) == sorted(key for _, key, _ in rows), f"history: {lines}"
    return len(rows)


def decide(situation: Situation) -> Act:
    def act(store: SqlStore, number: int) -> None:
        key = f"R{number}"
        change = Correction("claim", "C1", {"note": f"Decided {number}."}, store.record(HERE, "claim", "C1").version)
        decision = accepting(situation, key, [contradiction(key)], corrections=(change,), why="counted")
        report_id, item = report(DECIDED).digest[:16], f"figure:{number}-{number + 1}"
        store.reviews.decide(HERE, report_id, item, decision, expected_version=1)

    return act


def decisions(session: Session) -> int:
    """Every decision is there with claim, relation, correction and their history, and none of them without it."""
    accepted = session.scalars(select(ItemTable.claim).where(ItemTable.verdict == "accepted")).all()
    keys = set(session.scalars(select(RecordTable.key).where(RecordTable.edited_by == "ann")))
    expected = {key for claim in accepted for key in (claim, f"{claim} contradicts C2")}
    expected |= {"C1", "ferry-post-guards"} if accepted else set()
    assert keys == expected, f"records: {keys ^ expected}"
    version = session.scalar(select(RecordTable.version).where(RecordTable.kind == "claim", RecordTable.key == "C1"))
    assert version == 1 + len(accepted), f"C1 has version {version} after {len(accepted)} decisions"
    lines = session.execute(
        select(HistoryTable.change, func.count()).where(HistoryTable.who == "ann").group_by(HistoryTable.change)
    ).all()
    amount = len(accepted)
    added = {"insert": 2 * amount + 2, "correct": amount, "decide": amount} if amount else {"insert": 1}
    assert dict(lines) == added, f"history: {lines}"
    return amount


class Trial:
    """One act, tried again and again on one store."""

    def __init__(self, url: str, act: Act, look: Look) -> None:
        self.url, self.act, self.look = url, act, look
        self.outcomes: dict[str, int] = {"old": 0, "new": 0}
        self.torn: list[str] = []

    def held(self) -> int:
        """What the store holds, once the killed writer's transaction is over."""
        engine = make_engine(self.url, 30)
        with Session(for_writing(engine)) as session, session.begin():
            if engine.dialect.name == "sqlite":
                assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            found = self.look(session)
        engine.dispose()
        return found

    def settle(self, before: int) -> int:
        try:
            after = self.held()
        except AssertionError as error:
            self.torn.append(str(error))
            raise
        name = {0: "old", 1: "new"}.get(after - before)
        if name is None:
            self.torn.append(f"from {before} to {after}")
        else:
            self.outcomes[name] += 1
        return after

    def child(self, number: int, prepare: Callable[[Engine], None]) -> int:
        """Forks a child that does the act; gives its id when it is about to begin."""
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            engine = make_engine(self.url, 30)
            engine.connect().close()
            prepare(engine)
            os.write(writes, b"x")
            self.act(SqlStore(engine), number)
            os._exit(0)
        os.close(writes)
        os.read(reads, 1)
        os.close(reads)
        return child

    def by_statements(self) -> int:
        """Kills the child one statement later every time, until it reaches the end; gives the number of kills."""
        before = self.held()
        for left in range(1000):
            _, status = os.waitpid(self.child(before, lambda engine, left=left: die_after(engine, left)), 0)
            after = self.settle(before)
            if os.WIFEXITED(status):
                if os.WEXITSTATUS(status) or after != before + 1:
                    self.torn.append(f"the last child ended with {status} and left {after}")
                return left
        raise AssertionError("it never ended")

    def by_moments(self, moments: int) -> int:
        """Kills the child at random moments of its act; gives the number of kills that came before its end."""
        chance, kills = random.Random(7), 0  # noqa: S311 - moments, not secrets
        began = time.perf_counter()
        os.waitpid(self.child(self.held(), lambda _engine: None), 0)
        longest_s = (time.perf_counter() - began) * 0.8
        before = self.held()
        while kills < moments:
            child = self.child(before, lambda _engine: None)
            time.sleep(chance.uniform(0, longest_s))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            kills += os.WIFSIGNALED(status)
            before = self.settle(before)
        return kills


def die_after(engine: Engine, statements: int) -> None:
    """The process kills itself, with no chance to clean up, after so many statements (or at the commit)."""
    left = [statements]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", count)
    event.listen(engine, "commit", count)


def main(url: str, folder: str, act: str, moments: str) -> None:
    package = read_package(Path(folder))
    engine = make_engine(url, 30)
    migrate(engine)
    store = SqlStore(engine)
    store.load_package(package.situation, package.digest)
    if act == "decide":
        store.reviews.add_report(HERE, report(DECIDED), items(1000), "ann")
    engine.dispose()
    trial = Trial(url, add, reports) if act == "add" else Trial(url, decide(package.situation), decisions)
    statements, kills = trial.by_statements(), trial.by_moments(int(moments))
    found = {"statements": statements, "moments": kills, "outcomes": trial.outcomes, "torn": trial.torn}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
