"""Subjects that selection must not ask about, looked for in what is asked and in what is advised.

Source: 公正な採用選考の基本（厚生労働省）, the fourteen matters that may lead to discrimination. The words are few
and precise; a word beside one of its exceptions is allowed, such as family that listens to a rehearsal.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from quiz.bank.findings import Notes, quote
from quiz.bank.model import Text
from quiz.bank.tree import Node


class Subject(NamedTuple):
    """A forbidden subject: its name, the words that give it away, and where they are harmless."""

    name: Text
    ja: str
    en: str
    words: re.Pattern[str]
    exceptions: re.Pattern[str] | None = None


def _subject(name_ja: str, name_en: str, ja: str, en: str, exceptions: str = "") -> Subject:
    """Build a subject from alternatives in lower case; each begins with a letter, so that a search can skip fast."""
    words = re.compile(rf"{ja}|\b(?:{en})\b")
    return Subject(Text(name_ja, name_en), ja, en, words, re.compile(exceptions) if exceptions else None)


_COMPANION = "(?:友人|友だち|友達|先輩|先生|知人)"
SUBJECTS = (
    _subject(
        "本籍・出生地",
        "birthplace and origin",
        "本籍|戸籍|出生地|出身地|国籍|生まれた(?:場所|土地)",
        "birthplace|place of birth|hometown|nationality|family register",
    ),
    _subject(
        "家族",
        "family",
        "家族|両親|父親|母親|兄弟|姉妹|親の職業|配偶者",
        "family|families|parents?|father|mother|siblings?|spouse",
        rf"{_COMPANION}(?:[・や、]|など)家族|家族(?:[・や、]|など){_COMPANION}"
        r"|家族(?:など)?(?:に|から)(?:も)?(?:話|聞いて|見て|頼|練習|感想|講評)"
        r"|friends?,? (?:or|and) family|family,? (?:or|and) friends?"
        r"|\b(?:ask|tell|show|practise with) (?:your )?family",
    ),
    _subject(
        "住宅状況",
        "housing",
        "住宅|住まい|持ち家|間取り|部屋数",
        "housing|home ownership|own or rent",
        "住宅(?:業界|メーカー|会社|設備)|housing (?:industry|maker|company)",
    ),
    _subject(
        "生活環境・家庭環境",
        "living conditions and upbringing",
        "生活環境|家庭環境|生い立ち|資産",
        "upbringing|home life",
        "資産(?:運用|管理)(?:業|会社)",
    ),
    _subject("宗教", "religion", "宗教|信仰", "religion|religious"),
    _subject("支持政党", "political party", "支持政党|支持する政党", "political party|vote for"),
    _subject(
        "人生観・生活信条",
        "view of life and creed",
        "人生観|生活信条|座右の銘",
        "philosophy of life|view of life|creed",
    ),
    _subject(
        "尊敬する人物",
        "whom one admires",
        "尊敬する(?:人|偉人)",
        "whom do you (?:admire|respect)|who do you (?:admire|respect)",
    ),
    _subject("思想", "beliefs", "思想", "ideology|political beliefs?|political views?"),
    _subject(
        "労働組合・学生運動などの社会運動",
        "unions and social movements",
        "労働組合|学生運動|社会運動",
        "trade unions?|labou?r unions?|student activism",
    ),
    _subject(
        "購読新聞・愛読書",
        "newspapers and favourite books",
        "購読(?:して|する|中)?.{0,4}新聞|新聞を購読|愛読書|愛読する",
        "favou?rite books?|which newspapers?",
    ),
    _subject("身元調査", "background checks", "身元調査|身元を|現住所の略図", "background checks?"),
    _subject("社用紙・戸籍謄本などの書類", "unlawful papers", "社用紙|住民票", "company application forms?"),
    _subject(
        "健康状態",
        "health",
        "健康診断|健康状態|持病|病歴|既往症|血液型|妊娠",
        "health check|medical history|illness|blood type|pregnant|pregnancy",
    ),
    _subject("容姿・結婚", "looks and marriage", "容姿|体重|身長|結婚|婚姻", "marital|married|your (?:height|weight)"),
)
_ANY_JA = re.compile("|".join(subject.ja for subject in SUBJECTS))
_ANY_EN = re.compile("|".join(subject.en for subject in SUBJECTS))
_DENIAL = re.compile(
    r".{0,6}(?:では(?:なく|ありません)|はたずね(?:ません|ない)|は聞(?:きません|かない)|に答える必要はない)"
)
_EN_DENIAL = re.compile(r"\b(?:never|not) (?:about |ask about |your )*$")


def check_text(node: Node, text: str, notes: Notes) -> None:
    """Note a forbidden subject in a question, an option or an attribute, and warn of it in any other text."""
    found = mention_in(text)
    if found is None:
        return
    word, subject = found
    path = node.path
    if path.startswith("items/") and path.rsplit("/", 2)[1] == "text":
        notes.error(node.line, path, "forbidden-subject", word=quote(word), subject=subject.name)
    elif path.startswith("attributes/"):
        notes.error(node.line, path, "forbidden-attribute", word=quote(word), subject=subject.name)
    else:
        notes.warn(node.line, path, "forbidden-mention", word=quote(word), subject=subject.name)


def mention_in(text: str) -> tuple[str, Subject] | None:
    """Return the first word of a text that gives a forbidden subject away, or None."""
    folded = unicodedata.normalize("NFKC", text).lower()
    if not _ANY_JA.search(folded) and not _ANY_EN.search(folded):
        return None
    for subject in SUBJECTS:
        allowed = [found.span() for found in subject.exceptions.finditer(folded)] if subject.exceptions else []
        for found in subject.words.finditer(folded):
            excused = any(first <= found.start() and found.end() <= last for first, last in allowed)
            denied = _DENIAL.match(folded, found.end()) or _EN_DENIAL.search(folded, 0, found.start())
            if not excused and not denied:
                return found[0], subject
    return None
