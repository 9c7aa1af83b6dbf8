"""Questions and answers that a page describes as schema.org JSON-LD: QAPage and FAQPage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from quiz.importing.dates import read_day
from quiz.importing.drafts import Author, Draft, Reply
from quiz.importing.findings import Findings
from quiz.importing.identity import hash_of
from quiz.importing.markup import line_of, nests_too_deeply, paragraphs_of, sections_of
from quiz.outward.addresses import web_address

PAGES = frozenset({"QAPage", "FAQPage"})
MOST_NODES = 200_000
_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*;?\s*$"
)

Node = dict[str, Any]


def read_page(text: str, place: str, findings: Findings, address: str = "") -> list[Draft]:
    """Return the questions of an HTML page; `address` is where it was read, empty for a file.

    That it has none is a finding where nothing else was found.
    """
    if nests_too_deeply(text):
        findings.add(place, "", "too-deep")
        return []
    page = LexborHTMLParser(text)
    address = address or _canonical(page)
    nodes = [node for document in _documents(page, text, place, findings) for node in _nodes_in(document)]
    if not any(PAGES & set(_types(node)) for node in nodes):
        if not len(findings):
            findings.add(place, "", "no-question")
        return []
    named = _by_id(nodes)
    questions = [node for node in nodes if "Question" in _types(node) and ("name" in node or "text" in node)]
    return list(_drafts(questions, named, place, address, findings))


def _documents(page: LexborHTMLParser, text: str, place: str, findings: Findings) -> Iterator[Any]:
    searched = 0
    for script in page.css("script"):
        if "ld+json" not in (script.attributes.get("type") or "").lower():
            continue
        source = script.text()
        begins = text.find(source[:200], searched)
        searched = max(begins, searched)
        line = text.count("\n", 0, searched) + 1
        try:
            # Line ends inside a string are the commonest slip, and harmless.
            yield json.loads(_WRAPPING.sub("", source), strict=False)
        except json.JSONDecodeError as error:
            findings.add(f"{place}:{line}", "JSON-LD", "json", line=line + error.lineno - 1, problem=error.msg)
        except RecursionError:
            findings.add(f"{place}:{line}", "JSON-LD", "too-deep")
        except ValueError:
            findings.add(f"{place}:{line}", "JSON-LD", "json", line=line, problem="number")


def _nodes_in(document: Any) -> Iterator[Node]:
    """Yield every object of a document in its order, without recursion."""
    stack, seen = [document], 0
    while stack and seen < MOST_NODES:
        value = stack.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
            stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _types(node: Node) -> list[str]:
    return [name.rpartition("/")[2] for name in _listed(node.get("@type")) if isinstance(name, str)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _by_id(nodes: list[Node]) -> dict[str, Node]:
    """Return what an `@id` stands for: where several have it, the one that says most."""
    named: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > max(1, len(named.get(name, ()))):
            named[name] = node
    return named


def _resolved(value: Any, named: dict[str, Node]) -> Any:
    """Return what a bare reference stands for; one step, so that references in a circle end."""
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _drafts(
    questions: list[Node], named: dict[str, Node], place: str, address: str, findings: Findings
) -> Iterator[Draft]:
    addresses = [_address_of(question, address) for question in questions]
    several = len({(line_of(_word(one.get("name"))), line_of(_word(one.get("text")))) for one in questions}) > 1
    for question, own in zip(questions, addresses, strict=True):
        name, text = _word(question.get("name")) or _word(question.get("headline")), _word(question.get("text"))
        title = line_of(name or text)
        shared = not own or (several and (own == address or addresses.count(own) > 1))
        where = f"{place} {title[:30]}" if several else place
        body = paragraphs_of(text) if name else ()
        yield Draft(
            place=where,
            key=(f"{own}#{hash_of(title)}" if own else "") if shared else own,
            title=title,
            body=() if body == (title,) else body,
            replies=tuple(_replies(question, named, where, findings)),
            asked_on=_day(question, "asked_on", where, findings),
            url=own,
        )


def _address_of(question: Node, address: str) -> str:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = question.get(key)
        written = _word(value.get("@id") or value.get("url") if isinstance(value, dict) else value)
        try:
            joined = web_address(urljoin(address, written)) if written else ""
        except ValueError:
            joined = ""
        if joined:
            return joined
    return web_address(address)


def _replies(question: Node, named: dict[str, Node], place: str, findings: Findings) -> Iterator[Reply]:
    seen: list[Reply] = []
    for key in ("acceptedAnswer", "suggestedAnswer"):
        for value in _listed(question.get(key)):
            answer = _resolved(value, named)
            node = answer if isinstance(answer, dict) else {"text": answer}
            sections = sections_of(_word(node.get("text")) or _word(node.get("description")))
            reply = Reply(_author(node.get("author"), named), sections, _day(node, "answered_on", place, findings))
            if sections and reply not in seen:
                seen.append(reply)
                yield reply


def _author(value: Any, named: dict[str, Node]) -> Author:
    first = _resolved(next(iter(_listed(value)), None), named)
    if not isinstance(first, dict):
        return Author(line_of(_word(first)))
    employer = _resolved(first.get("affiliation") or first.get("worksFor"), named)
    return Author(line_of(_word(first.get("name"))), line_of(_word(first.get("jobTitle"))), line_of(_word(employer)))


def _day(node: Node, field: str, place: str, findings: Findings) -> Any:
    written = _word(node.get("dateCreated")) or _word(node.get("datePublished"))
    day = read_day(written) if written else None
    if written and day is None:
        findings.add(place, field, "bad-date", written=written)
    return day


def _word(value: Any) -> str:
    """Return the text of a value, which may be a list or an object with a name."""
    for _ in range(4):
        if isinstance(value, list):
            value = next(iter(value), None)
        elif isinstance(value, dict):
            value = next((value[key] for key in ("@value", "name", "text") if key in value), None)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)


def _canonical(page: LexborHTMLParser) -> str:
    """Return the address that a saved page gives as its own."""
    link = page.css_first('link[rel~="canonical"]')
    return web_address((link.attributes.get("href") or "") if link is not None else "")
