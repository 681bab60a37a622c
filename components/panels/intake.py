"""The form that brings a report: paste it, upload it, have it fetched, or take the sample.

What a stranger gets wrong: title, publisher, date, language and link are proposals from the text, shown before anything
is read, and they stay changeable afterwards. A form that is hidden is no protection: the acts behind it ask again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components.access import Act
from components.errors import ConflictMapError, ModelError
from components.intake.article import Draft
from components.model import MAX_REPORT_CHARS, Report
from components.records.acts import described

FILE_TYPES = ("txt", "md", "html", "htm", "pdf", "docx", "eml")
_FIELDS = {
    "title": "Title",
    "publisher": "Publisher",
    "published_on": "Published on",
    "language": "Language",
    "url": "Link",
}
_KEY = "cm-in-{}".format
_DRAFT, _FAULT, _ROUND = _KEY("draft"), _KEY("fault"), _KEY("round")


@dataclass(frozen=True, slots=True)
class Doors:
    """Ways in which a report may come; web chooses what stands behind them.

    Attributes:
        from_text: makes a draft of pasted text.
        read_file: makes a draft of a file: name, bytes.
        fetch: makes a draft of a web address; None where nothing may be fetched.
        sample: makes the draft of the sample report.
        notice_of_backend: what the page says before reading when text would leave this machine; empty when it does not.
        waiting: what the reader still lacks, in one sentence; empty when nothing.
        max_mb: largest file of the page, in megabytes.
    """

    from_text: Callable[[str], Draft]
    read_file: Callable[[str, bytes], Draft]
    fetch: Callable[[str], Draft] | None
    sample: Callable[[], Draft]
    notice_of_backend: Callable[[], str]
    waiting: Callable[[], str]
    max_mb: int


def draw_intake(doors: Doors, situation_id: str, allowed: Mapping[Act, bool], add: Callable[[Report], None]) -> None:
    """Draws the form.

    Args:
        doors: ways in which a report may come.
        situation_id: for the command that is told for larger files.
        allowed: whether the person may propose, upload and fetch.
        add: reads and keeps a report, then shows it; raises `ConflictMapError`.
    """
    names = ["Paste"]
    names += ["Upload"] if allowed[Act.UPLOAD] else []
    names += ["Fetch"] if doors.fetch and allowed[Act.FETCH] else []
    names += ["Sample"]
    way = st.segmented_control(
        "How it comes", names, default="Paste", key=_KEY("way"), label_visibility="collapsed", required=True
    )
    if way == "Upload":
        _upload(doors, situation_id)
    elif way == "Fetch" and doors.fetch:
        _fetch(doors.fetch)
    elif way == "Sample":
        st.text("An invented day in the Kursk theatre, with figures that contradict each other. Nothing in it is real.")
    else:
        st.text_area(
            "Text of the report", key=_KEY("text"), height=200, max_chars=MAX_REPORT_CHARS,
            on_change=_pasted, args=(doors,), placeholder="Paste the whole article: headline, date line and text.",
        )  # fmt: skip
    notice = doors.notice_of_backend()
    if notice:
        st.warning("Before you read: another machine may take part in this.")
        st.text(notice)
    waiting = doors.waiting()
    if waiting:
        st.text(waiting)
    _faults()
    draft: Draft | None = st.session_state.get(_DRAFT)
    label = "Read the sample report" if way == "Sample" else "Read"
    st.button(label, key=_KEY("read"), type="secondary", on_click=_read, args=(doors, way, add))
    if way != "Sample":
        _description(draft)


def _upload(doors: Doors, situation_id: str) -> None:
    st.file_uploader(
        f"A file: {', '.join(f'.{kind}' for kind in FILE_TYPES)}, at most {doors.max_mb} MB",
        type=list(FILE_TYPES), key=_KEY("file"), on_change=_uploaded, args=(doors,),
    )  # fmt: skip
    st.text("Larger files, or many at once, go through the command line:")
    st.code(f"conflict-map read FILE --published YYYY-MM-DD --situation {situation_id}", language=None)


def _fetch(fetch: Callable[[str], Draft]) -> None:
    st.text_input("Address of the page", key=_KEY("address"), placeholder="https://example.org/report")
    st.text("This server then contacts that host, which learns its address. Nothing else is fetched.")
    st.button("Fetch", key=_KEY("fetch"), on_click=_fetched, args=(fetch,))


def _description(draft: Draft | None) -> None:
    """What is known of the report, to be corrected; the date first, because everything relative hangs on it."""
    first, second = st.columns([1.7, 1]), st.columns([1, 0.6, 1.7])
    for column, (name, label) in zip((*first, *second), _FIELDS.items(), strict=True):
        with column:
            hint = "2024-10-30" if name == "published_on" else None
            st.text_input(label, key=_field(name), max_chars=500, placeholder=hint)
    if draft is None:
        return
    if not st.session_state.get(_field("published_on")):
        st.warning(
            "No date of publication was found. Without it dates such as “on Tuesday” stay open; give it if you can."
        )
    for note in (*draft.notes, *draft.warnings):
        st.text(note)


def _field(name: str) -> str:
    """Key of a field of this draft.

    Each draft has fields of its own: a click that was on its way when the proposals came still carries the empty ones
    of before, and must not wipe the new ones out.
    """
    return f"{_KEY(name)}-{st.session_state.get(_ROUND, 0)}"


def _proposed(report: Report, name: str) -> str:
    value = getattr(report, name)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _faults() -> None:
    fault = st.session_state.pop(_FAULT, None)
    if fault:
        st.error("That did not work.")
        st.text(fault)


def _propose(make: Callable[[], Draft]) -> bool:
    """Makes a draft and fills the fields with what it proposes; a fault is kept for the next drawing."""
    try:
        draft = make()
    except ConflictMapError as error:
        st.session_state[_FAULT] = str(error)
        return False
    st.session_state[_DRAFT] = draft
    st.session_state[_ROUND] = int(st.session_state.get(_ROUND, 0)) + 1
    for name in _FIELDS:
        st.session_state[_field(name)] = _proposed(draft.report, name)
    return True


def _pasted(doors: Doors) -> None:
    text = st.session_state[_KEY("text")]
    if text.strip():
        _propose(lambda: doors.from_text(text))
    else:
        st.session_state.pop(_DRAFT, None)


def _uploaded(doors: Doors) -> None:
    file = st.session_state[_KEY("file")]
    if file is not None:
        _propose(lambda: doors.read_file(file.name, file.getvalue()))


def _fetched(fetch: Callable[[str], Draft]) -> None:
    address = st.session_state[_KEY("address")].strip()
    _propose(lambda: fetch(address))


def _read(doors: Doors, way: str, add: Callable[[Report], None]) -> None:
    try:
        add(doors.sample().report if way == "Sample" else _report(doors, way))
    except ConflictMapError as error:
        st.session_state[_FAULT] = str(error)
        return
    for key in (_DRAFT, _KEY("text"), *map(_field, _FIELDS)):
        st.session_state.pop(key, None)


def _report(doors: Doors, way: str) -> Report:
    """The draft with what the person made of it. A click right behind the paste may come before any proposal."""
    draft: Draft | None = st.session_state.get(_DRAFT)
    text = str(st.session_state.get(_KEY("text"), "")) if way == "Paste" else ""
    if way == "Paste" and text.strip() and (draft is None or draft.report.text != text):
        return doors.from_text(text).report
    if draft is None:
        raise ModelError("text", "", "There is no text yet: paste a report, or choose a file.")
    values = {name: st.session_state.get(_field(name), _proposed(draft.report, name)) for name in _FIELDS}
    return described(draft.report, {name: str(value or "") for name, value in values.items()})
