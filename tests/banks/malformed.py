"""Malformed banks: each spoils one thing in good.yaml and says what the finding must say.

To add one, copy a line:

    spoil("what was done", "text in good.yaml", "text instead", "key of the finding", "piece of its message")

The first occurrence of the text is replaced. The finding is expected on the first line that differs, or on the line
with a ▶ in it (the ▶ itself is taken out), or on the first one with the text `at`. It must be the only error, unless
`more` says how many others one mistake really makes.
"""

# ruff: noqa: E501  # One case is one line, however long: it is a table.
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from tests.factories import GOOD

GOOD_TEXT = GOOD.read_text(encoding="utf-8")
HERE = "▶"


@dataclass(frozen=True)
class Malformed:
    """A malformed file with the finding that it deserves."""

    name: str
    data: bytes
    line: int
    key: str
    says: str
    more: int = 0


CASES: list[Malformed] = []
REASON_OPTIONS = GOOD_TEXT[GOOD_TEXT.index("    options:\n      - {id: none") : GOOD_TEXT.index("  - id: aloud")]


def spoil(name: str, old: str, new: str, key: str, says: str, more: int = 0, at: str = "") -> None:
    """Add good.yaml with a piece of text replaced."""
    assert old in GOOD_TEXT, f"{name}: good.yaml has no {old!r}"
    marked = GOOD_TEXT.replace(old, new, 1)
    text = marked.replace(HERE, "")
    pairs = enumerate(zip_longest(GOOD_TEXT.split("\n"), text.split("\n")), start=1)
    line = next(number for number, (before, after) in pairs if before != after)
    if HERE in marked or at:
        line = marked[: marked.index(at or HERE)].count("\n") + 1
    CASES.append(Malformed(name, text.encode("utf-8", "surrogatepass"), line, key, says, more))


def whole(name: str, data: bytes | str, line: int, says: str, key: str = "") -> None:
    """Add a file of its own."""
    CASES.append(Malformed(name, data.encode() if isinstance(data, str) else data, line, key, says))


# Files that are no text in UTF-8.
FIRST_KANA = GOOD_TEXT[: GOOD_TEXT.index("小さな")].count("\n") + 1
whole("empty file", b"", 1, "何も書かれていません")
whole("only blank lines", b"\n \n\n", 1, "何も書かれていません")
whole("only comments", "# 設問集\n# あとで書く\n", 1, "何も書かれていません")
whole("only a byte order mark", b"\xef\xbb\xbf", 1, "何も書かれていません")
whole("saved as Shift_JIS", GOOD_TEXT.encode("cp932"), FIRST_KANA, "Shift_JIS")
whole("saved as EUC-JP", GOOD_TEXT.encode("euc_jp"), FIRST_KANA, "EUC-JP")
whole("saved as JIS", GOOD_TEXT.encode("iso2022_jp"), FIRST_KANA, "ISO-2022-JP")
whole("saved as UTF-16", GOOD_TEXT.encode("utf-16"), 1, "UTF-16")
whole("saved as UTF-16 without a mark", GOOD_TEXT.encode("utf-16-be"), 1, "UTF-16")
whole("saved as UTF-32", GOOD_TEXT.encode("utf-32"), 1, "UTF-32")
whole("one broken byte", GOOD_TEXT.encode().replace("相談".encode(), b"\xe7\x9b", 1), 23, "UTF-8 の文字として読めない")
whole("cut off inside a character", GOOD_TEXT[: GOOD_TEXT.index("な診断") + 1].encode()[:-1], FIRST_KANA, "UTF-8 の文字として読めない")
whole("a spreadsheet", b"PK\x03\x04" + b"\x00" * 40, 1, "表計算")
whole("a PDF", b"%PDF-1.7\n", 1, "テキストではありません")
whole("over a megabyte", GOOD_TEXT + "# 注\n" * 200_000, 1, "大きすぎます")

