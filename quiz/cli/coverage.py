"""`quiz coverage`: where the published consultations leave a gap."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from quiz.bank.model import Text
from quiz.cli.bank import LANGUAGE
from quiz.cli.progress import progress_bar
from quiz.config import from_process
from quiz.store.handle import StoreHandle

if TYPE_CHECKING:
    from quiz.advice.coverage import Coverage
    from quiz.importing.findings import Finding

HEAD = Text("公開している相談: {count} 件", "published consultations: {count}")
AREA = Text("少ない領域: {area}（{count} 件）", "too few for the area: {area} ({count})")
RUNG = Text("少ない段: {item}「{option}」（{count} 件）", "too few for the rung: {item} “{option}” ({count})")
LINK = Text("行き先のないリンク: /qa/{consultation} → {target}", "dead link: /qa/{consultation} → {target}")
TOPIC = Text("使われていない話題: {topic}", "topic that nobody uses: {topic}")
COMPLETE = Text("足りないところはありません。", "There is no gap.")


@click.command(epilog="Examples: quiz coverage --format json · quiz coverage --links")
@LANGUAGE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text or json.")
@click.option("--links", "opens_links", is_flag=True, help="Open every page elsewhere too, one a second a host.")
@click.option("--allow-private", is_flag=True, help="Open addresses in private networks too.")
def coverage(lang: str, form: str, opens_links: bool, allow_private: bool) -> None:
    """Report areas and rungs with fewer than three consultations, dead links, and topics that nobody uses."""
    # Both need SQLAlchemy, which `--help` does not.
    from quiz.cli.prepare import prepare
    from quiz.store.desk.stock import Stock

    settings = from_process()
    prepared = prepare(settings)
    with closing(StoreHandle(settings)) as store:
        gaps = Stock(store.opened()).coverage(prepared.bank)
        findings = _unreachable(store, allow_private) if opens_links else []
    if form == "json":
        click.echo(json.dumps(as_json(gaps, findings, lang), ensure_ascii=False, indent=2))
        return
    for line in lines_of(gaps, findings, lang):
        click.echo(line)


def _unreachable(store: StoreHandle, allow_private: bool) -> list[Finding]:
    """Return a finding for each article, and each consultation shown elsewhere, whose page cannot be opened."""
    from quiz.importing.fetching import Fetcher
    from quiz.importing.links import unreachable

    catalogue = store.publisher().catalogue()
    shown_elsewhere = [one.url for one in catalogue.consultations if one.url]
    addresses = [*(one.url for one in catalogue.articles), *shown_elsewhere]
    with progress_bar("Opening") as progress:
        return unreachable(addresses, Fetcher(allow_private), progress)


def lines_of(gaps: Coverage, findings: Sequence[Finding], lang: str) -> Iterator[str]:
    """Yield the report, a line a gap."""
    yield HEAD[lang].format(count=gaps.consultations)
    for one in gaps.areas:
        yield AREA[lang].format(area=one.area.title[lang], count=one.count)
    for rung in gaps.rungs:
        yield RUNG[lang].format(item=rung.item.text[lang], option=rung.option.text[lang], count=rung.count)
    for link in gaps.dead_links:
        yield LINK[lang].format(consultation=link.consultation, target=link.card.target)
    for finding in findings:
        yield finding.text(lang)
    for topic in gaps.unused_topics:
        yield TOPIC[lang].format(topic=topic.title[lang])
    if gaps.is_complete and not findings:
        yield COMPLETE[lang]


def as_json(gaps: Coverage, findings: Sequence[Finding], lang: str) -> dict[str, Any]:
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
        "unreachable": [{"url": one.place, "reason": one.text(lang)} for one in findings],
        "unused_topics": [topic.id for topic in gaps.unused_topics],
    }
