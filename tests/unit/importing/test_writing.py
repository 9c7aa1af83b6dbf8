"""What is exported reads back as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.model import Advisor, Answer, Card, CardKind, Catalogue, Consultation, Help, Section, Source
from quiz.advice.reading import read_catalogue
from quiz.bank.document import dump
from quiz.bank.model import Text
from quiz.importing.documents import read_own_json, read_own_yaml
from quiz.importing.drafts import Author, Draft, Reply
from quiz.importing.findings import Findings
from quiz.importing.writing import files_of, write_catalogue
from quiz.resources import shipped_consultations
from tests.factories import shipped_bank
from tests.qa_sources import built_from

BANK = shipped_bank()
LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"],
    exclude_characters="\u3164\u115f\u1160\ufffd",
)
LINES = st.text(LETTERS, min_size=1, max_size=40).filter(lambda line: line.strip())
ODD = (
    r"""null|- a|・|a: b|a #b|"|'|39|0x1F|yes|{|[a]|&a|*a|!|%|@|`x|=1+1|：|“”|\n|\|a:|:|?|? x|～|---|...|#|😀|ｱ|a  b"""
)
TRICKY = st.sampled_from(["|", *ODD.split("|")])
TEXTS = LINES | TRICKY


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    drafts = []
    for number in range(draw(st.integers(1, 4))):
        sections = tuple(
            Section(
                draw(TEXTS | st.just("")), tuple(map(tuple, draw(st.lists(st.lists(TEXTS, min_size=1), min_size=1))))
            )
            for _ in range(draw(st.integers(1, 3)))
        )
        author = Author(draw(TEXTS), draw(TEXTS | st.just("")), draw(TEXTS | st.just("")))
        area = draw(st.sampled_from(["", *(one.id for one in BANK.areas)]))
        drafts.append(
            Draft(
                f"x:{number}",
                f"k{number}",
                draw(TEXTS),
                tuple(draw(st.lists(TEXTS))),
                (Reply(author, sections, date(2025, 4, 18)),),
                area=area,
                grade=draw(TEXTS | st.just("")),
            )
        )
    built, _ = built_from(drafts)
    order = {area.id: place for place, area in enumerate(BANK.areas)}
    consultations = [record.consultation for record in built.records]
    consultations.sort(key=lambda one: order.get(one.area, len(order)))
    used = {answer.advisor.id for one in consultations for answer in one.answers}
    return Catalogue(tuple(consultations), tuple(one for one in built.advisors if one.id in used))


@given(catalogues())
def test_whatever_was_imported_is_written_so_that_it_reads_the_same(catalogue: Catalogue) -> None:
    if not catalogue.consultations:
        return
    with TemporaryDirectory() as folder:
        write_catalogue(catalogue, Path(folder))
        assert read_catalogue(Path(folder), BANK) == catalogue
        assert files_of(read_catalogue(Path(folder), BANK)) == files_of(catalogue)


def test_the_shipped_folder_is_written_as_it_was_read(tmp_path: Path) -> None:
    shipped = read_catalogue(shipped_consultations(), BANK)
    assert len(shipped.consultations) >= 6 and any(
        section.cards for one in shipped.consultations for answer in one.answers for section in answer.sections
    )
    write_catalogue(shipped, tmp_path)
    assert read_catalogue(tmp_path, BANK) == shipped


def a_consultation(consultation_id: str = "one", **changes: object) -> Consultation:
    advisor = Advisor("sample-a", "サンプル相談員A", "相談員", "相談室")
    section = Section("結論です", (("息を吐きます。",),))
    one = Consultation(
        id=consultation_id,
        title=Text("緊張します", "I am nervous"),
        area=BANK.areas[0].id,
        topics=(BANK.topics[0].id,),
        helps=(Help(BANK.items[0].id, (BANK.items[0].options[0].id,)),),
        grade="",
        gender="",
        asked_on=None,
        source=Source.SAMPLE,
        body=("手が震えます。",),
        answers=(Answer(advisor, (section,)),),
    )
    return replace(one, **changes)  # type: ignore[arg-type]  # The fields are a test's.


def test_a_card_whose_target_is_gone_vanishes_with_its_lead() -> None:
    card = Card("くわしくは", CardKind.CONSULTATION, "two")
    one = a_consultation()
    answer = replace(one.answers[0], sections=(replace(one.answers[0].sections[0], cards=(card,)),))
    leading = replace(one, answers=(answer,))
    name = f"{one.area}.yaml"
    assert "くわしくは" in files_of(Catalogue((leading, a_consultation("two"))))[name]
    assert "くわしくは" not in files_of(Catalogue((leading,)))[name]


def test_a_title_of_another_day_is_kept_and_the_present_one_is_not_repeated() -> None:
    answer = a_consultation().answers[0]
    name = f"{BANK.areas[0].id}.yaml"
    now = files_of(Catalogue((a_consultation(answers=(replace(answer, title="相談員"),)),)))[name]
    then = files_of(Catalogue((a_consultation(answers=(replace(answer, title="見習い"),)),)))[name]
    assert "相談員" not in now and "title: 見習い" in then


def test_characters_that_would_be_refused_leave_a_sign_behind() -> None:
    files = files_of(Catalogue((a_consultation(grade="\ue000年\ufffd", body=("\ufffd",)),)))
    assert 'grade: "〓年〓"' in files[f"{BANK.areas[0].id}.yaml"]


def test_an_area_with_very_much_is_written_in_parts_that_read_in_order(tmp_path: Path) -> None:
    many = Catalogue(tuple(a_consultation(f"c{n}", body=("あ" * 3000,)) for n in range(300)))
    names = [path.name for path in write_catalogue(many, tmp_path)]
    assert len(names) > 4 and max(path.stat().st_size for path in tmp_path.iterdir()) < 1_000_000
    assert read_catalogue(tmp_path, BANK).consultations == many.consultations


def own_document() -> str:
    one = a_consultation()
    answer = {"advisor": "sample-a", "sections": [{"heading": "結論\ud83d\ude00", "text": "一行\n\n- a\n- b"}]}
    advisor = {key: dump(one.answers[0].advisor)[key] for key in ("id", "name", "title", "affiliation")}
    record = {"id": "one", "title": dump(one.title), "source": "sample", "answers": [answer]}
    return json.dumps(
        {"advisors": [advisor], "consultations": [record, {**record, "source": "x", "id": "two"}]}, indent=2
    )


def test_one_document_of_json_or_yaml_is_read_with_the_lines_of_its_slips() -> None:
    text = own_document()
    for read in (read_own_json, read_own_yaml):
        findings = Findings()
        examined = read(
            text if read is read_own_json else text.replace("\\ud83d\\ude00", "😀"), "x.json", BANK, "en", findings
        )
        assert examined is not None
        (one,) = examined.catalogue.consultations
        assert one.answers[0].sections[0].heading == "結論😀"
        line = 1 + text.split("\n").index('      "source": "x",')
        assert [finding.text("en")[: len(f"x.json:{line}: ")] for finding in findings] == [f"x.json:{line}: "]


def test_an_own_document_without_advisors_is_told() -> None:
    findings = Findings()
    examined = read_own_json('{"consultations": []}', "x.json", BANK, "en", findings)
    assert examined is not None and examined.catalogue.consultations == ()
    assert any('"advisors" is missing' in finding.text("en") for finding in findings)
