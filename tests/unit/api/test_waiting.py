"""What nobody waits for who only sends an attempt and reads its result."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.deployments import ready

PROGRAM = """
import sys, uuid
from pathlib import Path
from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle

settings = Settings.from_environment({"QUIZ_VAR": sys.argv[1]})
store, prepared = StoreHandle(settings), prepare(settings)
bank = prepared.bank
http = create_app(settings, bank, prepared.shelf, store).test_client(use_cookies=False)
answers = {item.id: item.options[0].id for item in bank.items_of("quick")}
body = {"bank": bank.id, "form": "quick", "answers": answers, "placement": {"page": "https://blog.example.jp/1"}}
sent = http.put(f"/api/v1/attempts/{uuid.uuid4()}", json=body, headers={"Origin": "null"})
assert sent.status_code == 201, sent.data
assert http.get(sent.headers["Location"]).status_code == 200
print("pydantic" in sys.modules)
assert http.get("/api/v1/openapi.json").status_code == 200
print("pydantic" in sys.modules)
store.close()
"""


def test_pydantic_is_loaded_for_the_document_and_not_before(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(ready(tmp_path / "var"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "True"]
