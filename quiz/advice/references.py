"""Read what consultations refer to: `advisors.yaml`, and `articles.yaml` where there is one."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.advice.bounds import LONGEST_NAME, LONGEST_TITLE
from quiz.advice.files import File
from quiz.advice.model import Advisor, Article, Qualification
from quiz.bank.tree import Node

ADVISORS = "advisors.yaml"
ARTICLES = "articles.yaml"
ADVISOR_KEYS = ("id", "name")
OPTIONAL_ADVISOR_KEYS = ("title", "affiliation", "profile", "qualifications")
QUALIFICATION_KEYS = ("name", "verified_on", "expires_on")
ARTICLE_KEYS = ("id", "title", "url")
KEYS = frozenset(
    ("advisors", "articles", *ADVISOR_KEYS, *OPTIONAL_ADVISOR_KEYS, *QUALIFICATION_KEYS, *ARTICLE_KEYS),
)


def read_advisors(file: File) -> dict[str, Advisor]:
    """Return the advisors of a file by their ids."""
    seen: dict[str, str] = {}
    advisors: dict[str, Advisor] = {}
    for node in file.records("advisors", ADVISOR_KEYS, OPTIONAL_ADVISOR_KEYS):
        advisor = _advisor(file, node, seen)
        advisors[advisor.id] = advisor
    return advisors


def read_articles(file: File) -> dict[str, Article]:
    """Return the articles of a file by their ids."""
    seen: dict[str, str] = {}
    articles: dict[str, Article] = {}
    for node in file.records("articles", ARTICLE_KEYS):
        article = Article(file.id(node, seen), file.text(node, "title", LONGEST_TITLE), file.address(node, "url"))
        articles[article.id] = article
    return articles


def _advisor(file: File, node: Node, seen: dict[str, str]) -> Advisor:
    return Advisor(
        id=file.id(node, seen),
        name=file.text(node, "name", LONGEST_NAME),
        title=file.text(node, "title", LONGEST_NAME),
        affiliation=file.text(node, "affiliation", LONGEST_NAME),
        profile=file.paragraphs(node, "profile", "list-in-profile"),
        qualifications=tuple(_qualifications(file, node)),
    )


def _qualifications(file: File, node: Node) -> Iterator[Qualification]:
    named: set[str] = set()
    for entry in file.entries(node, "qualifications"):
        if file.has_keys(entry, QUALIFICATION_KEYS[:1], QUALIFICATION_KEYS[1:]):
            name = file.text(entry, "name", LONGEST_NAME)
            if name and name in named:
                file.error(entry.fields["name"], "twice", written=name)
            named.add(name)
            verified_on, expires_on = (file.date(entry, key) for key in QUALIFICATION_KEYS[1:])
            if verified_on and expires_on and expires_on < verified_on:
                file.error(entry.fields["expires_on"], "ends-before")
            yield Qualification(name, verified_on, expires_on)
