"""What is legal but unwise is warned of, and does not refuse the bank."""

from __future__ import annotations

from typing import Any

import pytest

from quiz.bank.checking.effort import predicted_seconds
from quiz.bank.checking.reach import reachable_scores
from quiz.bank.checking.subjects import mention_in
from quiz.bank.checking.wording import width_of
from quiz.bank.reading import examine, examine_bytes
from tests.factories import GOOD, SHIPPED, a_band, a_document, an_area, an_item, an_option, as_yaml

GOOD_TEXT = GOOD.read_text(encoding="utf-8")


def warnings_of(text: str, recommended: frozenset[str] | None = None) -> list[tuple[int, str, str]]:
    report = examine_bytes(text.encode(), "bank.yaml", recommended)
    assert report.bank is not None, report.error_lines("en")
    return [(finding.line, finding.key, finding.code) for finding in report.warnings]


@pytest.mark.parametrize(
    ("old", "new", "key", "code"),
    [
        ("ja: 会社をどこまで調べた？", "ja: 会社をどこまで調べた", "items/depth/text/ja", "no-question-mark"),
        ("en: How far have you looked into a company?", "en: How far", "items/depth/text/en", "no-question-mark"),
        ("ja: 会社をどこまで", "ja: " + "会社" * 10 + "をどこまで", "items/depth/text/ja", "stem-wide"),
        ("ja: 社員の話も", "ja: 社員の話をたくさん聞いてきた", "items/depth/options/people/text/ja", "option-wide"),
        ("short: {ja: 実践,", "short: {ja: 実践とフィードバック,", "areas/practice/short/ja", "short-wide"),
        ("ja: 1回,", "ja: １回,", "items/aloud/options/once/text/ja", "wide-digits-in-text"),
        ("ja: 続ける", "ja: ﾂﾂﾞｹﾙ", "items/aloud/options/often/next/ja", "half-width-kana"),
        ("en: Once}", 'en: "Once "}', "items/aloud/options/once/text/en", "edge-spaces"),
        ("en: Once}", "en: “Once”}", "items/aloud/options/once/text/en", "quotes-in-text"),
        ("ja: 声に出して練習した？", "ja: 志望理由を書いた？", "items/aloud/text/ja", "same-stem"),
        ("en: Reasons}}", "en: Reasons}, words: [理由, 志]}", "topics/motivation/words/#2", "topic-word-short"),
        ("seconds: 30", "seconds: 3", "forms/quick/seconds", "reading-time"),
        ("cut: 39", "cut: 45", "cut", "cut-inside-band"),
        (
            "ja: 1社調べてみましょう。",
            "ja: 家族の仕事を調べましょう。",
            "areas/research/improvement/ja",
            "forbidden-mention",
        ),
        ("ja: 1分話す,", "ja: 尊敬する人物を話す,", "items/aloud/options/none/next/ja", "forbidden-mention"),
    ],
)
def test_what_is_unwise_is_warned_of_at_its_line(old: str, new: str, key: str, code: str) -> None:
    text = GOOD_TEXT.replace(old, new, 1)
    before = GOOD_TEXT[: GOOD_TEXT.index(old)].count("\n") + 1
    assert (before, key, code) in warnings_of(text)


def test_a_lowest_rung_with_points_is_one_warning_and_not_a_band_out_of_reach_too() -> None:
    document = a_document()
    for item in document["items"]:
        item["options"] = [an_option(points) for points in (3, 4, 5)]
    assert {code for _, _, code in warnings_of(as_yaml(document))} == {"lowest-points"}


def test_a_band_that_no_answers_reach_is_warned_of_for_each_form() -> None:
    bands = [a_band("low", 0, 39), a_band("narrow", 40, 41), a_band("high", 42, 100)]
    document = a_document(areas=1, items_an_area=1, bands=bands)
    found = examine_bytes(as_yaml(document).encode(), "x").warnings
    assert [(finding.key, finding.fields["form"]) for finding in found] == [
        ("bands/narrow", "quick"),
        ("bands/narrow", "full"),
    ]


def test_an_area_that_outweighs_another_is_warned_of() -> None:
    document = a_document()
    document["items"][2]["weight"] = 5
    assert "areas/area2" in {key for _, key, code in warnings_of(as_yaml(document)) if code == "areas-unbalanced"}


def test_an_item_of_the_short_form_only_is_warned_of() -> None:
    document = a_document()
    document["items"].append(an_item("extra", "area1", forms=["quick"]))
    assert [code for _, _, code in warnings_of(as_yaml(document))] == ["form-not-within"]


def test_areas_without_a_recommendation_are_warned_of_where_the_catalogue_is_known() -> None:
    assert warnings_of(GOOD_TEXT) == []
    assert warnings_of(GOOD_TEXT, frozenset({"research", "practice"})) == []
    found = warnings_of(GOOD_TEXT, frozenset({"research"}))
    assert [(key, code) for _, key, code in found] == [("areas/practice", "no-recommendation")]


def test_warnings_come_beside_errors() -> None:
    text = GOOD_TEXT.replace("cut: 39", "cut: 390").replace("seconds: 30", "seconds: 3")
    report = examine_bytes(text.encode(), "x")
    assert ([finding.code for finding in report.errors], [finding.code for finding in report.warnings]) == (
        ["out-of-range"],
        ["reading-time"],
    )


@pytest.mark.parametrize(
    "harmless",
    [
        "友人・家族に聞いてもらった",
        "家族や友人",
        "家族に練習を見てもらう",
        "友人など身近な人",
        "容姿ではなく、目線や声をたずねます",
        "社員の話も聞いた",
        "自宅の部屋で話す",
        "新聞の記事を1つ読む",
        "Friends or family",
        "never about your looks",
        "familiar with the industry",
    ],
)
def test_what_only_looks_like_a_forbidden_subject_is_allowed(harmless: str) -> None:
    assert mention_in(harmless) is None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("ご両親の職業は？", "家族"),
        ("本籍はどこですか", "本籍・出生地"),
        ("どの新聞を購読していますか", "購読新聞・愛読書"),
        ("購読している新聞は？", "購読新聞・愛読書"),
        ("座右の銘は？", "人生観・生活信条"),
        ("学生運動をしたことは？", "労働組合・学生運動などの社会運動"),
        ("健康診断の結果は？", "健康状態"),
        ("結婚の予定は？", "容姿・結婚"),
        ("What does your father do?", "家族"),
        ("Which political party do you support?", "支持政党"),
    ],
)
def test_a_forbidden_subject_is_found(text: str, subject: str) -> None:
    found = mention_in(text)
    assert found is not None and found[1].name.ja == subject


def test_reachable_scores_of_six_items_of_three_points_are_eighteenths() -> None:
    reached = reachable_scores([[0, 1, 2, 3]] * 6)
    assert len(reached) == 19
    assert [score for score in reached if 30 <= score <= 45] == [33, 39, 44]


def test_width_counts_full_width_characters() -> None:
    assert [width_of(text) for text in ("設問", "ab", "a設", "", "ｱ")] == [2, 1, 2, 0, 1]


def test_time_is_predicted_for_the_shipped_forms_within_their_promise() -> None:
    report = examine(SHIPPED)
    assert report.bank is not None
    assert predicted_seconds([]) == 0
    assert "reading-time" not in {finding.code for finding in report.warnings}


def test_spare_areas_are_one_error_each() -> None:
    document: dict[str, Any] = a_document()
    document["areas"].append(an_area("spare"))
    errors = examine_bytes(as_yaml(document).encode(), "x").errors
    assert [(finding.key, finding.code) for finding in errors] == [("areas/spare", "area-empty")]
