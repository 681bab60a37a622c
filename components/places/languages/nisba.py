"""Arabic adjectives of states: روسي, الأوكرانية, الكوري الشمالي.

What a stranger gets wrong: such a word is an actor, not a place. Only the stems stand here; gender, number, article and
what is written on to the word are made by rule.
"""

from __future__ import annotations

from functools import lru_cache

from components.places.keys import key

_STEMS = {
    "روس": "RU", "أوكران": "UA", "أمريك": "US", "أميرك": "US", "بريطان": "GB", "إنجليز": "GB", "فرنس": "FR", "ألمان": "DE",
    "إيطال": "IT", "إسبان": "ES", "برتغال": "PT", "هولند": "NL", "بلجيك": "BE", "سويسر": "CH", "نمساو": "AT", "بولند": "PL",
    "تشيك": "CZ", "سلوفاك": "SK", "مجر": "HU", "رومان": "RO", "بلغار": "BG", "يونان": "GR", "صرب": "RS", "كروات": "HR",
    "بيلاروس": "BY", "مولدوف": "MD", "جورج": "GE", "أرمين": "AM", "أرمن": "AM", "أذربيجان": "AZ", "كازاخستان": "KZ",
    "أوزبك": "UZ", "ترك": "TR", "إيران": "IR", "عراق": "IQ", "سور": "SY", "لبنان": "LB", "أردن": "JO", "فلسطين": "PS",
    "إسرائيل": "IL", "سعود": "SA", "يمن": "YE", "عمان": "OM", "إمارات": "AE", "قطر": "QA", "بحرين": "BH", "كويت": "KW",
    "مصر": "EG", "سودان": "SD", "ليب": "LY", "تونس": "TN", "جزائر": "DZ", "مغرب": "MA", "موريتان": "MR", "صومال": "SO",
    "إثيوب": "ET", "إريتر": "ER", "كين": "KE", "نيجير": "NG", "تشاد": "TD", "صين": "CN", "يابان": "JP", "هند": "IN",
    "باكستان": "PK", "أفغان": "AF", "أفغانستان": "AF", "إندونيس": "ID", "ماليز": "MY", "فيتنام": "VN", "تايوان": "TW",
    "تايلاند": "TH", "فنلند": "FI", "سويد": "SE", "نرويج": "NO", "دنمارك": "DK", "كند": "CA", "مكسيك": "MX", "برازيل": "BR",
    "أرجنتين": "AR", "فنزويل": "VE", "كوب": "CU", "أسترال": "AU", "كور": "KP|KR", "لاتف": "LV", "ليتوان": "LT", "إستون": "EE",
}  # fmt: skip
_ENDINGS = ("ي", "ية", "يه", "يون", "يين", "يان", "يات", "يتان", "يتين", "يا", "ين")
_PREFIXES = ("وبال", "ولل", "وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "")
_ARTICLES = ("ال", "لل")
NORTH = frozenset(
    {"شمالي", "شماليه", "شمالية", "شماليون", "شماليين", "الشمالي", "الشمالية", "الشماليه", "الشماليون", "الشماليين"}
)
SOUTH = frozenset(
    {"جنوبي", "جنوبيه", "جنوبية", "جنوبيون", "جنوبيين", "الجنوبي", "الجنوبية", "الجنوبيه", "الجنوبيون", "الجنوبيين"}
)
_STATES = {key(stem): tuple(codes.split("|")) for stem, codes in _STEMS.items()}
#: Bare of an article these are other words: Indian or engineering, Omani or Jordan's capital, my country.
_SHORT = 3


@lru_cache(maxsize=16_384)
def nisba_states(word: str) -> tuple[str, ...]:
    """ISO 3166-1 codes of the states that an adjective is made of; empty for other words.

    Args:
        word: a key of one Arabic word.
    """
    for prefix in _PREFIXES:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        for ending in _ENDINGS:
            stem = rest.removesuffix(ending)
            if (
                stem != rest
                and stem in _STATES
                and (len(stem) > _SHORT or prefix.endswith(_ARTICLES) or ending != "ين")
            ):
                return _STATES[stem]
    return ()
