"""What in a question may tell who its asker is: names of companies and schools, numbers, addresses, accounts.

A hint is a question to the asker, who may send all the same; so a rule would rather miss a name than stop at an
ordinary word. 「大学3年」 names no school and 「大手銀行」 no company: words that any of them could have are taken
off a name (`quiz.advice.ordinary`), and what has nothing left is no name. One letter (「A社」) is anonymous already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quiz.advice.ordinary import OF_CALLED, OF_COMPANIES, OF_SCHOOLS


class HintKind(StrEnum):
    """What was found; templates hold the words."""

    MAIL = "mail"
    URL = "url"
    ACCOUNT = "account"
    PHONE = "phone"
    SCHOOL = "school"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in a text: `text[start:end]` is the excerpt."""

    kind: HintKind
    excerpt: str
    start: int
    end: int


Span = tuple[int, int]

# Patterns are compiled, and kept by `re`, when the first text is looked through: the start does not wait for it.
# Full-width letters, digits and signs become plain ones, one for one: places stay places.
_PLAIN = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: " "} | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")

_MAIL = (
    r"(?ia)(?<![\w.+-])[a-z0-9._%+-]{1,64}\s?(?:@|[\[(](?:at|アット)[\])])\s?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}"
)
_URL = (
    r"(?ia)https?://[!-~]+|(?<![\w@.-])www\.[a-z0-9-]+\.[!-~]+"
    r"|(?<![\w@.-])(?!asp\.net\b)(?:[a-z0-9-]{1,63}\.){1,5}(?:com|net|org|jp|info|biz|io|dev|app|me)(?![\w.-])(?:/[!-~]*)?"
)
_ACCOUNT = (
    r"(?ia)(?<![\w.@])@(?=[\w.]{0,30}[a-z])[\w.]{3,30}"
    r"|(?:line|ライン|instagram|インスタ(?:グラム)?|twitter|ツイッター|\bx|discord|tiktok|カカオ|スカイプ|skype)"
    r"\s?の?\s?(?:id|アカウント)\s?[はがも]?\s?[:=→]?\s?[「『(\"]?[a-z0-9][a-z0-9_.#-]{2,30}"
)
_PHONE = (
    r"(?<![\d.])(?:\+81[-\s.(]{0,2}\d{1,4}|\(0\d{1,4}\)|0\d{1,4})"
    r"[-\sー.()]{0,2}\d{1,4}[-\sー.)]{0,2}\d{3,4}(?![\d.]\d|\d)"
)

_NAME = r"[々〆ヵヶ一-鿿ァ-ヴー･・A-Za-z0-9&'.-]"
_SCHOOL = (
    rf"(?P<name>{_NAME}{{1,20}}?)"
    r"(?:大学院大学|大学院|短期大学|大学校|大学|高等専門学校|高等学校|専門学校|高校|高専|短大|学園|(?<!大)学院)"
    r"(?!祭|都市|生活|ドラマ|もの)"
)
_ABBREVIATED = (
    r"(?<![一-鿿])(?:お茶の水女子大学|東大|京大|阪大|慶大|早大|一橋大|東工大|早稲田|慶應|慶応|同志社|立命館)"
    r"(?=[のはがをにでとへも、。院生卒\s]|出身|在学|$)"
)
_ENGLISH_SCHOOL = (
    r"(?a)\bUniversity of (?:the )?[A-Z]\w+"
    r"|\b(?:(?!My|The|Our|This|That|A|At|In|From|State|National|Public|Private|Top)[A-Z][\w'-]{1,30} ){1,3}"
    r"(?:University|College|High School|Institute of Technology)\b"
)
_LEGAL = r"(?:株式会社|有限会社|合同会社|合資会社|合名会社|㈱|㈲|\(株\)|\(有\)|\(同\))"
_LEGAL_FIRST = (
    rf"{_LEGAL}\s?(?!勤務|経営|設立|制度|組織|形態|以外|経由|化|間|側|等|内|各社)[「『]?(?P<name>{_NAME}{{2,20}})"
)
_LEGAL_LAST = rf"(?P<name>{_NAME}{{2,20}}?|[ぁ-ん]{{2,10}})\s?{_LEGAL}(?!化|制度)"
_TRADE = (
    rf"(?P<name>{_NAME}{{2,20}}?)(?:信託銀行|銀行|信用金庫|ホールディングス|証券|商事|物産|製作所|製薬|重工業?|海上)"
    r"(?!化|員志望|業|業界|会社|系|保険|部門|輸送|コード|マン|取引)"
)
_CALLED = r"(?P<name>[ァ-ヴー]{3,20}|[A-Za-z][A-Za-z0-9&-]{2,20})社(?![員会長内外風名用屋宅交説歴食訓団数])"
_ENGLISH_COMPANY = r"(?a)\b(?:[A-Z][\w&'-]{0,30},? ){1,4}(?:Inc|Ltd|LLC|Corp|Corporation|K\.?K|Co\.,? ?Ltd)\b\.?"


