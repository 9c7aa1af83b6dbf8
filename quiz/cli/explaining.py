"""`quiz explain`: answers as a person can type them, and their result as lines that show every point."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction

from quiz.bank.answers import check_answers, decode, mend_code, split_code
from quiz.bank.model import Bank, Item, Text
from quiz.errors import AnswersError, CodeError, QuizError
from quiz.scoring import Level, Result

LEVELS = {
    Level.STRENGTH: Text("強み", "strength"),
    Level.FAIR: Text("ふつう", "fair"),
    Level.ROOM: Text("伸びしろ", "room to grow"),
}
HEAD = Text("{title} {form}（版 {version}）", "{title}, {form} (version {version})")
POINTS = Text("{earned} / {maximum} 点", "{earned} of {maximum}")
WEIGHT = Text("（重み {weight}）", " (weight {weight})")
SUM = Text("合計", "sum")
SCORE = Text(
    "点数: 100 × {earned} / {maximum} = {exact}、四捨五入して {score} 点",
    "score: 100 × {earned} / {maximum} = {exact}, rounded half up to {score}",
)
BAND = Text("段階: {title}（{first}〜{last} 点）", "band: {title} ({first} to {last})")
FLAGGED = Text("要注意: はい（{cut} 点以下）", "flagged: yes ({cut} or below)")
NOT_FLAGGED = Text("要注意: いいえ（{cut} 点より上）", "flagged: no (above {cut})")
NEAR_CUT = Text(
    "ラインの近く: はい。標準誤差は {error} 点で、{low}〜{high} 点に要注意ライン {cut} 点が入ります",
    "near the line: yes; the standard error is {error}, and the cut score {cut} lies within {low} to {high}",
)
NOT_NEAR = Text(
    "ラインの近く: いいえ。標準誤差は {error} 点で、{low}〜{high} 点に要注意ライン {cut} 点は入りません",
    "near the line: no; the standard error is {error}, and the cut score {cut} lies outside {low} to {high}",
)
AREAS = Text("領域:", "areas:")
CHANGES = Text("点数がいちばん上がる変更:", "changes that raise the score most:")
CHANGE = Text("  {item} 「{before}」→「{after}」で {score} 点", "  {item} from “{before}” to “{after}”: {score}")
NO_CHANGE = Text("  これ以上は上がりません", "  none, this is the top")

NO_FORM = Text(
    "版「{form}」はありません; {known} のどれかを --form に書いてください",
    "there is no form {form}; give one of {known} as --form",
)
OTHER_VERSION = Text(
    "このコードは版 {version} のものですが、設問集は版 {own} です; その版の設問集を --bank で指定してください",
    "this code belongs to version {version}, but the bank is version {own}; name that version's bank with --bank",
)
NO_CODE = Text(
    "「{code}」は結果のコードとして読めません（{reason}）; 結果のアドレスの最後の部分を写してください",
    "{code} cannot be read as a code ({reason}); copy the last part of a result's address",
)
DIGITS = Text(
    "数字が {count} 個ですが、{known}; 設問の順に、選択肢の番号（0 から）を1つずつ書いてください",
    "there are {count} digits, but {known}; write one digit an item, in order, 0 for its first option",
)
DIGIT = Text(
    "設問「{item}」に {digit} 番の選択肢はありません; 0 から {last} までの番号を書いてください",
    "the item {item} has no option {digit}; write a digit from 0 to {last}",
)
HAS_ITEMS = Text("{title}の設問は {count} 個です", "{title} has {count} items")
NO_PAIR = Text(
    "「{pair}」は 設問=選択肢 の形ではありません; research-depth=page のように書いてください",
    "{pair} is not of the form item=option; write for example research-depth=page",
)
MISSING = Text("回答のない設問 {items}", "no answer to {items}")
UNKNOWN = Text("{item} に選択肢 {option} はありません", "{item} has no option {option}")
NO_FIT = Text(
    "回答が版「{form}」に合いません（{reason}）; 設問と選択肢の id を確かめてください",
    "the answers do not fit the form {form} ({reason}); check the ids of items and options",
)


def read_answers(bank: Bank, written: Sequence[str], form_id: str | None, language: str) -> tuple[str, dict[str, str]]:
    """Return the form and the answers that somebody typed; QuizError in the language where they make no sense."""
    if form_id is not None and not bank.has_form(form_id):
        known = ", ".join(form.id for form in bank.forms)
        raise QuizError(NO_FORM[language].format(form=form_id, known=known))
    folded = [unicodedata.normalize("NFKC", part) for part in written]
    if any("=" in part for part in folded):
        return _from_pairs(bank, folded, form_id, language)
    joined = "".join(folded)
    if joined.isdecimal() and joined.isascii():
        return _from_digits(bank, joined, form_id, language)
    return _from_code(bank, joined, language)


def _from_code(bank: Bank, written: str, language: str) -> tuple[str, dict[str, str]]:
    code = mend_code(written.rstrip("/").rpartition("/")[2])
    try:
        version, characters = split_code(code)
        if version != bank.version:
            raise QuizError(OTHER_VERSION[language].format(version=version, own=bank.version))
        return decode(bank, characters)
    except CodeError as error:
        raise QuizError(NO_CODE[language].format(code=written, reason=error)) from None


def _from_digits(bank: Bank, digits: str, form_id: str | None, language: str) -> tuple[str, dict[str, str]]:
    forms = [form_id] if form_id else [form.id for form in bank.forms]
    fitting = next((form for form in forms if len(bank.items_of(form)) == len(digits)), None)
    if fitting is None:
        known = ", ".join(
            HAS_ITEMS[language].format(title=bank.form(form).title[language], count=len(bank.items_of(form)))
            for form in forms
        )
        raise QuizError(DIGITS[language].format(count=len(digits), known=known))
    pairs = zip(bank.items_of(fitting), map(int, digits), strict=True)
    return fitting, {item.id: _option_at(item, place, language) for item, place in pairs}


def _option_at(item: Item, place: int, language: str) -> str:
    if place >= len(item.options):
        raise QuizError(DIGIT[language].format(item=item.id, digit=place, last=len(item.options) - 1))
    return item.options[place].id


def _from_pairs(bank: Bank, written: Sequence[str], form_id: str | None, language: str) -> tuple[str, dict[str, str]]:
    answers = {}
    for pair in written:
        item, equals, option = pair.partition("=")
        if not equals:
            raise QuizError(NO_PAIR[language].format(pair=pair))
        answers[item.strip()] = option.strip()
    forms = [form_id] if form_id else [form.id for form in bank.forms]
    asked = {form: {item.id for item in bank.items_of(form)} for form in forms}
    fitting = next((form for form in forms if asked[form] == answers.keys()), None)
    chosen = fitting or max(
        forms, key=lambda form: len(asked[form] & answers.keys()) - len(asked[form] - answers.keys())
    )
    _hold(bank, chosen, answers, language)
    return chosen, answers


def _hold(bank: Bank, form_id: str, answers: dict[str, str], language: str) -> None:
    extra = sorted(answers.keys() - {item.id for item in bank.items_of(form_id)})
    try:
        check_answers(bank, form_id, answers)
        if extra:
            raise AnswersError([], {item: answers[item] for item in extra})
    except AnswersError as error:
        reasons = [MISSING[language].format(items=", ".join(error.missing))] if error.missing else []
        reasons += [UNKNOWN[language].format(item=item, option=option) for item, option in error.unknown.items()]
        raise QuizError(NO_FIT[language].format(form=form_id, reason="; ".join(reasons))) from None


def explanation(result: Result, language: str) -> Iterator[str]:
    """Yield the lines that trace every point of a result."""
    bank = result.bank
    yield HEAD[language].format(title=bank.title[language], form=result.form.title[language], version=bank.version)
    yield ""
    yield from _table(_answer_rows(result, language))
    yield ""
    yield from _judgement(result, language)
    yield ""
    yield AREAS[language]
    yield from _table(
        (area.area.title[language], LEVELS[area.level][language], _points(area.earned, area.maximum, language))
        for area in result.areas
    )
    yield ""
    yield CHANGES[language]
    yield from _changes(result, language)


def _answer_rows(result: Result, language: str) -> Iterator[tuple[str, str, str]]:
    for area in result.areas:
        for answer in area.items:
            item = answer.item
            weight = WEIGHT[language].format(weight=item.weight) if item.weight != 1 else ""
            points = _points(answer.earned, answer.maximum, language) + weight
            yield item.text[language], answer.option.text[language], points
    yield SUM[language], "", _points(result.earned, result.maximum, language)


def _judgement(result: Result, language: str) -> Iterator[str]:
    band, cut = result.band, result.bank.cut
    exact = exact_text(Fraction(100 * result.earned, result.maximum))
    yield SCORE[language].format(earned=result.earned, maximum=result.maximum, exact=exact, score=result.score)
    yield BAND[language].format(title=band.title[language], first=band.first, last=band.last)
    yield (FLAGGED if result.is_flagged else NOT_FLAGGED)[language].format(cut=cut)
    near = NEAR_CUT if result.is_borderline else NOT_NEAR
    yield near[language].format(error=result.form.standard_error, low=result.low, high=result.high, cut=cut)


def _changes(result: Result, language: str) -> Iterator[str]:
    if not result.best_changes:
        yield NO_CHANGE[language]
    for change in result.best_changes:
        item, before = change.answer.item.text[language], change.answer.option.text[language]
        yield CHANGE[language].format(
            item=item, before=before, after=change.next_rung.text[language], score=change.score
        )


def _points(earned: int, maximum: int, language: str) -> str:
    return POINTS[language].format(earned=earned, maximum=maximum)


def exact_text(value: Fraction) -> str:
    """Return a number as a fraction with two decimals beside it, such as 350/9 (38.89); whole ones alone."""
    if value.denominator == 1:
        return str(value.numerator)
    hundredths = (200 * value.numerator + value.denominator) // (2 * value.denominator)
    return f"{value.numerator}/{value.denominator} ({hundredths // 100}.{hundredths % 100:02d})"


def _table(rows: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    """Yield rows with their columns lined up, full-width characters counting twice."""
    listed = list(rows)
    widths = [max(_width(row[column]) for row in listed) for column in range(2)]
    for row in listed:
        cells = [row[column] + " " * (widths[column] - _width(row[column])) for column in range(2)]
        yield f"  {cells[0]}  {cells[1]}  {row[2]}".rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
