"""`quiz import-qa`: a publisher's own Q&As in.

What reads HTML, workbooks and the web is imported where it is used, so that `--help` is quick.
"""

from __future__ import annotations

import signal
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from quiz.advice.model import Source
from quiz.bank.model import Bank
from quiz.cli import imported
from quiz.cli.bank import LANGUAGE
from quiz.cli.prepare import FOLDER, prepare
from quiz.cli.progress import progress_bar
from quiz.clock import now
from quiz.config import from_process
from quiz.errors import QuizError
from quiz.store.handle import StoreHandle
from quiz.store.publishing.changes import ChangeKind, Changes

if TYPE_CHECKING:
    from quiz.importing.building import Built, Manner, Propose
    from quiz.importing.findings import Findings
    from quiz.importing.gathering import Gathered
    from quiz.store.publishing.publisher import Publisher

FORMATS = ("html", "yaml", "json", "csv", "xlsx", "feed")
RESERVED = frozenset({FOLDER, "desk"})
"""Origins that the program itself publishes under."""
BUILT_IN = "{name} is the name of a source that belongs to the program; choose another with --name"


@click.command("import-qa", epilog="Example: quiz import-qa https://example.jp/sitemap.xml --external --dry-run")
@click.argument("source")
@click.option("--name", help="The name that the source is kept by; the host or the file's name where left out.")
@click.option("--publisher", help="Who answers where the source names nobody; the name where left out.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What the files are, where they do not tell.")
@click.option(
    "--external/--internal",
    "is_external",
    default=None,
    help="Link to the publisher's pages, or show the consultations here; as at the last import, else here.",
)
@click.option("--withdraw-missing", is_flag=True, help="Withdraw what the source no longer has.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="Most pages to read.")
@click.option("--allow-private", is_flag=True, help="Open addresses in private networks too.")
@click.option(
    "--disclosure",
    type=click.Choice([Source.ENTRY_FORM.value, Source.COUNSELLING.value]),
    default=Source.ENTRY_FORM.value,
    show_default=True,
    help="What pages say of where the questions came from, where the source does not.",
)
@LANGUAGE
def import_qa(
    source: str,
    name: str | None,
    publisher: str | None,
    form: str | None,
    is_external: bool | None,
    withdraw_missing: bool,
    dry_run: bool,
    limit: int,
    allow_private: bool,
    disclosure: str,
    lang: str,
) -> None:
    """Publish a publisher's own Q&As: from a file, a folder, a page, a feed or a sitemap.

    SOURCE is a path or an address. Everything is read first and then published at once, so that an interruption
    leaves nothing half imported. Importing the same source again changes what has changed and nothing else. What
    cannot be imported is told with its place and what to do, and the rest is imported; the exit status is then 1.
    """
    # The program ends at once on Ctrl-C where nothing is at stake; here it first undoes what it began.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    how = How(name, publisher, form or "", is_external, withdraw_missing, dry_run, limit, allow_private, disclosure)
    try:
        is_whole = _import(source, how, lang)
    except KeyboardInterrupt:
        click.echo(imported.INTERRUPTED[lang], err=True)
        sys.exit(1)
    if not is_whole:
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class How:
    """The flags of an import."""

    name: str | None
    publisher: str | None
    form: str
    is_external: bool | None
    withdraw_missing: bool
    dry_run: bool
    limit: int
    allow_private: bool
    disclosure: str


def _import(source: str, how: How, lang: str) -> bool:
    """Read a source and publish it, or show what would change; say whether everything could be read."""
    from quiz.importing.building import Manner
    from quiz.importing.findings import Findings

    settings = from_process()
    origin, shown = _named(source, how.name)
    bank = prepare(settings).bank
    findings = Findings()
    gathered = _gather(source, bank, findings, lang, how)
    with closing(StoreHandle(settings)) as store:
        target = store.publisher()
        external = target.is_external(origin) if how.is_external is None else how.is_external
        manner = Manner(origin, how.publisher or shown, external, Source(how.disclosure))
        built = _build(gathered, bank, manner, target, source, findings)
        is_whole = not findings.refusals and not gathered.is_cut
        _tell(findings, gathered, lang)
        if how.withdraw_missing and not is_whole:
            click.echo(imported.NOT_WITHDRAWN[lang], err=True)
        sources = built.records, built.advisors, built.articles
        changes = target.compare(origin, *sources, external, how.withdraw_missing and is_whole)
        # A source that was read whole and is empty may withdraw what it had; one that cannot be read does nothing.
        if not built.records and not changes.count(ChangeKind.WITHDRAWN):
            click.echo(imported.NOTHING[lang], err=True)
            return False
        if how.dry_run:
            _show(changes, lang)
        else:
            _publish(target, changes, lang)
    if findings.refusals:
        click.echo(imported.LEFT_OUT[lang].format(count=findings.refusals), err=True)
    return not findings.refusals


def _named(source: str, name: str | None) -> tuple[str, str]:
    """Return the name that a source is kept by, and the one that readers see."""
    from quiz.importing.identity import origin_named

    shown = name or (urlsplit(source).hostname if "://" in source else Path(source).absolute().stem) or "import"
    origin = origin_named(shown)
    if origin in RESERVED:
        raise QuizError(BUILT_IN.format(name=origin))
    return origin, shown[:100]


def _gather(source: str, bank: Bank, findings: Findings, lang: str, how: How) -> Gathered:
    from quiz.importing.fetching import Fetcher
    from quiz.importing.gathering import Gatherer

    with progress_bar("Reading") as progress:
        fetcher = Fetcher(how.allow_private)
        return Gatherer(bank, fetcher, findings, lang, how.form, how.limit, progress).gather(source)


def _build(gathered: Gathered, bank: Bank, manner: Manner, target: Publisher, source: str, findings: Findings) -> Built:
    from quiz.importing.building import build, build_own

    propose = _proposer(bank)
    built = build(gathered.drafts, bank, manner, propose, findings)
    taken = target.ids_of_others(manner.origin) if gathered.documents else {}
    for document in gathered.documents:
        built = built.joined(build_own(document.catalogue, taken, propose, source, findings))
    return built


def _proposer(bank: Bank) -> Propose:
    from quiz.advice.classifying import Classifier
    from quiz.importing.building import Proposed

    classifier = Classifier(bank)

    def propose(title: str, body: tuple[str, ...], answers: tuple[str, ...]) -> Proposed:
        proposal = classifier.propose(title, "\n".join(body), "\n".join(answers))
        return Proposed(proposal.area, proposal.topics)

    return propose


def _show(changes: Changes, lang: str) -> None:
    for line in imported.diff_of(changes, lang):
        click.echo(line)
    click.echo(imported.counts_of(changes, lang))
    click.echo(imported.DRY[lang])


def _publish(target: Publisher, changes: Changes, lang: str) -> None:
    """Publish at once, and then bring the search index up to it, which may be interrupted."""
    done = target.apply(changes, now())
    click.echo(imported.counts_of(done, lang))
    has_changed = any(done.count(kind) for kind in (ChangeKind.ADDED, ChangeKind.UPDATED, ChangeKind.WITHDRAWN))
    click.echo((imported.DONE if has_changed else imported.SAME)[lang].format(origin=done.origin))
    unconfirmed = sum(not record.is_confirmed for record in done.records)
    if unconfirmed and has_changed:
        click.echo(imported.PROPOSED[lang].format(count=unconfirmed))
    try:
        with progress_bar("Indexing") as progress:
            target.reindex(progress)
    except KeyboardInterrupt:
        click.echo(imported.UNINDEXED[lang], err=True)
        sys.exit(1)


def _tell(findings: Findings, gathered: Gathered, lang: str) -> None:
    for finding in findings:
        click.echo(finding.text(lang), err=True)
    if findings.uncounted:
        click.echo(f"… (+{findings.uncounted})", err=True)
    click.echo(imported.READ[lang].format(pages=gathered.pages, skipped=gathered.skipped))
