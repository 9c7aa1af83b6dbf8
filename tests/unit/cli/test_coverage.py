"""`quiz coverage` over a database of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, insert, update

from quiz.cli.main import main
from quiz.store.tables import article, consultation
from tests.desk import DeskSite
from tests.web_server import serving


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskSite]:
    made = DeskSite(tmp_path / "var")
    monkeypatch.setenv("QUIZ_VAR", str(tmp_path / "var"))
    yield made
    made.close()


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["coverage", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_shipped_consultations_leave_no_gap(site: DeskSite) -> None:
    assert "足りないところはありません" in run()


def test_gaps_are_told_in_words_and_as_ids(site: DeskSite) -> None:
    with site.store.opened().writing() as connection:
        kept = consultation.c.id == "same-reason"
        connection.execute(update(consultation).where(~kept).values(withdrawn_by="editor"))
    told = run("--lang", "en")
    assert "published consultations: 1" in told
    assert "too few for the area: Knowing yourself and your evidence (0)" in told
    assert "too few for the rung:" in told and "topic that nobody uses: Mock interviews" in told
    report = json.loads(run("--format", "json"))
    assert report["consultations"] == 1
    assert {"area": "research", "count": 1} in report["areas"]
    assert "motivation" not in report["unused_topics"] and "nerves" in report["unused_topics"]


def test_pages_elsewhere_are_opened_where_that_is_asked_for(site: DeskSite) -> None:
    with serving() as elsewhere:
        addresses = [elsewhere.put("/guide", "<p>就活の手引き</p>"), f"{elsewhere.origin}/gone"]
        with site.store.opened().writing() as connection:
            connection.execute(delete(article))
            for number, address in enumerate(addresses):
                values = {"id": f"a{number}", "origin": "desk", "title": "記事", "url": address, "changed_utc": 0}
                connection.execute(insert(article).values(**values, is_withdrawn=False))
        told = run("--links", "--allow-private", "--lang", "en")
        assert f"{elsewhere.origin}/gone: the server answers 404" in told
        assert f"{elsewhere.origin}/guide:" not in told
        assert elsewhere.paths == ["/guide", "/gone"]
        assert f"{elsewhere.origin}/guide:" in run("--links"), "this machine is not asked unless that is allowed"
        assert elsewhere.paths == ["/guide", "/gone"]
        report = json.loads(run("--links", "--allow-private", "--format", "json"))
        assert [one["url"] for one in report["unreachable"]] == [f"{elsewhere.origin}/gone"]