def hints(text: str) -> tuple[Hint, ...]:
    """Return what a text may tell of its asker, in the order of the text; no two places overlap."""
    plain = text.translate(_PLAIN)
    taken: list[tuple[Span, HintKind]] = []
    for kind, spans in _found(plain):
        for span in spans:
            if all(span[1] <= start or end <= span[0] for (start, end), _ in taken):
                taken.append((span, kind))
    return tuple(Hint(kind, text[start:end], start, end) for (start, end), kind in sorted(taken))


def _found(plain: str) -> Iterator[tuple[HintKind, Iterator[Span]]]:
    """Yield every kind with its places; what stands before wins, so that a mail address is no account as well."""
    yield HintKind.MAIL, _spans(_MAIL, plain)
    yield HintKind.URL, _urls(plain)
    yield HintKind.ACCOUNT, _spans(_ACCOUNT, plain)
    yield HintKind.PHONE, _phones(plain)
    yield HintKind.COMPANY, _named(_LEGAL_FIRST, plain, OF_COMPANIES)
    yield HintKind.COMPANY, _named(_LEGAL_LAST, plain, OF_COMPANIES)
    yield HintKind.SCHOOL, _named(_SCHOOL, plain, OF_SCHOOLS)
    yield HintKind.SCHOOL, _spans(_ABBREVIATED, plain)
    yield HintKind.SCHOOL, _spans(_ENGLISH_SCHOOL, plain)
    yield HintKind.COMPANY, _named(_TRADE, plain, OF_COMPANIES)
    yield HintKind.COMPANY, _named(_CALLED, plain, OF_CALLED)
    yield HintKind.COMPANY, _spans(_ENGLISH_COMPANY, plain)


def _spans(pattern: str, plain: str) -> Iterator[Span]:
    return (found.span() for found in re.finditer(pattern, plain))


def _urls(plain: str) -> Iterator[Span]:
    """Yield addresses without the punctuation that ends the sentence around them."""
    for found in re.finditer(_URL, plain):
        yield found.start(), found.start() + len(found[0].rstrip(".,;:!?)]}>'\""))


def _phones(plain: str) -> Iterator[Span]:
    """Yield numbers that have as many digits as Japanese telephone numbers: ten, or eleven for mobile ones."""
    for found in re.finditer(_PHONE, plain):
        digits = re.sub(r"\D", "", found[0])
        is_abroad = found[0].startswith("+")
        if len(digits) - 2 * is_abroad in ((9, 10) if is_abroad else (10, 11)):
            yield found.span()


def _named(pattern: str, plain: str, anybody: tuple[str, ...]) -> Iterator[Span]:
    """Yield what a pattern finds, without words in front that any name could have; nothing where no name is left."""
    for found in re.finditer(pattern, plain):
        name = found["name"]
        bare = _without_front(name, anybody)
        if len(_without_end(bare, anybody)) > 1:
            leads = found.start("name") == found.start()
            yield found.start() + (len(name) - len(bare) if leads else 0), found.end()


def _without_front(name: str, anybody: tuple[str, ...]) -> str:
    while word := next((word for word in anybody if name.startswith(word)), ""):
        name = name[len(word) :]
    return name


def _without_end(name: str, anybody: tuple[str, ...]) -> str:
    while word := next((word for word in anybody if name.endswith(word)), ""):
        name = name[: -len(word)]
    return name
