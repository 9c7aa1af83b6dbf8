"""Words of somebody who may be in danger, and words that only sound like them."""

from __future__ import annotations

import pytest

from quiz.advice.crisis import is_crisis


@pytest.mark.parametrize(
    "text",
    [
        "死にたい",
        "もう死に\nたいです",
        "ｼﾆﾀｲ",
        "しにたくなります",
        "死にたくなる",
        "死のうと思って",
        "死んだほうがまし",
        "死ねたら楽",
        "消えたい",
        "消えてしまいたい",
        "いなくなりたいと思う",
        "自殺を考えています",
        "自傷がやめられない",
        "リストカット",
        "リスカした",
        "もう限界です。夜も眠れません",
        "もう無理。涙が止まらない",
        "生きるのがつらい",
        "生きてるのが辛い",
        "生きている意味がわからない",
        "生きていたくない",
        "首をつりたい",
        "希死念慮があります",
        "I want to die",
        "thinking about suicide",
        "I’m going to kill myself",
        "I don’t want to live",
        "hurting myself",
    ],
)
def test_words_of_despair_are_noticed(text: str) -> None:
    assert is_crisis(f"面接のことで相談です。{text}。どうすればいいですか。")


@pytest.mark.parametrize(
    "text",
    [
        "緊張で死にそうです",
        "死にたくない",
        "死ぬ気で頑張る",
        "必死に準備した",
        "準備なしの面接は自殺行為ですか",
        "自殺対策のNPOを志望",
        "データが消えた",
        "印象が消えるのが心配",
        "限界まで頑張った経験",
        "文字数が限界です",
        "締め切りに間に合わせるのはもう無理",
        "この給料では生きていけない",
        "生き生きと働きたい",
        "首を突っ込む性格",
        "面接に落ちて泣いた",
        "I nearly died of shame",
        "I want to work in suicide prevention",
        "deadline is killing me",
    ],
)
def test_figures_of_speech_are_not(text: str) -> None:
    assert not is_crisis(f"面接のことで相談です。{text}。どうすればいいですか。")
