"""The scripts that drive wrk, and what it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figures import Latency
from bench.flows import split_document
from bench.pages import QuizForm
from bench.servers import BenchError
from bench.wrk import Shot, lua, parse_shot, put_script, rotating_script, submit_script

FORM = QuizForm(
    "/d/interview", {"form": "quick", "attempt": "", "version": "7k3m"}, {"depth": ["none", "page"], "story": ["one"]}
)


@given(st.text())
def test_any_text_survives_as_a_literal_of_lua(text: str) -> None:
    literal = lua(text)
    assert literal.startswith('"') and literal.endswith('"')
    assert re.fullmatch(r"(?:[ !#-\[\]-~]|\\\d{3})*", literal[1:-1])
    read = re.sub(rb"\\(\d{3})", lambda found: bytes([int(found[1])]), literal[1:-1].encode())
    assert read == text.encode()


def test_the_submit_sends_the_hidden_fields_and_a_key_in_place_of_the_empty_one() -> None:
    script = submit_script(FORM, "/d/interview", "localhost:1", 7)
    assert '"form=quick&version=7k3m&attempt="' in script
    assert '{{"&depth=none", "&depth=page"}, {"&story=one"}}' in script
    assert "POST /d/interview HTTP/1.1\\013\\010Host: localhost:1\\013\\010" in script
    assert "math.randomseed(7)" in script


def test_the_script_of_the_page_is_imitated_with_a_json_document() -> None:
    script = put_script(FORM, "localhost:1", 7)
    opening, closing = split_document(FORM)
    assert lua(opening) in script and lua(closing) in script
    assert lua([['"depth":"none"', '"depth":"page"'], [',"story":"one"']]) in script


def test_paths_are_asked_for_in_turns() -> None:
    script = rotating_script(["/r/a", "/r/b"], "localhost:1")
    assert script.index("GET /r/a HTTP/1.1") < script.index("GET /r/b HTTP/1.1")
    assert "done = function" in script


def test_the_line_of_figures_is_read_among_others() -> None:
    said = (
        'Running 2s test\nfigures: {"completed": 20, "microseconds": 2000000, "failed": 0, "p50": 1500, "p99": 9000}\n'
    )
    assert parse_shot(said) == Shot(20, 2.0, 0, Latency(1.5, 9.0))


def test_a_failure_of_wrk_is_told_in_its_own_words() -> None:
    with pytest.raises(BenchError, match="unable to connect"):
        parse_shot("unable to connect to 127.0.0.1:1 Connection refused\n")
