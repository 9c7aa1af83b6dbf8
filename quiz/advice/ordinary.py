"""Words that say of a company or a school what could be said of any: with nothing else before it, it has no name."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, the longest first."""
    return tuple(sorted(text.split(), key=len, reverse=True))


_OF_ANYTHING = """
    第一志望 第二志望 志望 希望 出身 在籍 在学 現在 現役 今年 来年 去年 昨年 今月 来月 先月 先週 来週 今週 毎日 昨日
    明日 今日 先日 普段 本当 通学 進学 入学 卒業 転学 編入 受験 出願 応募 内定 先輩 後輩 友人 友達 同級生 恋人 彼女
    自分 大手 中堅 有名 難関 上位 下位 一流 二流 名門 人気 地元 地方 地域 都市 都内 県内 府内 道内 市内 近所 全国
    国内 海外 外国 世界 日本中 外資 外資系 日系 民間 総合 一般 普通 専門 各種 複数 同一 同じ 当時 以前 以外 場合
    時代 中学 中高 小中高 高卒 大卒 文系 理系 私立 公立 国立 国公立 国公私立 都立 県立 府立 市立 道立 母校 旧帝
    トップ レベル ランク クラス マンモス オンライン ネット メガ グローバル ローカル サイト アルバイト バイト
    インターン
"""
OF_SCHOOLS = _words(
    _OF_ANYTHING
    + """
    女子 男子 男女 医科 工業 商業 農業 水産 看護 医療 美容 理容 調理 製菓 福祉 保育 介護 情報 音楽 美術 芸術 服飾
    デザイン アニメ ビジネス 語学 公務員 鉄道 自動車 通信 通信制 定時制 全日制 単位制 夜間 中高一貫 進学 普通科
    総合学科 附属 付属 系列 提携 姉妹 放課後 学部 学科 学群 研究科 専攻 高校 高専 短大 大学 大学院 短期 高等
    専門学校 専修 Fラン Fランク MARCH マーチ GMARCH 早慶 早慶上智 関関同立 日東駒専 産近甲龍 IT
"""
)
OF_COMPANIES = _words(
    _OF_ANYTHING
    + """
    地銀 第二地方 政府系 商業 投資 中央 信託 普通 有価 電子 非上場 上場 対面 不動産 中小 零細 大企業 企業 会社 業界
    金融 機関 食品 精密 医薬 機械 電子部品 化粧品 小さな 大きな この その あの どの という である ある いう した
    する などの の は が を に で と も や な
"""
)
OF_CALLED = _words("グループ ベンチャー メーカー コンサル SIer")
