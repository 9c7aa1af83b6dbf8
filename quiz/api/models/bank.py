"""Banks as the API describes them."""

from __future__ import annotations

from typing import Literal

from quiz.api.models.words import Model, described, said


class BankSummary(Model):
    """A bank in a line."""

    model_config = described("診断の設問集の見出し", "A bank of questions, in a line")
    id: str = said("設問集のID", "The id of the bank")
    version: str = said("版。文言か配点が変わると変わる", "Its version, which changes with its meaning and its wording")
    title: str = said("表題", "Its title")


class Banks(Model):
    """The banks that are asked here."""

    model_config = described("ここで使われている設問集", "The banks that are asked here")
    banks: list[BankSummary] = said("設問集の一覧", "The banks")


class Band(Model):
    """A named range of scores."""

    model_config = described("点数の段階。両端を含む", "A named range of scores, both ends included")
    id: str = said("段階のID", "The id of the band")
    first: int = said("最低点", "Its lowest score", ge=0, le=100)
    last: int = said("最高点", "Its highest score", ge=0, le=100)
    title: str = said("段階の名前", "Its name")


class Area(Model):
    """One of the things measured."""

    model_config = described("診断の領域", "One of the things measured")
    id: str = said("領域のID", "The id of the area")
    title: str = said("領域の名前", "Its name")


class Option(Model):
    """One rung of an item."""

    model_config = described("選択肢", "One of the answers to a question")
    id: str = said("選択肢のID", "The id of the option")
    text: str = said("文言", "Its text")
    points: int = said("点", "Its points", ge=0)


class Item(Model):
    """A question of the diagnostic."""

    model_config = described("設問", "A question of the diagnostic")
    id: str = said("設問のID", "The id of the item")
    area: str = said("領域のID", "The id of its area")
    weight: int = said("重み", "Its weight", ge=1)
    text: str = said("文言", "Its text")
    options: list[Option] = said("選択肢。表示する順", "Its options, in the order in which they are shown")


class Choice(Model):
    """One value of an attribute."""

    model_config = described("属性の選択肢", "One of the values of an attribute")
    id: str = said("選択肢のID", "The id of the choice")
    text: str = said("文言", "Its text")


class Attribute(Model):
    """What a student may tell after the result."""

    model_config = described("結果のあとで、任意でたずねること", "What a student may tell after the result")
    id: str = said("属性のID", "The id of the attribute")
    title: str = said("属性の名前", "Its name")
    choices: list[Choice] = said(
        "選択肢。空なら、配られたコードを書く", "Its choices; where there are none, it is a code that staff gave out"
    )


class Bank(BankSummary):
    """A whole bank."""

    model_config = described("設問集の全体", "A whole bank: enough to ask its questions and to show what they mean")
    language: Literal["ja", "en"] = said("文言の言語", "The language of its texts")
    scale: str = said(
        "同じ尺度の版。これが等しい版どうしの点数は比べられる",
        "The version whose scale this one has: scores of banks with an equal scale can be compared",
    )
    cut: int = said("この点数以下に要注意がつく", "The highest score that is flagged", ge=0, le=100)
    forms: dict[str, list[str]] = said("版（30秒版など）ごとの設問ID", "The ids of the items that each form asks")
    seconds: dict[str, int] = said("版ごとの所要秒数の目安", "How many seconds each form takes, roughly")
    bands: list[Band] = said("点数の段階", "The bands of scores")
    areas: list[Area] = said("領域", "The areas")
    attributes: list[Attribute] = said("結果のあとで任意でたずねること", "What may be told after the result")
    items: list[Item] = said("設問", "The items")
