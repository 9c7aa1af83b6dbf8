"""The body of an attempt, made from the bank itself: each form has its own model, with exactly its items and options.

`quiz.api.attempt` reads bodies without pydantic, which a submit would wait for; a property test holds that both
accept the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from quiz.api.attempt import LARGEST_CLAIM, LONGEST, PLAIN, is_whole
from quiz.api.cohort import LONGEST_CODE
from quiz.api.models.words import both, said
from quiz.api.sharing import HOST
from quiz.bank.model import Attribute, Bank, Item

Uuid = Annotated[
    str,
    Field(
        pattern="^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
        json_schema_extra={"format": "uuid"},
    ),
]
Whole = Annotated[int, BeforeValidator(lambda value: int(value) if is_whole(value) else value)]
VERSION = (
    "設問集の版。なければ今の版。前の版も、その版の設問で送れる",
    "The version of the bank, by default the present one; a former one is taken with the items that it had",
)
PREVIOUS = ("同じ端末での前の受検のキー", "The key of the attempt before it on the same device")


class Sent(BaseModel):
    """A JSON object that a program sends: nothing may stand in it that is not known."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _plain(member: str, ja: str, en: str) -> Any:
    return said(ja, en, default="", max_length=LONGEST[member], pattern=f"^{PLAIN}$")


class Placement(Sent):
    """Where an attempt started."""

    model_config = ConfigDict(
        json_schema_extra={"description": both("受検が始まった場所", "Where the attempt started")}
    )
    site: str = _plain("site", "掲載サイトのキー", "The key of the site")
    page: str = _plain(
        "page",
        "ページのアドレス。オリジンとパスだけが残る",
        "The address of the page, of which origin and path are kept",
    )
    campaign: str = _plain(
        "campaign", "掲載枠やキャンペーンの名前", "The name of a campaign, or of a place on the page"
    )


class Sharing(Sent):
    """A student's wish that a site be told their result."""

    host: str = Field(
        pattern=f"^{HOST}$",
        json_schema_extra={
            "description": both(
                "枠のまわりのページのオリジン。学生が見て、伝えることに同意したサイト",
                "The origin of the page around the frame: the site that the student saw named, and agreed to tell",
            )
        },
    )


def cohort_model(bank: Bank) -> type[BaseModel]:
    """Return the model of what a student may tell after the result: an optional member an attribute of the bank."""
    fields = {
        f"attribute_{number}": (
            Annotated[_told(attribute), Field(alias=attribute.id)],
            said(attribute.title.ja, attribute.title.en, default=""),
        )
        for number, attribute in enumerate(bank.attributes)
    }
    return _object("Cohort", fields, both("結果のあとで任意で教えること", "What may be told after the result"))


def _told(attribute: Attribute) -> Any:
    if attribute.choices:
        return Literal[("", *(choice.id for choice in attribute.choices))]
    return Annotated[str, Field(pattern=f"^([A-Za-z0-9][A-Za-z0-9-]{{0,{LONGEST_CODE - 1}}})?$")]


def attempt_models(bank: Bank) -> tuple[type[BaseModel], ...]:
    """Return the model of the body for each form of a bank."""
    return tuple(_attempt(bank, form.id) for form in bank.forms)


def attempt_type(bank: Bank) -> Any:
    """Return the type of a body, which is told apart by the form that it names."""
    models = attempt_models(bank)
    union: Any = reduce(or_, models)
    return Annotated[union, Field(discriminator="form")] if len(models) > 1 else union


def _attempt(bank: Bank, form_id: str) -> type[BaseModel]:
    name = "".join(part.capitalize() for part in form_id.replace("_", "-").split("-"))
    items = bank.items_of(form_id)
    answers = _by_item(
        f"Answers{name}",
        {item: (_one_of(item), said(item.text.ja, item.text.en)) for item in items},
        both("設問IDごとの選択肢ID", "The option chosen for each item"),
    )
    durations = _by_item(
        f"Durations{name}",
        {item: (Whole, said("ミリ秒", "Milliseconds", default=0, ge=0, le=LARGEST_CLAIM)) for item in items},
        both("設問ごとのミリ秒。端末の申告", "Milliseconds an item, as the device claims them"),
    )
    members = {
        "bank": (Literal[bank.id], said("設問集のID", "The id of the bank")),
        "version": (Literal[bank.version], said(*VERSION, default=bank.version)),
        "form": (Literal[form_id], said("版（30秒版など）のID", "The id of the form")),
        "answers": (answers, said("回答。版のすべての設問に1つずつ", "The answers, one to each item of the form")),
        "durations_ms": (durations | None, said("かかった時間", "How long each answer took", default=None)),
        "placement": (Placement | None, said("始まった場所", "Where it started", default=None)),
        "previous": (Uuid | None, said(*PREVIOUS, default=None)),
    }
    return _object(
        f"Attempt{name}",
        members,
        both("受検。匿名で、一度だけ記録される", "An attempt: anonymous, recorded exactly once"),
    )


def _by_item(name: str, members: Mapping[Item, tuple[Any, Any]], description: str) -> type[BaseModel]:
    """Build a model with a member an item.

    Its attributes have numbers, since a bank may call an item what pydantic calls a method.
    """
    fields = {
        f"item_{number}": (Annotated[kind, Field(alias=item.id)], field)
        for number, (item, (kind, field)) in enumerate(members.items())
    }
    return _object(name, fields, description)


def _object(name: str, fields: Mapping[str, Any], description: str) -> type[BaseModel]:
    base: type[Sent] = type(name, (Sent,), {"model_config": ConfigDict(json_schema_extra={"description": description})})
    return create_model(name, __base__=base, **fields)


def _one_of(item: Item) -> Any:
    return Literal[tuple(option.id for option in item.options)]
