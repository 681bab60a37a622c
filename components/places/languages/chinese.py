"""Place names in Chinese and Japanese text, which has no blanks between words.

What a stranger gets wrong: thousands of villages have two-character names that are everyday words. A short name is a
place when it is a state or a great city, or when a head (州, 市) or a preposition (在, 于) says so.
"""

from __future__ import annotations

import re

from components.places.entities import Candidate, Form, Hit, Kind
from components.places.index import Index
from components.places.languages.folded import Folded, folded
from components.places.languages.han import simplified, variants
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

_RUN = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_LONGEST = 20
_DIVISION_HEADS = frozenset("州省")
_JAPANESE_DIVISIONS = frozenset("県府")
_TOWN_HEADS = frozenset("市镇村港城町")
_DISTRICT_HEADS = frozenset("区县郡")
_BEFORE = re.compile(
    "(?:在|于|於|向|到|从|從|往|赴|抵达|抵達|抵|驻|駐|攻|占|进入|進入|离开|離開|位于|位於|前往|距|近|至|袭击|襲擊|空袭|炮击|途经|访问|和|与)$"
)
_BEHIND = re.compile(
    "(?:附近|以北|以南|以东|以東|以西|郊外|郊区|市区|市中心|地区|地區|方向|前线|前線|战线|境内|境內|一带|机场|機場|港口|で|に|へ|から|まで|の)"
)
_ACTOR = re.compile(
    "(?:军队|軍隊|军方|軍方|军|軍|士兵|部队|部隊|政府|总统|總統|总理|總理|外交部|外长|外長|国防部|國防部|官员|官員|当局|當局|人民|人|方面|"
    "方|媒体|媒體|籍|语|語|情报|情報|外交官|大使|兵|大統領|首相)"
)
_COMPASS = re.compile("(?:东南|东北|西南|西北|東南|東北|东|東|西|南|北|中)(?:部|方)|远东|遠東")
#: One character that stands for a state before an army or a side: 乌军, 美方.
_SHORT_STATES = {"俄": "RU", "乌": "UA", "朝": "KP", "韩": "KR", "美": "US", "英": "GB", "法": "FR", "德": "DE", "日": "JP", "以": "IL", "伊": "IR", "叙": "SY", "土": "TR", "波": "PL", "印": "IN", "中": "CN"}  # fmt: skip
_SHORT_ACTOR = re.compile("(?:军队|军方|军|軍|方(?!面|便|法|案|式|向|才|可|程)|媒|兵)")
_NOT_SHORT = re.compile("中方|以方|日方|以军|中军|法方|法兵")
#: Names that are everyday words or family names too.
_ORDINARY = frozenset(
    (
        "中卫 关口 佩斯 科塔 或索 宜城 中央 大学 大學 北方 南方 东方 東方 西方 中心 中国人 新人 和平 光明 胜利 "
        "勝利 解放 人民 东北 西北 西南 东南 江南 江北 上方 下方 太平 安全 长安 大同 平安 永安 新安 开封 开平 "
        "临时 南部 北部 东部 西部 中部 河北岸 海口 龙头 白水 清水 黄河 长江 大海 高山 平原 大安 公主岭 文山 武功 "
        "同江 前进 前線 和田 本田 丰田 松本 山田 田中 中村 小林 高桥 石川 前田 长春 新余 大理 民主 民族 自由 "
        "国家 社会 政治 经济 文化 教育 科学 技术 工业 农业 商业 世界 国际 地方 地区 城市 农村 乡村 东西 南北 "
        "金山 银川 玉树 石油 大庆 大方 定安 宁静 安静 丽水 富裕 富民 富锦 兴隆 兴安 友谊 团结 红星 红旗 青年 "
        "先锋 马上 高兴 天水 天津人 大连环 广大 广元 广场 重庆大 武装 武汉大 海上 海军 空军 陆军 上海滩 成都是 成立 成为 "
        "成功 克拉 马克 罗马数字 托尔斯 约翰 玛丽 索菲亚 安娜 丹尼尔 亚历山大 华盛顿特 林肯 杰克逊 麦迪逊 克林顿 奥斯汀 维多利亚 ロシアン マリア "
        "アンナ ソフィア ビクトリア リン ラン サン タン ナン ホン マン"
    ).split()
)  # fmt: skip
#: Names of people and other states that begin like the name of a state.
_GOES_ON = {
    "阿曼": "达",
    "马里": "奥兰安亚昂",
    "约旦": "娜",
    "古巴": "比",
    "印度": "尼",
    "智利": "害",
    "加纳": "利",
    "多哥": "哥",
}
_GREAT, _LED, _LONG = 1_000_000, 50_000, 5_000
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")


