"""What a student tells after the result, of their own will: for figures only, and never needed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from flask import Response
from werkzeug.exceptions import BadRequest, Gone, NotFound

from quiz.bank.model import Attribute
from quiz.bank.schema import LONGEST_SHORT_ID
from quiz.diagnostic import Diagnostic
from quiz.stats.segment import label_of, segment_from
from quiz.store.cohorts import Telling
from quiz.web.bodies import json_object, uuid_bytes
from quiz.web.errors import Unprocessable

LONGEST_WRITTEN = 50
"""Characters of a value as it is sent; what is kept of a code is shorter."""
LONGEST_CODE = LONGEST_SHORT_ID
_CODE = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{LONGEST_CODE - 1}}}")


def tell(diagnostic: Diagnostic, key: str) -> Response:
    """Keep the attributes that the student of an attempt told; what is told again replaces what was told before.

    Whoever knows the key made the attempt. One that is not stored yet is not known: the sender tries again later.
    One of an hour ago is part of the figures already: 410.
    """
    key_bytes = uuid_bytes(key)
    if key_bytes is None:
        raise BadRequest("The key of an attempt has to be a UUID.")
    attributes = diagnostic.bank.attributes
    told = _read(attributes, json_object())
    segment = segment_from("", told, [attribute.id for attribute in attributes])
    telling = diagnostic.store.tell(key_bytes, label_of(segment), diagnostic.clock())
    if telling is Telling.UNKNOWN:
        raise NotFound("No attempt is stored under this key.")
    if telling is Telling.TOO_LATE:
        raise Gone("The attempt is part of the figures already; nothing can be added to it any more.")
    return Response(status=204, headers={"Cache-Control": "no-store"})


def _read(attributes: tuple[Attribute, ...], body: Mapping[str, Any]) -> dict[str, str]:
    """Return the values by attribute, an empty one where nothing is told; Unprocessable with every error found."""
    asked = {attribute.id: attribute for attribute in attributes}
    known = ", ".join(asked) or "nothing"
    errors = [
        {"pointer": f"/{name}"[:120].encode("utf-8", "backslashreplace").decode(), "detail": f"is not asked: {known}"}
        for name in sorted(body.keys() - asked.keys())
    ]
    told = {}
    for name, attribute in asked.items():
        value = _value(attribute, body.get(name, ""))
        if value is None:
            errors.append({"pointer": f"/{name}", "detail": f"has to be {_wanted(attribute)}, or empty"})
        else:
            told[name] = value
    if errors:
        raise Unprocessable("It cannot be kept as it is.", errors[:50])
    return told


def _value(attribute: Attribute, written: object) -> str | None:
    """Return a value as it is kept, None where it is none; a code may be written wide, in capitals or with spaces."""
    if not isinstance(written, str) or len(written) > LONGEST_WRITTEN:
        return None
    if attribute.choices:
        return written if not written or any(choice.id == written for choice in attribute.choices) else None
    code = unicodedata.normalize("NFKC", written).strip().lower()
    return code if not code or _CODE.fullmatch(code) else None


def _wanted(attribute: Attribute) -> str:
    choices = ", ".join(choice.id for choice in attribute.choices)
    return f"one of {choices}" if choices else f"a code of a-z, 0-9 and -, {LONGEST_CODE} characters at most"
