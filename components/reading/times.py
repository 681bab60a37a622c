"""Time expressions of a report, found and resolved against its day of publication.

What a stranger gets wrong: a weekday is the most recent such day, the day of publication included, unless a word of
the future governs it; and without a day of publication everything relative stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.reading.anchors import Resolved, Setting
from components.reading.document import Document, Sentence, Shape
from components.reading.moments import Moment
from components.reading.resolving import resolve

_MONTH = (
    r"(?=[A-Z])(?i:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_LONG_MONTH = r"(?=[A-Z])(?i:january|february|march|april|may|june|july|august|september|october|november|december)\b"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_NTH = (
    r"(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
    r"twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty[- ]first)"
)
_DM = rf"{_DAY}(?:\s+of)?[\s-]{_MONTH}(?:,?[\s-]{_YEAR})?"
_MD = rf"(?<!\b[Ii]n\s){_MONTH}\s{_DAY}(?:,?\s{_YEAR})?"
_DATE = rf"(?:{_DM}|{_MD})"
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?:\s\w{2,12}\stime)?(?:\s\([^()]{1,20}\))?\s(?:on\s)?)?"
_TO = r"\s?(?:to|-|and|until|till|through|into)\s?"
_WEEKDAY = r"(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![\w-])"
_OF_DAY = r"(?:\s(?:early\s|late\s)?(?i:morning|afternoon|evening|night|lunchtime|midday))?"
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty[-\s]four|twenty|thirty|forty[-\s]eight|"
    r"seventy[-\s]two|half\sa)"
)
_FUZZY = r"(?:few|several|couple\sof|number\sof|many)"
_UNIT = r"(?:hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century)"
_UNITS = rf"(?:{_UNIT}s|{_UNIT}|centuries)\b"
_ABOUT = (
    r"(?:(?:almost|nearly|about|around|roughly|some|approximately|more\sthan|over|just\sover|just\sunder|"
    r"less\sthan|at\sleast)\s)?"
)
_PART = r"(?:early|mid|late|(?:the\s)?(?:beginning|start|middle|end)\sof)"

#: By name, in the order in which they are tried at one place of the text.
_PATTERNS = {
    "iso": r"\d{4}-\d\d-\d\d(?!\d)",
    "numeric": r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)",
    "dates": rf"(?:(?i:the\s)?(?i:night)\s(?:of|from|between)\s|(?i:from|between)\s)?{_CLOCK}(?:"
    rf"{_DATE}{_TO}{_CLOCK}{_DATE}|{_DAY}{_TO}{_DM}|{_MD}\s?(?:to|-|through|until)\s?{_DAY}(?:,?\s{_YEAR})?"
    rf"|(?<=[Bb]etween\s){_MD}\sand\s{_DAY}(?:,?\s{_YEAR})?)",
    "dated_weekday": rf"{_WEEKDAY},?\s\(?{_DATE}",
    "nth": rf"(?i:the\s)?{_NTH}\sof\s{_LONG_MONTH}(?:,?\s{_YEAR})?",
    "date": rf"(?:(?i:the\s)?(?i:night)\sof\s)?{_DATE}",
    "part": rf"(?i:{_PART})(?:\sin)?[\s-]+(?:{_LONG_MONTH}(?:\s(?:of\s)?{_YEAR})?|{_YEAR}"
    r"|(?:this|last|next|the|the\slast|that)\s(?:week|month|year)\b)",
    "months": rf"{_MONTH}(?:\s{_YEAR})?{_TO}{_MONTH}(?:\s{_YEAR})?",
    "month": rf"{_MONTH}(?:,?\s(?:of\s)?{_YEAR}|-{_YEAR})|(?i:last|next|this|past)\s{_LONG_MONTH}|"
    rf"(?<![\w-]){_LONG_MONTH}(?:\s(?:this|last)\syear)?",
    "quarter": rf"(?i:the\s)?(?i:first|second|third|fourth|last)\s(?:quarter|half)\s(?:of\s)?{_YEAR}|Q[1-4]\s{_YEAR}",
    "months_of": rf"(?i:the\s(?:first|last)\s{_COUNT}\smonths\sof\s(?:the\syear|this\syear|last\syear|{_YEAR})|"
    r"the\s(?:first|second)\shalf\sof\s(?:the|this|last)\s(?:month|year)\b)",
    "season": rf"(?i:(?:last|this|next)\s(?:spring|summer|autumn|fall|winter)\b|"
    rf"(?:the\s)?(?:spring|summer|autumn|fall|winter)\s(?:of\s)?{_YEAR})",
    "night_of": rf"(?i:overnight\s(?:on\s|into\s|to\s|from\s)?(?:{_WEEKDAY})(?:\s(?:to|into|and)\s{_WEEKDAY})?|"
    rf"(?:the\s)?night\s(?:of|from)\s{_WEEKDAY}(?:\s(?:to|into)\s{_WEEKDAY})?)",
    "weekdays": rf"{_WEEKDAY}{_OF_DAY}\s?(?:to|-|through|into)\s?{_WEEKDAY}",
    "weekday": rf"(?:(?i:last|next|this|the\sprevious|the\sfollowing|the\spast)\s)?{_WEEKDAY}{_OF_DAY}",
    "ago": rf"(?i:{_ABOUT}(?:an?\s)?(?:{_COUNT}|{_FUZZY})\s{_UNITS}\sago\b)",
    "shift": rf"(?i:{_COUNT}\s{_UNITS}\s(?:earlier|later|before|after|previously|prior)\b)",
    "same": r"(?i:the\s(?:previous|following|next|same)\s(?:day|night|morning|evening|week|month|year)\b"
    r"|the\sday\sbefore\syesterday|the\sday\s(?:before|after)\b|that\s(?:same\s)?day\b)",
    "rolling": rf"(?i:(?:the|its|their|this)\s(?:past|last|previous|preceding|coming|next|latest|recent)\s"
    rf"(?:{_COUNT}\s|{_FUZZY}\s)?{_UNITS}|(?:past|last|previous|preceding|next)\s{_COUNT}\s{_UNITS}|"
    rf"(?:in|over)\srecent\s{_UNITS})",
    "deictic": r"(?i:(?:earlier\s|later\s|so\sfar\s)?this\s(?:week|month|year|weekend|morning|afternoon|evening)\b|"
    r"(?:late\s|early\s)?(?:last|next|past)\s(?:week|month|year|weekend|night|decade)\b)",
    "word": r"(?i:today|yesterday|tomorrow|tonight|overnight)(?:\s(?i:morning|afternoon|evening|night))?\b|"
    r"(?i:(?:over|at|on|during)\sthe\sweekend)\b",
    "years": rf"(?:(?i:from|between)\s)?{_YEAR}\s?(?:-|to|and|until)\s?{_YEAR}(?!-)|(?<![\d-]){_YEAR}[/-]\d\d(?![\d-])",
    "day_of_month": r"(?<=\b[Oo]n\s)the\s\d{1,2}(?:st|nd|rd|th)(?:\sof\s(?:this|last)\smonth)?(?![\w-]|\s[a-z])",
    "decade": r"(?:(?i:the)\s)?(?:(?i:early|mid|late)[\s-])?(?:19|20)\d0'?s\b",
    "year": rf"(?<![\w.,$/:-]){_YEAR}(?!\w|[/:]\d)",
}
_ANY = re.compile(r"(?<![\w.])(?:" + "|".join(f"(?P<{name}>{rule})" for name, rule in _PATTERNS.items()) + ")")


def times(document: Document) -> tuple[Moment, ...]:
    """The time expressions of a report, from left to right."""
    setting = Setting(document.published_on)
    return tuple(_times(document, setting))


def _times(document: Document, setting: Setting) -> Iterator[Moment]:
    for sentence in document.sentences:
        for found in _found(sentence):
            resolved = resolve(found, sentence.text, setting)
            if resolved is None:
                continue
            if sentence.shape is not Shape.HEADING:
                setting.remember(resolved, sentence.index)
            yield _moment(found, sentence, resolved)


def _found(sentence: Sentence) -> Iterator[re.Match[str]]:
    return _ANY.finditer(sentence.text)


def _moment(found: re.Match[str], sentence: Sentence, resolved: Resolved) -> Moment:
    start, end = sentence.start + found.start(), sentence.start + found.end()
    return Moment(
        start, end, found.group(), resolved.date, resolved.precision, resolved.rule, is_relative=resolved.is_relative
    )
