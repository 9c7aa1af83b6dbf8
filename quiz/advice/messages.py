"""Every word said about a file of consultations: what is wrong; what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

MESSAGES: Mapping[str, Text] = MappingProxyType(
    {
        "no-folder": Text(
            "フォルダーがありません; 相談のファイル（*.yaml）と advisors.yaml を置いてください",
            "there is no such folder; put the files of consultations (*.yaml) and advisors.yaml there",
        ),
        "no-advisors": Text(
            "advisors.yaml がありません; アドバイザーの一覧を advisors.yaml に書いてください",
            "advisors.yaml is missing; list the advisors there",
        ),
        "not-record": Text(
            "項目のまとまりが必要です; {keys} を書いてください",
            "a group of keys is needed here; write {keys}",
        ),
        "not-list": Text(
            "並び（リスト）が必要です; 行の先頭を「- 」にして1つずつ書いてください",
            'a list is needed here; write one entry a line after "- "',
        ),
        "not-text": Text(
            "文が1つ必要です; 文をそのまま書いてください",
            "one text is needed here; write just the text",
        ),
        "empty": Text(
            "何も書かれていません; 内容を書いてください",
            "nothing is written here; write it",
        ),
        "missing-key": Text(
            "「{key}」がありません; {key}: を書き足してください",
            '"{key}" is missing; add {key}:',
        ),
        "unknown-key": Text(
            "「{written}」というキーはありません; ここに書けるのは {known} です",
            'there is no key "{written}"; the keys here are {known}',
        ),
        "unknown-key-near": Text(
            "「{written}」というキーはありません; 「{meant}」の間違いですか",
            'there is no key "{written}"; did you mean "{meant}"?',
        ),
        "unknown": Text(
            "「{written}」という{kind}はありません; {known} から選んでください",
            'there is no {kind} "{written}"; choose one of {known}',
        ),
        "unknown-near": Text(
            "「{written}」という{kind}はありません; 「{meant}」の間違いですか",
            'there is no {kind} "{written}"; did you mean "{meant}"?',
        ),
        "top-rung": Text(
            "「{option}」はいちばん上の段です; 次の段がある選択肢だけを書いてください",
            '"{option}" is the top rung; name only options that have a rung above them',
        ),
        "bad-id": Text(
            "「{written}」は id に使えません; 英小文字で始め、英小文字・数字・「-」だけで{most}文字までにしてください",
            '"{written}" cannot be an id; begin with a lower-case letter and use only a-z, 0-9 and "-", {most} at most',
        ),
        "reserved-id": Text(
            "「{written}」は別のページの住所（/qa/{written}）です; 中身がわかる別の id にしてください",
            '"{written}" is the address of another page (/qa/{written}); choose another id that says what it is about',
        ),
        "duplicate-id": Text(
            "id「{written}」は {first} にもあります; どちらかの id を変えてください",
            'the id "{written}" is also in {first}; change one of them',
        ),
        "twice": Text(
            "「{written}」が2回あります; 1回だけ書いてください",
            '"{written}" stands here twice; write it once',
        ),
        "too-many-answers": Text(
            "回答が {count} 件あります; 3件までにしてください",
            "there are {count} answers; keep to 3",
        ),
        "bad-date": Text(
            "「{written}」は日付として読めません; 2025-04-18 の形で書くか、行を消してください",
            '"{written}" is not a date; write it like 2025-04-18, or delete the line',
        ),
        "too-long": Text(
            "{count}文字あります; {most}文字までにしてください",
            "there are {count} characters; keep to {most}",
        ),
        "bad-address": Text(
            "「{written}」はページのアドレスとして使えません; https:// で始まるアドレスを書いてください",
            '"{written}" cannot be the address of a page; write one that begins with https://',
        ),
        "ends-before": Text(
            "確かめた日（verified_on）より前の日です; どちらかの日付を直してください",
            "this is before the day it was verified on (verified_on); correct one of the two",
        ),
        "one-target": Text(
            "リンク先を1つだけ書きます; consultation: か article: のどちらかにしてください",
            "a card has one target; write either consultation: or article:",
        ),
        "own-target": Text(
            "この相談Q&A自身へのリンクです; 別の相談Q&Aの id を書くか、このカードを消してください",
            "this leads to the consultation itself; write the id of another one, or delete the card",
        ),
        "no-articles": Text(
            "「{written}」という記事はまだありません; articles.yaml に id、title、url を書き足してください",
            'there is no article "{written}" yet; add its id, title and url to articles.yaml',
        ),
        "lonely-entry": Text(
            "「{written}」だけの箇条書きです; 2つ以上並べるか、行頭の「- 」を消してください",
            'a list of only "{written}"; write two entries or more, or delete the "- "',
        ),
        "list-in-body": Text(
            "相談の本文に箇条書きがあります; 「- 」を消して、文にしてください",
            'the question has a list; delete the "- " and write sentences',
        ),
        "list-in-profile": Text(
            "紹介文に箇条書きがあります; 「- 」を消して、文にしてください",
            'the profile has a list; delete the "- " and write sentences',
        ),
    }
)

KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "area": Text("領域", "area"),
        "topic": Text("話題", "topic"),
        "item": Text("設問", "item"),
        "option": Text("選択肢", "option"),
        "advisor": Text("アドバイザー", "advisor"),
        "consultation": Text("相談Q&A", "consultation"),
        "article": Text("記事", "article"),
        "source": Text("出どころ（source）", "source"),
    }
)
