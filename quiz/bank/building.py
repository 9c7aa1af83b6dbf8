"""Build the bank out of a document that passed every check."""

from __future__ import annotations

from quiz.bank.model import Area, Attribute, Band, Bank, Choice, Form, Item, Option, PlaceToTalk, Text, Topic
from quiz.bank.tree import Node
from quiz.bank.version import meaning_of, version_of

_NOTHING = Text("", "")


def build_bank(document: Node) -> Bank:
    """Return the bank that a checked document says, with the version that its content gives it."""
    bank_id, cut = _word(document, "id"), _whole(document, "cut")
    forms = tuple(_form(node) for node in document.listed("forms"))
    bands = tuple(_band(node) for node in document.listed("bands"))
    items = tuple(_item(node) for node in document.listed("items"))
    version = version_of(meaning_of(bank_id, cut, forms, bands, items), items)
    revision = document.fields.get("revision")
    place = document.fields["place_to_talk"]
    return Bank(
        id=bank_id,
        version=version,
        scale=_word(revision, "of") if revision is not None else version,
        title=_text(document, "title"),
        lead=_text(document, "lead"),
        cut=cut,
        forms=forms,
        bands=bands,
        topics=tuple(_topic(node) for node in document.listed("topics")),
        areas=tuple(_area(node) for node in document.listed("areas")),
        items=items,
        place_to_talk=PlaceToTalk(_text(place, "title"), _text(place, "text"), _word(place, "url")),
        attributes=tuple(_attribute(node) for node in document.listed("attributes")),
    )


def _form(node: Node) -> Form:
    return Form(_word(node, "id"), _text(node, "title"), _whole(node, "seconds"), _whole(node, "standard_error"))


def _band(node: Node) -> Band:
    first, last = _whole(node, "first"), _whole(node, "last")
    return Band(_word(node, "id"), first, last, _text(node, "title"), _text(node, "message"))


def _topic(node: Node) -> Topic:
    return Topic(_word(node, "id"), _text(node, "title"), _words(node, "words"))


def _area(node: Node) -> Area:
    return Area(
        id=_word(node, "id"),
        title=_text(node, "title"),
        short=_text(node, "short"),
        strength=_text(node, "strength"),
        improvement=_text(node, "improvement"),
        evidence=_text(node, "evidence") if "evidence" in node.fields else _NOTHING,
        topics=_words(node, "topics"),
    )


def _item(node: Node) -> Item:
    return Item(
        id=_word(node, "id"),
        area=_word(node, "area"),
        forms=_words(node, "forms"),
        weight=_whole(node, "weight") if "weight" in node.fields else 1,
        reverse="reverse" in node.fields and node.fields["reverse"].value is True,
        text=_text(node, "text"),
        options=tuple(_option(option) for option in node.listed("options")),
    )


def _option(node: Node) -> Option:
    return Option(_word(node, "id"), _whole(node, "points"), _text(node, "text"), _text(node, "next"))


def _attribute(node: Node) -> Attribute:
    choices = tuple(Choice(_word(choice, "id"), _text(choice, "text")) for choice in node.listed("choices"))
    return Attribute(_word(node, "id"), _text(node, "title"), choices)


def _text(node: Node, key: str) -> Text:
    pair = node.fields[key]
    return Text(_word(pair, "ja"), _word(pair, "en"))


def _words(node: Node, key: str) -> tuple[str, ...]:
    return tuple(str(entry.value) for entry in node.listed(key))


def _word(node: Node, key: str) -> str:
    value = node.word(key)
    assert value is not None, "a checked document has every required word"
    return value


def _whole(node: Node, key: str) -> int:
    value = node.whole(key)
    assert value is not None, "a checked document has every required number"
    return value