class ChineseReader:
    """Reads the Han and Kana of texts against one gazetteer."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def read(self, text: str) -> list[Candidate]:
        """Candidates in the order of the text; they do not overlap."""
        letters = folded(text)
        found: list[Candidate] = []
        for run in _RUN.finditer(letters.text):
            place = run.start()
            while place < run.end() - 1:
                made = self._at(letters, run.start(), place, run.end())
                if made is None:
                    place += 1
                else:
                    found.append(made[0])
                    place = made[1]
        return found

    def _at(self, letters: Folded, begin: int, start: int, stop: int) -> tuple[Candidate, int] | None:
        if short := self._short(letters, start, stop):
            return short
        if self._is_inside_kana(letters.text, begin, start, start):
            return None
        piece = letters.text[start : min(start + _LONGEST, stop)]
        names = {name for each in variants(piece) for name in self._index.prefixes(each)}
        for size in sorted({len(name) for name in names if len(name) > 1}, reverse=True):
            end = start + size
            hits = tuple(
                dict.fromkeys(hit for name in names if len(name) == size for hit in usual(self._index.find(name)))
            )
            if hits and not self._is_inside_kana(letters.text, begin, end, stop):
                made = self._judged(letters, begin, start, end, stop, hits)
                if made:
                    return made
        return None

    def _is_inside_kana(self, text: str, begin: int, place: int, stop: int) -> bool:
        """Whether a place in the text lies between two katakana, where no name begins or ends."""
        return (
            begin < place < max(stop, place + 1)
            and place < len(text)
            and bool(_KATAKANA.match(text[place - 1]) and _KATAKANA.match(text[place]))
        )

    def _short(self, letters: Folded, start: int, stop: int) -> tuple[Candidate, int] | None:
        code = _SHORT_STATES.get(simplified(letters.text[start]))
        if not code or _NOT_SHORT.match(simplified(letters.text[start : start + 2])):
            return None
        number = self._index.country_id(code)
        if number < 0 or not _SHORT_ACTOR.match(simplified(letters.text[start + 1 : min(start + 4, stop)])):
            return None
        hits = (Hit(number, Form.DEMONYM),)
        return letters.candidate(start, start + 1, hits, 0.6, "short-demonym")

    def _judged(
        self, letters: Folded, begin: int, start: int, end: int, stop: int, hits: tuple[Hit, ...]
    ) -> tuple[Candidate, int] | None:
        index, text = self._index, letters.text
        name, behind = text[start:end], text[end : min(end + 6, stop)]
        if is_country(hits, index):
            if behind[:1] and behind[0] in _GOES_ON.get(simplified(name), ""):
                return None
            if _ACTOR.match(behind) and simplified(name) not in _ORDINARY:
                return letters.candidate(start, end, as_actors(hits, index), 0.9, "demonym")
            if compass := _COMPASS.match(behind):
                return letters.candidate(start, end + compass.end(), by_size(hits, index), 0.8, "compass-region")
            return letters.candidate(start, end, by_size(hits, index), 0.8, "longest-match")
        if headed := self._headed(letters, start, end, simplified(behind[:1]), hits):
            return headed
        is_led = bool(_BEFORE.search(text, max(begin, start - 3), start)) or bool(_BEHIND.match(behind))
        weight = self._weight(name, is_led, hits)
        return letters.candidate(start, end, by_size(hits, index), weight, "longest-match") if weight > 0 else None

    def _headed(
        self, letters: Folded, start: int, end: int, head: str, hits: tuple[Hit, ...]
    ) -> tuple[Candidate, int] | None:
        """库尔斯克州, 赫尔松市: a head behind the name."""
        if not head or (end - start == 2 and not self._is_known(hits)):
            return None
        if head in _DIVISION_HEADS or head in _JAPANESE_DIVISIONS:
            found = division_of(hits, self._index)
            return letters.candidate(start, end + 1, found, 0.9, "division-head", Kind.ADM1)
        if head in _TOWN_HEADS and (towns := of_kind(hits, Kind.SETTLEMENT, self._index)):
            return letters.candidate(
                start, end + 1, by_size(towns, self._index), 0.8, "settlement-head", Kind.SETTLEMENT
            )
        if head in _DISTRICT_HEADS and end - start > 2:
            return letters.candidate(start, end + 1, district_of(hits, self._index), 0.4, "district-head")
        return None

    def _is_known(self, hits: tuple[Hit, ...]) -> bool:
        return people(hits, self._index) >= _LED or has_area(hits, self._index)

    def _weight(self, name: str, is_led: bool, hits: tuple[Hit, ...]) -> float:
        """Evidence of a name without a head; 0 or less when it is rather an everyday word."""
        size, is_area = people(hits, self._index), has_area(hits, self._index)
        if simplified(name) in _ORDINARY or _HIRAGANA.fullmatch(name):
            return 0.0
        if len(name) == 2:
            if size >= _GREAT:
                return 0.6
            return 0.4 if is_led and (is_area or size >= _LED) else 0.0
        if _KATAKANA.match(name) and len(name) == 3:
            return 0.5 if size >= _LED or (is_led and size >= _LONG) or is_area else 0.0
        if is_area or size >= _LED:
            return 0.7
        return 0.4 if is_led or size >= _LONG else 0.1 if len(name) > 3 else 0.0
