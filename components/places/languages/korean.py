"""Place names in Korean text, whatever particles, heads and endings are written on to them.

What a stranger gets wrong: a word that begins with the name of a place is seldom that place. What follows the name must
be particles or a head all the way to the blank; so 인도적 (humane) is not India, and 중국집 (a restaurant) not China.
"""

from __future__ import annotations

import re

from components.places.entities import Candidate, Hit, Kind
from components.places.index import Index
from components.places.languages.folded import Folded, folded
from components.places.languages.towns import (
    as_actors,
    by_size,
    district_of,
    division_of,
    has_area,
    is_country,
    of_kind,
    people,
    usual,
)

_WORD = re.compile("[가-힣]+")
_LONGEST = 24
_PARTICLE = (
    "에서는|에서도|에서의|에서|에게서|에게|에는|에도|에|으로부터|로부터|으로의|로의|으로는|로는|으로도|로도|으로|로|까지의|까지는|까지도|까지|"
    "부터|은|는|이라는|라는|이라고|라고|이나|이며|이고|이자|이다|입니다|이|가|을|를|의|와의|과의|와는|과는|와|과|도|만|처럼|보다|마저|조차|뿐|"
    "내에서|내의|내|외|간|발|행|등에서|등지에서|등지|등의|등을|등|측은|측이|측의|측|께서|였다|인|산|제|나|야|이여|여"
)
_ENDING = re.compile(f"(?:{_PARTICLE})?")
_PLACE_ENDING = re.compile(
    "(?:에서|에서는|에서도|에서의|까지|까지의|으로부터|로부터|부터|에|에는|에도|으로|로|행|발|내|내에서|등지에서)$"
)
#: Endings that no thing or idea takes as easily as a place.
_SURE_ENDING = re.compile("(?:에서|에서는|에서도|까지|행|발|등지에서|내에서)$")
_DIVISION = re.compile(f"(?:주|도|성|현|특별자치도|자치공화국|공화국|주지사)(?:{_PARTICLE})?$")
_DISTRICT = re.compile(f"(?:군|구|지구)(?:{_PARTICLE})?$")
_TOWN = re.compile(f"(?:시|시내|시장|읍|면|마을|항|항구|공항|역|광역시|특별시)(?:{_PARTICLE})?$")
_ACTOR = re.compile(
    f"(?:군인|군사|군대|군|인들|인|정부군|정부|대통령|총리|외교부|외무부|국방부|당국|병사들|병사|병력|어|식|계|제|산|측|국민|정보당국)(?:{_PARTICLE})*$"
)
_AREA_HEAD = re.compile(
    f"(?:지역|지방|전역|일대|전선|방면|영토|본토|국경|해협|반도|동부|서부|남부|북부|중부)(?:{_PARTICLE})?$"
)
_COMPASS = re.compile(" ?(?:동|서|남|북|중|동남|남동|북동|동북|서남|남서|북서|서북)(?:부|쪽)")
_DIVISION_APART = re.compile(f" (?:주|도|성)(?={_PARTICLE}|[^가-힣]|$)")
#: Names that are everyday words too; a sure ending or a head must show that the place is meant.
_ORDINARY = frozenset(
    (
        "인도 오만 부탄 가나 말리 기니 차드 수단 토고 통가 피지 파리 하마 대구 대전 고양 경기 강원 상주 공주 "
        "나주 이리 구미 안동 가자 고르 하자 사나 서리 아삼 세부 위해 연대 오랑 이포 자불 지다 한성 한양 후에 "
        "요베 우치 우파 와리 아바 이브 조스 사다 다라 두마 카야 타스 파타 리즈 월가 로메 연태 천진 보고 사하 "
        "시리 조지아 가다 나라 사라 마리 모나 미라 소피 아라 오사 지린 다리 서산 안산 오산 화성 광명 시흥 여주 "
        "영광 고성 고창 보성 장성 장수 진도 완도 신안 무안 함평 영동 영주 영천 경주 전주 원주 진주 제천 보령 "
        "논산 계룡 당진 부여 서천 청양 예산 태안 금산 남원 정읍 김제 완주 임실 순창 부안 목포 여수 순천 광양 "
        "담양 곡성 구례 고흥 화순 장흥 강진 해남 영암 과천 의왕 하남 김포 이천 안성 양주 포천 양평 동해 삼척 "
        "속초 고래 가시 도시 시장 대학 교회 공원 선수 감독 사장 회장 의사 기자 작가 바다 하늘 구름 가을 겨울 "
        "여름 마을 우리 아침 저녁 나무 사람 친구 학교 사랑 희망 평화 자유 전쟁 군대 무기 총리 수미 미나 하나 "
        "유나 지나 유리 안나 마리아 율리아 소피아 카를 로마 리마"
    ).split()
)  # fmt: skip
_SURE_FROM, _LED_FROM, _LONG_FROM = 500_000, 50_000, 5_000
_HEADS = (("division", _DIVISION), ("district", _DISTRICT), ("town", _TOWN))


