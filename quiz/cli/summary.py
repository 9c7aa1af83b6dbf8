"""The last lines of `quiz check`: the verdict, and what kind of bank it is."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.bank.checking.effort import seconds_of
from quiz.bank.checking.reach import scores_of
from quiz.bank.findings import Report
from quiz.bank.model import Bank, Form, Text

_NEAR = 2
"""How many reachable scores are shown on either side of the cut score."""
REFUSED = Text(
    "{file}: エラー {errors} 件、注意 {warnings} 件。直してからもう一度確かめてください",
    "{file}: {errors} errors, {warnings} warnings; mend them and check again",
)
ACCEPTED = Text("{file}: エラーはありません（注意 {warnings} 件）", "{file}: no errors ({warnings} warnings)")
BANK = Text(
    "  版 {version}、領域 {areas}、設問 {items}、要注意ライン {cut}",
    "  version {version}, {areas} areas, {items} items, cut score {cut}",
)
SCALE = Text("  版 {scale} と点数を比べられます", "  its scores compare with those of version {scale}")
FORM = Text(
    "  {title}: 設問 {items}、見込み {predicted} 秒（約束 {seconds} 秒）、ラインの近くで出る点数 {scores}",
    "  {title}: {items} items, about {predicted} s ({seconds} s promised), reachable scores near the cut {scores}",
)


def verdict(report: Report, errors: int, warnings: int, language: str) -> Iterator[str]:
    """Yield the verdict on a file; for a good bank, what it amounts to."""
    counts = {"file": report.file, "errors": errors, "warnings": warnings}
    yield (REFUSED if errors else ACCEPTED)[language].format(**counts)
    if report.bank is not None:
        yield from _about(report.bank, language)


def _about(bank: Bank, language: str) -> Iterator[str]:
    counts = {"version": bank.version, "areas": len(bank.areas), "items": len(bank.items), "cut": bank.cut}
    yield BANK[language].format(**counts)
    if bank.scale != bank.version:
        yield SCALE[language].format(scale=bank.scale)
    for form in bank.forms:
        yield FORM[language].format(
            title=form.title[language],
            items=len(bank.items_of(form.id)),
            predicted=seconds_of(bank, form.id),
            seconds=form.seconds,
            scores=", ".join(map(str, scores_near_cut(bank, form))),
        )


def scores_near_cut(bank: Bank, form: Form) -> list[int]:
    """Return the reachable scores nearest to the cut score, two up to it and two above."""
    scores = scores_of(bank, form.id)
    flagged = [score for score in scores if score <= bank.cut]
    return flagged[-_NEAR:] + scores[len(flagged) : len(flagged) + _NEAR]
