"""A report in each format becomes a draft whose every proposal says where it was found."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from components.errors import ReportError
from components.intake.article import MAX_BYTES, Draft, clean_name, from_text, read_article, read_fetched
from components.intake.encoding import ENCODINGS, decode, known
from components.intake.fetch import Fetched
from components.intake.language import language_of
from components.model.report import Report
from tests.intake import samples

ROOT = Path(__file__).resolve().parents[2]
RUSSIAN = "Войска вошли в Курск. Генерал сказал, что ранены двенадцать человек, и что мост был взорван."
WORDS = "The language was told by its script and its small words."


def refused(name: str, body: bytes, **options: object) -> ReportError:
    with pytest.raises(ReportError) as caught:
        read_article(name, body, **options)  # type: ignore[arg-type]
    return caught.value


def test_pasted_text_is_kept_as_it_is_with_what_it_says_about_itself() -> None:
    text = "Valley: situation note, 6 November 2024\r\n\r\nSome\u00a040 of the soldiers were in the town and left.\r\n"
    assert from_text(text) == Draft(
        Report(
            text,
            title="Valley: situation note, 6 November 2024",
            published_on=date(2024, 11, 6),
            language="en",
            origin="pasted",
        ),
        ("The date was read in the first line: 6 November 2024.", "The title is the first line.", WORDS),
    )


def test_a_text_that_says_nothing_about_itself_gets_nothing_but_its_text() -> None:
    text = "Some 40 soldiers crossed yesterday."
    assert from_text(text) == Draft(Report(text))


def test_a_title_is_a_heading_and_no_sentence() -> None:
    assert [from_text(text).report.title for text in ("# Bridge crossed\n\nText.", "It fell.\n\nText.", "Alone")] == [
        "Bridge crossed", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0"])
def test_no_text_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ReportError, match=r"^There is no text in it\. Choose another file, or paste the text\.$"):
        from_text(text)


def test_a_book_is_refused() -> None:
    with pytest.raises(ReportError, match=r"more than 2,000,000 characters\. Cut it into parts\.$"):
        from_text("a" * 2_000_001)


@pytest.mark.parametrize("odd", ["\0", "\ud800"])
def test_a_text_that_no_store_can_keep_is_refused(odd: str) -> None:
    with pytest.raises(ReportError, match="bytes in it that no text has"):
        from_text(f"a{odd}b c")


def test_a_page_gives_its_article_and_what_its_head_says() -> None:
    assert read_article("saved.html", samples.PAGE.encode()) == Draft(
        Report(
            samples.ARTICLE,
            title="Bridge crossed at dawn",
            publisher="The Valley Post",
            published_on=date(2024, 11, 6),
            language="en",
            url="https://valley.example.org/bridge",
            origin="file saved.html",
        ),
        (
            "The title of the page was found in its metadata.",
            "The publisher of the page was found in its metadata.",
            "The date of the page was found in its metadata: 2024-11-06.",
            "The language of the page was found in its own word for it.",
            "The address of the page was found in its canonical link.",
        ),
    )


LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"headline": "From linked data",
"datePublished": "2024-11-05T01:00:00Z", "publisher": {"name": "Valley Wire"}}]}</script>"""
BODY = "<article><p>Some 40 soldiers crossed the long bridge, the ministry of the valley said in a statement.</p>"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (LINKED, BODY, ("From linked data", "Valley Wire", date(2024, 11, 5))),
        ("", f"<time itemprop='datePublished' datetime='2024-11-04'>4th</time>{BODY}", ("", "", date(2024, 11, 4))),
        ("", f"<time datetime='2023-10-07'>1914</time>{BODY}", ("", "", None)),
        ("<title>Only a title</title>", BODY, ("Only a title", "", None)),
        ("<meta name='date' content='soon'>", BODY, ("", "", None)),
        ("<meta name='date' content='November 6, 2024 10:00'>", BODY, ("", "", date(2024, 11, 6))),
        ("<meta name='date' content='06/11/2024'>", BODY, ("", "", None)),
        ("<meta name='date' content='0001-01-01T00:00:00Z'>", BODY, ("", "", None)),
        ("<script type='application/ld+json'>{broken</script>", BODY, ("", "", None)),
        (
            "",
            f"{BODY}<p>It has been so since 7 October 2023, people there told us again and again.</p>",
            ("", "", None),
        ),
    ],
)
def test_a_page_has_the_day_that_it_states_and_no_other(head: str, body: str, expected: tuple[object, ...]) -> None:
    report = read_article("x.html", f"<html><head>{head}</head><body>{body}</body></html>".encode()).report
    assert (report.title, report.publisher, report.published_on) == expected


def test_an_address_that_must_not_be_opened_is_left_out() -> None:
    page = samples.PAGE.replace("https://valley.example.org/bridge", "javascript:alert(1)")
    assert read_article("x.html", page.encode()).report.url == ""