# Characters that must not stand anywhere.
spoil("a NUL", "小さな診断", "小さな\0診断", "", "制御文字 U+0000")
spoil("a bell", "まずは一歩", "まずは\a一歩", "", "制御文字 U+0007")
spoil("an escape character", "とちゅう", "とちゅう\x1b[31m", "", "制御文字 U+001B")
spoil("a bidi override", "準備完了", "準備\u202e完了", "", "並ぶ向き")
spoil("a bidi isolate", "準備完了", "\u2066準備完了\u2069", "", "並ぶ向き", more=1)
spoil("a zero-width space", "id: quick", "id: qu\u200bick", "", "幅のない見えない文字 U+200B")
spoil("a byte order mark inside", "cut: 39", "\ufeffcut: 39", "", "U+FEFF")
spoil("a soft hyphen", "Careers page", "Careers\u00ad page", "", "U+00AD")
spoil("a replacement character", "志望動機", "志望\ufffd機", "", "文字化け")
spoil("a private-use character", "実践練習", "実践\ue000練習", "", "外字")
spoil("a Unicode line separator", "企業理解", "企業\u2028理解", "", "改行文字")
spoil("a next-line character", "企業理解", "企業\x85理解", "", "改行文字")
spoil("an escaped NUL", '"Have you practised aloud?"', '"Have you \\0 practised?"', "items/aloud/text/en", "U+0000")
spoil("an escaped bidi override", '"Have you practised aloud?"', '"Have \\u202e you?"', "items/aloud/text/en", "並ぶ向き")

# Full-width slips.
spoil("full-width colon", "cut: 39", "cut：39", "cut", "コロンが全角")
spoil("full-width colon in a list", "- id: depth", "- id：depth", "id", "コロンが全角")
spoil("full-width colon in brackets", "{ja: まだ, en: Not yet}", "{ja：まだ, en: Not yet}", "ja", "コロンが全角")
spoil("full-width colon after two words", "    standard_error: 11", "    standard_error： 11", "standard_error", "全角")
spoil("full-width space as indentation", "    seconds: 30", "\u3000\u3000seconds: 30", "", "全角スペース")
spoil("full-width space amid indentation", "    seconds: 30", "  \u3000seconds: 30", "", "全角スペース")
spoil("no-break space as indentation", "    seconds: 30", "  \u00a0\u00a0seconds: 30", "", "全角スペース")
spoil("full-width space after the colon", "id: tiny", "id:\u3000tiny", "id", "全角スペース")
spoil("full-width digits as points", "points: 1\n", "points: １\n", "items/depth/options/page/points", "全角数字")
spoil("full-width digits as cut", "cut: 39", "cut: ３９", "cut", "半角で 39")
spoil("full-width letters as id", "id: quick", "id: ｑｕｉｃｋ", "forms/ｑｕｉｃｋ/id", "quick")
spoil("full-width letters as key", "    weight: 1", "    ｗｅｉｇｈｔ: 1", "items/depth/ｗｅｉｇｈｔ", "「weight」の間違い")
spoil("full-width dash", "  - id: reason", "  － id: reason", "", "全角「－」")
spoil("long-vowel mark as dash", "  - id: reason", "  ー id: reason", "", "全角「ー」")
spoil("full-width bracket", "    title: {ja: 30秒版, en: 30-second version}", "    title: ｛ja: 30秒版, en: x｝", "title", "かっこが全角")
spoil("full-width square bracket", "forms: [quick, full]", "forms: ［quick, full］", "forms", "かっこが全角")
spoil("full-width number sign", "# A small", "＃ A small", "", "注釈の記号")

# Tabs and indentation.
spoil("tab as indentation", "    seconds: 30", "\tseconds: 30", "", "タブ")
spoil("tab amid indentation", "    seconds: 30", "  \tseconds: 30", "", "タブ")
spoil("one space too many", "    seconds: 30", "     seconds: 30", "seconds", "字下げ")
spoil("one space too few", "    seconds: 30", "   seconds: 30", "seconds", "字下げ")
spoil("an entry indented deeper", "  - id: full\n", "   - id: full\n", "id", "字下げ")
spoil("an option indented less", "      - id: page", "     - id: page", "id", "字下げ")
spoil("indented top-level key", "cut: 39", " cut: 39", "cut", "字下げ")

