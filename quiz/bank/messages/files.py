"""Messages about the file itself: whether it can be read, its encoding and its characters."""

from __future__ import annotations

from quiz.bank.messages.message import say

MESSAGES = {
    "file-missing": say(
        "ファイルがありません",
        "ファイルの名前と場所を確かめてください",
        "there is no such file",
        "check its name and folder",
    ),
    "file-folder": say(
        "ファイルではなくフォルダーです",
        "questions.yaml のようにファイルの名前まで書いてください",
        "this is a folder, not a file",
        "name the file in it, such as questions.yaml",
    ),
    "file-special": say(
        "ふつうのファイルではありません",
        "ディスクに保存した YAML ファイルを指定してください",
        "this is not a regular file",
        "name a YAML file that is saved on disk",
    ),
    "file-unreadable": say(
        "ファイルを読めません（{reason}）",
        "読み取りの許可とファイルの場所を確かめてください",
        "the file cannot be read ({reason})",
        "check its permissions and its place",
    ),
    "file-huge": say(
        "ファイルが大きすぎます（{size} バイト）",
        "{limit} バイトまでにしてください。別のファイルを指定していませんか",
        "the file is too large ({size} bytes)",
        "keep it within {limit} bytes, or check that it is the file you meant",
    ),
    "file-empty": say(
        "ファイルに何も書かれていません",
        "id: interview から始まる設問集を書いてください",
        "the file is empty",
        "write a bank that begins with id: interview",
    ),
    "file-binary": say(
        "テキストではありません（表計算や文書のファイルのようです）",
        "テキストエディターで書いた YAML ファイルを指定してください",
        "this is not text (it looks like a spreadsheet or a document)",
        "name a YAML file written in a text editor",
    ),
    "encoding-other": say(
        "文字コードが {encoding} のようです",
        "エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください",
        "the encoding seems to be {encoding}",
        'choose UTF-8 in your editor\'s "Save as…" and save again',
    ),
    "encoding-broken": say(
        "UTF-8 の文字として読めないところがあります",
        "この行の文字化けを打ち直し、UTF-8 で保存してください",
        "a character here is not valid UTF-8",
        "type the garbled character of this line again and save as UTF-8",
    ),
    "more-findings": say(
        "{most} 件をこえたので、残りは示していません",
        "ここまでを直してから、もう一度確かめてください",
        "there are more than {most} findings, and the rest is not shown",
        "mend these and check again",
    ),
    "control-character": say(
        "見えない制御文字 {character} があります",
        "その文字を消して打ち直してください",
        "there is an invisible control character {character}",
        "delete it and type the place again",
    ),
    "bidi-character": say(
        "文字の並ぶ向きを変える見えない文字 {character} があります",
        "その文字を消してください。表示と中身が食い違う原因になります",
        "there is an invisible character {character} that changes the direction of text",
        "delete it; with it, what is shown differs from what is written",
    ),
    "hidden-character": say(
        "幅のない見えない文字 {character} があります",
        "その文字を消してください。貼り付けたときに入ることがあります",
        "there is an invisible character {character} of no width",
        "delete it; pasting often brings one along",
    ),
    "broken-character": say(
        "文字化けした文字 {character} があります",
        "もとの文字を打ち直してください",
        "there is a garbled character {character}",
        "type the intended character again",
    ),
    "private-character": say(
        "外字 {character} があり、ほかの端末では表示されません",
        "ふつうの文字に置き換えてください",
        "there is a private-use character {character} that other devices cannot show",
        "replace it by an ordinary character",
    ),
    "line-separator": say(
        "見えない改行文字 {character} があります",
        "その文字を消し、必要なら Enter キーで改行してください",
        "there is an invisible line separator {character}",
        "delete it, and press Enter where a new line is meant",
    ),
    "wide-indent": say(
        "行の先頭に全角スペースがあります",
        "半角スペースで字下げしてください",
        "the indentation has a full-width space",
        "indent with ordinary spaces",
    ),
    "tab-indent": say(
        "行の先頭にタブがあります",
        "半角スペース2つで字下げしてください",
        "the indentation has a tab",
        "indent with two spaces instead",
    ),
    "wide-space": say(
        "「{key}:」のあとが全角スペース（または特別な空白）です",
        "半角スペースにしてください（{key}: …）",
        'a full-width or no-break space follows "{key}:"',
        "write an ordinary space ({key}: …)",
    ),
    "wide-colon": say(
        "「{key}」のあとのコロンが全角（：）です",
        "半角で {key}: と書き、続けて半角スペースを入れてください",
        'the colon after "{key}" is full-width (：)',
        "write {key}: with an ordinary colon, then a space",
    ),
    "wide-dash": say(
        "行の先頭の記号が全角「{character}」です",
        "半角の - と半角スペースで始めてください",
        'the mark at the start of the line is full-width ("{character}")',
        "begin with an ordinary - and a space",
    ),
    "wide-bracket": say(
        "「{key}:」のあとのかっこが全角「{character}」です",
        "半角の {meant} で書いてください",
        'the bracket after "{key}:" is full-width ("{character}")',
        "write an ordinary {meant}",
    ),
    "wide-hash": say(
        "注釈の記号が全角「＃」です",
        "半角の # で始めてください",
        "the comment mark is full-width (＃)",
        "begin with an ordinary #",
    ),
}