def test_a_page_in_a_declared_encoding_is_read_in_it() -> None:
    page = f"<html lang=ru><head><meta charset='windows-1251'></head><body><p>{RUSSIAN}</p></body></html>"
    draft = read_article("x.html", page.encode("cp1251"))
    assert (draft.report.text, draft.report.language) == (RUSSIAN, "ru")
    assert draft.notes[0] == "It was read as cp1251, as it says itself."


def test_a_pdf_gives_its_pages_with_sentences_put_together() -> None:
    lines = [
        "Valley note, 6 November 2024",
        "",
        "Some 40 soldiers crossed the long bridge on",
        "Tuesday, it said.",
        "End.",
    ]
    body = samples.pdf(lines, ["Second page."], info={"Title": "Valley note", "CreationDate": "D:20241108120000Z"})
    draft = read_article("note.pdf", body)
    assert draft.report == Report(
        "Valley note, 6 November 2024\nSome 40 soldiers crossed the long bridge on Tuesday, it said.\nEnd.\n\n"
        "Second page.",
        title="Valley note",
        published_on=date(2024, 11, 6),
        language="en",
        origin="file note.pdf",
    )
    assert draft.notes == (
        "The title was found in the properties of the PDF.",
        "The date was read in the first line: 6 November 2024.",
        WORDS,
    )


def test_the_day_a_pdf_was_made_is_proposed_with_a_doubt_when_it_says_no_other() -> None:
    draft = read_article("x.pdf", samples.pdf(["Some 40 soldiers."], info={"CreationDate": "D:20241108120000Z"}))
    assert draft.report.published_on == date(2024, 11, 8)
    assert draft.notes == ("The date is the day the file was made, 8 November 2024; check that it was published then.",)


def test_pages_of_a_pdf_without_text_are_named() -> None:
    draft = read_article("x.pdf", samples.pdf(["Some 40 soldiers."], [], ["More."], []))
    assert draft.warnings == ("Pages 2, 4 without text, probably scanned: what stands there was not read.",)


def test_a_scan_is_refused_with_what_to_do() -> None:
    assert str(refused("scan.pdf", samples.pdf([], []))) == (
        "scan.pdf: No page of it has text; it is probably a scan. Run it through text recognition, or paste the text."
    )


def test_a_locked_pdf_is_refused_and_one_with_an_empty_password_is_read() -> None:
    body = samples.pdf(["Some 40 soldiers."])
    assert str(refused("x.pdf", samples.locked(body, "secret"))) == (
        "x.pdf: It is encrypted. Save a copy without a password, or paste its text."
    )
    assert read_article("x.pdf", samples.locked(body, "")).report.text == "Some 40 soldiers."


def test_a_word_document_gives_paragraphs_and_rows_in_their_order() -> None:
    body = samples.word(
        "Valley note, 6 November 2024", "Some\u00a040 soldiers.", rows=[["tanks", "12"], ["ships", "0"]]
    )
    assert read_article("note.docx", body) == Draft(
        Report(
            "Valley note, 6 November 2024\nSome\u00a040 soldiers.\ntanks\t12\nships\t0",
            title="Valley note, 6 November 2024",
            published_on=date(2024, 11, 6),
            origin="file note.docx",
        ),
        ("The date was read in the first line: 6 November 2024.", "The title is the first line."),
    )


def test_a_word_document_loses_no_insertion_and_keeps_nothing_that_was_struck_out() -> None:
    body = samples.word("KEPT", title="Valley note")
    run = "<w:r><w:t>KEPT</w:t></w:r>"
    changed = (
        "<w:ins><w:r><w:t>At least </w:t></w:r></w:ins><w:del><w:r><w:delText>Some </w:delText></w:r></w:del>"
        "<w:sdt><w:sdtContent><w:r><w:t>40</w:t></w:r></w:sdtContent></w:sdt><w:r><w:br/><w:t>soldiers</w:t></w:r>"
    )
    with samples.opened(body) as archive:
        text = archive.read("word/document.xml").decode()
    assert run in text
    draft = read_article("x.docx", samples.rezipped(body, {"word/document.xml": text.replace(run, changed).encode()}))
    assert (draft.report.text, draft.report.title) == ("At least 40\nsoldiers", "Valley note")


def test_footnotes_that_were_not_read_are_told() -> None:
    body = samples.rezipped(samples.word("Some 40 soldiers."), {"word/footnotes.xml": b"<notes/>"})
    assert read_article("x.docx", body).warnings == ("Its footnotes were not read.",)