# Broken syntax.
spoil("no space after the colon", "cut: 39", "cut:39", "cut", "すぐあとに値")
spoil("no space after the colon in an entry", "    points: 1\n", "    points:1\n", "points", "すぐあとに値")
spoil("no space after the colon, first of an entry", "      - id: page", "      - id:page", "id", "すぐあとに値")
spoil("no space after the colon in brackets", "first: 0,", "first:0,", "bands/start/first:0", "すぐあとに値")
spoil("a word without a colon", "cut: 39\n", "cut: 39\nメモ\n", "", "キー: 値")
spoil("unclosed double quote", '"Have you practised aloud?"', '"Have you practised aloud?', "text", "引用符")
spoil("unclosed single quote", "id: tiny", "id: 'tiny", "id", "引用符 ' が閉じていません")
spoil("unclosed quote before other quotes", '"Have you written down your reason?"', '"Have you written?', "text", "引用符")
spoil("text after a closing quote", 'url: ""', 'url: "" # x\n  url2: "a" b▶', "url2", "引用符を閉じたあと")
spoil("unclosed brace", "title: {ja: 志望動機, en: Reasons}}", "title: {ja: 志望動機, en: Reasons}", "", "閉じていません")
spoil("unclosed brace of a text", "lead: {ja: これまでにしたことを選びます。, en: Tap what you have done so far.}", "lead: {ja: あ, en: b", "lead", "閉じていません")
spoil("unclosed square bracket", "forms: [quick, full]", "forms: [quick, full", "forms", "閉じていません")
spoil("stray closing brace", "cut: 39", "cut: }", "cut", "ここに書けない記号")
spoil("missing comma in brackets", "first: 0, last: 39", "first: 0 last: 39", "", "区切り")
spoil("a colon inside a text", "en: How far have you", "en: Question: how far", "en", "「: 」があります")
spoil("a text that begins with @", "ja: 会社をどこまで調べた？", "ja: @会社は？", "ja", "「@」で始まっています")
spoil("a text that begins with %", "ja: 会社をどこまで調べた？", "ja: %会社は？", "ja", "「%」で始まっています")
spoil("a text that begins with a backquote", "ja: 会社をどこまで調べた？", "ja: `会社`は？", "ja", "「`」で始まっています")
spoil("a bare asterisk", "ja: 会社をどこまで調べた？", "ja: * 会社は？", "ja", "「*」で始まっています")
spoil("a bad escape", '"Have you practised aloud?"', '"Have you \\practised?"', "text", "\\")
spoil("text beside a block mark", "ja: 会社をどこまで調べた？", "ja: | 会社は？", "ja", "「|」")
spoil("a comma that cuts a text", "en: Not yet}", "en: Not, really}", "items/depth/options/none/text/really", "「,」")
spoil("a list entry among keys", "cut: 39\n", "cut: 39\n- x\n", "", "字下げ")
spoil("a second document", "areas:\n", "---\nareas:\n", "", "2つめの文書")
spoil("a directive", "# A small bank", "%YAML 1.2\n---\n# A small bank", "", "「%」")

# Parts of YAML that a bank must not use.
spoil("an anchor", "title: {ja: 志望動機", "title: &t {ja: 志望動機", "topics/motivation/title", "アンカー")
spoil("an alias", "title: {ja: 模擬面接, en: Mock interviews}", "title: *t", "topics/rehearsal/title", "エイリアス")
spoil("a Python tag", "cut: 39", "cut: !!python/object/apply:os.system [ls]", "cut", "タグ")
spoil("a string tag", "cut: 39", "cut: !!str 39", "cut", "タグ")
spoil("a tag of one's own", "id: tiny", "id: !x tiny", "id", "タグ")
spoil("a merge key", "    seconds: 30\n", "    <<: {seconds: 30}\n", "forms/quick", "<<")
spoil("a list as key", "cut: 39\n", "cut: 39\n? [a, b]\n: 1\n", "", "1つの語")
spoil("a record as key", "cut: 39\n", "cut: 39\n? {a: b}\n: 1\n", "", "1つの語")
spoil("an empty key", "cut: 39\n", "cut: 39\n: 1\n", "", "1つの語")
spoil("deep brackets", "cut: 39", "cut: " + "[" * 100, "cut/#1/#1/#1/#1/#1/…", "深すぎます")
spoil("deep brackets, closed", "cut: 39", "cut: " + "[" * 40 + "]" * 40, "cut/#1/#1/#1/#1/#1/…", "深すぎます")
spoil("deep braces", "cut: 39", "cut: " + "{a: " * 40 + "}" * 40, "cut/a/a/a/a/a/…", "深すぎます")
whole("deep dashes", "- " * 40 + "x", 1, "深すぎます", "#1/#1/#1/#1/#1/#1/…")

