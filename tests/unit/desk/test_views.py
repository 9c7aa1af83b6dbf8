"""The desk is loaded when the first editor comes, not when the program starts."""

from __future__ import annotations

import subprocess
import sys

from tests.factories import ROOT

PROBE = "import sys, quiz.app; print(sorted(name for name in sys.modules if name.startswith('quiz.desk')))"


def test_a_start_loads_only_the_addresses_of_the_desk() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "['quiz.desk', 'quiz.desk.views']"
