"""Read a bank from YAML: nothing is loaded before everything is checked.

Bytes become text (`sources`), text becomes nodes that know their line (`nodes`), nodes are held against the table of
shapes (`shapes`) and against each other (`checking`); only a document without an error becomes a `Bank`.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from quiz.bank.building import build_bank
from quiz.bank.characters import check_characters, check_punctuation, split_lines
from quiz.bank.checking import check_meaning
from quiz.bank.findings import Notes, Report
from quiz.bank.model import Bank
from quiz.bank.nodes import read_nodes
from quiz.bank.schema import BANK, key_names
from quiz.bank.shapes import check_shape
from quiz.bank.sources import Refused, decode, read_bytes
from quiz.bank.syntax import Trouble, note_troubles
from quiz.bank.tree import Node
from quiz.errors import BankError

_KEYS = key_names()


def read_bank(path: str | PathLike[str], language: str = "ja") -> Bank:
    """Return the bank in a file; BankError with every error as a line in the language."""
    report = examine(path)
    if report.bank is None:
        raise BankError(report.error_lines(language))
    return report.bank


def examine(path: str | PathLike[str], recommended_areas: frozenset[str] | None = None) -> Report:
    """Return the bank in a file with everything that is wrong or unwise about it.

    Areas without a recommendation are looked for only where the areas that have one are given.
    """
    file = str(path)
    try:
        data = read_bytes(Path(path))
    except Refused as refusal:
        return _refusal(refusal, file)
    return examine_bytes(data, file, recommended_areas)


def examine_bytes(data: bytes, file: str, recommended_areas: frozenset[str] | None = None) -> Report:
    """Return what `examine` does, of bytes that were read already; `file` is named in the findings."""
    try:
        text = decode(data)
    except Refused as refusal:
        return _refusal(refusal, file)
    notes = Notes()
    document = _read(text, notes)
    if document is not None:
        check_shape(document, BANK, notes)
        check_meaning(document, recommended_areas, notes)
    bank = build_bank(document) if document is not None and not notes.errors else None
    return Report(file, bank, notes.errors, notes.warnings)


def _refusal(refusal: Refused, file: str) -> Report:
    notes = Notes()
    notes.error(refusal.line, "", refusal.code, **refusal.fields)
    return Report(file, None, notes.errors, ())


def _read(text: str, notes: Notes) -> Node | None:
    """Return the document's root, or None where it cannot be parsed; the causes are noted."""
    lines = split_lines(text)
    if not check_characters(lines, notes):
        return None
    slipped = check_punctuation(lines, _KEYS, notes)
    root, trouble = read_nodes(text, notes)
    if trouble is not None:
        note_troubles(trouble, lines, _trouble_of, slipped, notes)
        return None
    if root is None and not notes.errors:
        notes.error(1, "", "file-empty")
    return None if slipped else root


def _trouble_of(piece: str) -> Trouble | None:
    return read_nodes(piece, Notes())[1]
