"""Check a tree of nodes against the table of shapes, and fill in the values of the nodes that fit.

What is refused here keeps a value of None, so that later checks pass over it: one cause, one finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Set

from quiz.bank.findings import Notes, quote
from quiz.bank.model import Text
from quiz.bank.near import SYNONYMS, nearest
from quiz.bank.scalars import flag_of, has_wide_digits, kind_of_word, meant_flag, meant_whole, whole_of
from quiz.bank.schema import LONGEST_TEXT, Flag, Key, Line, Listing, Record, Whole, Word, homes_of
from quiz.bank.schema import Kind as Shape
from quiz.bank.tree import Kind, Node

_FOUND = {
    Kind.SCALAR: Text("1つの値", "a single value"),
    Kind.LIST: Text("並び（リスト）", "a list"),
    Kind.RECORD: Text("キーのまとまり", "a group of keys"),
}
_KEY_WITH_VALUE = re.compile(r"([A-Za-z_]+):(.+)", re.DOTALL)


def check_shape(node: Node, shape: Shape, notes: Notes, name: str = "") -> None:
    """Note where a node has not the shape that its place needs."""
    if node.is_refused and not (node.kind is Kind.RECORD and isinstance(shape, Record)):
        return
    match shape:
        case Record():
            _check_record(node, shape, notes, name)
        case Listing():
            _check_listing(node, shape, notes, name)
        case _:
            if node.kind is not Kind.SCALAR:
                notes.error(
                    node.key_line, node.path, "not-single", key=name, found=_FOUND[node.kind], example=shape.example
                )
            else:
                _check_scalar(node, shape, notes)


def _check_record(node: Node, shape: Record, notes: Notes, name: str) -> None:
    if node.kind is not Kind.RECORD:
        _refuse_record(node, shape, notes, name)
        return
    missing = shape.required - node.fields.keys()
    spilt = _check_spilt(node, shape, notes)
    for written, child in node.fields.items():
        key = shape.by_name.get(written)
        if written in spilt:
            continue
        if key is not None:
            _check_key(child, key, notes)
        else:
            missing -= _refuse_key(written, child, shape, missing, notes)
    if not missing or node.is_refused:
        return
    line = node.line if node.parent is None or node.parent.kind is Kind.LIST else node.key_line
    for key in shape.keys:
        if key.name not in missing:
            continue
        if shape.is_text:
            notes.error(line, node.path, f"missing-{key.name}")
        else:
            path = f"{node.path}/{key.name}".lstrip("/")
            notes.error(line, path, "missing-key", key=key.name, example=key.kind.example)


def _check_spilt(node: Node, shape: Record, notes: Notes) -> Set[str]:
    """Note a key whose content stands beside it, not indented; return the keys that this explains, itself included."""
    spilt: set[str] = set()
    inner: Mapping[str, Key] = {}
    above = ""
    for written, child in node.fields.items():
        key = shape.by_name.get(written)
        if key is not None:
            inner = key.kind.by_name if child.is_null and isinstance(key.kind, Record) else {}
            above = written
        elif written in inner:
            if above not in spilt:
                notes.error(child.key_line, child.path, "not-indented", key=above, child=written)
            spilt |= {above, written}
    return spilt


def _refuse_record(node: Node, shape: Record, notes: Notes, name: str) -> None:
    found = _FOUND[node.kind]
    if node.parent is None:
        notes.error(node.line, "", "top-not-record", found=found)
    elif shape.is_text:
        notes.error(node.key_line, node.path, "not-translated", key=name, found=found)
    elif node.is_null:
        notes.error(node.line, node.path, "empty-entry")
    else:
        keys = ", ".join(key.name for key in shape.keys if key.is_required)
        notes.error(node.key_line, node.path, "not-record", key=name, found=found, keys=keys)


def _check_key(child: Node, key: Key, notes: Notes) -> None:
    if child.is_null and not child.is_refused:
        if child.key in ("ja", "en") and isinstance(key.kind, Line):
            notes.error(child.key_line, child.path, f"missing-{key.name}")
        else:
            notes.error(child.key_line, child.path, "empty-value", key=key.name, example=key.kind.example)
        return
    check_shape(child, key.kind, notes, key.name)


def _refuse_key(written: str, child: Node, shape: Record, missing: Set[str], notes: Notes) -> Set[str]:
    """Note a key that does not exist; return those keys that are not missing after all, but written wrongly."""
    known = [key.name for key in shape.keys]
    glued = _KEY_WITH_VALUE.fullmatch(written)
    if glued and glued[1] in known and child.is_null:
        notes.error(child.key_line, child.path, "colon-space", key=glued[1])
        return {glued[1]}
    if shape.is_text and child.is_null:
        notes.error(child.key_line, child.path, "comma-in-text", key=quote(written))
        return set()
    free = [name for name in known if name not in child_names(child)]
    meant, homes = nearest(written, free) or nearest(written, known), homes_of(written)
    if homes and meant not in missing and written not in SYNONYMS.get(meant or "", ()):
        notes.error(child.key_line, child.path, "misplaced-key", key=quote(written), homes=", ".join(homes[:4]))
        return set()
    if meant is None:
        notes.error(child.key_line, child.path, "unknown-key", key=quote(written), known=", ".join(known))
        return set()
    notes.error(child.key_line, child.path, "unknown-key-near", key=quote(written), meant=meant)
    return {meant} & missing


def child_names(child: Node) -> frozenset[str]:
    """Return the keys that stand beside a node."""
    return frozenset(child.parent.fields) if child.parent is not None else frozenset()


def _check_listing(node: Node, shape: Listing, notes: Notes, name: str) -> None:
    if node.kind is not Kind.LIST:
        notes.error(node.key_line, node.path, "not-list", key=name, found=_FOUND[node.kind])
        return
    count = len(node.entries)
    if count == 0:
        notes.error(node.key_line, node.path, "empty-list", key=name, least=shape.at_least)
    elif count < shape.at_least:
        notes.error(node.key_line, node.path, "too-few", key=name, count=count, least=shape.at_least)
    elif count > shape.at_most:
        notes.error(node.key_line, node.path, "too-many", key=name, count=count, most=shape.at_most)
    for entry in node.entries:
        if entry.is_null and not entry.is_refused:
            notes.error(entry.line, entry.path, "empty-entry")
        else:
            check_shape(entry, shape.of, notes, name)


def _check_scalar(node: Node, shape: Word | Line | Whole | Flag, notes: Notes) -> None:
    match shape:
        case Line():
            _check_line(node, notes)
        case Word():
            _check_word(node, shape, notes)
        case Whole():
            _check_whole(node, shape, notes)
        case Flag():
            _check_flag(node, notes)


def _check_line(node: Node, notes: Notes) -> None:
    text = node.text.strip()
    found = kind_of_word(node.text) if node.is_plain else None
    if found:
        notes.error(node.line, node.path, "text-unquoted", value=quote(node.text), found=found)
    elif not text:
        notes.error(node.line, node.path, "text-empty")
    elif len(text) > LONGEST_TEXT:
        notes.error(node.line, node.path, "text-long", count=len(text), most=LONGEST_TEXT)
    elif "\n" in text or "\r" in text:
        notes.error(node.line, node.path, "text-lines")
    else:
        node.value = text


def _check_word(node: Node, shape: Word, notes: Notes) -> None:
    if shape.may_be_empty and not node.is_plain and node.text == "":
        node.value = ""
    elif node.is_plain and kind_of_word(node.text) and shape.role != "id":
        notes.error(node.line, node.path, "text-unquoted", value=quote(node.text), found=_kind(node.text))
    elif re.fullmatch(shape.pattern, node.text) and not (node.is_plain and kind_of_word(node.text)):
        node.value = node.text
    elif shape.role == "id" and len(node.text) > shape.longest:
        notes.error(node.line, node.path, "long-id", count=len(node.text), most=shape.longest)
    elif shape.role == "id":
        notes.error(node.line, node.path, "bad-id", value=quote(node.text), meant=_meant_id(node.text, shape))
    else:
        notes.error(node.line, node.path, f"bad-{shape.role}", value=quote(node.text))


def _kind(word: str) -> Text:
    found = kind_of_word(word)
    assert found is not None, "asked only of words that are no strings"
    return found


def _meant_id(written: str, shape: Word) -> str:
    folded = unicodedata.normalize("NFKC", written).lower()
    meant = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    return meant if re.fullmatch(shape.pattern, meant) and meant not in ("true", "false") else shape.example


def _check_whole(node: Node, shape: Whole, notes: Notes) -> None:
    value = whole_of(node.text) if node.is_plain else None
    if value is not None:
        if shape.lowest <= value <= shape.highest:
            node.value = value
        else:
            _refuse_size(node, value, shape, notes)
        return
    meant, shown = meant_whole(node.text), quote(node.text)
    if meant is None:
        notes.error(node.line, node.path, "not-whole", value=shown, example=shape.example)
    elif has_wide_digits(node.text):
        notes.error(node.line, node.path, "wide-digits", value=shown, meant=meant)
    else:
        code = "odd-number" if node.is_plain else "quoted-number"
        notes.error(node.line, node.path, code, value=shown, meant=meant)


def _refuse_size(node: Node, value: int, shape: Whole, notes: Notes) -> None:
    if node.key == "weight" and value == 0:
        notes.error(node.line, node.path, "zero-weight")
    elif node.key == "points" and value < 0:
        notes.error(node.line, node.path, "negative-points", value=value)
    else:
        limits = {"lowest": shape.lowest, "highest": shape.highest}
        notes.error(node.line, node.path, "out-of-range", value=value, **limits)


def _check_flag(node: Node, notes: Notes) -> None:
    value = flag_of(node.text) if node.is_plain else None
    meant = meant_flag(node.text)
    if value is not None:
        node.value = value
    elif meant:
        notes.error(node.line, node.path, "yes-no", value=quote(node.text), meant=meant)
    else:
        notes.error(node.line, node.path, "not-flag", value=quote(node.text))
