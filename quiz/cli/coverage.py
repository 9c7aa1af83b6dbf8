"""`quiz coverage`: where the published consultations leave a gap."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from quiz.bank.model import Text
from quiz.cli.bank import LANGUAGE
from quiz.config import from_process
from quiz.store.handle import StoreHandle

if TYPE_CHECKING:
    from quiz.advice.coverage import Coverage

HEAD = Text("公開している相談: {count} 件", "published consultations: {count}")
AREA = Text("少ない領域: {area}（{count} 件）", "too few for the area: {area} ({count})")
RUNG = Text("少ない段: {item}「{option}」（{count} 件）", "too few for the rung: {item} “{option}” ({count})")
LINK = Text("行き先のないリンク: /qa/{consultation} → {target}", "dead link: /qa/{consultation} → {target}")
TOPIC = Text("使われていない話題: {topic}", "topic that nobody uses: {topic}")
COMPLETE = Text("足りないところはありません。", "There is no gap.")


@click.command(epilog="Example: quiz coverage --format json")
@LANGUAGE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text or json.")
def coverage(lang: str, form: str) -> None:
    """Report areas and rungs with fewer than three consultations, dead links, and topics that nobody uses."""
    # Both need SQLAlchemy, which `--help` does not.
    from quiz.cli.prepare import prepare
    from quiz.store.desk_figures import Figures

    settings = from_process()
    prepared = prepare(settings)
    with closing(StoreHandle(settings)) as store:
        gaps = Figures(store.opened()).coverage(prepared.bank)
    if form == "json":
        click.echo(json.dumps(as_json(gaps), ensure_ascii=False, indent=2))
        return
    for line in lines_of(gaps, lang):
        click.echo(line)


def lines_of(gaps: Coverage, lang: str) -> Iterator[str]:
    """Yield the report, a line a gap."""
    yield HEAD[lang].format(count=gaps.consultations)
    for one in gaps.areas:
        yield AREA[lang].format(area=one.area.title[lang], count=one.count)
    for rung in gaps.rungs:
        yield RUNG[lang].format(item=rung.item.text[lang], option=rung.option.text[lang], count=rung.count)
    for link in gaps.dead_links:
        yield LINK[lang].format(consultation=link.consultation, target=link.card.target)
    for topic in gaps.unused_topics:
        yield TOPIC[lang].format(topic=topic.title[lang])
    if gaps.is_complete:
        yield COMPLETE[lang]


def as_json(gaps: Coverage) -> dict[str, Any]:
    """Return the report as a document of ids and numbers."""
    return {
        "consultations": gaps.consultations,
        "areas": [{"area": one.area.id, "count": one.count} for one in gaps.areas],
        "rungs": [{"item": one.item.id, "option": one.option.id, "count": one.count} for one in gaps.rungs],
        "dead_links": [
            {
                "consultation": one.consultation,
                "advisor": one.advisor,
                "kind": one.card.kind.value,
                "target": one.card.target,
            }
            for one in gaps.dead_links
        ],
        "unused_topics": [topic.id for topic in gaps.unused_topics],
    }
