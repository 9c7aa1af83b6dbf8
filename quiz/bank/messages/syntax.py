"""Messages about the syntax of YAML, and about the parts of YAML that a bank must not use."""

from __future__ import annotations

from quiz.bank.messages.message import say

MESSAGES = {
    "colon-space": say(
        "「{key}:」のすぐあとに値が続いています",
        "コロンのあとに半角スペースを入れてください（{key}: …）",
        'the value follows "{key}:" without a space',
        "write a space after the colon ({key}: …)",
    ),
    "quote-open": say(
        "引用符 {quote} が閉じていません",
        "文の終わりに {quote} を書いてください",
        "the quotation mark {quote} is never closed",
        "write {quote} at the end of the text",
    ),
    "quote-tail": say(
        "引用符を閉じたあとに文字が続いています",
        "文全体を1組の引用符で囲み、中の引用符には別の種類を使ってください",
        "something follows the closing quotation mark",
        "put the whole text into one pair of quotation marks, and use the other kind inside",
    ),
    "bracket-open": say(
        "かっこ {bracket} が閉じていません",
        "対応する {meant} を書いてください",
        "the bracket {bracket} is never closed",
        "write the matching {meant}",
    ),
    "bracket-stray": say(
        "ここに書けない記号「{character}」があります",
        "対応する開きかっこを書くか、文なら引用符で囲んでください",
        'the mark "{character}" cannot stand here',
        "write the opening bracket that belongs to it, or put the text into quotation marks",
    ),
    "flow-comma": say(
        "かっこの中の区切りが読めません",
        "項目を半角の「, 」で区切り、記号を含む文は引用符で囲んでください",
        "the parts inside the brackets cannot be told apart",
        'separate them by ", " and put texts with punctuation into quotation marks',
    ),
    "inner-colon": say(
        "値の中に「: 」があります",
        '値全体を "…" で囲んでください',
        'there is a ": " inside a value',
        'put the whole value into "…"',
    ),
    "indent": say(
        "字下げが前後の行とそろっていません",
        "同じまとまりの行は、先頭の半角スペースの数をそろえてください",
        "the indentation does not line up with the lines around it",
        "give lines of one group the same number of leading spaces",
    ),
    "no-colon": say(
        "「キー: 値」の形になっていません",
        "キーと半角の「: 」を書くか、前の行の続きなら字下げしてください",
        'this is not of the form "key: value"',
        'write a key and ": ", or indent the line if it continues the one before',
    ),
    "start-character": say(
        "値が記号「{character}」で始まっています",
        '値全体を "…" で囲んでください',
        'the value begins with "{character}"',
        'put the whole value into "…"',
    ),
    "escape": say(
        '"…" の中の \\ の書き方が正しくありません',
        "\\ を使わないか、'…' で囲んでください",
        'a backslash inside "…" is not a known escape',
        "leave the backslash out, or use '…'",
    ),
    "block-header": say(
        "「|」または「>」のあとに文字が続いています",
        "文は次の行に字下げして書いてください",
        'something follows "|" or ">"',
        "write the text on the next line, indented",
    ),
    "syntax-other": say(
        "YAML として読めません（{problem}）",
        "この行と1つ前の行の、コロン、引用符、字下げを確かめてください",
        "this is not valid YAML ({problem})",
        "check colons, quotation marks and indentation of this line and the one before",
    ),
    "anchor": say(
        "アンカー（&{name}）は使えません",
        '同じ内容をその場に書いてください。文の「&」なら "…" で囲んでください',
        "anchors (&{name}) are not allowed",
        'write the content out where it is needed; if a text begins with "&", put it into "…"',
    ),
    "alias": say(
        "エイリアス（*{name}）は使えません",
        '同じ内容をその場に書いてください。文の「*」なら "…" で囲んでください',
        "aliases (*{name}) are not allowed",
        'write the content out where it is needed; if a text begins with "*", put it into "…"',
    ),
    "tag": say(
        "タグ（{tag}）は使えません",
        '「!」で始まる語を消してください。文の「!」なら "…" で囲んでください',
        "tags ({tag}) are not allowed",
        'delete the word that begins with "!"; if it is a text, put it into "…"',
    ),
    "directive": say(
        "「%」で始まる指示の行は使えません",
        "その行を消してください",
        'directives, lines that begin with "%", are not allowed',
        "delete the line",
    ),
    "second-document": say(
        "区切り「---」のあとに2つめの文書があります",
        "1つのファイルには設問集を1つだけ書いてください",
        'a second document follows "---"',
        "write one bank only into a file",
    ),
    "merge-key": say(
        "「<<」による取り込みは使えません",
        "取り込みたい内容をその場に書いてください",
        'merging with "<<" is not allowed',
        "write the content out where it is needed",
    ),
    "complex-key": say(
        "キーが1つの語ではありません",
        "「:」の前には id や text のような語を書いてください",
        "this key is not a single word",
        'write a word such as id or text before the ":"',
    ),
    "duplicate-key": say(
        "キー「{key}」が2回あります（1回めは {first} 行め）",
        "どちらか一方を消してください",
        'the key "{key}" stands here twice (first on line {first})',
        "delete one of the two",
    ),
    "missing-dash": say(
        "同じまとまりに id が2回あります（1回めは {first} 行め）。「- 」が抜けているようです",
        "次のまとまりが始まるこの行を「- {key}: …」にして、字下げをそろえてください",
        'a second id stands in the same entry (first on line {first}); a "- " seems to be missing',
        'begin this line with "- {key}: …", aligned with the other entries',
    ),
    "inner-comment": say(
        "かっこの中の「 #」からあとが注釈になり、かっこが閉じていません",
        '「#」を含む文は "…" で囲んでください',
        'what follows " #" inside the brackets is a comment, so that they are never closed',
        'put a text with a "#" into "…"',
    ),
    "too-deep": say(
        "入れ子が深すぎます（{limit} 段をこえています）",
        "かっこと字下げを確かめてください。設問集は7段までで書けます",
        "the nesting is too deep (more than {limit} levels)",
        "check brackets and indentation; a bank needs seven levels",
    ),
    "too-many-values": say(
        "値が多すぎます（{limit} 個をこえています）",
        "別のファイルを指定していないか確かめてください",
        "there are too many values (more than {limit})",
        "check that this is the file you meant",
    ),
}
