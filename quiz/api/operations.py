"""What the API can be asked: one entry an operation, from which its document is made.

An address that is added in `views` gets its entry here; a test holds that neither has more than the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Said(NamedTuple):
    """A text in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A chapter of the document."""

    id: str
    title: Said


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    `answers` are the schemas of what is sent by status, more than one where the answer depends on what is preferred;
    `problems` are the statuses of problem details, beside those of every operation. `body` is a schema, too.
    """

    method: str
    path: str
    id: str
    tag: str
    summary: Said
    description: Said
    answers: dict[str, tuple[str, ...]]
    parameters: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    headers: tuple[str, ...] = ("ETag", "Cache-Control")
    is_kept: bool = True
    body: str = ""
    links: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)


TAGS = (
    Tag("banks", Said("設問集", "Banks")),
    Tag("attempts", Said("受検", "Attempts")),
    Tag("results", Said("結果", "Results")),
    Tag("consultations", Said("相談Q&A", "Consultations")),
    Tag("service", Said("サービス", "The service")),
)
TO_RESULT = {
    "result": ("getResult", {"code": "$response.body#/code"}),
    "recommendations": ("listRecommendations", {"code": "$response.body#/code"}),
}

OPERATIONS = (
    Operation(
        "get", "/banks", "listBanks", "banks",
        Said("設問集の一覧", "List the banks"),
        Said("ここで使われている設問集を返します。", "The banks that are asked here."),
        {"200": ("Banks",)},
        ("lang",),
    ),
    Operation(
        "get", "/banks/{bank}", "getBank", "banks",
        Said("設問集を読む", "Read a bank"),
        Said(
            "設問、選択肢、点、段階のすべてです。これだけで診断を表示できます。",
            "Its items, options, points and bands: all that is needed to show the diagnostic.",
        ),
        {"200": ("Bank",)},
        ("bank", "lang"),
        ("404",),
        links={"version": ("getBankVersion", {"bank": "$response.body#/id", "version": "$response.body#/version"})},
    ),
    Operation(
        "get", "/banks/{bank}/versions/{version}", "getBankVersion", "banks",
        Said("設問集の版を読む", "Read a version of a bank"),
        Said(
            "古い結果は、その版の設問で読みます。版の中身は変わりません。",
            "An old result is read with the bank of its own version, which never changes.",
        ),
        {"200": ("Bank",)},
        ("bank", "version", "lang"),
        ("404",),
    ),
    Operation(
        "put", "/attempts/{key}", "putAttempt", "attempts",
        Said("受検を送る", "Send an attempt"),
        Said(
            "キーは送る側が作るUUIDです。同じキーで何度送っても、記録は一度だけです。答えがなければ、同じ本文を送りなおしてください。",
            "The key is a UUID of your own making. However often an attempt is sent under it, it is recorded exactly "
            "once: where no answer comes, send the same body again.",
        ),
        dict.fromkeys(("200", "201", "202"), ("StoredResult", "MinimalResult")),
        ("key", "lang", "prefer"),
        ("409", "413", "415", "422"),
        ("Location", "Preference-Applied", "Cache-Control"),
        is_kept=False,
        body="Attempt",
        links={
            **TO_RESULT,
            "sharing": ("shareAttempt", {"key": "$request.path.key"}),
            "cohort": ("tellCohort", {"key": "$request.path.key"}),
        },
    ),
    Operation(
        "put", "/attempts/{key}/sharing", "shareAttempt", "attempts",
        Said("結果をサイトに伝える", "Tell the site a result"),
        Said(
            "学生が望んだときに、受検が始まったサイトへ結果を一度だけ伝えます。",
            "Where the student wishes it, the site on which the attempt started is told the result, once.",
        ),
        {"204": ()},
        ("key",),
        ("403", "404", "413", "415", "422"),
        ("Cache-Control",),
        is_kept=False,
        body="Sharing",
    ),
    Operation(
        "put", "/attempts/{key}/cohort", "tellCohort", "attempts",
        Said("属性を伝える", "Tell the attributes of a student"),
        Said(
            "学年や学部など、学生が望んで教えてくれたことです。集計だけに使い、受検から1時間までなら、最後に送ったものが残ります。"
            "省いたもの、空のものは「答えない」です。",
            "The year, the field of study and the like, where the student wishes to tell them: for figures only. What "
            "is sent last counts, up to an hour after the attempt. What is left out or empty is not told.",
        ),
        {"204": ()},
        ("key",),
        ("404", "410", "413", "415", "422"),
        ("Cache-Control",),
        is_kept=False,
        body="Cohort",
    ),
    Operation(
        "get", "/results/{code}", "getResult", "results",
        Said("結果を読む", "Read a result"),
        Said(
            "結果はコードだけから決まります。コードには個人の情報はありません。",
            "A result follows from its code alone, which tells nothing about a person.",
        ),
        {"200": ("Result",)},
        ("code", "lang"),
        ("404",),
        links=TO_RESULT,
    ),
    Operation(
        "get", "/results/{code}/recommendations", "listRecommendations", "results",
        Said("おすすめの相談を読む", "List the recommendations of a result"),
        Said(
            "伸びしろのある領域ごとに、役に立つ相談Q&Aを選んだものです。",
            "Consultations that help with the areas that have room to grow.",
        ),
        {"200": ("Recommendations",)},
        ("code", "lang"),
        ("404",),
        links={"consultation": ("getConsultation", {"consultation": "$response.body#/recommendations/0/id"})},
    ),
    Operation(
        "get", "/consultations", "listConsultations", "consultations",
        Said("相談の一覧", "List the consultations"),
        Said(
            "公開中の相談を、新しい順に10件ずつ返します。最後のページより先は空です。",
            "What is published, the newest first, ten a page. A page beyond the last is empty.",
        ),
        {"200": ("Consultations",)},
        ("area", "topic", "page", "lang"),
        links={"consultation": ("getConsultation", {"consultation": "$response.body#/consultations/0/id"})},
    ),
    Operation(
        "get", "/consultations/{consultation}", "getConsultation", "consultations",
        Said("相談を読む", "Read a consultation"),
        Said("相談文と、アドバイザーの回答です。", "The question, and the answers of the advisors."),
        {"200": ("Consultation",)},
        ("consultation", "lang"),
        ("404",),
    ),
    Operation(
        "get", "/health", "getHealth", "service",
        Said("動いているか確かめる", "Ask whether the service is well"),
        Said(
            "応答でき、データベースを読めるときに200を返します。読めなければ503です。",
            "200 where the process answers and the database can be read, 503 where it cannot.",
        ),
        {"200": ("Health",)},
    ),
)  # fmt: skip