# Keys.
spoil("a repeated key", "cut: 39\n", "cut: 39\ncut: 40\n", "cut", "2回あります（1回めは 5 行め）")
spoil("a repeated key far away", "topics:\n", "title: {ja: 題, en: Title}\ntopics:\n", "title", "（1回めは 3 行め）")
spoil("a repeated key in brackets", "{ja: まだ, en: Not yet}", "{ja: まだ, ja: もう, en: Not yet}", "items/depth/options/none/text/ja", "2回あります")
spoil("a misspelt top-level key", "bands:", "band:", "band", "「bands」の間違い")
spoil("swapped letters", "    standard_error: 11", "    standrad_error: 11", "forms/quick/standrad_error", "「standard_error」")
spoil("scroe", "points: 1\n", "scroe: 1\n", "items/depth/options/page/scroe", "「points」の間違い")
spoil("camel case", "place_to_talk:", "placeToTalk:", "placeToTalk", "「place_to_talk」")
spoil("capitals", "cut: 39", "Cut: 39", "Cut", "「cut」の間違い")
spoil("a Japanese key", "items:\n", "設問:\n", "設問", "「items」の間違い")
spoil("the key of another record", "    seconds: 30\n", "    seconds: 30\n    colour: blue\n", "forms/quick/colour", "ここに書けるのは")
spoil("a country for a language", "{ja: 小さな診断,", "{jp: 小さな診断,", "title/jp", "「ja」の間違い")
spoil("a third language", "{ja: 小さな診断,", "{zh: 診断, ja: 小さな診断,", "title/zh", "ここに書けるのは")
spoil("no cut", "cut: 39\n", "", "cut", "「cut」がありません", at="id: tiny")
spoil("no option id", "      - id: page\n        points: 1", "      - points: 1", "items/depth/options/#2/id", "「id」がありません")
spoil("no points", "        points: 1\n", "", "items/depth/options/page/points", "「points」がありません", at="- id: page")
spoil("no English text", "{ja: まだ, en: Not yet}", "{ja: まだ}", "items/depth/options/none/text", "英語の文")
spoil("no Japanese text", "{ja: まだ, en: Not yet}", "{en: Not yet}", "items/depth/options/none/text", "日本語の文")
spoil("an empty English text", "{ja: まだ, en: Not yet}", "{ja: まだ, en: }", "items/depth/options/none/text/en", "英語の文")
spoil("an empty quoted text", "{ja: まだ, en: Not yet}", '{ja: "", en: Not yet}', "items/depth/options/none/text/ja", "文が空です")
spoil("a text of spaces", "{ja: まだ, en: Not yet}", '{ja: "  ", en: Not yet}', "items/depth/options/none/text/ja", "文が空です")
spoil("null for a text", "{ja: まだ, en: Not yet}", "{ja: null, en: Not yet}", "items/depth/options/none/text/ja", "日本語の文")
spoil("a key without a value", "cut: 39", "cut:", "cut", "値がありません")
spoil("a tilde for a value", "cut: 39", "cut: ~", "cut", "値がありません")
spoil("no options at all", "    options:\n      - {id: none, points: 0, text: {ja: まだ, en: Not yet}, next: {ja: 3行書く", "    choices:\n      - {id: none, points: 0, text: {ja: まだ, en: Not yet}, next: {ja: 3行書く", "items/reason/choices", "「options」の間違い")

