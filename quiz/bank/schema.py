"""The shape of a bank: which keys stand where, of which kind, and what each is for.

One table serves the reader (`quiz.bank.shapes`), the JSON Schema that editors complete from, and the test that
every key has a heading in the authors' guide. Pydantic could hold the table too; it was left out because its
import alone costs a server more time at its start (about 0.15 s) than reading the whole bank, and because its errors
would have to be translated into lines, keys and advice one by one anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quiz.bank.model import Text
from quiz.bank.version import ALPHABET, VERSION_LENGTH

ID_PATTERN = "^[a-z][a-z0-9-]{0,31}$"
LONGEST_ID = 32
LONGEST_SHORT_ID = 12
"""Of attributes and their choices: eight of them, with a site, make the label of a segment, which is kept whole."""
SHORT_ID_PATTERN = f"^[a-z][a-z0-9-]{{0,{LONGEST_SHORT_ID - 1}}}$"
VERSION_PATTERN = f"^[{ALPHABET}]{{{VERSION_LENGTH}}}$"
URL_PATTERN = "^(https?://[^\\s/]+\\S*)?$"
LONGEST_TEXT = 1000
MOST_ITEMS = 1000
MOST_OPTIONS = 10
MOST_POINTS = 100
MOST_WORDS = 50
MOST_ATTRIBUTES = 8
MOST_CHOICES = 40


@dataclass(frozen=True, slots=True)
class Word:
    """A short word of one pattern: an id, a version or an address; `role` chooses the message."""

    role: str
    pattern: str
    example: str
    may_be_empty: bool = False
    longest: int = LONGEST_ID


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of text in one language."""

    example: str = "…"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits, both included."""

    lowest: int
    highest: int
    example: str


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    example: str = "true"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: its kind, what it is for, and whether it may be left out."""

    name: str
    kind: Kind
    note: Text
    is_required: bool = True


