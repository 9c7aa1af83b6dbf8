"""This project's own form, as one document of YAML or JSON: advisors, articles and consultations together."""

from __future__ import annotations

import json
import re

from quiz.advice.files import root_of
from quiz.advice.reading import KEYS, Examined, examine_document
from quiz.bank.findings import Notes
from quiz.bank.model import Bank
from quiz.importing.findings import Findings, Told

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read_own_json(text: str, place: str, bank: Bank, language: str, findings: Findings) -> Examined | None:
    """Return what is good in a document of JSON; it is read as the YAML that it also is, which tells the lines."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        findings.add(f"{place}:{error.lineno}", "", "json", line=error.lineno, problem=error.msg)
        return None
    except RecursionError:
        findings.add(place, "", "too-deep")
        return None
    except ValueError:
        findings.add(place, "", "json", line=1, problem="number")
        return None
    return read_own_yaml(_PAIR.sub(_joined, text), place, bank, language, findings)


def read_own_yaml(text: str, place: str, bank: Bank, language: str, findings: Findings) -> Examined | None:
    """Return what is good in a document of YAML; what is not is told by its reader."""
    notes = Notes()
    root = root_of(text, KEYS, notes)
    for finding in notes.errors:
        findings.take(Told(finding.text(place, language)))
    if root is None:
        return None
    examined = examine_document(place, root, bank, language)
    for line in examined.findings:
        findings.take(Told(line))
    return examined


def _joined(found: re.Match[str]) -> str:
    """Return the character that two halves of JSON stand for; YAML has no such halves."""
    high, low = int(found[2], 16), int(found[3], 16)
    return found[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
