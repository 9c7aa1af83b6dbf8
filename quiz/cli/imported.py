"""What an import or export says at its end, and what a dry run shows."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import ndiff

from quiz.bank.model import Text
from quiz.store.publishing.changes import Change, ChangeKind, Changes, FieldChange

LONGEST_LINE = 100
MOST_LINES = 12
"""Of one field in a diff; who wants to see more has both texts."""
MARKS = {
    ChangeKind.ADDED: Text("＋ 追加", "+ added"),
    ChangeKind.UPDATED: Text("～ 更新", "~ updated"),
    ChangeKind.WITHDRAWN: Text("－ 取り下げ", "- withdrawn"),
    ChangeKind.KEPT: Text("・ 編集者が取り下げたまま", "= stays withdrawn by an editor"),
}
COUNTS = Text(
    "追加 {added}、更新 {updated}、変更なし {unchanged}、取り下げ {withdrawn}、編集者が取り下げたまま {kept}",
    "{added} added, {updated} updated, {unchanged} unchanged, {withdrawn} withdrawn, {kept} withdrawn by an editor",
)
READ = Text("{pages} 件を読みました（質問のないページ {skipped} 件）", "{pages} read ({skipped} without a question)")
DRY = Text("試しに読みました。何も変えていません", "this was a dry run; nothing has changed")
DONE = Text("「{origin}」として公開しました", 'published as "{origin}"')
SAME = Text("「{origin}」は前回から変わっていません", '"{origin}" has not changed since it was imported')
NOTHING = Text(
    "取り込めるものがありません。上のメッセージを確かめてください。何も変えていません",
    "there is nothing to import; see the messages above. Nothing has changed",
)
LEFT_OUT = Text(
    "取り込めなかったところが {count} か所あります。上のメッセージを確かめてください",
    "{count} things could not be imported; see the messages above",
)
NOT_WITHDRAWN = Text(
    "読めないところがあったので、--withdraw-missing でも何も取り下げません",
    "some of the source could not be read, so nothing is withdrawn in spite of --withdraw-missing",
)
PROPOSED = Text(
    "{count} 件の領域は文章からの推定です。おすすめには、確かめた相談の次に出ます（編集デスクの「取りこみの確認」）",
    "the areas of {count} were proposed from their text; until an editor confirms them at /desk/imports, these are "
    "recommended after others",
)
PROPOSAL = Text("領域の案: {area}、話題の案: {topics}", "proposed area: {area}, topics: {topics}")
NONE = Text("なし", "none")
INTERRUPTED = Text("中断しました。何も変えていません", "interrupted; nothing has changed")
UNINDEXED = Text(
    "公開は終わりました。検索の索引は途中です。`quiz reindex` で続けてください",
    "everything is published, but the search index is not complete; go on with `quiz reindex`",
)
EXPORTED = Text("{count} 件の相談を {folder} に書きました", "{count} consultations written to {folder}")
EMPTY = Text("公開している相談がありません。何も書いていません", "nothing is published, so nothing was written")
NOT_EMPTY = Text(
    "{folder} に、書き出しにない {names} があります。空のフォルダーを指定してください",
    "{folder} holds {names}, which the export does not have; name an empty folder",
)


def diff_of(changes: Changes, language: str) -> Iterator[str]:
    """Yield what would change, a consultation after the other; what does not change is only counted."""
    unconfirmed = (record.consultation for record in changes.records if not record.is_confirmed)
    proposals = {one.id: one for one in unconfirmed}
    for change in changes.changes:
        if change.kind in MARKS:
            yield f"{MARKS[change.kind][language]}: {change.id} {change.title}"
            proposed = proposals.get(change.id) if change.kind is ChangeKind.ADDED else None
            if proposed is not None:
                words = {"area": proposed.area, "topics": ", ".join(proposed.topics)}
                shown = {name: word or NONE[language] for name, word in words.items()}
                yield "    " + PROPOSAL[language].format(**shown)
            yield from _fields_of(change)


def counts_of(changes: Changes, language: str) -> str:
    """Return how many consultations each kind of change has."""
    return COUNTS[language].format(**{kind.value: changes.count(kind) for kind in ChangeKind})


def _fields_of(change: Change) -> Iterator[str]:
    for field in change.fields:
        yield f"    {field.name}:"
        lines = list(_lines_of(field))
        yield from lines[:MOST_LINES]
        if len(lines) > MOST_LINES:
            yield f"      … (+{len(lines) - MOST_LINES})"


def _lines_of(field: FieldChange) -> Iterator[str]:
    before, after = field.before.split("\n"), field.after.split("\n")
    if len(before) * len(after) > 10_000:
        # Comparing takes time by the product of their lengths; so long a text is shown as replaced.
        marked = [*(f"- {line}" for line in before), *(f"+ {line}" for line in after)]
    else:
        marked = [line for line in ndiff(before, after) if line[:2] in ("- ", "+ ")]
    for line in marked:
        if line[2:].strip():
            yield f"      {line[:LONGEST_LINE]}{'…' if len(line) > LONGEST_LINE else ''}"
