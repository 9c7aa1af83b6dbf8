"""Published values for tests of the Q&A site's pages.

published = a_published()                                   one answer, nothing around it
published = a_published(grade="", answers=())               any field of the consultation
teasers = some_teasers(total=23, page=2)                    one page of a list
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

from hypothesis import strategies as st

from quiz.advice.model import Advisor, Answer, Consultation, Listing, Qualification, Section, Source
from quiz.advice.published import PAGE_SIZE, Published, Teaser, Teasers
from quiz.bank.model import Text
from quiz.qa.edition import Edition

MOMENT = datetime(2026, 5, 1, 3, 4, 5, tzinfo=UTC)
JAPANESE = Edition("ja", "https://qa.example.jp")
ENGLISH = Edition("en", "https://qa.example.jp")
ADVISOR = Advisor(
    "sample-a",
    "サンプル相談員A",
    "キャリアアドバイザー",
    "サンプル・キャリアセンター",
    ("大学で相談を受けています。",),
    (
        Qualification("確かめた資格", verified_on=date(2025, 1, 1)),
        Qualification("切れた資格", verified_on=date(2020, 1, 1), expires_on=date(2025, 12, 31)),
        Qualification("まだの資格"),
    ),
)


def a_published(**changes: Any) -> Published:
    """Return a consultation as its page shows it; `changes` replace fields of the consultation or of the page."""
    around: dict[str, Any] = {
        name: changes.pop(name) for name in ("targets", "related", "before", "after") if name in changes
    }
    values: dict[str, Any] = {
        "id": "one",
        "title": Text("何を話せばいいですか？", "What should I say?"),
        "area": "research",
        "topics": ("motivation",),
        "helps": (),
        "grade": "学部3年",
        "gender": "女性",
        "asked_on": date(2026, 4, 3),
        "source": Source.ENTRY_FORM,
        "body": ("最初の段落です。", "次の段落です。"),
        "answers": (an_answer(),),
        **changes,
    }
    page: dict[str, Any] = {"targets": {}, "related": (), "before": None, "after": None} | around
    return Published(Consultation(**values), **page, published_at=MOMENT, changed_at=MOMENT)


def an_answer(*sections: Section, **changes: Any) -> Answer:
    """Return an answer."""
    return Answer(**{"advisor": ADVISOR, "sections": sections or (a_section(),), **changes})


def a_section(heading: str = "結論から話します", **changes: Any) -> Section:
    """Return a headed part with a paragraph and a list."""
    return Section(**{"heading": heading, "blocks": (("まず1文で。",), ("理由", "例")), **changes})


def a_listing(consultation_id: str = "other", url: str = "") -> Listing:
    """Return a consultation as lists need it."""
    return Listing(consultation_id, Text("別の相談", "Another"), "self", (), (), (), url)


def a_teaser(consultation_id: str = "one", **changes: Any) -> Teaser:
    """Return a consultation in a list."""
    values: dict[str, Any] = {
        "id": consultation_id,
        "title": Text("何を話せばいいですか？", "What should I say?"),
        "area": "research",
        "topics": (),
        "excerpt": "最初の段落です。",
        "answers": 2,
        "asked_on": date(2026, 4, 3),
        "changed_at": MOMENT,
        "url": "",
    }
    return Teaser(**{**values, **changes})


def some_teasers(total: int = 1, page: int = 1) -> Teasers:
    """Return one page of a list of so many."""
    shown = range(min(PAGE_SIZE, max(0, total - PAGE_SIZE * (page - 1))))
    return Teasers(tuple(a_teaser(f"c{number}") for number in shown), total, page)


def read_xml(text: str) -> ElementTree.Element:
    """Return the root of a document that this program made."""
    return ElementTree.fromstring(text)  # noqa: S314 - nobody else has written in it.


_BREAKERS = ("</script>", "<script>", "<!--", "-->", "]]>", "&amp;", '"', "'", "\\", "\u2028", "\x00", "\x0b", "\u202e")
HOSTILE = st.lists(st.sampled_from(_BREAKERS) | st.text(max_size=5), max_size=8).map("".join)
"""Texts that try to leave the place where they stand."""