@dataclass(frozen=True)
class Record:
    """A group of keys; `is_text` marks the pair of translations, which has messages of its own."""

    keys: tuple[Key, ...]
    example: str = "{…}"
    is_text: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, Key]:
        """The keys by name."""
        return {key.name: key for key in self.keys}

    @cached_property
    def required(self) -> frozenset[str]:
        """The names of the keys that must not be missing."""
        return frozenset(key.name for key in self.keys if key.is_required)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of entries of one kind; how many there may be, both included."""

    of: Word | Line | Record
    at_least: int
    at_most: int
    example: str = "[…]"


Kind = Word | Line | Whole | Flag | Record | Listing


def _key(name: str, kind: Kind, ja: str, en: str, is_required: bool = True) -> Key:
    return Key(name, kind, Text(ja, en), is_required)


ID = Word("id", ID_PATTERN, "research")
TEXT = Record(
    (_key("ja", Line(), "日本語の文", "the Japanese text"), _key("en", Line(), "英語の文", "the English text")),
    "{ja: 日本語の文, en: English text}",
    is_text=True,
)
_ID_NOTE = ("英小文字・数字・-（32文字まで）の名前。あとで変えません", "a name of a-z, 0-9 and -, never changed later")


def _id() -> Key:
    return _key("id", ID, *_ID_NOTE)


SHORT_ID = Word("id", SHORT_ID_PATTERN, "grade", longest=LONGEST_SHORT_ID)


def _short_id() -> Key:
    return _key(
        "id",
        SHORT_ID,
        "英小文字・数字・-（12文字まで）の名前。あとで変えません",
        "a name of a-z, 0-9 and - (12 at most), never changed later",
    )


OPTION = Record(
    (
        _id(),
        _key("points", Whole(0, MOST_POINTS, "1"), "この段の点数。段を上がるごとに大きくします", "points of this rung"),
        _key("text", TEXT, "選択肢の文。全角12文字まで", "what the option says; up to 12 full-width characters"),
        _key("next", TEXT, "次の段に進む行動を1つ", "the one act that leads to the next rung"),
    ),
    "{id: none, points: 0, text: …, next: …}",
)
ITEM = Record(
    (
        _id(),
        _key("area", ID, "どの領域の設問か（areas の id）", "the area that it belongs to (an id of areas)"),
        _key("forms", Listing(ID, 1, 20, "[quick, full]"), "たずねる版（forms の id）", "the forms that ask it"),
        _key("weight", Whole(1, 100, "1"), "点数の重み。省くと 1", "weight of its points; 1 where left out", False),
        _key("reverse", Flag(), "点数が段を追って下がるなら true", "true where the points fall", False),
        _key("text", TEXT, "設問の文。全角24文字まで", "the question; up to 24 full-width characters"),
        _key("options", Listing(OPTION, 2, MOST_OPTIONS), "選択肢。下の段から順に", "the options, lowest rung first"),
    ),
    "{id: …, area: …, forms: […], text: …, options: […]}",
)
AREA = Record(
    (
        _id(),
        _key("title", TEXT, "領域の名前", "name of the area"),
        _key("short", TEXT, "短い呼び名。全角6文字まで", "short name; up to 6 full-width characters"),
        _key("strength", TEXT, "強みのときに結果で言う1文", "one sentence said where it is a strength"),
        _key("improvement", TEXT, "伸びしろのときに結果で言う1文", "one sentence said where there is room to grow"),
        _key("evidence", TEXT, "この領域をたずねる根拠と出典", "why it is asked, with the source", False),
        _key("topics", Listing(ID, 1, 20, "[company-research]"), "話題（topics の id）", "its topics (ids of topics)"),
    ),
    "{id: …, title: …, short: …, …}",
)
FORM = Record(
    (
        _id(),
        _key("title", TEXT, "版の名前", "name of the form"),
        _key("seconds", Whole(1, 3600, "30"), "かかる時間の約束（秒）", "how long it may take, in seconds"),
        _key("standard_error", Whole(0, 50, "8"), "点数の標準誤差（0〜50）", "standard error of its score (0 to 50)"),
    ),
    "{id: quick, title: …, seconds: 30, standard_error: 11}",
)
BAND = Record(
    (
        _id(),
        _key("first", Whole(0, 100, "0"), "この段階のいちばん低い点数", "lowest score of the band"),
        _key("last", Whole(0, 100, "39"), "この段階のいちばん高い点数", "highest score of the band"),
        _key("title", TEXT, "段階の名前", "name of the band"),
        _key("message", TEXT, "結果の最初に言うこと", "what the result says first"),
    ),
    "{id: start, first: 0, last: 39, title: …, message: …}",
)
TOPIC = Record(
    (
        _id(),
        _key("title", TEXT, "話題の名前", "name of the topic"),
        _key(
            "words",
            Listing(Line("志望理由"), 1, MOST_WORDS, "[志望理由]"),
            "相談の文にあれば、この話題だとわかる日本語の言葉",
            "Japanese words that give the topic away in a consultation",
            False,
        ),
    ),
    "{id: motivation, title: …}",
)
PLACE = Record(
    (
        _key("title", TEXT, "見出し", "heading"),
        _key("text", TEXT, "どこで、だれに相談できるか", "where and to whom one can talk"),
        _key("url", Word("url", URL_PATTERN, '""', True), 'リンク。なければ ""', 'link; "" for none'),
    ),
    "{title: …, text: …, url: …}",
)
REVISION = Record(
    (
        _key("of", Word("version", VERSION_PATTERN, "7k3m9x2q"), "どの版の直しか", "the version that this mends"),
        _key("note", Line("誤字の修正"), "何を直したか", "what was mended"),
    ),
    "{of: 7k3m9x2q, note: 誤字の修正}",
)
CHOICE = Record(
    (_short_id(), _key("text", TEXT, "選択肢の文", "what the choice says")),
    "{id: y3, text: …}",
)
ATTRIBUTE = Record(
    (
        _short_id(),
        _key("title", TEXT, "属性の名前", "name of the attribute"),
        _key(
            "choices",
            Listing(CHOICE, 2, MOST_CHOICES),
            "選択肢。省くと、職員が配ったコードを入力する欄になります",
            "the choices; left out, it is a code that staff gave out",
            False,
        ),
    ),
    "{id: grade, title: …, choices: […]}",
)
BANK = Record(
    (
        _key("id", ID, *_ID_NOTE),
        _key("title", TEXT, "診断の名前", "name of the diagnostic"),
        _key("lead", TEXT, "最初の設問の上に出る1文", "one sentence above the first item"),
        _key("cut", Whole(0, 100, "39"), "要注意ライン。この点数以下が要注意", "cut score; flagged at or below it"),
        _key("revision", REVISION, "意味を変えない文の直しのとき", "set for a pure wording fix", False),
        _key("forms", Listing(FORM, 1, 20), "版（30秒版・しっかり版）", "the forms"),
        _key("bands", Listing(BAND, 1, 20), "段階。0〜100点をすき間なく分けます", "the bands, which tile 0 to 100"),
        _key("place_to_talk", PLACE, "要注意のときに案内する相談先", "where a flagged student can talk to somebody"),
        _key("topics", Listing(TOPIC, 1, 200), "話題。相談Q&A選びに使います", "topics, for choosing consultations"),
        _key("areas", Listing(AREA, 1, 50), "領域", "the areas"),
        _key("items", Listing(ITEM, 1, MOST_ITEMS), "設問。たずねる順に", "the items, in the order asked"),
        _key(
            "attributes",
            Listing(ATTRIBUTE, 1, MOST_ATTRIBUTES),
            "結果のあとで任意でたずねる属性。たずねる順に",
            "what may be told after the result, in the order asked",
            False,
        ),
    )
)


def key_names(kind: Kind = BANK) -> frozenset[str]:
    """Return every key that stands anywhere below a kind."""
    if isinstance(kind, Listing):
        return key_names(kind.of)
    if not isinstance(kind, Record):
        return frozenset()
    return frozenset(key.name for key in kind.keys).union(*(key_names(key.kind) for key in kind.keys))


def homes_of(name: str) -> tuple[str, ...]:
    """Return the keys below which a key stands, in the order of the format; empty for one of the top or unknown."""
    return tuple(dict.fromkeys(_homes(name, BANK, "")))


def _homes(name: str, kind: Kind, home: str) -> Iterator[str]:
    if isinstance(kind, Listing):
        yield from _homes(name, kind.of, home)
    elif isinstance(kind, Record):
        if home and name in kind.by_name:
            yield home
        for key in kind.keys:
            yield from _homes(name, key.kind, key.name)


def json_schema(language: str = "ja") -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the shape, with descriptions for completion in editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": Text("診断の設問集", "Bank of the diagnostic")[language],
        **_schema_of(BANK, language),
    }


def _schema_of(kind: Kind, language: str) -> dict[str, Any]:
    match kind:
        case Word():
            return {"type": "string", "pattern": kind.pattern}
        case Line():
            return {"type": "string", "pattern": "\\S", "maxLength": LONGEST_TEXT}
        case Whole():
            return {"type": "integer", "minimum": kind.lowest, "maximum": kind.highest}
        case Flag():
            return {"type": "boolean"}
        case Listing():
            return {
                "type": "array",
                "items": _schema_of(kind.of, language),
                "minItems": kind.at_least,
                "maxItems": kind.at_most,
            }
    return {
        "type": "object",
        "properties": {
            key.name: {"description": key.note[language], **_schema_of(key.kind, language)} for key in kind.keys
        },
        "required": [key.name for key in kind.keys if key.is_required],
        "additionalProperties": False,
    }
