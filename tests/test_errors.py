import inspect

import pytest

from components import errors
from components.errors import (
    STATUSES,
    BackendError,
    ConflictMapError,
    DateError,
    ExportError,
    FetchError,
    ModelError,
    NotAllowedError,
    NotFoundError,
    PackageError,
    PointError,
    Problem,
    ReportError,
    SettingError,
    StaleRecordError,
    StoreError,
    StoreUnavailableError,
    status,
)

EVERY = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, ConflictMapError)]

STALE = StaleRecordError(
    "claim", "C1", expected_version=1, found_version=2, stored={"title": "a"}, offered={"title": "b"}
)
PROBLEM = Problem("claims.csv", 3, "best", "ten", "Write a plain number.")


def test_the_tree_at_the_top_of_the_module_names_every_error():
    assert [kind.__name__ for kind in EVERY if kind.__name__ not in (errors.__doc__ or "")] == []


@pytest.mark.parametrize("kind", EVERY)
def test_every_error_but_the_first_is_also_the_builtin_it_is(kind):
    parents = {parent for parent in kind.__mro__ if parent.__module__ == "builtins"} - {
        BaseException,
        Exception,
        object,
    }
    assert parents or kind is ConflictMapError


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ConflictMapError("x"), 500),
        (SettingError("CONFLICT_MAP_MODE", "x", "local"), 500),
        (ModelError("title", 7, "x"), 422),
        (PointError("lat", 95, 0, is_swapped=False), 422),
        (DateError("edtf", "x", "x"), 422),
        (PackageError([PROBLEM]), 422),
        (ReportError("It is empty.", "Choose another."), 422),
        (FetchError("It does not answer.", "Paste the text."), 502),
        (ExportError("out", "It is there already.", "Name another folder."), 500),
        (NotAllowedError("shared", "anonymous", "write"), 403),
        (BackendError("llm", "It is off.", "Turn it on."), 503),
        (StoreError("x"), 500),
        (NotFoundError("claim", "C9"), 404),
        (STALE, 409),
        (StoreUnavailableError("sqlite:///x", "locked"), 503),
    ],
)
def test_every_error_has_a_status(error, expected):
    assert status(error) == expected


def test_the_table_of_statuses_starts_at_the_root_so_that_none_is_without():
    assert ConflictMapError in STATUSES


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            SettingError("CONFLICT_MAP_MODE", "open", "local or shared"),
            "CONFLICT_MAP_MODE is 'open'. Allowed: local or shared. Change it, or unset it to get the default.",
        ),
        (
            NotAllowedError("shared", "anonymous", "write"),
            "anonymous may not write here (mode shared). Ask the operator for the right to write.",
        ),
        (
            BackendError("llm", "It does not answer (APITimeoutError).", "Check CONFLICT_MAP_LLM_URL."),
            "The reader 'llm' cannot be used. It does not answer (APITimeoutError). Check CONFLICT_MAP_LLM_URL.",
        ),
        (
            NotFoundError("claim", "C9"),
            "There is no claim 'C9' in the store. Check the spelling, or load its data package.",
        ),
        (
            STALE,
            "The claim 'C1' was changed by somebody else (version 2, you started from 1). Nothing is saved: compare "
            "both texts, then save again.",
        ),
        (
            StoreUnavailableError("sqlite:///x", "locked"),
            "The store at sqlite:///x does not answer (locked). Check CONFLICT_MAP_DATABASE_URL.",
        ),
        (ReportError("It is empty.", "Choose another."), "It is empty. Choose another."),
        (ReportError("It is empty.", "Choose another.", name="a.txt"), "a.txt: It is empty. Choose another."),
        (FetchError("It does not answer.", "Paste the text.", host="a.example"), "It does not answer. Paste the text."),
        (
            PackageError([PROBLEM, PROBLEM, PROBLEM]),
            "The data package is refused. claims.csv, line 3, best: Write a plain number. Found: 'ten'. (and 2 more)",
        ),
    ],
)
def test_a_reader_gets_one_message_that_says_what_to_do(error, sentence):
    assert str(error) == sentence


def test_facts_are_attributes():
    assert (STALE.kind, STALE.key, STALE.expected_version, STALE.found_version) == ("claim", "C1", 1, 2)
    assert (STALE.stored, STALE.offered) == ({"title": "a"}, {"title": "b"})
    assert PackageError([PROBLEM]).problems == (PROBLEM,)
    report = ReportError("It is odd.", "Say which.", name="a.txt", choices=[("cp1251", "Да")])
    assert (report.reason, report.way_out, report.name) == ("It is odd.", "Say which.", "a.txt")
    assert report.choices == (("cp1251", "Да"),)
    fetch = FetchError("It is silent.", "Wait.", host="a.example")
    assert (fetch.reason, fetch.way_out, fetch.host) == ("It is silent.", "Wait.", "a.example")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.csv", None, "", "", "It is empty."), "a.csv: It is empty."),
        (Problem("a.csv", 2, "", "", "It is short."), "a.csv, line 2: It is short."),
        (Problem("a.csv", 2, "x", "y", "It is odd."), "a.csv, line 2, x: It is odd. Found: 'y'."),
    ],
)
def test_a_problem_says_where_and_what(problem, text):
    assert str(problem) == text
