"""Read the body of an attempt: what is wrong is said with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quiz.bank.model import Item
from quiz.diagnostic import Diagnostic
from quiz.scoring.table import Packed
from quiz.sites import LONGEST_PAGE, LONGEST_SITE, Placement, page_of
from quiz.web.bodies import uuid_bytes
from quiz.web.errors import Unprocessable

LONGEST = {"site": LONGEST_SITE, "page": 2000, "campaign": 64}
"""Characters that a part of a placement may have."""
LARGEST_CLAIM = 2**53 - 1
"""The largest whole number that every reader of JSON takes for itself (RFC 7493)."""
PLAIN = r"[^\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]*"
"""Text in one line, without what turns its direction: written so that every kind of regular expression reads it."""
_PLAIN = re.compile(PLAIN.replace("]", r"\ud800-\udfff]"))
MEMBERS = frozenset({"bank", "version", "form", "answers", "durations_ms", "placement", "previous"})


@dataclass(frozen=True, slots=True)
class Submission:
    """An attempt as a program sent it, checked."""

    form_id: str
    packed: Packed
    durations_ms: tuple[int, ...]
    placement: Placement
    previous: bytes | None


def read_submission(diagnostic: Diagnostic, body: Mapping[str, Any]) -> Submission:
    """Return the submission that a JSON object stands for; Unprocessable with every error found."""
    errors = [_error(name, "is not a member of an attempt") for name in sorted(body.keys() - MEMBERS)]
    if body.get("bank") != diagnostic.bank.id:
        errors.append(_error("bank", f"has to be {diagnostic.bank.id!r}"))
    version, form_id, answers = body.get("version", diagnostic.bank.version), body.get("form"), body.get("answers")
    bank = diagnostic.bank_of(version) if version and isinstance(version, str) else None
    if bank is None:
        errors.append(_error("version", "was never used here; leave it out for the present one"))
        raise _refusal(errors)
    if not isinstance(form_id, str) or not bank.has_form(form_id):
        errors.append(_error("form", f"has to be one of {', '.join(form.id for form in bank.forms)}"))
        form_id = ""
    if not isinstance(answers, dict):
        errors.append(_error("answers", "has to be an object of item ids and option ids"))
    if not form_id or not isinstance(answers, dict):
        raise _refusal(errors)
    table = diagnostic.table(version, form_id)
    assert table is not None, "the bank has this form"
    packed = table.pack(answers)
    if packed is None or len(answers) > len(table.items):
        errors += _wrong_answers(bank.items_of(form_id), answers)
    durations = _durations(body.get("durations_ms"), table.items, errors)
    placement = _placement(body.get("placement"), errors)
    previous = body.get("previous")
    if previous is not None and uuid_bytes(previous) is None:
        errors.append(_error("previous", "has to be the UUID of an earlier attempt"))
    if packed is None or errors:
        raise _refusal(errors)
    return Submission(form_id, packed, durations, placement, uuid_bytes(previous))


def _wrong_answers(items: Iterable[Item], answers: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield what is wrong with answers that a form's table did not take, or that are too many."""
    asked = {item.id: [option.id for option in item.options] for item in items}
    yield from _strangers("answers", answers, asked)
    for item_id, options in asked.items():
        answer = answers.get(item_id)
        if not isinstance(answer, str) or answer not in options:
            missing = "" if item_id in answers else "is missing: it "
            yield _error(f"answers/{item_id}", f"{missing}has to be one of {', '.join(options)}")


def _durations(value: Any, items: tuple[str, ...], errors: list[dict[str, str]]) -> tuple[int, ...]:
    """Return one claim an item of the form, 0 where none is made; nothing where no item has one."""
    if value is None:
        return ()
    if not isinstance(value, dict):
        errors.append(_error("durations_ms", "has to be an object of item ids and milliseconds"))
        return ()
    errors += _strangers("durations_ms", value, items)
    wrong = [name for name, claim in value.items() if not (is_whole(claim) and 0 <= claim <= LARGEST_CLAIM)]
    errors += [_error(f"durations_ms/{name}", "has to be a whole number of milliseconds") for name in wrong]
    return tuple(int(value.get(item, 0)) for item in items) if value and not errors else ()


def is_whole(value: Any) -> bool:
    """Say whether a JSON number has no fraction: to JSON, 1.0 is as whole as 1."""
    return type(value) is int or (type(value) is float and value.is_integer())


def _placement(value: Any, errors: list[dict[str, str]]) -> Placement:
    """Return where the attempt started; of a page's address only origin and path are kept."""
    if value is None:
        return Placement()
    if not isinstance(value, dict) or value.keys() - LONGEST.keys():
        errors.append(_error("placement", "has to be an object with site, page and campaign only"))
        return Placement()
    parts = {}
    for name, longest in LONGEST.items():
        part = value.get(name, "")
        if not isinstance(part, str) or len(part) > longest or not _PLAIN.fullmatch(part):
            errors.append(_error(f"placement/{name}", f"has to be plain text of at most {longest} characters"))
            continue
        parts[name] = page_of(part)[:LONGEST_PAGE] if name == "page" and part else part
    return Placement(**parts)


def _strangers(member: str, value: Mapping[str, Any], items: Collection[str]) -> list[dict[str, str]]:
    return [_error(f"{member}/{name}", "is not an item of this form") for name in sorted(set(value) - set(items))]


def _error(pointer: str, detail: str) -> dict[str, str]:
    return {"pointer": "/" + pointer.encode("utf-8", "backslashreplace").decode("utf-8")[:120], "detail": detail}


def _refusal(errors: list[dict[str, str]]) -> Unprocessable:
    return Unprocessable("The attempt cannot be stored as it is.", errors[:50])