class KoreanReader:
    """Reads the Hangul words of texts against one gazetteer."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def read(self, text: str) -> list[Candidate]:
        """Candidates in the order of the text; they do not overlap."""
        letters = folded(text)
        found: list[Candidate] = []
        taken = 0
        for match in _WORD.finditer(letters.text):
            if match.start() < taken:
                continue
            candidate = self._at(letters, match.start())
            if candidate is not None:
                found.append(candidate[0])
                taken = candidate[1]
        return found

    def _at(self, letters: Folded, start: int) -> tuple[Candidate, int] | None:
        piece = letters.text[start : start + _LONGEST].partition("\n")[0]
        for name in reversed(self._index.prefixes(piece)):
            end = start + len(name)
            tail = _WORD.match(letters.text, end)
            rest = tail[0] if tail else ""
            hits = usual(self._index.find(name))
            if len(name) > 1 and hits and (made := self._judged(letters, start, end, name, rest, hits)):
                return made
        return None

    def _judged(
        self, letters: Folded, start: int, end: int, name: str, rest: str, hits: tuple[Hit, ...]
    ) -> tuple[Candidate, int] | None:
        index = self._index
        if is_country(hits, index) and _ACTOR.fullmatch(rest):
            return letters.candidate(start, end, as_actors(hits, index), 0.9, "demonym")
        if rest and (headed := self._headed(letters, start, end, rest, hits)):
            return headed
        if not rest and (apart := _DIVISION_APART.match(letters.text, end)) and (found := division_of(hits, index)):
            return letters.candidate(start, apart.end(), found, 0.8, "division-head", Kind.ADM1)
        if not (_ENDING.fullmatch(rest) or _AREA_HEAD.fullmatch(rest)):
            return None
        weight = self._weight(name, rest, hits)
        if weight <= 0:
            return None
        if is_country(hits, index) and (compass := _COMPASS.match(letters.text, end)):
            return letters.candidate(start, compass.end(), by_size(hits, index), 0.8, "compass-region")
        return letters.candidate(start, end, by_size(hits, index), weight, "particle" if rest else "nominative")

    def _headed(
        self, letters: Folded, start: int, end: int, rest: str, hits: tuple[Hit, ...]
    ) -> tuple[Candidate, int] | None:
        """쿠르스크주, 서울시: a head grown on to the name."""
        head = next((each for each, pattern in _HEADS if pattern.fullmatch(rest)), "")
        if head == "division" and not (end - start == 2 and _ENDING.fullmatch(rest)):
            found = division_of(hits, self._index)
            return letters.candidate(start, end + 1, found, 0.9, "division-head", Kind.ADM1) if found else None
        if head == "district" and people(hits, self._index):
            found = district_of(hits, self._index)
            return letters.candidate(start, end + 1, found, 0.3, "district-head") if end - start > 2 else None
        towns = of_kind(hits, Kind.SETTLEMENT, self._index) if head == "town" else ()
        if towns and people(towns, self._index) >= _LED_FROM:
            return letters.candidate(start, end, by_size(towns, self._index), 0.8, "settlement-head", Kind.SETTLEMENT)
        return None

    def _weight(self, name: str, rest: str, hits: tuple[Hit, ...]) -> float:
        """Evidence of a name with particles alone; 0 or less when it is rather an everyday word."""
        size = people(hits, self._index)
        is_area = has_area(hits, self._index)
        if name in _ORDINARY:
            is_big = is_area or size >= _SURE_FROM
            return 0.3 if is_big and _SURE_ENDING.search(rest) else 0.0
        if is_country(hits, self._index):
            return 0.8
        if len(name) == 2:
            if size >= _SURE_FROM:
                return 0.6
            is_led = _PLACE_ENDING.search(rest) is not None
            return 0.3 if is_led and (is_area or size >= _LED_FROM) else 0.0
        if is_area or size >= _LED_FROM:
            return 0.7
        return 0.4 if size >= _LONG_FROM or _PLACE_ENDING.search(rest) else 0.0