# Kinds of values.
whole("a list at the top", "- id: x\n- id: y\n", 1, "並び（リスト）")
whole("a sentence at the top", "こんにちは\n", 1, "1つの値")
whole("a number at the top", "42\n", 1, "1つの値")
whole("JSON of another kind", "[1, 2]", 1, "並び（リスト）")
spoil("a text without translations", "text: {ja: まだ, en: Not yet}", "text: まだ", "items/depth/options/none/text", "日本語と英語の文")
spoil("a list for a text", "text: {ja: まだ, en: Not yet}", "text: [まだ, Not yet]", "items/depth/options/none/text", "日本語と英語の文")
spoil("a record for a number", "cut: 39", "cut: {score: 39}", "cut", "値が1つ入ります")
spoil("a list for a number", "cut: 39", "cut: [39]", "cut", "値が1つ入ります")
spoil("a word for a list", "forms: [quick, full]", "forms: quick", "items/depth/forms", "並び（リスト）が入ります")
spoil("words for a list", "forms: [quick, full]", "forms: quick, full", "items/depth/forms", "並び（リスト）が入ります")
spoil("an empty list", "forms: [quick, full]", "forms: []", "items/depth/forms", "何も並んでいません")
spoil("a record for a list", "topics: [motivation]", "topics: {id: motivation}", "areas/research/topics", "並び（リスト）が入ります")
spoil("a word for a record", 'place_to_talk:\n  title: {ja: 相談できる場所, en: Where to talk}\n  text: {ja: キャリアセンターで相談できます。, en: Talk to your career centre.}\n  url: ""', "place_to_talk: センター", "place_to_talk", "まとまりが入ります")
spoil("an empty entry", "  - id: reason\n", "  -\n  - id: reason\n", "items/#2", "何もありません")
spoil("a word among items", "  - id: reason\n", "  - reason\n  - id: reason\n", "items/#2", "まとまりが入ります")
spoil("a number for a text", "{ja: 1回, en: Once}", "{ja: 1, en: Once}", "items/aloud/options/once/text/ja", "数として読まれます")
spoil("true for a text", "{ja: 1回, en: Once}", "{ja: 1回, en: True}", "items/aloud/options/once/text/en", "真偽の値として読まれます")
spoil("a word for a number", "cut: 39", "cut: 三十九", "cut", "整数ではありません")
spoil("a quoted number", "cut: 39", 'cut: "39"', "cut", "引用符を外して 39")
spoil("a decimal number", "cut: 39", "cut: 39.5", "cut", "整数ではありません")
spoil("a number with a point", "cut: 39", "cut: 39.0", "cut", "39 と書いて")
spoil("a leading zero", "points: 1\n", "points: 01\n", "items/depth/options/page/points", "1 と書いて")
spoil("octal", "seconds: 30", "seconds: 030", "forms/quick/seconds", "30 と書いて")
spoil("hexadecimal", "seconds: 30", "seconds: 0x1e", "forms/quick/seconds", "整数ではありません")
spoil("an underscore in a number", "seconds: 60", "seconds: 1_0", "forms/full/seconds", "10 と書いて")
spoil("a time for seconds", "seconds: 60", "seconds: 1:00", "forms/full/seconds", "整数ではありません")
spoil("a date for seconds", "seconds: 60", "seconds: 2026-01-01", "forms/full/seconds", "整数ではありません")
spoil("a unit", "seconds: 30", "seconds: 30秒", "forms/quick/seconds", "30 と書いて")
spoil("an exponent", "seconds: 30", "seconds: 3e1", "forms/quick/seconds", "整数ではありません")
spoil("infinity", "seconds: 30", "seconds: .inf", "forms/quick/seconds", "整数ではありません")
spoil("a plus sign", "points: 1\n", "points: +1\n", "items/depth/options/page/points", "1 と書いて")
spoil("yes for true", "reverse: true", "reverse: yes", "items/nerves/reverse", "true と書いて")
spoil("on for true", "reverse: true", "reverse: on", "items/nerves/reverse", "true と書いて")
spoil("quoted true", "reverse: true", 'reverse: "true"', "items/nerves/reverse", "true と書いて")
spoil("one for true", "reverse: true", "reverse: 1", "items/nerves/reverse", "true と書いて")
spoil("a word for true", "reverse: true", "reverse: maybe", "items/nerves/reverse", "true でも false でもありません")
spoil("a word where a topic takes a list of them", "en: Mock interviews}}", "en: Mock interviews}, words: 面接}", "topics/rehearsal/words", "並び（リスト）が入ります")
spoil("no words in the list of a topic", "en: Mock interviews}}", "en: Mock interviews}, words: []}", "topics/rehearsal/words", "何も並んでいません")
spoil("a number for a word of a topic", "en: Mock interviews}}", "en: Mock interviews}, words: [39]}", "topics/rehearsal/words/#1", "引用符")

