"""Reading: from a path to a bank, or to every reason why not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.bank.checking.forms import MOST_ITEMS_A_FORM
from quiz.bank.findings import MOST_FINDINGS
from quiz.bank.nodes import MOST_VALUES
from quiz.bank.reading import examine, examine_bytes, read_bank
from quiz.bank.version import meaning_of, version_of
from quiz.errors import BankError
from tests.factories import GOOD, ROOT, SHIPPED, a_bank, a_document, an_item, as_yaml, shipped_bank

GOOD_TEXT = GOOD.read_text(encoding="utf-8")


def errors_of(text: str) -> list[str]:
    return examine_bytes(text.encode(), "bank.yaml").error_lines("en")


def test_the_shipped_bank_has_neither_error_nor_warning() -> None:
    report = examine(SHIPPED)
    assert report.error_lines() + report.warning_lines() == []
    assert report.bank is not None


def test_the_shipped_bank_has_six_quick_and_twelve_full_items() -> None:
    bank = shipped_bank()
    assert [len(bank.items_of(form.id)) for form in bank.forms] == [6, 12]
    assert (bank.id, bank.cut) == ("interview", 39)


def test_a_bank_is_read_as_it_is_written() -> None:
    bank = read_bank(GOOD)
    depth, nerves = bank.items[0], bank.items[3]
    assert (depth.area, depth.forms, depth.weight, depth.reverse) == ("research", ("quick", "full"), 1, False)
    assert depth.text.ja == "会社をどこまで調べた？"
    assert [(option.id, option.points) for option in nerves.options] == [("never", 2), ("twice", 1), ("always", 0)]
    assert nerves.reverse
    assert bank.place_to_talk.url == ""


def test_every_error_is_reported_at_once() -> None:
    spoilt = (
        GOOD_TEXT.replace("cut: 39", "cut: ３９")
        .replace("area: research", "area: reserch", 1)
        .replace("last: 79", "last: 78")
        .replace("{ja: まだ, en: Not yet}", "{ja: まだ}", 1)
        .replace("reverse: true", "reverse: yes")
    )
    keys = [line.split(": ")[1] for line in errors_of(spoilt)]
    assert keys == [
        "cut",
        "bands/ready/first",
        "items/depth/area",
        "items/depth/options/none/text",
        "items/nerves/reverse",
    ]


def test_several_slips_of_syntax_are_reported_at_once() -> None:
    spoilt = (
        GOOD_TEXT.replace('"Have you practised aloud?"', '"Have you practised aloud?')
        .replace("cut: 39", "cut:39")
        .replace("topics: [motivation]", "topics: [motivation")
    )
    lines = [int(line.split(":")[1]) for line in errors_of(spoilt)]
    wrong = [number for number, line in enumerate(spoilt.split("\n"), 1) if line != GOOD_TEXT.split("\n")[number - 1]]
    assert lines == wrong


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD_TEXT,
        GOOD_TEXT.replace("\n", "\r\n"),
        GOOD_TEXT.replace("\n", "\r"),
        "---\n" + GOOD_TEXT + "...\n",
        GOOD_TEXT.rstrip("\n"),
        GOOD_TEXT.replace("ja: 会社をどこまで調べた？", "ja: >\n        会社をどこまで調べた？\n"),
    ],
    ids=["byte order mark", "CRLF", "CR", "document marks", "no last line end", "folded text"],
)
def test_what_is_written_another_way_is_accepted(text: str) -> None:
    assert examine_bytes(text.encode(), "bank.yaml").error_lines("en") == []


def test_findings_name_the_line_in_files_of_windows_too() -> None:
    text = GOOD_TEXT.replace("cut: 39", "cut: ３９").replace("\n", "\r\n")
    assert errors_of(text)[0].startswith("bank.yaml:5: cut: ")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "nothing.yaml", "no such file"),
        (lambda folder: folder, "a folder"),
        (lambda folder: GOOD / "inside.yaml", "no such file"),
        (lambda folder: Path("/dev/zero"), "not a regular file"),
        (lambda folder: Path("a\0b"), "cannot be read"),
        (lambda folder: folder / ("x" * 300), "cannot be read"),
    ],
    ids=["missing", "folder", "below a file", "device", "impossible name", "name too long"],
)
def test_a_path_that_gives_no_file_is_one_clear_line(make: object, says: str, tmp_path: Path) -> None:
    assert callable(make)
    lines = examine(make(tmp_path)).error_lines("en")
    assert len(lines) == 1 and says in lines[0]


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert "not a regular file" in examine(pipe).error_lines("en")[0]


def test_read_bank_raises_every_finding_in_the_language(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(GOOD_TEXT.replace("cut: 39", "cut: 390").replace("seconds: 30", "seconds: 0"), encoding="utf-8")
    with pytest.raises(BankError) as refusal:
        read_bank(file, "en")
    assert len(refusal.value.findings) == 2
    assert refusal.value.findings[0] == f"{file}:5: cut: 390 is out of range; write a whole number from 0 to 100"


@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "? ", "{[", '"a": {', "[[],"])
def test_a_hundred_thousand_levels_end_no_process(piece: str, tmp_path: Path) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text(piece * 100_000, encoding="utf-8")
    code = "import sys; from quiz.bank.reading import examine; print(not examine(sys.argv[1]).errors)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr, done.stdout.strip()) == (0, "", "False")


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(9))
    report = examine_bytes(bomb.encode(), "bomb.yaml")
    assert report.bank is None
    assert {"anchor", "alias"} <= {finding.code for finding in report.errors}


def test_too_many_values_are_refused_before_they_are_kept() -> None:
    assert "too many values" in errors_of("[" + "1," * MOST_VALUES + "1]")[0]


def test_a_form_of_too_many_items_is_refused() -> None:
    document = a_document(areas=1)
    document["items"] = [an_item(f"i{number}", "area1") for number in range(MOST_ITEMS_A_FORM + 1)]
    assert [line.split("; ")[0].split(": ", 2)[2] for line in errors_of(as_yaml(document))] == [
        f'the form "{form}" asks 61 items, too many' for form in ("quick", "full")
    ]


def test_findings_beyond_what_anybody_reads_are_counted_off_in_a_last_line() -> None:
    lines = errors_of(GOOD_TEXT + "".join(f"x{number}: 1\n" for number in range(MOST_FINDINGS + 20)))
    assert len(lines) == MOST_FINDINGS + 1
    assert "more than 500 findings" in lines[-1]


def test_the_version_covers_meaning_and_wording() -> None:
    bank = a_bank()
    assert bank.version == version_of(meaning_of(bank.id, bank.cut, bank.forms, bank.bands, bank.items), bank.items)
    assert bank.scale == bank.version


def test_a_revision_keeps_the_scale_of_the_version_that_it_mends() -> None:
    bank = a_bank(revision={"of": "7k3m9x2q", "note": "誤字の修正"})
    assert bank.scale == "7k3m9x2q"
    assert bank.version == a_bank().version


def test_evidence_may_be_missing() -> None:
    document = a_document()
    del document["areas"][0]["evidence"]
    report = examine_bytes(as_yaml(document).encode(), "bank.yaml")
    assert report.bank is not None and report.bank.areas[0].evidence.ja == ""
    assert [(finding.key, finding.code) for finding in report.warnings] == [("areas/area1/evidence", "no-evidence")]


def test_attributes_are_read_in_their_order_with_their_choices() -> None:
    bank = examine(GOOD).bank
    assert bank is not None and a_bank().attributes == ()
    assert [(one.id, [choice.id for choice in one.choices]) for one in bank.attributes] == [
        ("grade", ["y1", "y2"]),
        ("seminar", []),
    ]
    assert [attribute.id for attribute in shipped_bank().attributes] == ["grade", "graduation", "faculty", "seminar"]