def test_a_message_gives_its_plain_text_and_counts_what_is_attached() -> None:
    body = samples.message("Some 40 soldiers.\n", "<p>Other</p>", [b"MZ", b"x"])
    assert read_article("m.eml", body) == Draft(
        Report(
            "Some 40 soldiers.\n",
            title="Bridge crossed",
            publisher="Valley Press",
            published_on=date(2024, 11, 6),
            origin="file m.eml",
        ),
        (
            "The title is the subject of the message.",
            "The publisher is the sender of the message; put in who wrote the report if it was sent on.",
            "The date is the day on which the message was sent, in the sender's zone.",
        ),
        ("2 attachments were not read.",),
    )


def test_lines_of_a_message_that_end_at_the_margin_are_put_together_and_others_stay() -> None:
    text = (
        "Some 40 soldiers crossed the long bridge on the river and at least twelve of\n"
        "them were wounded there, the ministry of the valley said.\n\n"
        "tanks - 12\nships - 0\n"
    )
    assert read_article("m.eml", samples.message(text)).report.text == (
        "Some 40 soldiers crossed the long bridge on the river and at least twelve of "
        "them were wounded there, the ministry of the valley said.\n\n"
        "tanks - 12\nships - 0\n"
    )
    own = "A line of its own length, longer than any margin that a program of mail has ever set.\nand another\n"
    assert read_article("m.eml", samples.message(own)).report.text == own


def test_a_message_without_plain_text_gives_the_article_of_its_page() -> None:
    report = read_article("m.eml", samples.message(html=samples.PAGE)).report
    assert (report.text, report.title, report.language) == (samples.ARTICLE, "Bridge crossed", "en")


def test_a_message_without_text_is_refused() -> None:
    assert refused("m.eml", samples.message("", attached=[b"x"])).reason == "There is no text in the message."


@pytest.mark.parametrize("stamp", ["", "soon", "Wed, 99 Nov 2024 00:00:00 +0000"])
def test_a_message_without_a_day_has_none(stamp: str) -> None:
    assert read_article("m.eml", samples.message("Some 40 soldiers.", Date=stamp)).report.published_on is None


