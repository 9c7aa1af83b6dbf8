"""What the load must know of a page."""

from __future__ import annotations

import json
import random
from urllib.parse import parse_qs

import pytest

from bench.flows import Answerer
from bench.pages import quiz_form, references, resources

PAGE = """
<link rel="stylesheet" href="/static/a.css"><link rel="canonical" href="/d/interview"><link rel="icon" href="data:,">
<script type="module" src="/static/quiz.js"></script><img src="data:image/png;base64,AA">
<form action="/search"><input type="radio" name="not" value="this"></form>
<form method="post" action="/d/interview">
 <input type="hidden" name="form" value="quick"><input type="hidden" name="attempt" value="">
 <input type="radio" name="depth" value="none"><input type="radio" name="depth" value="page">
 <input type="radio" name="story" value="one"><button name="go" value="1">Go</button>
</form>
<input type="radio" name="outside" value="x">
"""


def test_the_form_is_read_with_its_hidden_fields_and_options() -> None:
    form = quiz_form(PAGE, "/d/interview")
    assert form.action == "/d/interview"
    assert form.hidden == {"form": "quick", "attempt": ""}
    assert form.questions == {"depth": ["none", "page"], "story": ["one"]}


def test_a_form_without_an_action_goes_to_its_own_page() -> None:
    form = quiz_form('<form method="post"><input type="radio" name="a" value="b"></form>', "/d/interview")
    assert form.action == "/d/interview"


def test_a_page_without_questions_is_refused() -> None:
    with pytest.raises(ValueError, match="/d/other shows no form"):
        quiz_form("<form method='post'><input type='hidden' name='a'></form>", "/d/other")


def test_every_submit_answers_every_question_under_a_key_of_its_own() -> None:
    answerer = Answerer(quiz_form(PAGE, "/d/interview"), random.Random(1))
    bodies = [parse_qs(answerer.body()) for _ in range(20)]
    assert {body["depth"][0] for body in bodies} == {"none", "page"}
    assert all(body["story"] == ["one"] and body["form"] == ["quick"] for body in bodies)
    assert len({body["attempt"][0] for body in bodies}) == 20


def test_an_attempt_as_json_names_bank_and_form_and_answers_every_question() -> None:
    answerer = Answerer(quiz_form(PAGE, "/d/interview"), random.Random(1))
    document = json.loads(answerer.document())
    assert document["bank"] == "interview" and document["form"] == "quick"
    assert set(document["answers"]) == {"depth", "story"}


def test_what_a_browser_fetches_at_once_is_found_and_nothing_else() -> None:
    assert resources(PAGE, "/d/interview") == ["/static/a.css", "/static/quiz.js"]


def test_a_page_without_an_icon_costs_one_more_request() -> None:
    assert resources("<title>x</title>", "/d/interview") == ["/favicon.ico"]


def test_static_imports_and_files_of_a_style_sheet_are_followed() -> None:
    script = (
        "import { a } from './a.js';\nimport './b.js'\nexport * from \"./c.js\";const d = () => import('./later.js');"
    )
    assert list(references(script, "/static/quiz.js")) == ["/static/a.js", "/static/b.js", "/static/c.js"]
    assert list(references("import{a}from'./a.js';import'./b.js'", "/static/q.js")) == ["/static/a.js", "/static/b.js"]
    style = '@import "more.css"; a { background: url(x.svg) } b { background: url("data:image/svg+xml,1") }'
    assert list(references(style, "/static/a.css")) == ["/static/more.css", "/static/x.svg"]
