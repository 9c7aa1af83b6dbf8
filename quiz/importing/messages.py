"""Every word said about a source: what is wrong; what to do. `REFUSED` leaves something out, `MENDED` does not."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

REFUSED: Mapping[str, Text] = MappingProxyType(
    {
        "no-source": Text(
            "見つかりません; ファイル名、フォルダー名、または https:// で始まる住所を確かめてください",
            "there is no such file or folder; check the name, or give an address that begins with https://",
        ),
        "unreadable": Text(
            "読めません（{reason}）; ファイルの権限を確かめてください",
            "cannot be read ({reason}); check the rights of the file",
        ),
        "too-large": Text(
            "{limit:,} バイトより大きいので読みません; 分けてください",
            "is larger than {limit:,} bytes and is not read; split it",
        ),
        "unknown-format": Text(
            "形式がわかりません; --format で {known} のどれかを指定してください",
            "its format is not clear; name one of {known} with --format",
        ),
        "nothing-there": Text(
            "読めるファイルがありません; HTML、YAML、JSON、CSV、XLSX、Atom、RSS を置いてください",
            "holds no file that can be read; put HTML, YAML, JSON, CSV, XLSX, Atom or RSS there",
        ),
        "encoding": Text(
            "文字コードがわかりません（{line} 行目あたり）; 「CSV UTF-8」または UTF-8 で保存し直してください",
            'its encoding is not clear (near line {line}); save it again as UTF-8, in Excel as "CSV UTF-8"',
        ),
        "binary": Text(
            "文字のファイルではありません; もとの形式から保存し直してください",
            "is no text file; save it again from where it came",
        ),
        "no-header": Text(
            "見出しの行に「{missing}」がありません; 1行目に {known} などの列の名前を書いてください",
            'the header has no column "{missing}"; write column names such as {known} in the first row',
        ),
        "double-column": Text(
            "「{written}」の列が2つあります; 1つにしてください",
            'there are two columns "{written}"; keep one',
        ),
        "broken-row": Text(
            '行として読めません（引用符の対が合いません）; 囲んだ列の中の「"」は2つ続けて書いてください',
            'cannot be read as a row (a quotation mark may be open); write " twice inside a cell that is quoted',
        ),
        "too-many-rows": Text(
            "{limit:,} 行より先は読みません; ファイルを分けてください",
            "rows after {limit:,} are not read; split the file",
        ),
        "workbook": Text(
            "Excel ファイルとして読めません; .xlsx 形式で、パスワードを付けずに保存し直してください",
            "cannot be read as a workbook; save it again as .xlsx, without a password",
        ),
        "workbook-bomb": Text(
            "開くと大きくなりすぎるので読みません（{size:,} バイト）; 使わないシートや書式を消して保存し直してください",
            "would become too large when opened ({size:,} bytes); delete unused sheets and formats and save it again",
        ),
        "json": Text(
            "JSON として読めません（{line} 行目: {problem}）; ページの作り手に知らせてください",
            "cannot be read as JSON (line {line}: {problem}); tell whoever makes the page",
        ),
        "too-deep": Text(
            "入れ子が深すぎるので読みません; 作り手に知らせてください",
            "is nested too deeply and is not read; tell whoever makes it",
        ),
        "no-question": Text(
            "schema.org の QAPage か FAQPage が見つかりません; ページに JSON-LD があるか確かめてください",
            "has no QAPage or FAQPage of schema.org; check whether the page has JSON-LD",
        ),
        "xml": Text(
            "XML として読めません（{line} 行目: {problem}）; 作り手に知らせてください",
            "cannot be read as XML (line {line}: {problem}); tell whoever makes it",
        ),
        "xml-entity": Text(
            "実体（ENTITY）の宣言があるので読みません; 宣言のない XML にしてください",
            "declares entities and is not read; make XML without such declarations",
        ),
        "not-feed": Text(
            "Atom でも RSS でもサイトマップでもありません; 住所を確かめてください",
            "is neither Atom, RSS nor a sitemap; check the address",
        ),
        "no-title": Text("質問の文がありません; 書き足してください", "there is no question; add it"),
        "no-answer": Text(
            "回答がありません; 回答が付いてから取り込んでください", "there is no answer; import it later"
        ),
        "text-long": Text(
            "{count:,} 文字あります; {limit:,} 文字までにしてください",
            "there are {count:,} characters; keep to {limit:,}",
        ),
        "bad-url": Text(
            "「{written}」は住所として使えません; http:// か https:// で始めてください",
            '"{written}" cannot be an address; begin with http:// or https://',
        ),
        "no-url": Text(
            "掲載元のページの住所がありません; 住所を書き足すか、--internal で取り込んでください",
            "the address of the publisher's page is missing; add it, or import with --internal",
        ),
        "duplicate": Text(
            "{first} と同じ id か住所です; どちらかを変えるか、消してください",
            "has the id or address of {first}; change or delete one of them",
        ),
        "conflict": Text(
            "同じ質問の行なのに「{written}」が {first} と違います; 同じにするか、空にしてください",
            '"{written}" is not what {first} says of the same question; make them equal, or leave it empty',
        ),
        "taken-id": Text(
            "id「{written}」は別の取り込み元（{origin}）で使われています; id を変えてください",
            'the id "{written}" belongs to another source ({origin}); change it',
        ),
        "url-form": Text(
            "住所として読めません; http:// か https:// で始まる住所を書いてください",
            "cannot be read as an address; write one that begins with http:// or https://",
        ),
        "url-private": Text(
            "内部のネットワーク（{address}）なので開きません; 自分のサーバーなら --allow-private を付けてください",
            "leads into a private network ({address}) and is not opened; if it is yours, add --allow-private",
        ),
        "url-name": Text(
            "「{host}」というサーバーが見つかりません; 住所を確かめてください",
            'there is no server "{host}"; check the address',
        ),
        "url-redirects": Text(
            "転送が {limit} 回より多いので開きません; 転送先の住所を書いてください",
            "redirects more than {limit} times; write the address where it ends",
        ),
        "url-status": Text(
            "サーバーが {status} を返しました; ブラウザーで開けるか確かめてください",
            "the server answers {status}; check whether a browser opens it",
        ),
        "url-time": Text(
            "時間内に返事がありません; あとでもう一度試してください",
            "there is no answer in time; try again later",
        ),
        "time-over": Text(
            "時間がかかりすぎるので、ここから先は読みません; --limit を減らすか、ファイルから取り込んでください",
            "reading takes too long and ends here; lower --limit, or import from files",
        ),
        "url-failed": Text(
            "つながりません（{reason}）; 住所を確かめて、あとでもう一度試してください",
            "cannot be reached ({reason}); check the address, or try again later",
        ),
        "url-robots": Text(
            "robots.txt が開くことを許していません; サイトの管理者に確かめてください",
            "is closed by robots.txt; ask whoever runs the site",
        ),
        "url-robots-unknown": Text(
            "robots.txt を確かめられないので開きません; あとでもう一度試してください",
            "is not opened, since robots.txt cannot be had; try again later",
        ),
    }
)
MENDED: Mapping[str, Text] = MappingProxyType(
    {
        "characters": Text(
            "使えない文字（{written}）を取りのぞきました; 読みにくくなっていないか確かめてください",
            "characters that cannot be used ({written}) were taken out; check that it still reads well",
        ),
        "bad-date": Text(
            "「{written}」は日付として読めないので、空にしました; 2025-04-18 の形で書いてください",
            '"{written}" is not a date and was left empty; write it like 2025-04-18',
        ),
        "unknown-area": Text(
            "「{written}」という領域はないので、文章から推定します; {known} のどれかを書いてください",
            'there is no area "{written}", so one is proposed from the text; write one of {known}',
        ),
        "unknown-topic": Text(
            "「{written}」という話題はないので、使いません; questions.yaml の topics から選んでください",
            'there is no topic "{written}", so it is not used; choose from the topics in questions.yaml',
        ),
        "unknown-source": Text(
            "「{written}」という出どころはないので、{known} とします",
            'there is no source "{written}", so {known} is taken',
        ),
        "unknown-column": Text(
            "「{written}」という列は読みません; 取り込む列は docs/guide/importing.md にあります",
            'the column "{written}" is not read; docs/guide/importing.md lists those that are',
        ),
        "answers-left-out": Text(
            "回答が {count} 件あります; 先頭の {limit} 件だけを取り込みます",
            "there are {count} answers; only the first {limit} are imported",
        ),
        "limit": Text(
            "{limit} ページまで読みました; 続きも読むときは --limit を増やしてください",
            "{limit} pages were read; raise --limit to read on",
        ),
    }
)
FIELDS: Mapping[str, Text] = MappingProxyType(
    {
        "id": Text("id", "id"),
        "title": Text("質問", "question"),
        "title_en": Text("質問（英語）", "question (English)"),
        "body": Text("相談の本文", "body"),
        "area": Text("領域", "area"),
        "topics": Text("話題", "topics"),
        "grade": Text("学年", "grade"),
        "gender": Text("性別", "gender"),
        "asked_on": Text("相談日", "asked on"),
        "source": Text("出どころ", "source"),
        "url": Text("住所", "address"),
        "answers": Text("回答", "answers"),
        "answer": Text("回答", "answer"),
        "heading": Text("見出し", "heading"),
        "advisor": Text("アドバイザー", "advisor"),
        "advisor_title": Text("肩書", "title of the advisor"),
        "affiliation": Text("所属", "affiliation"),
        "answered_on": Text("回答日", "answered on"),
        "header": Text("見出しの行", "header"),
    }
)
