"""Reading a folder of consultations: what is accepted, and what is said about what is not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from quiz.advice.model import Catalogue, Source
from quiz.advice.reading import examine_folder, read_catalogue
from quiz.bank.document import dump, load
from quiz.bank.model import Text
from tests.unit.advice.folders import ADVISORS, BANK, RESEARCH, findings_of, folder_of, line_of


def test_a_consultation_is_read_whole(tmp_path: Path) -> None:
    (one,) = read_catalogue(folder_of(tmp_path), BANK).consultations
    assert (one.id, one.area, one.topics, one.grade, one.gender) == (
        "same-reason",
        "research",
        ("motivation",),
        "学部3年",
        "",
    )
    assert one.title == Text(
        "志望動機が同じになります。どうすればいいですか？", "My reasons sound the same. What can I do?"
    )
    assert (one.asked_on, one.source) == (date(2025, 4, 18), Source.COUNSELLING)
    assert one.body == ("一つめの段落。", "二つめの段落。")
    assert [(h.item, h.options) for h in one.helps] == [("depth", ("none", "page"))]
    (answer,) = one.answers
    assert (answer.advisor.name, answer.advisor.affiliation) == ("サンプル相談員A", "サンプル・キャリアセンター")
    assert answer.sections[0].heading == "1文だけ変えます"
    assert answer.sections[0].blocks == (("次の2つです。",), ("事実", "つながり"))


def test_a_catalogue_survives_being_kept_as_json(tmp_path: Path) -> None:
    catalogue = read_catalogue(folder_of(tmp_path), BANK)
    assert load(Catalogue, json.loads(json.dumps(dump(catalogue)))) == catalogue


def test_consultations_come_in_the_order_of_the_areas(tmp_path: Path) -> None:
    practice = RESEARCH.replace("same-reason", "no-partner").replace("area: research", "area: practice")
    catalogue = read_catalogue(folder_of(tmp_path, another=practice), BANK)
    assert [one.id for one in catalogue.consultations] == ["same-reason", "no-partner"]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("area: research", "area: reserch", "「reserch」という領域はありません; 「research」の間違いですか"),
        ("area: research", "area: x", "「x」という領域はありません; research, practice から選んでください"),
        ("topics: [motivation]", "topics: [motivaton]", "「motivation」の間違いですか"),
        ("topics: [motivation]", "topics: [review, review]", "「review」が2回あります"),
        ("      depth: [none, page]", "      dept: [none]", "「dept」という設問はありません; 「depth」の間違いですか"),
        (
            "      depth: [none, page]",
            "      depth: [nome]",
            "「nome」という選択肢はありません; 「none」の間違いですか",
        ),
        ("      depth: [none, page]", "      depth: [people]", "「people」はいちばん上の段です"),
        (
            "      - advisor: sample-a",
            "      - advisor: sample-c",
            "アドバイザーはありません; 「sample-a」の間違いですか",
        ),
        ("source: counselling", "source: counseling", "「counselling」の間違いですか"),
        ("asked_on: 2025-04-18", "asked_on: 2025-02-30", "「2025-02-30」は日付として読めません"),
        ("asked_on: 2025-04-18", "asked_on: 20250418", "2025-04-18 の形で書くか"),
        ("id: same-reason", "id: Same Reason", "「Same Reason」は id に使えません"),
        ("heading: 1文だけ変えます", "heading:", "何も書かれていません"),
        ("heading: 1文だけ変えます", "headding: 1文だけ", "「heading」の間違いですか"),
        ("en: My reasons sound the same. What can I do?", "en: ''", "何も書かれていません"),
        ("grade: 学部3年", "grades: 学部3年", "「grade」の間違いですか"),
        ("              - つながり", "", "「事実」だけの箇条書きです"),
        ("      二つめの段落。", "      - 二つめの段落。", "相談の本文に箇条書きがあります"),
        ("topics: [motivation]", "topics: motivation", "並び（リスト）が必要です"),
        ("topics: [motivation]", "topics: []", "何も書かれていません"),
        ("source: counselling", "title: 二つめ", "title"),
    ],
)
def test_a_slip_is_named_with_its_line_and_what_to_write(tmp_path: Path, written: str, instead: str, said: str) -> None:
    assert RESEARCH.count(written) == 1
    broken = RESEARCH.replace(written, instead)
    findings = findings_of(folder_of(tmp_path, broken))
    assert any(said in finding for finding in findings), findings
    assert all(finding.startswith("research.yaml:") for finding in findings)


def test_a_finding_has_the_line_of_what_is_wrong(tmp_path: Path) -> None:
    broken = RESEARCH.replace("area: research", "area: reserch")
    (finding,) = findings_of(folder_of(tmp_path, broken))
    assert finding.startswith(f"research.yaml:{line_of(broken, 'reserch')}: consultations/same-reason/area: ")


def test_all_findings_of_all_files_come_at_once(tmp_path: Path) -> None:
    broken = (
        RESEARCH.replace("area: research", "area: reserch").replace("sample-a", "nobody").replace("source: ", "sauce: ")
    )
    findings = findings_of(
        folder_of(tmp_path, broken, advisors=ADVISORS.replace("name: サンプル相談員B, ", ""), other="- 1\n")
    )
    assert {finding.partition(":")[0] for finding in findings} == {"advisors.yaml", "other.yaml", "research.yaml"}
    assert len(findings) >= 5


def test_an_id_may_stand_once_in_all_files(tmp_path: Path) -> None:
    (finding,) = findings_of(folder_of(tmp_path, second=RESEARCH))
    assert finding.startswith("second.yaml:2: ") and "research.yaml:2 にもあります" in finding


def test_a_consultation_without_answers_is_refused(tmp_path: Path) -> None:
    findings = findings_of(folder_of(tmp_path, RESEARCH.partition("    answers:")[0] + "    answers: []\n"))
    assert any("answers: 何も書かれていません" in finding for finding in findings)


def test_a_fourth_answer_is_refused(tmp_path: Path) -> None:
    answer = RESEARCH.partition("    answers:\n")[2]
    people = "".join(f"  - {{id: p{n}, name: n, title: t, affiliation: a}}\n" for n in range(3))
    more = "".join(answer.replace("sample-a", f"p{n}") for n in range(3))
    (finding,) = findings_of(folder_of(tmp_path, RESEARCH + more, advisors=ADVISORS + people))
    assert "回答が 4 件あります; 3件までにしてください" in finding


def test_an_advisor_answers_a_consultation_once(tmp_path: Path) -> None:
    answer = RESEARCH.partition("    answers:\n")[2]
    (finding,) = findings_of(folder_of(tmp_path, RESEARCH + answer))
    assert "「sample-a」が2回あります" in finding


@pytest.mark.parametrize(
    "broken",
    [
        RESEARCH.replace("    area: research", "    area： research"),
        RESEARCH.replace("topics: [motivation]", "topics: [motivation"),
        RESEARCH.replace("    area: research", "    area: research\n    area: practice"),
        RESEARCH.replace("body: |", "body: &a |"),
        RESEARCH.replace("一つめ", "一つめ\u202e"),
        "",
        "ただの文\n",
        "- 1\n",
        "consultations: 1\n",
        "[" * 3000,
    ],
)
def test_a_file_that_is_no_such_yaml_is_refused_and_never_breaks_the_reader(tmp_path: Path, broken: str) -> None:
    assert all(finding.startswith("research.yaml:") for finding in findings_of(folder_of(tmp_path, broken)))


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "research.yaml").write_bytes(RESEARCH.encode("cp932"))
    assert any("Shift_JIS" in finding for finding in findings_of(folder))


def test_hidden_files_that_an_editor_leaves_behind_are_not_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / ".#research.yaml").write_text("- 1", encoding="utf-8")
    assert len(read_catalogue(folder, BANK).consultations) == 1


def test_a_missing_folder_and_missing_advisors_are_said(tmp_path: Path) -> None:
    assert "フォルダーがありません" in findings_of(tmp_path / "nowhere")[0]
    folder = folder_of(tmp_path)
    (folder / "advisors.yaml").unlink()
    assert any("advisors.yaml がありません" in finding for finding in findings_of(folder))


def test_findings_are_said_in_english_too(tmp_path: Path) -> None:
    findings = findings_of(folder_of(tmp_path, RESEARCH.replace("area: research", "area: reserch")), "en")
    assert findings[0].endswith('there is no area "reserch"; did you mean "research"?')


def test_what_a_publisher_may_lack_may_be_left_out_but_not_be_empty(tmp_path: Path) -> None:
    headless = RESEARCH.replace("          - heading: 1文だけ変えます\n            text", "          - text")
    optional = ("area: research", "topics: [motivation]", "helps:", "depth: [none, page]")
    lacking = "\n".join(line for line in headless.split("\n") if line.strip() not in optional)
    (one,) = read_catalogue(folder_of(tmp_path, lacking), BANK).consultations
    assert (one.area, one.topics, one.helps, one.answers[0].sections[0].heading) == ("", (), (), "")
    empty = RESEARCH.replace("area: research", 'area: ""').replace("topics: [motivation]", "topics: []")
    assert len(findings_of(folder_of(tmp_path, empty))) == 2


def test_an_import_takes_what_is_good_and_tells_the_rest(tmp_path: Path) -> None:
    second = RESEARCH.replace("consultations:\n", "").replace("same-reason", "second").replace("source: ", "sauce: ")
    examined = examine_folder(folder_of(tmp_path, RESEARCH + second), BANK, "en")
    assert [one.id for one in examined.catalogue.consultations] == ["same-reason"]
    assert len(examined.findings) == 2 and all("consultations/second" in line for line in examined.findings)
    broken = examine_folder(folder_of(tmp_path, advisors=ADVISORS.replace("name: ", "nmae: ", 1)), BANK, "en")
    assert broken.catalogue.consultations == () and broken.findings