# Ids, versions and links.
spoil("an id with capitals", "id: tiny", "id: Tiny", "id", "tiny")
spoil("an id with an underscore", "- id: depth", "- id: de_pth", "items/de_pth/id", "de-pth")
spoil("an id that begins with a digit", "- id: depth", "- id: 1depth", "items/1depth/id", "id に使えません")
spoil("a Japanese id", "- id: depth", "- id: 深さ", "items/深さ/id", "id に使えません")
spoil("an id with a space", "- id: depth", "- id: the depth", "items/the depth/id", "the-depth")
spoil("an id that is too long", "- id: depth", "- id: " + "d" * 33, "items/" + "d" * 32 + "…/id", "33 文字")
spoil("an id that the page uses", "- id: depth", "- id: form", "items/form/id", "別の目的")
spoil("a number for an id", "id: tiny", "id: 2024", "id", "id に使えません")
spoil("true for an id", "id: tiny", "id: true", "id", "id に使えません")
spoil("a repeated item id", "- id: reason", "- id: depth", "items/depth/id", "（1回めは")
spoil("a repeated option id", "{id: often,", "{id: once,", "items/aloud/options/once/id", "（1回めは")
spoil("a repeated band id", "{id: ready,", "{id: start,", "bands/start/id", "（1回めは")
spoil("a repeated form id", "- id: full\n    title", "- id: quick\n    title", "forms/quick/id", "（1回めは", more=4)
spoil("a repeated area id", "- id: practice\n    title", "- id: research\n    title", "areas/research/id", "（1回めは", more=2)
spoil("a script for a link", 'url: ""', "url: javascript:alert(1)", "place_to_talk/url", "リンクとして使えません")
spoil("a link without its scheme", 'url: ""', "url: www.example.jp", "place_to_talk/url", "リンクとして使えません")
spoil("an empty link without quotation marks", 'url: ""', "url:", "place_to_talk/url", '""')
spoil("a revision of nothing", "cut: 39\n", "cut: 39\nrevision: {of: v1, note: 誤字}\n", "revision/of", "版の番号ではありません")
spoil("a revision with forbidden letters", "cut: 39\n", "cut: 39\nrevision: {of: iloveyou, note: 誤字}\n", "revision/of", "版")
spoil("a revision of digits", "cut: 39\n", "cut: 39\nrevision: {of: 12345678, note: 誤字}\n", "revision/of", "引用符")
spoil("a revision without a note", "cut: 39\n", "cut: 39\nrevision: {of: 7k3m9x2q}\n", "revision/note", "「note」がありません")
spoil("a word for a revision", "cut: 39\n", "cut: 39\nrevision: 7k3m9x2q\n", "revision", "まとまりが入ります")

# References.
spoil("a misspelt area", "area: research", "area: reserch", "items/depth/area", "「research」の間違い")
spoil("an unknown area", "area: research", "area: family", "items/depth/area", "領域はありません")
spoil("a misspelt form", "forms: [quick, full]", "forms: [qick, full]", "items/depth/forms/#1", "「quick」の間違い")
spoil("an unknown form", "forms: [full]", "forms: [full, interview]", "items/reason/forms/#2", "版はありません")
spoil("a misspelt topic", "topics: [motivation]", "topics: [motivatoin]", "areas/research/topics/#1", "「motivation」の間違い")
spoil("an unknown topic", "topics: [motivation]", "topics: [weather]", "areas/research/topics/#1", "話題はありません")
spoil("a form named twice", "forms: [quick, full]", "forms: [quick, quick, full]", "items/depth/forms/#2", "2回並んでいます")
spoil("a topic named twice", "topics: [motivation, rehearsal]", "topics: [rehearsal, rehearsal]", "areas/practice/topics/#2", "2回")
spoil("a word of a topic written twice", "en: Mock interviews}}", "en: Mock interviews}, words: [面接, 面接]}", "topics/rehearsal/words/#2", "2回")

# Points and options.
spoil("points that stay the same", "points: 2\n", "points: 1\n", "items/depth/options/people/points", "上がっていません")
spoil("points that fall once", "points: 1\n", "points: 3\n", "items/depth/options/people/points", "上がっていません", at="points: 2\n")
spoil("points that fall throughout", "    reverse: true\n", "", "items/nerves/options/twice/points", "reverse: true", at="{id: twice")
spoil("points that rise though reversed", "    area: practice\n    forms: [quick, full]\n", "    area: practice\n    forms: [quick, full]\n    reverse: true\n", "items/aloud/reverse", "上がっています")
spoil("points that do not fall though reversed", "{id: twice, points: 1", "{id: twice, points: 2", "items/nerves/options/twice/points", "下がっていません")
spoil("negative points", "points: 1\n", "points: -1\n", "items/depth/options/page/points", "負の数")
spoil("too many points", "points: 2\n", "points: 101\n", "items/depth/options/people/points", "0 から 100")
spoil("no points in any option", REASON_OPTIONS, REASON_OPTIONS.replace("    options", "    ▶options").replace("points: 2", "points: 0"), "items/reason/options", "0 点です")
spoil("zero weight", "weight: 1", "weight: 0", "items/depth/weight", "重みが 0")
spoil("negative weight", "weight: 1", "weight: -1", "items/depth/weight", "1 から 100")
spoil("half a weight", "weight: 1", "weight: 0.5", "items/depth/weight", "整数ではありません")
spoil("a single option", REASON_OPTIONS, "    ▶options:\n" + REASON_OPTIONS.splitlines(keepends=True)[1], "items/reason/options", "1 つしかありません")
spoil("two options that read the same", "{ja: 2回以上, en: Twice or more}", "{ja: 1回, en: Twice or more}", "items/aloud/options/often/text/ja", "同じです")
spoil("two English options that read the same", "{ja: 2回以上, en: Twice or more}", "{ja: 2回以上, en: once}", "items/aloud/options/often/text/en", "同じです")

