"""Messages about shape: keys, values and their kinds."""

from __future__ import annotations

from quiz.bank.messages.message import say

MESSAGES = {
    "unknown-key": say(
        "「{key}」というキーはありません",
        "ここに書けるのは {known} です",
        'there is no key "{key}"',
        "the keys here are {known}",
    ),
    "unknown-key-near": say(
        "「{key}」というキーはありません",
        "「{meant}」の間違いですか",
        'there is no key "{key}"',
        'did you mean "{meant}"?',
    ),
    "misplaced-key": say(
        "「{key}」はここには書けません",
        "{homes} の中に書いてください",
        'the key "{key}" does not belong here',
        "write it inside {homes}",
    ),
    "not-indented": say(
        "「{key}」の中身が字下げされていません（この行の「{child}」から）",
        "「{key}:」より半角スペース2つ分、右に書いてください",
        'what belongs to "{key}" is not indented (from "{child}" on)',
        'move it two spaces to the right of "{key}:"',
    ),
    "comma-in-text": say(
        "文の中の「,」で文が切れています（「{key}」からあと）",
        'かっこの中で「,」を含む文は "…" で囲んでください',
        'a "," cuts the text (from "{key}" on)',
        'inside brackets, put a text with a "," into "…"',
    ),
    "missing-key": say(
        "「{key}」がありません",
        "{key}: {example} のように書いてください",
        '"{key}" is missing',
        "write for example {key}: {example}",
    ),
    "missing-ja": say(
        "日本語の文（ja）がありません",
        "ja: のあとに日本語の文を書いてください",
        "the Japanese text (ja) is missing",
        "write the Japanese text after ja:",
    ),
    "missing-en": say(
        "英語の文（en）がありません",
        "en: のあとに英語の文を書いてください",
        "the English text (en) is missing",
        "write the English text after en:",
    ),
    "empty-value": say(
        "「{key}」に値がありません",
        "{key}: {example} のように書いてください",
        '"{key}" has no value',
        "write for example {key}: {example}",
    ),
    "empty-entry": say(
        "「-」のあとに何もありません",
        "内容を書くか、この「-」を消してください",
        'nothing follows the "-"',
        'write the entry, or delete this "-"',
    ),
    "empty-list": say(
        "「{key}」に何も並んでいません",
        "{least} つ以上書いてください",
        '"{key}" has no entry',
        "write {least} or more",
    ),
    "too-few": say(
        "「{key}」が {count} つしかありません",
        "{least} つ以上書いてください",
        '"{key}" has only {count} entry',
        "write {least} or more",
    ),
    "too-many": say(
        "「{key}」が {count} 個あり、多すぎます",
        "{most} 個までにしてください",
        '"{key}" has {count} entries, too many',
        "keep to {most} or fewer",
    ),
    "top-not-record": say(
        "設問集の形ではありません（{found}が書かれています）",
        "先頭に id: interview と書き、title や items を同じ字下げで続けてください",
        "this is not a bank (there is {found} at the top)",
        "begin with id: interview, and go on with title, items and so on at the same indentation",
    ),
    "not-record": say(
        "「{key}」には項目のまとまりが入りますが、{found}が書かれています",
        "{keys} を書いてください",
        '"{key}" takes a group of keys, but there is {found}',
        "write {keys}",
    ),
    "not-translated": say(
        "「{key}」には日本語と英語の文が入りますが、{found}が書かれています",
        "{{ja: 日本語の文, en: 英語の文}} のように書いてください",
        '"{key}" takes a Japanese and an English text, but there is {found}',
        "write {{ja: …, en: …}}",
    ),
    "not-list": say(
        "「{key}」には並び（リスト）が入りますが、{found}が書かれています",
        "行の先頭を「- 」にして1つずつ書くか、[…] で囲んでください",
        '"{key}" takes a list, but there is {found}',
        'write one entry a line after "- ", or put them into […]',
    ),
    "not-single": say(
        "「{key}」には値が1つ入りますが、{found}が書かれています",
        "{key}: {example} のように書いてください",
        '"{key}" takes one value, but there is {found}',
        "write for example {key}: {example}",
    ),
    "text-unquoted": say(
        "「{value}」は文ではなく{found}として読まれます",
        '引用符で囲んで "{value}" と書いてください',
        '"{value}" is read as {found}, not as a text',
        'put it into quotation marks: "{value}"',
    ),
    "text-empty": say(
        "文が空です",
        "文を書いてください",
        "the text is empty",
        "write the text",
    ),
    "text-long": say(
        "文が長すぎます（{count} 文字）",
        "{most} 文字までにしてください",
        "the text is too long ({count} characters)",
        "keep it within {most} characters",
    ),
    "text-lines": say(
        "文の途中に改行があります",
        "1行にまとめるか、「|」を「>」に変えてください",
        "the text has a line break",
        'put it on one line, or write ">" instead of "|"',
    ),
    "not-whole": say(
        "「{value}」は整数ではありません",
        "{example} のように半角の整数で書いてください",
        '"{value}" is not a whole number',
        "write a whole number such as {example}",
    ),
    "wide-digits": say(
        "「{value}」は全角数字です",
        "半角で {meant} と書いてください",
        '"{value}" has full-width digits',
        "write {meant}",
    ),
    "quoted-number": say(
        '数が引用符で囲まれています（"{value}"）',
        "引用符を外して {meant} と書いてください",
        'the number is in quotation marks ("{value}")',
        "write {meant} without them",
    ),
    "odd-number": say(
        "「{value}」は数の書き方として使えません",
        "{meant} と書いてください",
        '"{value}" is not a way to write a number here',
        "write {meant}",
    ),
    "out-of-range": say(
        "{value} は範囲の外です",
        "{lowest} から {highest} までの整数を書いてください",
        "{value} is out of range",
        "write a whole number from {lowest} to {highest}",
    ),
    "zero-weight": say(
        "重みが 0 なので、答えても点数になりません",
        "1 以上にするか、使わない設問なら items から消してください",
        "the weight is 0, so that the item would never count",
        "write 1 or more, or delete the item if it is not used",
    ),
    "negative-points": say(
        "点数が負の数（{value}）です",
        "0 以上の整数にしてください。逆向きの設問には reverse: true があります",
        "the points are negative ({value})",
        "write 0 or more; for an item that runs the other way there is reverse: true",
    ),
    "not-flag": say(
        "「{value}」は true でも false でもありません",
        "true と書くか、この行を消してください",
        '"{value}" is neither true nor false',
        "write true, or delete the line",
    ),
    "yes-no": say(
        "「{value}」は真偽の値ではなく文字として読まれます",
        "{meant} と書いてください",
        '"{value}" is read as a word, not as true or false',
        "write {meant}",
    ),
    "bad-id": say(
        "「{value}」は id に使えません",
        "半角の英小文字で始め、英小文字・数字・「-」だけで書いてください（例: {meant}）",
        '"{value}" cannot be an id',
        'begin with a lower-case letter and use only a-z, 0-9 and "-" (such as {meant})',
    ),
    "long-id": say(
        "id が長すぎます（{count} 文字）",
        "{most} 文字までにしてください",
        "the id is too long ({count} characters)",
        "keep it within {most} characters",
    ),
    "bad-version": say(
        "「{value}」は設問集の版の番号ではありません",
        "`quiz check` が示す8文字（例: 7k3m9x2q）を書いてください",
        '"{value}" is not the version of a bank',
        "write the eight characters that `quiz check` shows, such as 7k3m9x2q",
    ),
    "bad-url": say(
        "「{value}」はリンクとして使えません",
        'https:// で始まるアドレスを書くか、リンクがなければ "" としてください',
        '"{value}" cannot be a link',
        'write an address that begins with https://, or "" for none',
    ),
}
