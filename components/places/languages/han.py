"""Simplified and traditional Chinese characters, one for one, for names of places.

What a stranger gets wrong: this is no converter for prose. It only brings a name into the other script, so that one
row in a table is found in both; characters with several counterparts are given the one that names use.
"""

from __future__ import annotations

_PAIRS = (
    "別别 "
    "烏乌 蘭兰 爾尔 頓顿 羅罗 馬马 盧卢 紮扎 熱热 薩萨 貝贝 諾诺 維维 齊齐 魯鲁 廣广 東东 韓韩 國国 納纳 頭头 魏魏 亞亚 倫伦 緬缅 "
    "斷断 達达 衛卫 葉叶 門门 寧宁 遼辽 陽阳 長长 陝陕 臺台 灣湾 島岛 鄉乡 鎮镇 縣县 區区 莊庄 嶺岭 溝沟 濱滨 瀋沈 哈哈 龍龙 雲云 貴贵 "
    "漢汉 濟济 蘇苏 紹绍 興兴 圖图 們们 倉仓 廈厦 潤润 澤泽 瑪玛 莫莫 華华 聖圣 彼彼 鄂鄂 畢毕 紐纽 約约 歐欧 頁页 喬乔 滿满 贊赞 "
    "見见 見见 車车 軍军 農农 遜逊 鄭郑 鄧邓 銀银 錫锡 鐵铁 鋼钢 錦锦 開开 關关 陸陆 隨随 離离 難难 頂顶 順顺 類类 顯显 風风 飛飞 "
    "騰腾 驅驱 鮮鲜 麗丽 麥麦 黃黄 點点 黨党 齋斋 鹽盐 鹿鹿 學学 寶宝 對对 導导 將将 專专 岡冈 崗岗 嶼屿 幣币 幹干 庫库 廟庙 張张 彎弯 "
    "復复 懷怀 戰战 擊击 拉拉 據据 擔担 敘叙 時时 晉晋 暢畅 條条 楊杨 榮荣 樂乐 樓楼 橋桥 機机 權权 歷历 殺杀 氣气 決决 沒没 沖冲 況况 "
    "洩泄 涼凉 淵渊 測测 湯汤 滄沧 漁渔 潔洁 潛潜 瀘泸 灘滩 災灾 爭争 牆墙 獨独 獻献 環环 產产 畫画 異异 當当 療疗 發发 盤盘 監监 "
    "確确 礦矿 禮礼 種种 積积 穩稳 窩窝 筆笔 節节 範范 紅红 級级 給给 統统 絲丝 經经 綠绿 網网 綿绵 緊紧 線线 練练 縱纵 總总 織织 "
    "繼继 續续 義义 習习 聯联 聲声 職职 肅肃 腦脑 臨临 舉举 舊旧 艦舰 莱莱 萊莱 萬万 蓋盖 藍蓝 藝艺 蘊蕴 處处 號号 蟲虫 術术 裏里 製制 "
    "複复 覺觉 觀观 計计 訊讯 討讨 訓训 記记 訪访 設设 許许 評评 詞词 試试 詩诗 話话 該该 認认 誤误 說说 誰谁 課课 調调 談谈 請请 論论 "
    "諸诸 謀谋 講讲 謝谢 識识 議议 護护 變变 讓让 豐丰 財财 貢贡 貨货 責责 貿贸 費费 資资 賓宾 質质 賴赖 趙赵 跡迹 軌轨 輔辅 輕轻 輝辉 "
    "輪轮 轉转 辦办 這这 連连 進进 運运 過过 遠远 適适 選选 遺遗 邊边 郵邮 鄰邻 針针 鈞钧 錄录 鍾钟 鎖锁 鐘钟 閃闪 間间 閣阁 闊阔 防防 "
    "際际 陳陈 陣阵 陰阴 雙双 雜杂 雞鸡 電电 霧雾 靈灵 靜静 響响 頌颂 預预 領领 題题 願愿 飯饭 館馆 駐驻 騎骑 驗验 驚惊 體体 鬥斗 魚鱼 "
    "鳥鸟 鳳凤 鴨鸭 鶴鹤 鷹鹰 澳澳 澀涩 尼尼 崴崴 薊蓟 諜谍 賽赛 賈贾 贖赎 賀贺 錢钱 鮑鲍 頗颇 顧顾 駱骆 馮冯 儲储 傑杰 側侧 傷伤 億亿 "
    "價价 優优 兒儿 兩两 冊册 則则 剛刚 創创 劃划 劇剧 劉刘 勝胜 動动 務务 勢势 匯汇 協协 單单 卻却 參参 吳吴 員员 問问 啟启 喪丧 "
    "嚴严 圍围 園园 圓圆 團团 場场 塊块 塔塔 壓压 壞坏 壯壮 夢梦 奪夺 奧奥 婦妇 媽妈 孫孙 宮宫 實实 寫写 審审 尋寻 屬属 歲岁 峽峡 帶带"
)
_TRADITIONAL = {pair[0]: pair[1] for pair in _PAIRS.split() if pair[0] != pair[1]}
_TO_SIMPLE = str.maketrans(_TRADITIONAL)
_TO_TRADITIONAL = str.maketrans({simple: old for old, simple in reversed(_TRADITIONAL.items())})


def variants(text: str) -> tuple[str, ...]:
    """A text as it is, in simplified and in traditional characters; every variant has the same length.

    >>> variants("庫爾斯克")
    ('庫爾斯克', '库尔斯克')
    """
    return tuple(dict.fromkeys((text, text.translate(_TO_SIMPLE), text.translate(_TO_TRADITIONAL))))


def simplified(text: str) -> str:
    """A text in simplified characters."""
    return text.translate(_TO_SIMPLE)
