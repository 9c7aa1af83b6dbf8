"""What operations share: their parameters, their headers, and the problems that each may answer with."""

from __future__ import annotations

from typing import Any

from quiz.api.models.words import both
from quiz.api.parameters import LANGUAGES, LAST_PAGE, LONGEST_ID
from quiz.bank.answers import LONGEST_CODE, encode
from quiz.bank.model import Bank

KEY = "0b9e4f0c-5a54-4f3a-9d0e-6f1f3f4a7c21"
"""A key for examples."""
RATE = {
    "RateLimit": both("この1分に残る回数と、あと何秒か", "What is left of this minute's budget, and its seconds"),
    "RateLimit-Policy": both("1分の予算", "The budget of a minute"),
}
HEADERS = {
    "ETag": both("内容の名札。If-None-Match で送ると、同じなら304", "Names the content; send it back in If-None-Match"),
    "Cache-Control": both("どれだけ手もとに残せるか", "How long the answer may be kept"),
    "Location": both("結果のAPIアドレス", "The address of the result in this API"),
    "Preference-Applied": both("return=minimal に応じたとき", "return=minimal, where that was followed"),
    "Retry-After": both("次に送るまで待つ秒数", "How many seconds to wait"),
    **RATE,
}
SURE = frozenset({"ETag", "Cache-Control", "Location", "Retry-After"})
"""Headers that never fail to come."""
PROBLEMS = {
    "400": both("アドレス・ヘッダー・JSONとして読めない", "The address, a header or the JSON cannot be read"),
    "403": both("このサイトは結果を受け取れない", "The site of this attempt may not ask for results"),
    "404": both("見つからない", "There is no such thing"),
    "409": both("同じキーに別の受検がある", "Another attempt is stored under this key; an attempt is never changed"),
    "410": both("もう集計に入っていて、足せない", "The attempt is part of the figures already"),
    "413": both("本文が64 KiBを超える", "The body has more than 64 KiB"),
    "415": both("本文が application/json でない", "The body is not application/json"),
    "422": both(
        "内容が使えない。場所ごとに理由がある", "The content cannot be used; each place is named with its fault"
    ),
    "429": both("1分の予算を使いきった", "This minute's budget is spent"),
    "503": both("データベースに今つながらない", "The database cannot be reached just now"),
}
EVERYWHERE = ("400", "429", "503")


def parameters_of(bank: Bank) -> dict[str, dict[str, Any]]:
    """Return every parameter, with the values that this bank gives it."""
    answers = {item.id: item.options[0].id for item in bank.items_of(bank.forms[0].id)}
    areas, topics = [area.id for area in bank.areas], [topic.id for topic in bank.topics]
    code = encode(bank, bank.forms[0].id, answers)
    return {
        "bank": _path("bank", both("設問集のID", "The id of a bank"), bank.id),
        "version": _path("version", both("設問集の版", "The version of a bank"), bank.version),
        "key": _path("key", both("送る側が作るUUID", "A UUID of your own making"), KEY, format="uuid"),
        "code": _path("code", both("結果のコード", "The code of a result"), code, maxLength=LONGEST_CODE),
        "consultation": _path("consultation", both("相談のID", "The id of a consultation"), "", maxLength=LONGEST_ID),
        "lang": _query("lang", both("文言の言語", "The language of the texts"), enum=list(LANGUAGES), default="ja"),
        "area": _query("area", both("この領域の相談だけ", "Only the consultations of this area"), enum=areas),
        "topic": _query("topic", both("この話題の相談だけ", "Only the consultations of this topic"), enum=topics),
        "page": {
            "name": "page",
            "in": "query",
            "description": both("ページの番号", "The number of the page"),
            "schema": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
        },
        "prefer": {
            "name": "Prefer",
            "in": "header",
            "description": both(
                "return=minimal なら、結果の場所だけを返す", "return=minimal for the place of the result alone"
            ),
            "schema": {"type": "string"},
            "example": "return=minimal",
        },
    }


def headers() -> dict[str, Any]:
    """Return every header that an answer may have."""
    return {
        name: {"description": text, "required": name in SURE, "schema": _kind_of(name)}
        for name, text in HEADERS.items()
    }


def problems() -> dict[str, Any]:
    """Return every problem as an answer."""
    return {f"Problem{status}": _problem(status, text) for status, text in PROBLEMS.items()}


def referred_headers(*names: str) -> dict[str, Any]:
    """Return headers by reference."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem(status: str, text: str) -> dict[str, Any]:
    names = ("Retry-After", "Cache-Control", *RATE) if status == "429" else ("Cache-Control", *RATE)
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {"application/problem+json": {"schema": schema}}
    return {"description": text, "headers": referred_headers(*names), "content": content}


def _path(name: str, description: str, example: str, **constraints: Any) -> dict[str, Any]:
    parameter = {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": {"type": "string", "minLength": 1, **constraints},
    }
    return {**parameter, "example": example} if example else parameter


def _query(name: str, description: str, **constraints: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string", **constraints}}


def _kind_of(header: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1} if header == "Retry-After" else {"type": "string"}
