"""oTree as a yardstick: a questionnaire of as many questions in a project of its own, run as its manual says.

It gets what helps it: a database that is in WAL mode (oTree leaves SQLite's slower rollback journal), production mode,
participants that are created beforehand and not counted, no static file and no websocket of its pages asked for.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from bench.servers import HOST, BenchError, Recipe
from tools.mirrors import read_mirrors, uv_environment
from tools.setup import VENV
from tools.uv import find_or_get_uv

LONGEST_SECONDS = 240
READY_PATH = "/static/otree/css/theme2.css"
SETTINGS = """\
SESSION_CONFIGS = [dict(name="survey", app_sequence=["survey"], num_demo_participants=1)]
SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1.00, participation_fee=0.00, doc="")
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "USD"
USE_POINTS = True
ADMIN_USERNAME = "admin"
SECRET_KEY = "only for this run"
"""
APP_HEAD = """\
from otree.api import *


class C(BaseConstants):
    NAME_IN_URL = "survey"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
"""
APP_FIELD = '    {name} = models.IntegerField(label="Question {name}", choices={choices}, widget=widgets.RadioSelect)\n'
APP_TAIL = """

class Questions(Page):
    form_model = "player"
    form_fields = {names}


class Results(Page):
    @staticmethod
    def vars_for_template(player):
        return dict(score=round(100 * sum(getattr(player, name) for name in Questions.form_fields) / {maximum}))


page_sequence = [Questions, Results]
"""
QUESTIONS_PAGE = """\
{{ block title }}Questions{{ endblock }}
{{ block content }}{{ formfields }}{{ next_button }}{{ endblock }}
"""
RESULTS_PAGE = """\
{{ block title }}Result{{ endblock }}
{{ block content }}<p id="score">Score: {{ score }}</p>{{ endblock }}
"""


def question_names(count: int) -> list[str]:
    """Return the names of the questions."""
    return [f"q{place}" for place in range(count)]


def app_source(count: int, options: int) -> str:
    """Return the oTree app of a questionnaire with so many radio questions of so many options on one page."""
    names = question_names(count)
    choices = [[value, f"Option {value}"] for value in range(options)]
    fields = "".join(APP_FIELD.format(name=name, choices=choices) for name in names)
    return APP_HEAD + fields + APP_TAIL.format(names=names, maximum=count * (options - 1))


def install(venv: Path, lock: Path) -> Path:
    """Return the folder of oTree's programs, after installing the lock into a virtual environment of its own.

    oTree holds old versions of Flask's relatives, so it never shares the product's environment.
    """
    programs = venv / "bin"
    installed = venv / "installed.txt"
    if installed.exists() and installed.read_text() == lock.read_text():
        return programs
    mirrors = read_mirrors(os.environ)
    environment = uv_environment(mirrors, os.environ)
    uv = str(find_or_get_uv(VENV / "uv", mirrors, os.environ).resolve())
    _run(
        [uv, "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, str(venv)],
        venv.parent,
        environment,
    )
    options = ["--require-hashes", *(["--no-index"] if mirrors.no_index else []), "--python", str(programs / "python")]
    _run([uv, "pip", "sync", "--quiet", *options, str(lock)], venv.parent, environment)
    installed.write_text(lock.read_text())
    return programs


def prepare(project: Path, programs: Path, count: int, options: int, participants: int) -> None:
    """Write the project, create its database in WAL mode, and one session with all participants."""
    for folder in ("survey", "_static", "_templates"):
        (project / folder).mkdir(parents=True)
    (project / "settings.py").write_text(SETTINGS)
    (project / "survey" / "__init__.py").write_text(app_source(count, options))
    (project / "survey" / "Questions.html").write_text(QUESTIONS_PAGE)
    (project / "survey" / "Results.html").write_text(RESULTS_PAGE)
    environment = _environment(programs)
    otree = str(programs / "otree")
    _run([otree, "resetdb", "--noinput"], project, environment)
    with closing(sqlite3.connect(project / "db.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
    _run([otree, "create_session", "survey", str(participants)], project, environment)


def recipe(project: Path, programs: Path, port: int) -> Recipe:
    """Say how oTree's production server is started."""
    command = [str(programs / "otree"), "prodserver", f"{HOST}:{port}"]
    return Recipe("oTree", command, port, READY_PATH, project, _environment(programs))


def participants(project: Path) -> Iterator[str]:
    """Return the codes of the participants that have not started, in the order of their creation."""
    with closing(sqlite3.connect(project / "db.sqlite3")) as database:
        rows = database.execute("SELECT code FROM otree_participant WHERE visited = 0 ORDER BY id").fetchall()
    return (str(code) for (code,) in rows)


def stored(project: Path) -> int:
    """Return how many questionnaires are stored with all their answers."""
    with closing(sqlite3.connect(project / "db.sqlite3")) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(survey_player)")]
        condition = " AND ".join(f"{name} IS NOT NULL" for name in columns if name.startswith("q"))
        query = f"SELECT count(*) FROM survey_player WHERE {condition}"  # noqa: S608 (names of our own columns)
        return int(database.execute(query).fetchone()[0])


def _environment(programs: Path) -> Mapping[str, str]:
    # oTree starts its second process as `otree`, by its name alone.
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    production = {"OTREE_PRODUCTION": "1", "OTREE_AUTH_LEVEL": "STUDY", "OTREE_ADMIN_PASSWORD": "only-for-this-run"}
    return {"PATH": path, **production}


def _run(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **environment}
    try:
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=LONGEST_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip()[-300:]
        raise BenchError(f"oTree cannot be set up: {' '.join(command[1:3])} failed: {said or error}") from None
