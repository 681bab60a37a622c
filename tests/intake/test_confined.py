"""A parser that hangs, grows, talks too much or dies costs one process and gives one sentence."""

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest

from components.errors import ReportError
from components.intake import confined as room
from components.intake.confined import Confinement, confined
from components.intake.parsing.extract import Extract, day, line, parsed
from tests.intake import samples

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of memory and work for a process")
WHOLE = Extract(
    "Text.", title="T", publisher="P", published_on="2024-11-06", made_on="2024-11-08", language="en",
    url="https://valley.example.org/", notes=("n",), warnings=("w",),
)  # fmt: skip


def refused(kind: str, body: bytes, limits: Confinement) -> str:
    with pytest.raises(ReportError) as caught:
        confined(kind, body, limits=limits)
    return str(caught.value)


def test_a_file_is_read_in_another_process() -> None:
    assert confined("pdf", samples.pdf(["Some 40 soldiers."])) == Extract("Some 40 soldiers.")


def test_what_a_child_says_is_read_again_as_it_was() -> None:
    assert parsed(json.loads(WHOLE.dumped())) == WHOLE


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "a\nb\x00c\u202e", "a b c"),
        ("title", 7, ""),
        ("title", "x" * 9_999, "x" * 500),
        ("published_on", "2024-02-30", ""),
        ("published_on", "2024-11-06T10:00:00Z", "2024-11-06"),
        ("published_on", None, ""),
        ("notes", ["a\tb", 7], ("a b", "")),
    ],
)
def test_nothing_that_a_child_says_is_believed(field: str, value: object, expected: object) -> None:
    assert asdict(parsed({**json.loads(WHOLE.dumped()), field: value}))[field] == expected


@pytest.mark.parametrize("values", [{}, {**asdict(WHOLE), "text": 7}, {**asdict(WHOLE), "notes": 7}])
def test_an_answer_that_is_none_is_refused(values: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        parsed(values)


def test_a_line_is_one_and_a_day_is_one() -> None:
    assert (line(" a \r\n b "), line(None), day("2024-11-06"), day("soon")) == ("a b", "", "2024-11-06", "")


def test_a_child_that_takes_too_long_is_ended() -> None:
    assert refused("pdf", samples.pdf(["Some."]), Confinement(wall_s=0.05)) == (
        "It cannot be read: reading it takes longer than 0.05 seconds. Paste the text instead."
    )


@POSIX
def test_a_child_that_takes_too_much_memory_is_ended() -> None:
    answer = refused("docx", samples.word("x" * 100_000), Confinement(memory_bytes=20_000_000))
    assert "memory" in answer
    assert answer.endswith("Paste the text instead.")


@POSIX
def test_a_child_that_works_too_long_is_ended() -> None:
    page = b"<html><body>" + b"<p>" + b"<b>word</b> " * 200_000 + b"</body></html>"
    assert "takes more time or memory" in refused("html", page, Confinement(cpu_s=1))


def test_a_child_that_says_too_much_is_ended() -> None:
    assert refused("pdf", samples.pdf(["Some 40 soldiers."]), Confinement(output_bytes=50)) == (
        "There is more text in it than a report has. Cut it into parts."
    )


@pytest.mark.parametrize(
    "answer",
    [b"", b"no JSON", b"[]", b"{}", b'{"extract": {}}', b'{"refused": 7}', b'{"extract": null}', b"[" * 100_000],
)
def test_a_child_that_answers_nonsense_gives_one_sentence(answer: bytes) -> None:
    with pytest.raises(ReportError) as caught:
        room.understood(answer)
    assert str(caught.value) == "It cannot be read: it is damaged. Paste the text instead."


def test_a_child_that_never_reads_its_file_does_not_hang_us() -> None:
    # Larger than any pipe, and the format is none, so the child ends before it reads.
    assert "it is damaged" in refused("none", b"x" * 5_000_000, Confinement())


def test_no_thread_of_ours_is_left_behind() -> None:
    before = threading.active_count()
    confined("pdf", samples.pdf(["Some."]))
    refused("pdf", b"%PDF-", Confinement())
    assert threading.active_count() <= before


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
    ],
)
def test_a_confined_process_opens_no_connection_and_starts_nothing(act: str) -> None:
    code = f"from components.intake.parsing.limits import confine; confine(1 << 30, 5); {act}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("PermissionError: ")


@POSIX
def test_a_confined_process_writes_no_file(tmp_path: Path) -> None:
    code = (
        "import pathlib; from components.intake.parsing.limits import confine; confine(1 << 30, 5); "
        f"pathlib.Path({str(tmp_path / 'x')!r}).write_text('a' * 100)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert (tmp_path / "x").read_text() == ""


def test_a_child_gets_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFLICT_MAP_DATABASE_URL", "postgresql://ann:secret@db.example/store")
    assert "secret" not in str(room.environ())


def test_no_more_children_than_there_are_places_run_at_once() -> None:
    names = [f"Some {number} soldiers." for number in range(room.MAX_CHILDREN + 2)]
    with ThreadPoolExecutor(len(names)) as pool:
        read = pool.map(lambda name: confined("pdf", samples.pdf([name])).text, names)
        assert list(read) == names
    for _ in range(room.MAX_CHILDREN):
        assert room.PLACES.acquire(blocking=False)
    try:
        assert refused("pdf", b"%PDF-", Confinement(wall_s=0.05)) == (
            "Too many reports are being read at this moment. Try again in a minute."
        )
    finally:
        for _ in range(room.MAX_CHILDREN):
            room.PLACES.release()
