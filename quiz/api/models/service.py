"""Problems, and the health of the service."""

from __future__ import annotations

from typing import Literal

from quiz.api.models.words import Model, described, said


class Fault(Model):
    """One thing that is wrong with a body."""

    model_config = described("本文の1か所の誤り", "One thing that is wrong with a body")
    pointer: str = said("誤りの場所（RFC 6901）", "Where it stands, as a JSON Pointer (RFC 6901)")
    detail: str = said("どう直すか", "What is wrong there, and what to write instead")


class Problem(Model):
    """Problem details."""

    model_config = described("問題の説明（RFC 9457）", "What went wrong, as problem details (RFC 9457)")
    type: str = said("問題の種類", "The kind of problem", json_schema_extra={"format": "uri-reference"})
    title: str = said("ステータスの名前", "The name of the status")
    status: int = said("HTTPステータス", "The HTTP status", ge=400, le=599)
    detail: str = said("何が起きたか", "What happened, in a sentence", default="")
    violated: list[str] = said(
        "使いきった予算の名前（429のとき）", "The budgets that are spent (429)", default=[], alias="violated-policies"
    )
    errors: list[Fault] = said("誤りの一覧（422のとき）", "Everything that is wrong with the body (422)", default=[])


class Health(Model):
    """That the service answers."""

    model_config = described("動いていること", "That the service answers")
    status: Literal["ok"] = said("応答できる", "The process answers")
    database: Literal["ok"] = said("データベースを読める", "The database can be read")
