"""Columns about content and placements."""

from __future__ import annotations

from quiz.bank.model import Text
from quiz.figures.table import Column, Unit

_T, _N, _P = Unit.TEXT, Unit.COUNT, Unit.PERCENT

CONTENT = (
    Column(
        "rank",
        Text("並び順", "Rank"),
        _T,
        Text("1つの領域に出したおすすめの何番目かです。", "Which of the recommendations of one area it was."),
    ),
    Column(
        "consultation", Text("相談Q&A", "Q&A"), _T, Text("おすすめに出た相談Q&Aです。", "The Q&A that was recommended.")
    ),
    Column(
        "advisor",
        Text("アドバイザー", "Advisor"),
        _T,
        Text("その相談Q&Aにはじめに答えた人です。", "Who answered that Q&A first."),
    ),
    Column(
        "impressions",
        Text("表示", "Shown"),
        _N,
        Text("結果に出た回数です。丸めています。", "How often results showed it; rounded."),
    ),
    Column(
        "clicks",
        Text("クリック", "Followed"),
        _N,
        Text("結果から開かれた回数です。丸めています。", "How often it was opened from a result; rounded."),
    ),
    Column(
        "rate",
        Text("開かれた割合", "Rate"),
        _P,
        Text("表示のうち、開かれた割合です。", "The share of times shown that it was followed."),
    ),
    Column(
        "consultations",
        Text("相談Q&Aの数", "Q&As"),
        _N,
        Text("いま公開されている、その領域の相談Q&Aの数です。", "How many Q&As of the area are published now."),
    ),
    Column("remark", Text("ひとこと", "Remark"), _T, Text("数字からいえることです。", "What the figures say.")),
)

PLACEMENTS = (
    Column(
        "site", Text("サイト", "Site"), _T, Text("診断を出しているサイトです。", "A site that shows the diagnostic.")
    ),
    Column(
        "page",
        Text("ページ", "Page"),
        _T,
        Text("サイトの中の、診断を出しているページです。", "The page of the site that shows it."),
    ),
    Column(
        "starts",
        Text("はじめた数", "Starts"),
        _N,
        Text("最初の設問に答えた回数です。丸めています。", "How often the first question was answered; rounded."),
    ),
    Column(
        "completions",
        Text("終えた数", "Completions"),
        _N,
        Text("最後まで答えた回数です。丸めています。", "How often all questions were answered; rounded."),
    ),
    Column(
        "completed",
        Text("終えた割合", "Completed"),
        _P,
        Text("はじめた回のうち、途中でやめなかった割合です。", "The share of starts that nobody left before the end."),
    ),
)
