"""What in a question may tell who its asker is, and what does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.cleaning import cleaned
from quiz.advice.hints import hints
from quiz.advice.reading import read_catalogue
from quiz.resources import shipped_consultations
from tests.factories import shipped_bank

FOUND = {
    "company": [
        ("株式会社サンプルの面接", "株式会社サンプル"),
        ("サンプル株式会社に落ちた", "サンプル株式会社"),
        ("(株)サンプルを受ける", "(株)サンプル"),
        ("（株）サンプル商店", "（株）サンプル商店"),
        ("㈱サンプル", "㈱サンプル"),
        ("有限会社見本", "有限会社見本"),
        ("みほん株式会社の説明会", "みほん株式会社"),
        ("合同会社Sample", "合同会社Sample"),
        ("第一志望はサンプル銀行です", "サンプル銀行"),
        ("第一志望の見本証券", "見本証券"),
        ("サンプル製作所の選考", "サンプル製作所"),
        ("見本ホールディングス", "見本ホールディングス"),
        ("サンプル社の二次面接", "サンプル社"),
        ("an offer from Sample Trading Co., Ltd.", "Sample Trading Co., Ltd."),
    ],
    "school": [
        ("サンプル大学の3年です", "サンプル大学"),
        ("現在見本大学の3年", "見本大学"),
        ("私立見本大学院に進学", "見本大学院"),
        ("県立サンプル高校出身", "サンプル高校"),
        ("見本学院に通って", "見本学院"),
        ("サンプル専門学校", "サンプル専門学校"),
        ("私の大学は見本大学です", "見本大学"),
        ("お茶の水女子大学です", "お茶の水女子大学"),
        ("東大の院生", "東大"),
        ("I study at Sample University.", "Sample University"),
        ("University of Sample", "University of Sample"),
    ],
    "phone": [
        ("090-1234-5678です", "090-1234-5678"),
        ("０９０－１２３４－５６７８まで", "０９０－１２３４－５６７８"),
        ("０９０ー１２３４ー５６７８", "０９０ー１２３４ー５６７８"),
        ("0312345678", "0312345678"),
        ("03(1234)5678", "03(1234)5678"),
        ("(03) 1234-5678", "(03) 1234-5678"),
        ("+81 90 1234 5678", "+81 90 1234 5678"),
        ("080.1234.5678", "080.1234.5678"),
    ],
    "mail": [
        ("a.b+c@example.ac.jpへ", "a.b+c@example.ac.jp"),
        ("ａｂ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ａｂ＠ｅｘａｍｐｌｅ．ｃｏｍ"),
        ("taro (at) example.com", "taro (at) example.com"),
    ],
    "url": [
        ("https://example.jp/x?y=1、を見て", "https://example.jp/x?y=1"),
        ("(http://example.jp/)", "http://example.jp/"),
        ("example.comに載って", "example.com"),
        ("www.example.ed/abc", "www.example.ed/abc"),
    ],
    "account": [
        ("@sample_taroです", "@sample_taro"),
        ("＠ｓａｍｐｌｅ", "＠ｓａｍｐｌｅ"),
        ("LINE IDはsample123", "LINE IDはsample123"),
        ("インスタのID: abc_def", "インスタのID: abc_def"),
    ],
}
ORDINARY = """
大学3年です 大学院に進むか 志望大学を 会社について この会社の 株式会社とは何ですか 株式会社と有限会社の違い
地方銀行を志望 メガバンクや信託銀行 大手証券会社 総合商社 有価証券報告書を読む 第一志望の会社 大学生活 高校時代
高校の部活 私立大学の文系 地方国立大学 女子大学に通う 大学院生 他大学の友人 A大学のB社 A社の面接 ○○大学
〇〇株式会社 ●●高校 学園祭の実行委員 理系大学生 工学部の大学3年 専門学校生 美容専門学校 通信制高校 各社の面接
グループ社員 出版社と商社 製薬業界 製薬会社 地元の信用金庫 海上輸送 自分の会社 中小の株式会社 ある株式会社
上場株式会社 株式会社化 面接は10:30-11:30 2025-04-18 2025/04/18 3,000円 0.5秒 ASP.NETで開発 Node.jsを使う
@1000円 GPA3.50 電気自動車 自動車メーカー ネット銀行 生命保険 その大学 全国の大学 先輩の大学 前の会社 昨日大学で
来年大学4年 高校と大学 アルバイト先の会社 IT社会 グローバル社会 インターネット社会 短大卒 Fラン大学 MARCH大学
学院 100,000,000円 1234567890123 LINEのIDを聞かれた エントリーシート(ES) 3社の面接 人事部の人 逆質問 会社説明会
大学受験
"""


@pytest.mark.parametrize(
    ("kind", "text", "excerpt"), [(kind, *case) for kind, cases in FOUND.items() for case in cases]
)
def test_what_may_tell_who_it_is_is_quoted(kind: str, text: str, excerpt: str) -> None:
    assert [(hint.kind.value, hint.excerpt) for hint in hints(text)] == [(kind, excerpt)]


@pytest.mark.parametrize("text", ORDINARY.split())
def test_ordinary_words_are_no_hint(text: str) -> None:
    assert hints(text) == ()


@pytest.mark.parametrize("text", ["My University", "the university", "my high school", "I study at a university."])
def test_ordinary_english_words_are_no_hint(text: str) -> None:
    assert hints(text) == ()


def test_the_shipped_consultations_name_nobody() -> None:
    catalogue = read_catalogue(shipped_consultations(), shipped_bank())
    texts = ["\n".join([one.title.ja, *one.body]) for one in catalogue.consultations]
    assert len(texts) > 20
    assert {hint.excerpt for text in texts for hint in hints(text)} == set()


def test_several_are_told_in_the_order_of_the_text() -> None:
    found = hints("サンプル大学です。株式会社サンプルの人から090-1234-5678と a@example.com をもらい、@sample でした。")
    assert [hint.kind.value for hint in found] == ["school", "company", "phone", "mail", "account"]


@given(
    st.lists(
        st.sampled_from([case[1] for cases in FOUND.values() for case in cases]) | st.text(max_size=8), max_size=8
    ).map("".join)
)
def test_places_are_exact_ordered_and_apart(text: str) -> None:
    found = hints(cleaned(text))
    assert all(cleaned(text)[hint.start : hint.end] == hint.excerpt for hint in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