FORMATS = {
    "pdf": (samples.pdf(["Some 40 soldiers."]), "Some 40 soldiers."),
    "word": (samples.word("Some 40 soldiers."), "Some 40 soldiers."),
    "page": (samples.PAGE.encode(), samples.ARTICLE),
    "message": (samples.message("Some 40 soldiers.\n", Message_ID="<a@b>"), "Some 40 soldiers.\n"),
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", ["report.txt", "report"])
def test_the_content_decides_and_not_the_name(kind: str, name: str) -> None:
    body, text = FORMATS[kind]
    assert read_article(name, body).report.text == text


def test_a_page_in_utf16_is_a_page_and_prose_about_pdf_is_prose() -> None:
    page = samples.PAGE.replace("utf-8", "utf-16").encode("utf-16")
    assert read_article("saved", page).report.text == samples.ARTICLE
    assert (
        read_article("a.txt", b"A file begins with %PDF-1.4 then.").report.text == "A file begins with %PDF-1.4 then."
    )


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.txt", b"", "It is empty."),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "It is a picture."),
        ("a.txt", b"ab\0c" + b"d" * 200, "There are bytes in it that no text has."),
        ("a.pdf", b"plain words", "It is called .pdf and is none."),
        ("a.docx", b"plain words", "It is called .docx and is none."),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "It is an older Office file."),
        ("a.rtf", b"{\\rtf1 x}", "It is RTF, which is not read."),
        ("a.docx", b"PK\x03\x04broken", "It is a damaged zip archive."),
        ("a.pdf", b"%PDF-1.7\nbroken", "It is no sound PDF."),
        ("a.txt.gz", b"\x1f\x8b\x08", "It is packed with gzip."),
        ("a.html", b"<html><body></body></html>", "There is no article in the page."),
    ],
)
def test_what_is_no_report_is_named_and_refused(name: str, body: bytes, reason: str) -> None:
    error = refused(name, body)
    assert (error.name, error.reason, error.choices) == (name, reason, ())
    assert str(error).startswith(f"{name}: {reason} ")
    assert error.way_out.endswith(".")


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (RUSSIAN.encode("utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + RUSSIAN.encode("utf-8"), "utf-8"),
        (b"\xff\xfe" + RUSSIAN.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), "utf-16-be"),
        ("Some 40 soldiers.".encode("utf-16-le"), "utf-16-le"),
        ("Some 40 soldiers.".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_is_read_as_what_it_is(body: bytes, encoding: str) -> None:
    decoded = decode(body)
    assert (decoded.text, decoded.encoding) in [(RUSSIAN, encoding), ("Some 40 soldiers.", encoding)]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
def test_cyrillic_of_one_byte_is_asked_about_with_the_right_reading_first(encoding: str) -> None:
    error = refused("old.txt", RUSSIAN.encode(encoding))
    assert error.choices[0] == (encoding, RUSSIAN[:40].strip())
    assert f"Say which: --encoding {encoding} on the command line" in str(error)
    assert read_article("old.txt", RUSSIAN.encode(encoding), encoding=encoding).report.text == RUSSIAN


def test_a_text_that_says_it_is_utf8_and_nearly_is_shows_what_it_lost() -> None:
    nearly = decode(b"word " * 200 + b"\xff", declared="utf-8")
    assert (nearly.text, nearly.note) == (
        "word " * 200 + "\ufffd",
        "It is not quite UTF-8; 1 characters of it became \ufffd.",
    )
    with pytest.raises(ReportError, match="may be read in several ways"):
        decode(RUSSIAN.encode("cp1251"), declared="utf-8")


def test_an_encoding_that_is_said_has_to_exist_and_to_fit() -> None:
    assert refused("a.txt", b"x", encoding="rot13").reason == "'rot13' is no encoding that is read here."
    assert refused("a.txt", b"\xff\xfe\xfd", encoding="utf-8").reason == "Its bytes are no utf-8."
    assert [known(name) for name in ENCODINGS] == list(ENCODINGS)


def test_the_page_takes_what_the_server_lets_through() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] * 1024 * 1024 == MAX_BYTES


def test_a_larger_file_is_sent_to_the_command_line_which_takes_it() -> None:
    assert str(refused("big.txt", b"Some words. " * 10, max_bytes=100)) == (
        "big.txt: It is larger than 0 MB. Cut it into parts, or read it on the command line: conflict-map read FILE."
    )
    assert read_article("big.txt", b"Some words. " * 10, max_bytes=120).report.text == "Some words. " * 10


@pytest.mark.parametrize(
    ("fetched", "expected"),
    [
        (
            Fetched("https://www.valley.example.org/a", samples.PAGE.encode(), "text/html", ""),
            ("https://www.valley.example.org/a", "fetched from valley.example.org", samples.ARTICLE),
        ),
        (
            Fetched("http://valley.example.org/", RUSSIAN.encode("cp1251"), "text/plain", "windows-1251"),
            ("http://valley.example.org/", "fetched from valley.example.org", RUSSIAN),
        ),
        (
            Fetched("https://valley.example.org/n.pdf", samples.pdf(["Some."]), "application/pdf", ""),
            ("https://valley.example.org/n.pdf", "fetched from valley.example.org", "Some."),
        ),
    ],
)
def test_a_fetched_report_has_the_address_it_came_from(fetched: Fetched, expected: tuple[str, ...]) -> None:
    report = read_fetched(fetched).report
    assert (report.url, report.origin, report.text) == expected


def test_a_fetched_report_without_a_publisher_is_that_of_its_host() -> None:
    draft = read_fetched(Fetched("https://www.valley.example.org/a", b"Some 40 soldiers.", "text/plain", ""))
    assert (draft.report.publisher, draft.notes) == (
        "valley.example.org", ("The publisher is the host of the address, valley.example.org; put in its name.",),
    )  # fmt: skip


@pytest.mark.parametrize("charset", ["no-such-thing", "iso-8859-1", "windows-1251", "utf-16"])
def test_a_charset_that_a_server_names_wrongly_does_not_make_a_text_unreadable(charset: str) -> None:
    fetched = Fetched("http://valley.example.org/", RUSSIAN.encode(), "text/plain", charset)
    assert read_fetched(fetched).report.text == RUSSIAN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that two of the bridges were hit.", "en"),
        ("L’armée a dit que les deux ponts de la ville ont été touchés par des tirs.", "fr"),
        ("Die Armee sagte, dass zwei der Brücken in der Stadt von den Bomben zerstört wurden.", "de"),
        ("El ejército dijo que los dos puentes de la ciudad fueron alcanzados por las bombas.", "es"),
        (RUSSIAN, "ru"),
        ("Військо сказало, що два мости у місті було зруйновано, і що поранено людей.", "uk"),
        ("قال الجيش إن الجسر في المدينة دمر بعد هجوم من الشمال", "ar"),
        ("군은 도시의 다리 두 개가 공격을 받았다고 밝혔다", "ko"),
        ("军方表示该市两座桥梁遭到袭击", "zh"),
        ("軍は市内の二つの橋が攻撃を受けたと発表した", ""),
        ("ارتش گفت که دو پل شهر هدف قرار گرفته است", ""),
        ("Kursk 2024", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_when_it_is_sure_and_left_open_when_not(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_name_of_a_file_is_shown_clean_and_opens_nothing() -> None:
    assert [clean_name(name) for name in ("../x", "/etc/passwd", "a\\b.txt", "\0", "CON", "a\u202etxt.exe")] == [
        "x", "passwd", "b.txt", "without a name", "CON", "a txt.exe",
    ]  # fmt: skip
    assert len(clean_name("n" * 300)) == 100