# Bands, cut and forms.
spoil("a gap between bands", "first: 40, last: 79", "first: 41, last: 79", "bands/underway/first", "40 点がどの段階にも")
spoil("a wide gap between bands", "first: 80, last: 100", "first: 90, last: 100", "bands/ready/first", "80-89 点")
spoil("bands that overlap", "first: 40, last: 79", "first: 39, last: 79", "bands/underway/first", "39 点が前の段階")
spoil("bands that overlap widely", "first: 80, last: 100", "first: 70, last: 100", "bands/ready/first", "70-79 点")
spoil("a band the wrong way round", "first: 40, last: 79", "first: 79, last: 40", "bands/underway/first", "より大きく")
spoil("bands that begin above 0", "first: 0, last: 39", "first: 1, last: 39", "bands/start/first", "first: 0")
spoil("bands that end below 100", "first: 80, last: 100", "first: 80, last: 99", "bands/ready/last", "last: 100")
spoil("bands out of order", "{id: start, first: 0, last: 39", "{id: start, first: 101, last: 39", "bands/start/first", "0 から 100")
spoil("a band beyond 100", "last: 100", "last: 120", "bands/ready/last", "0 から 100")
spoil("a cut above 100", "cut: 39", "cut: 101", "cut", "0 から 100")
spoil("a cut below 0", "cut: 39", "cut: -1", "cut", "0 から 100")
spoil("no seconds", "seconds: 30", "seconds: 0", "forms/quick/seconds", "1 から")
spoil("a standard error over 50", "standard_error: 11", "standard_error: 51", "forms/quick/standard_error", "0 から 50")
spoil("a form without items", "  - id: full\n    title", "  - ▶id: long\n    title: {ja: 長い版, en: Long}\n    seconds: 90\n    standard_error: 5\n  - id: full\n    title", "forms/long", "入る設問がありません")
spoil("an area missing from a form", "    area: practice\n    forms: [quick, full]", "    area: practice\n    forms: [full]", "areas/practice", "版「quick」に1つもありません", at="- id: practice")
spoil("an area without items", "items:\n", "  - ▶id: spare\n    title: {ja: 予備, en: Spare}\n    short: {ja: 予備, en: Spare}\n    strength: {ja: よい。, en: Good.}\n    improvement: {ja: 次へ。, en: Go on.}\n    evidence: {ja: 研究。, en: Studies.}\n    topics: [motivation]\nitems:\n", "areas/spare", "設問がありません")

# Subjects that selection must not ask about.
spoil("asks for the birthplace", "ja: 会社をどこまで調べた？", "ja: 出身地はどこ？", "items/depth/text/ja", "出生地")
spoil("asks about the family", "ja: 会社をどこまで調べた？", "ja: 家族の仕事は？", "items/depth/text/ja", "家族")
spoil("asks about religion", "ja: 会社をどこまで調べた？", "ja: 宗教はある？", "items/depth/text/ja", "宗教")
spoil("asks about a party", "ja: 会社をどこまで調べた？", "ja: 支持政党は？", "items/depth/text/ja", "支持政党")
spoil("asks whom one admires", "ja: 会社をどこまで調べた？", "ja: 尊敬する人物は？", "items/depth/text/ja", "尊敬する人物")
spoil("asks about the home", "ja: 会社をどこまで調べた？", "ja: 住まいは持ち家？", "items/depth/text/ja", "住宅")
spoil("asks about a union", "ja: 会社をどこまで調べた？", "ja: 労働組合に入った？", "items/depth/text/ja", "労働組合")
spoil("asks about favourite books", "ja: 会社をどこまで調べた？", "ja: 愛読書はある？", "items/depth/text/ja", "愛読書")
spoil("asks about health", "ja: 会社をどこまで調べた？", "ja: 持病はある？", "items/depth/text/ja", "健康")
spoil("asks for the religion in English", "en: How far have you looked into a company?", "en: What is your religion?", "items/depth/text/en", "宗教")
spoil("an option about the family", "{ja: 1回, en: Once}", "{ja: 両親, en: Once}", "items/aloud/options/once/text/ja", "家族")

