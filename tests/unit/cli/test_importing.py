"""Importing and exporting from the command line, into a real database."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.advice.model import Catalogue
from quiz.cli.main import main
from quiz.config import from_process
from quiz.store.handle import StoreHandle
from tests.qa_sources import a_csv, a_page, a_question, a_workbook
from tests.web_server import Site, serving

ROWS = [
    ["id", "質問", "本文", "回答", "アドバイザー"],
    ["1", "模擬面接の相手がいません。", "ひとりです。", "録音しましょう。", "サンプル相談員A"],
    ["2", "服装はどうすればいいですか？", "迷います。", "清潔なら十分です。", "サンプル相談員B"],
]


@pytest.fixture(autouse=True)
def deployment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty deployment of its own, without the shipped consultations."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZ_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("QUIZ_CONSULTATIONS", "none")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def run(*arguments: object) -> Result:
    done = CliRunner().invoke(main, [*map(str, arguments), "--lang", "en"], catch_exceptions=False)
    assert "Traceback" not in done.output
    return done


def published() -> Catalogue:
    store = StoreHandle(from_process())
    try:
        return store.publisher().catalogue()
    finally:
        store.close()


def csv_file(rows: list[list[str]] = ROWS) -> Path:
    path = Path("qa.csv")
    path.write_text(a_csv(rows), encoding="utf-8")
    return path


def test_a_source_is_published_and_the_second_time_nothing_changes() -> None:
    first = run("import-qa", csv_file())
    assert first.exit_code == 0
    assert "2 added, 0 updated, 0 unchanged" in first.output and 'published as "qa"' in first.output
    before = published()
    again = run("import-qa", csv_file())
    assert "0 added, 0 updated, 2 unchanged" in again.output and "has not changed" in again.output
    assert published() == before
    assert [one.title.ja for one in before.consultations] == [row[1] for row in ROWS[1:]]


def test_what_has_changed_is_updated_under_its_address() -> None:
    run("import-qa", csv_file())
    ids = [one.id for one in published().consultations]
    changed = [ROWS[0], [*ROWS[1][:3], "録音して聞き直しましょう。", ROWS[1][4]], ROWS[2]]
    assert "0 added, 1 updated, 1 unchanged" in run("import-qa", csv_file(changed)).output
    catalogue = published()
    assert [one.id for one in catalogue.consultations] == ids
    assert catalogue.consultations[0].answers[0].sections[0].blocks == (("録音して聞き直しましょう。",),)


def test_what_is_gone_stays_unless_it_is_asked_for_and_comes_back_under_its_address() -> None:
    run("import-qa", csv_file())
    before = published()
    assert "0 withdrawn" in run("import-qa", csv_file(ROWS[:2])).output
    assert len(published().consultations) == 2
    assert "1 withdrawn" in run("import-qa", csv_file(ROWS[:2]), "--withdraw-missing").output
    assert len(published().consultations) == 1
    run("import-qa", csv_file())
    assert {one.id for one in published().consultations} == {one.id for one in before.consultations}


def test_nothing_is_withdrawn_because_something_could_not_be_read() -> None:
    run("import-qa", csv_file())
    done = run("import-qa", csv_file([*ROWS[:2], ["2", "x" * 301, "", "y", ""]]), "--withdraw-missing")
    assert done.exit_code == 1
    assert "so nothing is withdrawn" in done.output
    assert len(published().consultations) == 2


def test_a_dry_run_shows_what_would_change_and_changes_nothing() -> None:
    done = run("import-qa", csv_file(), "--dry-run")
    assert done.exit_code == 0
    assert "+ added: " in done.output and "proposed area: practice, topics: mock-interview" in done.output
    assert "nothing has changed" in done.output
    assert published().consultations == ()
    run("import-qa", csv_file())
    changed = [ROWS[0], [*ROWS[1][:2], "ひとりです。\n\n困っています。", *ROWS[1][3:]]]
    shown = run("import-qa", csv_file(changed), "--dry-run", "--withdraw-missing").output
    assert "~ updated: q-1-" in shown and "    body:\n      + 困っています。\n" in shown
    assert "- withdrawn: q-2-" in shown
    assert "0 added, 1 updated, 0 unchanged, 1 withdrawn" in shown
    assert len(published().consultations) == 2


def test_bad_records_are_told_and_the_good_ones_imported() -> None:
    done = run("import-qa", csv_file([*ROWS, ["3", "", "", "答え", ""]]))
    assert done.exit_code == 1
    assert "qa.csv:4: question: there is no question; add it\n" in done.output
    assert done.output.endswith("1 things could not be imported; see the messages above\n")
    assert len(published().consultations) == 2


def test_a_source_with_nothing_good_imports_nothing() -> None:
    for source in ("none.csv", csv_file([ROWS[0]]), csv_file([["x"], ["y"]])):
        done = run("import-qa", source)
        assert done.exit_code == 1 and "there is nothing to import" in done.output
    assert published() == Catalogue(())


def test_external_pages_are_linked_and_that_is_remembered(site: Site) -> None:
    address = site.put("/1", a_page(a_question(), kind="QAPage"))
    assert run("import-qa", address, "--allow-private", "--external").exit_code == 0
    assert [one.url for one in published().consultations] == [address]
    assert "1 unchanged" in run("import-qa", address, "--allow-private").output
    assert "1 updated" in run("import-qa", address, "--allow-private", "--internal").output
    assert [one.url for one in published().consultations] == [""]


def test_this_machine_is_not_opened_without_being_allowed(site: Site) -> None:
    done = run("import-qa", site.put("/1", a_page(a_question())))
    assert done.exit_code == 1 and "leads into a private network" in done.output
    assert site.asked == []


def test_two_sources_with_the_same_ids_do_not_meet() -> None:
    run("import-qa", csv_file())
    Path("other.xlsx").write_bytes(a_workbook(ROWS))
    assert "2 added" in run("import-qa", "other.xlsx").output
    assert len({one.id for one in published().consultations}) == 4


def test_names_of_the_program_itself_are_refused() -> None:
    for name in ("folder", "desk", "Desk"):
        done = run("import-qa", csv_file(), "--name", name)
        assert done.exit_code == 1 and "belongs to the program" in done.output


def test_an_export_into_an_empty_database_exports_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_CONSULTATIONS", "")
    run("import-qa", csv_file([*ROWS, ["3", "zzz", "", "yyy", "サンプル相談員A"]]))
    assert "written to first" in run("export-qa", "first").output
    monkeypatch.setenv("QUIZ_CONSULTATIONS", "none")
    monkeypatch.setenv("QUIZ_VAR", str(tmp_path / "another"))
    assert run("import-qa", "first", "--name", "x").exit_code == 0
    run("export-qa", "second")
    first, second = ({path.name: path.read_bytes() for path in Path(name).iterdir()} for name in ("first", "second"))
    assert first == second
    assert {"advisors.yaml", "articles.yaml", "practice.yaml", "unsorted.yaml"} <= set(first)
    # It can also be served as a folder.
    monkeypatch.setenv("QUIZ_CONSULTATIONS", "second")
    monkeypatch.setenv("QUIZ_VAR", str(tmp_path / "third"))
    run("export-qa", "again")
    assert {path.name: path.read_bytes() for path in Path("again").iterdir()} == first


def test_ids_of_another_source_are_refused_and_the_rest_is_imported(tmp_path: Path) -> None:
    run("import-qa", csv_file())
    run("export-qa", "out")
    done = run("import-qa", "out")
    assert done.exit_code == 1
    assert "belongs to another source (qa)" in done.output and "nothing to import" in done.output


def test_an_export_never_mixes_with_other_files_and_says_where_nothing_is() -> None:
    assert run("export-qa", "out").exit_code == 1
    run("import-qa", csv_file())
    Path("out").mkdir()
    Path("out/mine.yaml").write_text("x: y", encoding="utf-8")
    done = run("export-qa", "out")
    assert done.exit_code == 1 and "out holds mine.yaml" in done.output
    assert [path.name for path in Path("out").iterdir()] == ["mine.yaml"]


def test_findings_and_summary_are_said_in_japanese_by_default() -> None:
    output = CliRunner().invoke(main, ["import-qa", str(csv_file([*ROWS, ["3", "", "", "答え", ""]]))]).output
    assert "qa.csv:4: 質問: 質問の文がありません; 書き足してください" in output
    assert "追加 2、更新 0、変更なし 0" in output and "2 件の領域は文章からの推定です" in output


def test_an_interruption_while_reading_leaves_nothing_behind(site: Site) -> None:
    pages = [site.put(f"/{n}", a_page(a_question(name=f"質問{n}"))) for n in range(50)]
    listed = "".join(f"<url><loc>{page}</loc></url>" for page in pages)
    address = site.put("/s.xml", f"<urlset>{listed}</urlset>", "text/xml")
    command = [sys.executable, "-m", "quiz", "import-qa", address, "--allow-private"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not site.paths and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert (process.returncode, output) == (1, b"")
    assert "中断しました。何も変えていません\n" in errors.decode() and b"Traceback" not in errors
    assert published() == Catalogue(())


def test_an_import_that_fails_while_publishing_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    from quiz.store.publishing import publisher as publishing

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "refresh_shelf", interrupted)
    done = CliRunner().invoke(main, ["import-qa", str(csv_file())])
    assert (done.exit_code, "中断しました" in done.output) == (1, True)
    assert published() == Catalogue(())


@pytest.mark.parametrize("name", ["import-qa", "export-qa"])
def test_both_commands_explain_themselves_with_an_example(name: str) -> None:
    output = CliRunner().invoke(main, [name, "--help"]).output
    assert f"Example: quiz {name}" in output


def test_json_of_this_project_is_published_under_its_own_ids() -> None:
    document = {
        "advisors": [{"id": "sample-a", "name": "サンプル相談員A"}],
        "articles": [{"id": "page", "title": "ページ", "url": "https://a.example/"}],
        "consultations": [
            {
                "id": "my-own",
                "title": {"ja": "緊張します", "en": "I am nervous"},
                "source": "counselling",
                "answers": [
                    {
                        "advisor": "sample-a",
                        "sections": [{"text": "息を吐きます。", "cards": [{"lead": "くわしくは", "article": "page"}]}],
                    }
                ],
            }
        ],
    }
    Path("own.json").write_text(json.dumps(document), encoding="utf-8")
    assert run("import-qa", "own.json").exit_code == 0
    (one,) = published().consultations
    assert one.id == "my-own" and one.answers[0].sections[0].cards[0].target == "page"
