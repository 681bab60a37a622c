"""Whatever packages arrive in whatever order, and whatever people edit between them, the promises hold."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Situation, assemble, dangling, key_of, kind_of
from components.records import SqlStore
from components.records.engine import make_engine
from components.records.migrate import migrate

HERE = "long-bridge"
#: What a package may drop together without pointing at nothing itself.
DROPS = (
    (),
    ("relation",),
    ("route", "settlement"),
    ("relation", "C3", "C6", "C7", "walkers", "handed-in", "nowhere"),
    ("relation", "C4", "council", "county"),
)
EDITABLE = ("C1", "C3", "C4", "C6", "C7")

PACKAGES = st.tuples(
    st.sampled_from(DROPS), st.dictionaries(st.sampled_from(EDITABLE), st.sampled_from("ab"), max_size=2)
)
EDITS = st.sampled_from(EDITABLE)


def packaged(situation: Situation, drops: tuple[str, ...], notes: dict[str, str]) -> Situation:
    kept = [noun for noun in situation.nouns() if kind_of(noun) not in drops and key_of(noun) not in drops]
    made = assemble(situation.about, kept)
    claims = {key: replace(claim, note=notes.get(key, claim.note)) for key, claim in made.claims.items()}
    return replace(made, claims=claims)


@settings(max_examples=25)
@given(st.lists(PACKAGES | EDITS, min_size=1, max_size=6))
def test_edits_stay_references_hold_and_every_noun_is_counted(situation, steps):
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'records.sqlite3'}", 10)
        migrate(engine)
        store = SqlStore(engine)
        store.load_package(situation, "first")
        edits: dict[str, str] = {}
        for number, step in enumerate(steps):
            if isinstance(step, str):
                edit(store, step, f"edit {number}", edits)
            else:
                load(store, packaged(situation, *step), f"package {number}")
            found = store.situation(HERE)
            assert {key: found.claims[key].title for key in edits} == edits
            assert dangling(found) == ()
        history(store)
        store.close()


def edit(store: SqlStore, key: str, title: str, edits: dict[str, str]) -> None:
    if key not in store.situation(HERE).claims:
        return
    version = store.record(HERE, "claim", key).version
    store.correct(HERE, "claim", key, fields={"title": title}, expected_version=version, who="ann", why="typo")
    edits[key] = title


def load(store: SqlStore, package: Situation, digest: str) -> None:
    before = len(list(store.situation(HERE).nouns()))
    report = store.load_package(package, digest)
    arrived = report.inserted + report.updated + report.unchanged + report.kept_edited
    assert arrived == len(list(package.nouns()))
    after = len(list(store.situation(HERE).nouns()))
    assert after == arrived + report.kept_missing
    assert after >= before - report.withdrawn
    waiting = [(proposal.kind, proposal.key) for proposal in store.proposals(HERE)]
    assert len(waiting) == len(set(waiting))


def history(store: SqlStore) -> None:
    """Every version of every record has one row, and the last one is what is stored."""
    rows = store.history(HERE)
    versions: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        versions.setdefault((row.kind, row.key), []).append(row.version)
    for (kind, key), found in versions.items():
        record = store.record(HERE, kind, key)
        assert found == list(range(1, record.version + 1))
        assert store.history(HERE, kind, key)[-1].fields == record.fields