# Too much of a thing.
spoil("bands in falling order", "first: 40, last: 79, title: {ja: とちゅう, en: On the way}, message: {ja: 進んでいます。, en: Well under way.}}\n  - {id: ready, first: 80, last: 100", "first: 80, last: 100, title: {ja: とちゅう, en: On the way}, message: {ja: 進んでいます。, en: Well under way.}}\n  - {id: ready, ▶first: 40, last: 79", "bands/ready/first", "順に並んでいません", more=1)
spoil("a text of 1,001 characters", "ja: 会社をどこまで調べた？", "ja: " + "あ" * 1000 + "？", "items/depth/text/ja", "長すぎます（1001 文字）")
spoil("a text of several lines", "ja: 会社をどこまで調べた？", "ja: |\n        会社を\n        調べた？", "items/depth/text/ja", "途中に改行")
spoil("eleven options", REASON_OPTIONS, "    ▶options:\n" + "".join(f"      - {{id: p{n}, points: {n}, text: {{ja: {n}回, en: {n} times}}, next: {{ja: 続ける, en: Go on}}}}\n" for n in range(11)), "items/reason/options", "11 個あり、多すぎます")

# Things that stand in the wrong place.
spoil("an entry that lost its dash", "  - id: reason\n", "    id: reason\n", "items/depth/id", "「- 」が抜けている")
spoil("content that is not indented", "title: {ja: 小さな診断, en: A tiny diagnostic}", "title:\n▶ja: 小さな診断\nen: A tiny diagnostic", "ja", "字下げされていません")
spoil("a key of a form at the top", "cut: 39\n", "cut: 39\nseconds: 30\n", "seconds", "forms の中に")
spoil("a key of an item in an option", "        points: 1\n", "        points: 1\n        weight: 1\n", "items/depth/options/page/weight", "items の中に")
spoil("a number sign inside brackets", "{ja: まだ, en: Not yet}", "{ja: まだ #1, en: Not yet}", "text", "注釈になり")
spoil("a no-break space after the colon", "cut: 39", "cut:\u00a039", "cut", "特別な空白")

# Attributes, which a student may tell after the result.
GRADE_CHOICES = GOOD_TEXT[GOOD_TEXT.index("    choices:\n      - {id: y1") : GOOD_TEXT.index("  - {id: seminar")]
spoil("an attribute named like the site", "{id: seminar,", "{id: site,", "attributes/site/id", "掲載サイトの集計")
spoil("a repeated attribute", "{id: seminar,", "{id: grade,", "attributes/grade/id", "（1回めは")
spoil("an attribute with a long id", "{id: seminar,", "{id: seminar-of-you,", "attributes/seminar-of-you/id", "14 文字")
spoil("a year for the id of a choice", "{id: y2,", "{id: 2027,", "attributes/grade/choices/2027/id", "id に使えません")
spoil("a repeated choice", "{id: y2,", "{id: y1,", "attributes/grade/choices/y1/id", "（1回めは")
spoil("two choices that read the same", "{ja: 2年,", "{ja: 1年,", "attributes/grade/choices/y2/text/ja", "違いがわかる文")
spoil("an attribute without a title", "{id: seminar, title: {ja: 講座コード, en: Course code}}", "{id: seminar}", "attributes/seminar/title", "「title」がありません")
spoil("options for choices", "    choices:\n      - {id: y1", "    options:\n      - {id: y1", "attributes/grade/options", "「choices」の間違い")
spoil("a single choice", GRADE_CHOICES, "    ▶choices:\n" + GRADE_CHOICES.splitlines(keepends=True)[1], "attributes/grade/choices", "1 つしかありません")
spoil("forty-one choices", GRADE_CHOICES, "    ▶choices:\n" + "".join(f"      - {{id: c{n}, text: {{ja: {n}年, en: {n} years}}}}\n" for n in range(41)), "attributes/grade/choices", "41 個あり、多すぎます")
spoil("no attributes in their list", GOOD_TEXT[GOOD_TEXT.index("attributes:\n") :], "attributes: []\n", "attributes", "何も並んでいません")
spoil("nine attributes", GOOD_TEXT[GOOD_TEXT.index("attributes:\n") :], "▶attributes:\n" + "".join(f"  - {{id: a{n}, title: {{ja: 属性{n}, en: Attribute {n}}}}}\n" for n in range(9)), "attributes", "9 個あり、多すぎます")
spoil("an attribute about the family", "{ja: 講座コード,", "{ja: 家族構成,", "attributes/seminar/title/ja", "結果のあとでも")
spoil("a choice about health", "{ja: 2年,", "{ja: 持病あり,", "attributes/grade/choices/y2/text/ja", "結果のあとでも")
