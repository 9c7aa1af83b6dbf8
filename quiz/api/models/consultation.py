"""Consultations as the API describes them: only what is published."""

from __future__ import annotations

from datetime import date, datetime

from quiz.advice.model import CardKind, Source
from quiz.api.models.words import Model, described, said

URL = {"format": "uri-reference"}


class Linked(Model):
    """A consultation as somewhere to go."""

    model_config = described("相談への行き先", "A consultation as somewhere to go")
    id: str = said("相談のID", "The id of the consultation")
    title: str = said("表題", "Its title")
    url: str = said("ページのアドレス", "The address of its page", json_schema_extra=URL)


class Headed(Linked):
    """What lists and pages say first."""

    area: str | None = said("領域のID", "The id of its area")
    topics: list[str] = said("話題のID", "The ids of its topics")
    asked_on: date | None = said("相談のあった日", "The day on which it was asked")
    changed_at: datetime = said("最後に変わった時刻", "When it last changed")


class Teaser(Headed):
    """A consultation in a list."""

    model_config = described("一覧の中の相談", "A consultation in a list")
    excerpt: str = said("書き出し", "Its beginning")
    answers: int = said("回答の数", "How many answers it has", ge=0)


class Consultations(Model):
    """One page of a list."""

    model_config = described("相談の一覧の1ページ。新しい順", "A page of the consultations, the newest first")
    total: int = said("全部の件数", "How many there are in all", ge=0)
    page: int = said("このページの番号", "The number of this page", ge=1)
    pages: int = said("ページの数", "The number of pages", ge=1)
    next: str | None = said("次のページのアドレス", "The address of the next page", json_schema_extra=URL)
    consultations: list[Teaser] = said("このページの相談", "The consultations of this page")


class Asker(Model):
    """What the asker said of themselves."""

    model_config = described("相談者。言わなかったことは null", "Who asked; what was not said is null")
    grade: str | None = said("学年", "The stage of study")
    gender: str | None = said("性別", "The gender")


class Helps(Model):
    """An answer to which a consultation helps."""

    model_config = described("この相談が役に立つ回答", "An item, and the answers to it from which this helps one up")
    item: str = said("設問のID", "The id of the item")
    options: list[str] = said("選択肢のID", "The ids of the options")


class Card(Model):
    """A link with the sentence that leads to it."""

    model_config = described("回答の中のリンク", "A link in an answer")
    lead: str = said("リンクの前の一文", "The sentence that leads to it")
    kind: CardKind = said("記事か、別の相談か", "An article, or another consultation")
    title: str = said("行き先の表題", "The title of where it leads")
    url: str = said("行き先のアドレス", "The address of where it leads", json_schema_extra=URL)


class Section(Model):
    """A headed part of an answer."""

    model_config = described("見出しつきの一節", "A part of an answer with its heading")
    heading: str = said("見出し", "Its heading")
    blocks: list[list[str]] = said(
        "段落。2行以上なら箇条書き", "Its paragraphs; one of more than one line is a list of those"
    )
    cards: list[Card] = said("リンク", "Its links")


class Advisor(Model):
    """Who answered."""

    model_config = described("回答者", "Who answered")
    id: str = said("アドバイザーのID", "The id of the advisor")
    name: str = said("名前", "The name")
    title: str = said("回答した日の肩書き", "The title on the day of the answer")
    affiliation: str = said("回答した日の所属", "The affiliation on that day")


class Answer(Model):
    """One advisor's answer."""

    model_config = described(
        "アドバイザーの回答。最初の一節が結論", "An advisor's answer; its first part is the conclusion"
    )
    advisor: Advisor = said("回答者", "Who answered")
    answered_on: date | None = said("回答した日", "The day on which it was given")
    sections: list[Section] = said("一節ずつ", "Its parts")


class Consultation(Headed):
    """One published consultation."""

    model_config = described("公開されている相談と、その回答", "A published consultation with its answers")
    source: Source = said("どこで受けた相談か", "Where the question came from")
    asker: Asker = said("相談者", "Who asked")
    body: list[str] = said("相談文。段落ごと", "The question, in paragraphs")
    answers: list[Answer] = said("回答", "The answers")
    helps: list[Helps] = said("役に立つ回答", "The answers to the diagnostic for which it helps")
    related: list[Linked] = said("近い相談", "Consultations near it, the nearest first")
    published_at: datetime = said("公開した時刻", "When it was published")
